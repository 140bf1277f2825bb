"""Which sources a decision concerns, and when a system is told and when a person is."""

import dataclasses

import pytest

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.models.finding import SearchResult
from portal.services.targets import Target, Why, targets
from tests.services import told

GRANTED, REFUSED = Outcome.GRANTED, Outcome.REFUSED


def found(session, case, effect=Effect.ERASE, here=None, outcome=GRANTED):
    part = case.parts[0]
    part.outcome = outcome
    return targets(session, case, part, here or told.organisation(), effect)


def why(session, case, effect=Effect.ERASE, here=None, outcome=GRANTED, source="register"):
    """Why a person does it in a source; None when the system does, 'absent' when nobody must."""
    there = {each.source: each.why for each in found(session, case, effect, here, outcome)}
    return there.get(source, "absent")


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.transaction() as opened:
        yield opened


def test_systems_of_the_activity_are_told_and_others_are_not(database):
    with database.transaction() as session:
        assert found(session, told.case_of(session)) == (
            Target("register", ("register_advice",)),
            Target("profile", ("profile_advice",)),
        )


def test_a_system_that_is_only_read_is_for_a_person_and_paper_as_well(session):
    case = told.case_of(session, items={"calls": GRANTED, "paper": GRANTED})
    assert found(session, case) == (
        Target("archive", ("archive_calls",), why=Why.ONLY_READ),
        Target("", why=Why.NO_SYSTEM, activities=("paper",)),
    )


def test_what_a_person_keeps_is_for_that_person(session):
    here = told.organisation("", told.system("cellar", "person", "", "advice", owner=told.OWNER))
    assert why(session, told.case_of(session), here=here, source="cellar") is Why.PERSON


def test_an_effect_that_the_system_cannot_do_is_for_a_person(session):
    case = told.case_of(session, Right.RESTRICTION, answers={"activities": ["advice"]})
    assert why(session, case, Effect.RESTRICT, source="profile") is Why.ONLY_READ
    assert why(session, case, Effect.RESTRICT) is None


def test_what_was_searched_and_holds_nothing_is_left_alone(session):
    case = told.case_of(session)
    told.searched(session, case, "register", SearchResult.NOTHING_HELD)
    assert why(session, case) == "absent"
    assert why(session, case, source="profile") is None


@pytest.mark.parametrize(
    "result", [SearchResult.FAILED, SearchResult.CANNOT_SEARCH, SearchResult.SUSPENDED]
)
def test_a_source_that_gave_no_answer_may_hold_data(session, result):
    case = told.case_of(session)
    told.searched(session, case, "register", result)
    assert why(session, case) is None


def test_a_source_that_holds_only_other_kinds_of_data_is_left_alone(session):
    case = told.case_of(session)
    told.searched(session, case, "register", activity="calls")
    assert why(session, case) == "absent"


@pytest.mark.parametrize("outcome", [GRANTED, Outcome.PARTLY])
def test_a_system_of_which_something_must_stay_is_never_told_to_erase(session, outcome):
    both = told.system(
        "register", "http", "http://127.0.0.1:9/r", "advice", "calls", carries_out=tuple(Effect)
    )
    here = told.organisation("", both)
    partly = told.case_of(session, items={"advice": GRANTED, "calls": REFUSED}, key="a")
    assert why(session, partly, here=here, outcome=outcome) is Why.STAYS
    unasked = told.case_of(session, items={"advice": GRANTED}, key="b")
    assert why(session, unasked, here=here, outcome=outcome) is Why.STAYS
    whole = told.case_of(session, items={"advice": GRANTED, "calls": GRANTED}, key="c")
    whole.name_key = "another"
    assert why(session, whole, here=here) is None


def test_two_categories_of_one_activity_one_of_which_stays(session):
    case = told.case_of(session)
    one = case.parts[0].items[0]
    case.parts[0].items.append(
        type(one)(activity="advice", label_nl="b", label_en="b", outcome=REFUSED)
    )
    session.flush()
    assert why(session, case, outcome=Outcome.PARTLY) is Why.STAYS


