"""What the answer says of one part: what was done, what stays, who else hears, what can follow."""

from datetime import date
from itertools import count

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters.blocks import LetterIncomplete
from portal.letters.decision import Refusal
from portal.models.case import PartItem
from portal.services.answer_parts import decision_part
from tests.services import stories

NL = Words("nl")
TODAY = date(2026, 11, 20)
DUTY = {"which_law": "Jeugdwet 7.3.8", "necessity": "De gemeente moet dit kunnen zien."}
GIVEN, REFUSED = Outcome.GRANTED, Outcome.REFUSED


@pytest.fixture
def told(sqlite_database):
    """Tells what the letter says of a part with these facts."""
    keys = map(str, count())

    def tell(right, outcome, *, slug="cjib", items=(), left_out=(), answers=None, **facts):
        with sqlite_database.transaction() as session:
            case = stories.ask(session, slug, right=right, answers=answers, key=next(keys))
            (part,) = case.parts
            part.outcome, part.items = outcome, list(items)
            for name, value in facts.items():
                setattr(part, name, value)
            here = stories.organisation(slug)
            return decision_part(NL, here, part, left_out=left_out, decided=TODAY)

    return tell


def item(outcome, **facts):
    return PartItem(label_nl="Behandelplan", label_en="Plan", outcome=outcome, **facts)


def test_what_was_erased_and_what_stays_is_told_item_by_item(told):
    kept = item(REFUSED, ground="legal_duty_or_public_task", needs=DUTY)
    kept.keep_until = date(2041, 12, 31)
    part = told(Right.ERASURE, Outcome.PARTLY, items=[item(GIVEN), kept])
    assert part.done == ("Behandelplan",)
    assert part.kept[0].until == "tot en met dinsdag 31 december 2041"
    assert part.kept[0].why.article == "AVG 17.3.b"
    assert "Jeugdwet 7.3.8" in part.kept[0].why.reason
    assert part.refusals == ()


def test_a_rule_in_words_says_until_when_as_well_as_a_day(told):
    kept = item(REFUSED, ground="legal_claims", needs=DUTY, keep_rule="tot de zaak voorbij is")
    part = told(Right.ERASURE, Outcome.PARTLY, items=[kept])
    assert part.kept[0].until == "tot de zaak voorbij is"


def test_what_is_kept_without_saying_until_when_makes_no_letter(told):
    kept = item(REFUSED, ground="legal_claims", needs=DUTY, keep_rule="")
    with pytest.raises(LetterIncomplete, match="until"):
        told(Right.ERASURE, Outcome.PARTLY, items=[kept])


@pytest.mark.parametrize(
    ("needs", "day"),
    [
        ({"done_on": "2026-11-18"}, date(2026, 11, 18)),
        ({"stopped_on": "2026-11-17"}, date(2026, 11, 17)),
        ({}, TODAY),
    ],
)
def test_it_says_when_it_was_done(told, needs, day):
    assert told(Right.OBJECTION, GIVEN, needs=needs).done_on == day


def test_what_was_refused_was_not_done(told):
    part = told(Right.ERASURE, REFUSED, ground="legal_claims", needs=DUTY)
    assert (part.done_on, part.recipients) == (None, ())


def test_a_correction_names_old_and_new_value(told):
    answers = {"field": "Naam", "old": "De Wid", "new": "De Wit"}
    part = told(Right.RECTIFICATION, GIVEN, answers=answers, needs={"corrected": "de Wit"})
    assert (part.correction.what, part.correction.old, part.correction.new) == (
        "Naam",
        "De Wid",
        "de Wit",
    )


def test_who_else_got_the_data_stands_in_the_register(told):
    part = told(Right.ERASURE, GIVEN, answers={"scope": "some", "activities": ["traffic_fines"]})
    assert part.recipients == ("politie", "Openbaar Ministerie (OM)", "RDW")
    assert told(Right.ACCESS, GIVEN).recipients == ()


def test_a_computers_decision_is_explained_and_the_other_road_named(told):
    needs = {"who_looked": "een jurist", "look_outcome": "De boete blijft staan."}
    answers = {"decision": "Boete", "decided_on": "2026-11-05"}
    part = told(Right.HUMAN_REVIEW, GIVEN, needs=needs, answers=answers)
    said = " ".join(part.logic)
    assert "De computer krijgt de overtreding door" in said
    assert "Wie opnieuw keek: een jurist." in said
    assert "De boete blijft staan." in said
    assert "17 december 2026" in part.roads[0][1]


def test_the_other_road_is_named_when_the_look_is_refused_too(told):
    needs = {"why": "Een medewerker besliste."}
    part = told(Right.HUMAN_REVIEW, REFUSED, ground="not_solely_automated", needs=needs)
    assert part.roads
    assert part.logic == ()


def test_what_goes_on_without_the_consent_is_told_with_its_ground(told):
    needs = {"other_ground": "De facturen blijven: belastingwet."}
    part = told(Right.CONSENT_WITHDRAWAL, GIVEN, slug="akj", needs=needs)
    assert [each.why for each in part.stays] == ["De facturen blijven: belastingwet."]
    assert told(Right.CONSENT_WITHDRAWAL, GIVEN, slug="akj").stays == ()


def test_who_wants_no_advertising_hears_of_the_list(told):
    part = told(Right.OBJECTION, GIVEN, answers={"kind": "marketing"})
    assert part.explanation == "U staat nu op een lijst. Zo krijgt u geen reclame meer."


def test_it_says_to_whom_a_request_was_sent_on(told):
    needs = {"who_is": "gemeente Utrecht", "forwarded_to": "gemeente Utrecht"}
    part = told(Right.ACCESS, Outcome.NOT_OUR_TASK, ground="not_controller", needs=needs)
    assert part.explanation == "Wij stuurden het door naar gemeente Utrecht."


def test_data_sent_to_another_organisation_are_told(told):
    part = told(Right.PORTABILITY, GIVEN, slug="akj", needs={"transferred": "Op 18 november."})
    assert "Op 18 november." in part.explanation


def test_a_reason_that_may_not_be_told_is_not_told(told):
    needs = {"may_be_told": "no", "necessity": "Er loopt een onderzoek."}
    (refusal,) = told(Right.ACCESS, REFUSED, ground="uavg41_d", needs=needs, reason="x").refusals
    assert refusal.article == "UAVG 41"
    assert "onderzoek" not in repr(refusal)


def test_an_opinion_gets_the_persons_own_statement_beside_it(told):
    needs = {"why": "Een oordeel.", "statement_offered": "offered"}
    answers = {"field": "Diagnose"}
    part = told(Right.RECTIFICATION, REFUSED, ground="not_inaccurate", needs=needs, answers=answers)
    assert part.offers_statement
    needs = {"why": "Een feit.", "statement_offered": "no_opinion"}
    assert not told(
        Right.RECTIFICATION, REFUSED, ground="not_inaccurate", needs=needs, slug="akj"
    ).offers_statement


def test_what_was_kept_out_of_a_copy_is_told_with_a_part_and_not_with_the_whole(told):
    out = (Refusal("De rechten van iemand anders", "AVG 15.4", "Het gaat over een ander."),)
    assert told(Right.ACCESS, Outcome.PARTLY, left_out=out).refusals == out
    with pytest.raises(LetterIncomplete, match="granted"):
        told(Right.ACCESS, GIVEN, left_out=out)
    assert told(Right.RECTIFICATION, GIVEN, left_out=out).refusals == ()


def test_the_basis_of_a_grant_is_named(told):
    assert told(Right.ERASURE, GIVEN, basis="17.1.b").article == "AVG 17.1.b"
    assert (
        told(
            Right.ERASURE, REFUSED, basis="17.1.b", ground="legal_claims", needs=DUTY, slug="akj"
        ).article
        == "AVG 17"
    )


def test_a_part_without_an_outcome_has_no_words(told):
    with pytest.raises(LetterIncomplete, match="outcome"):
        told(Right.ACCESS, None)


def test_a_part_taken_back_names_the_day_and_how_to_say_that_it_is_not_so(told):
    needs = {"taken_back_on": "2026-11-20", "taken_back_by": "phone"}
    text = told(Right.ERASURE, Outcome.WITHDRAWN, needs=needs).explanation
    assert "Dat liet u ons weten op vrijdag 20 november 2026." in text
    assert "Klopt dat niet? Laat het ons weten." in text


WEIGHED = {"ground": "compelling_grounds", "needs": {"written_balance": "Wij wogen het af."}}


@pytest.mark.parametrize("outcome", [GIVEN, Outcome.PARTLY])
def test_an_objection_that_is_right_erases_and_says_so_and_who_hears_of_it(told, outcome):
    part = told(Right.OBJECTION, outcome, answers={"kind": "situation"}, **WEIGHED)
    assert part.erases  # AVG 17.1.c
    assert part.is_passed_on  # AVG 19
    assert part.recipients


@pytest.mark.parametrize(("outcome", "kind"), [(GIVEN, "marketing"), (REFUSED, "situation")])
def test_nothing_is_erased_when_advertising_stops_or_the_use_goes_on(told, outcome, kind):
    part = told(Right.OBJECTION, outcome, answers={"kind": kind}, **WEIGHED)
    assert (part.erases, part.is_passed_on, part.recipients) == (False, False, ())


@pytest.mark.parametrize(
    ("ground", "needs", "says"),
    [
        ("other_regime", {"which_law": "Wjsg, artikel 18"}, "De AVG geldt hier niet."),
        ("not_controller", {"who_is": "RDW"}, "Hierover beslissen wij niet."),
    ],
)
def test_data_under_another_law_are_not_said_to_be_somebody_elses(told, ground, needs, says):
    needs |= {"forwarded_to": "ons team strafgegevens"}
    part = told(Right.ACCESS, Outcome.NOT_OUR_TASK, ground=ground, needs=needs)
    assert part.answer.startswith(says)
    assert part.other_law is (ground == "other_regime")