def test_something_that_stays_in_words_of_their_own_may_be_anywhere(session):
    case = told.case_of(session, items={"advice": GRANTED, "": REFUSED})
    assert why(session, case, outcome=Outcome.PARTLY) is Why.STAYS


def test_what_is_asked_in_own_words_needs_somebody_who_reads_them(session):
    case = told.case_of(session, items={"advice": GRANTED, "": GRANTED})
    assert why(session, case) is Why.UNCLEAR


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"scope": "some", "activities": ["advice"]}, None),
        ({"scope": "some", "activities": ["advice"], "reason": "Ik wil het niet meer."}, None),
        ({"scope": "some", "activities": ["advice"], "what": "De brief van mei"}, Why.UNCLEAR),
        ({"scope": "some", "what": "De brief van mei"}, Why.UNCLEAR),
        ({"scope": "all"}, Why.UNCLEAR),
    ],
)
def test_categories_that_the_person_chose_need_no_list_of_staff(session, answers, expected):
    case = told.case_of(session, items={}, answers=answers)
    assert why(session, case) is expected


def test_part_of_it_without_a_list_is_for_a_person(session):
    case = told.case_of(session, Right.RESTRICTION, answers={"activities": ["advice"]})
    assert why(session, case, Effect.RESTRICT, outcome=Outcome.PARTLY) is Why.STAYS


def test_an_objection_erases_nothing_by_itself(session):
    case = told.case_of(session, Right.OBJECTION, answers={"kind": "situation"})
    assert why(session, case) is Why.UNCLEAR


@pytest.mark.parametrize("items", [{"advice": REFUSED}, {"advice": None}])
def test_what_is_refused_is_not_done_and_what_is_undecided_may_be(session, items):
    case = told.case_of(session, items=items)
    expected = "absent" if REFUSED in items.values() else None
    assert why(session, case, outcome=Outcome.PARTLY if expected else None) == expected


def test_somebody_who_cannot_be_named_surely_is_for_a_person(session):
    case = told.case_of(session)
    case.identifiers = {}
    assert why(session, case) is Why.NOT_SURE


def test_a_namesake_in_the_same_system_makes_it_a_persons_work(session):
    case = told.case_of(session)
    told.searched(session, case, "register")
    search = found(session, case)
    assert search[0].why is None
    told.searched(session, case, "profile", ground="not_about_person")
    assert why(session, case, source="profile") == "absent"
    other = told.case_of(session, key="other")
    other.name_key = "another"
    told.searched(session, other, "register")
    told.searched(session, other, "register", ground="not_about_person")
    assert why(session, other) is Why.NOT_SURE


def correcting(session, **more):
    answers = {"field": "achternaam ", "old": "de Wit", "new": "Bakker", **more}
    return told.case_of(session, Right.RECTIFICATION, answers=answers)


def test_it_names_the_column(session):
    first, *_ = found(session, correcting(session), Effect.RECTIFY)
    assert first == Target("register", ("register_advice",), (("register_advice", "surname"),))


def test_in_english_too(session):
    assert why(session, correcting(session, field="Surname"), Effect.RECTIFY) is None


@pytest.mark.parametrize("field", ["Mijn naam is fout gespeld", "", "Achter"])
def test_what_no_column_is_called_is_for_a_person(session, field):
    assert why(session, correcting(session, field=field), Effect.RECTIFY) is Why.UNCLEAR


def test_without_a_new_value_too(session):
    assert why(session, correcting(session, new=" "), Effect.RECTIFY) is Why.UNCLEAR


def test_what_was_decided_goes_before_what_was_asked(session):
    case = correcting(session, new="")
    case.parts[0].needs = {"corrected": "Bakker"}
    assert why(session, case, Effect.RECTIFY) is None


def test_a_profile_without_such_sources_concerns_nobody(session):
    case = told.case_of(session)
    here = dataclasses.replace(told.organisation(), sources=())
    assert found(session, case, here=here) == ()
