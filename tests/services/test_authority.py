"""Who may ask for somebody else: questions, answers, and what each leads to."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.language import authority as words
from portal.law.grounds import GROUNDS, Outcome
from portal.law.representation import Kind, verdict
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.case import Case, CasePart
from portal.models.staff import Staff
from portal.queueing import Job
from portal.services import authority
from portal.services.authority import Effect, Obstacle
from tests.services import stories

HANDLER = Actor(ActorKind.STAFF, "juridisch-loket", None, "Anna", Role.HANDLER)
HERE = stories.organisation("juridisch-loket")
HELP = stories.organisation("akj")
NOTE = "Uittreksel gezagsregister gezien, van 3 november."
RECEIVED = stories.NOW.date()


def case_of(kind="parent", age=8, outcome: Outcome | None = Outcome.GRANTED) -> Case:
    """A request of somebody for a person of this age, with an outcome in mind."""
    return Case(
        received_date=RECEIVED,
        birth_date=date(RECEIVED.year - age, 1, 1),
        representative={"kind": kind, "name": "P. de Wit"} if kind else None,
        authority={},
        secret_address=False,
        parts=[CasePart(right=Right.ACCESS, outcome=outcome)],
    )


def fill(session, case, organisation=HERE, **answers) -> None:
    """Answer every question so that it goes on, but for those named."""
    for each in authority.questions(case, organisation):
        good = (
            "no"
            if authority.EFFECTS.get(each.check.id, authority.USUALLY)[0] is not (Effect.GO_ON)
            else "yes"
        )
        given = answers.get(each.check.id, good)
        authority.answer(
            session, case, organisation, each.check.id, given, NOTE, actor=HANDLER, now=stories.NOW
        )


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.transaction() as found:
        yield found


def ids(case, organisation=HERE) -> set[str]:
    return {each.check.id for each in authority.questions(case, organisation)}


@pytest.mark.parametrize(
    ("kind", "age", "some"),
    [
        ("parent", 8, {"authority_seen", "other_parent_objects", "address_secret"}),
        ("parent", 13, {"authority_seen", "treatment_file"}),
        ("curator", 40, {"scope_of_curatele", "order_still_valid"}),
        ("bewindvoerder", 40, {"scope_money"}),
        ("mentor", 40, {"scope_care"}),
        ("authorised", 40, {"signature_and_date", "scope_of_authorisation", "identity_of_both"}),
        ("lawyer", 40, {"on_bar_register", "client_named"}),
        ("", 13, {"tell_no_parent", "plain_words_for_child"}),
        ("what we do not know", 40, {"signature_and_date"}),
        # by law not, but the child of 16 may give written permission
        ("parent", 17, {"signature_and_date", "scope_of_authorisation"}),
    ],
)
def test_each_who_asks_brings_the_questions_of_the_law(kind, age, some):
    assert some <= ids(case_of(kind, age))


@pytest.mark.parametrize(("kind", "age"), [("", 40), ("relative_of_deceased", 40), ("", 8)])
def test_where_nothing_can_be_looked_at_nothing_is_asked(kind, age):
    assert ids(case_of(kind, age)) == set()


def test_every_question_of_the_law_has_words_and_effects():
    asked = {
        check.id
        for kind in Kind
        for age in range(30)
        for free in (True, False)
        for check in verdict(
            kind, birth_date=date(2026 - age, 1, 1), on=RECEIVED, free_youth_help=free
        ).checks
    }
    assert asked <= words.ASKED.keys()
    assert authority.EFFECTS.keys() <= words.ASKED.keys()
    assert {effect.value for effect in Effect} == words.EFFECT.keys()
    assert {authority.NO_AUTHORITY, authority.NOT_THE_AVG} <= GROUNDS.keys()


def test_an_answer_is_kept_with_note_author_and_moment(session):
    member = Staff(
        organisation="juridisch-loket",
        email="anna@loket.example",
        name="Anna",
        role=Role.HANDLER,
        password_hash="x",
        created_at=stories.NOW,
    )
    session.add(member)
    case = stories.ask(session)
    case.representative, case.birth_date = {"kind": "parent"}, date(2018, 1, 1)
    anna = member.actor()
    authority.answer(
        session, case, HERE, "authority_seen", "yes", f" {NOTE} ", actor=anna, now=stories.NOW
    )
    found = {each.check.id: each for each in authority.questions(case, HERE)}["authority_seen"]
    assert (found.answer, found.effect, found.note) == ("yes", Effect.GO_ON, NOTE)
    assert (found.staff_id, found.at) == (member.id, stories.NOW)
    session.flush()
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.detail == {"check": "authority_seen", "answer": "yes"}


@pytest.mark.parametrize(
    ("check", "given", "note", "error"),
    [
        ("authority_seen", "yes", "gezien", authority.NoteNeeded),
        ("authority_seen", "maybe", NOTE, authority.NotAsked),
        ("scope_money", "yes", NOTE, authority.NotAsked),
        ("nonsense", "yes", NOTE, authority.NotAsked),
    ],
)
def test_a_wrong_answer_changes_nothing(session, check, given, note, error):
    case = case_of()
    with pytest.raises(error):
        authority.answer(session, case, HERE, check, given, note, actor=HANDLER, now=stories.NOW)
    assert case.authority == {}


def test_while_questions_are_open_nothing_is_given():
    case = case_of()
    assert authority.obstacles(case, HERE) == (Obstacle.OPEN,)
    assert authority.refusal(case, HERE) is None
    case.parts[0].outcome = Outcome.REFUSED
    assert authority.obstacles(case, HERE) == ()


def test_when_all_is_well_the_answer_may_go(session):
    case = case_of()
    fill(session, case)
    assert authority.is_allowed(case, HERE) is True
    assert authority.obstacles(case, HERE) == ()
    assert authority.refusal(case, HERE) is None


@pytest.mark.parametrize(
    ("kind", "age", "answers"),
    [
        ("parent", 8, {"authority_seen": "no"}),
        ("parent", 8, {"other_parent_objects": "yes"}),
        ("curator", 40, {"scope_of_curatele": "no"}),
        ("bewindvoerder", 40, {"scope_money": "no"}),
        ("mentor", 40, {"order_still_valid": "no"}),
        ("authorised", 40, {"signature_and_date": "no"}),
        ("lawyer", 40, {"on_bar_register": "no"}),
        ("parent", 17, {"scope_of_authorisation": "no"}),
    ],
)
def test_who_may_not_act_is_refused_on_that_ground(session, kind, age, answers):
    case = case_of(kind, age)
    fill(session, case, **answers)
    assert authority.refusal(case, HERE) == "uavg5"
    for outcome in (Outcome.GRANTED, Outcome.PARTLY, Outcome.NOTHING_HELD):
        case.parts[0].outcome = outcome
        assert authority.obstacles(case, HERE) == (Obstacle.REFUSED,)
    case.parts[0].outcome = Outcome.REFUSED
    assert authority.obstacles(case, HERE) == ()


def test_a_parent_of_somebody_of_17_needs_that_persons_permission(session):
    case = case_of("parent", 17)
    assert authority.refusal(case, HERE) == "uavg5"
    fill(session, case)
    assert authority.refusal(case, HERE) is None
    assert authority.obstacles(case, HERE) == ()


def test_at_free_help_for_young_people_a_parent_needs_permission_too(session):
    case = case_of("parent", 8)
    assert authority.refusal(case, HELP) == "uavg5"


def test_of_the_dead_no_data_are_given_under_this_law():
    case = case_of("relative_of_deceased", 80)
    assert authority.refusal(case, HERE) == "other_regime"
    assert authority.obstacles(case, HERE) == (Obstacle.REFUSED,)


def test_what_harms_the_child_is_left_out(session):
    case = case_of()
    fill(session, case, interest_of_child="yes")
    assert authority.obstacles(case, HERE) == (Obstacle.HARM_NOT_WITHHELD,)
    case.parts[0].outcome = Outcome.PARTLY
    assert authority.obstacles(case, HERE) == ()


@pytest.mark.parametrize("copy", [Right.ACCESS, Right.PORTABILITY])
@pytest.mark.parametrize("other", [None, *Outcome])
def test_what_becomes_of_another_part_lets_no_harm_into_the_copy(session, copy, other):
    case = case_of()
    case.parts[0].right = copy
    case.parts.append(CasePart(right=Right.RECTIFICATION, outcome=other))
    fill(session, case, interest_of_child="yes")
    assert authority.obstacles(case, HERE) == (Obstacle.HARM_NOT_WITHHELD,)
    case.parts[0].outcome = Outcome.PARTLY
    assert authority.obstacles(case, HERE) == ()


def test_where_no_copy_is_given_nothing_has_to_stay_out_of_it(session):
    case = case_of()
    case.parts[0].right = Right.ERASURE
    fill(session, case, interest_of_child="yes")
    assert authority.obstacles(case, HERE) == ()


def test_a_child_waits_until_the_answer_is_safe_for_it(session):
    case = case_of("", 13)
    fill(session, case, tell_no_parent="no")
    assert authority.obstacles(case, HERE) == (Obstacle.OPEN,)
    fill(session, case)
    assert authority.obstacles(case, HERE) == ()


def test_a_secret_address_is_hidden_at_once_and_can_be_shown_again(session):
    case = case_of()
    case.address = "Geheimstraat 7"
    fill(session, case, address_secret="yes")
    assert case.shown_address == ""
    authority.set_secret(session, case, secret=False, actor=HANDLER, now=stories.NOW)
    authority.set_secret(session, case, secret=False, actor=HANDLER, now=stories.NOW)
    assert case.shown_address == "Geheimstraat 7"
    session.flush()
    changes = select(AuditEvent.detail).where(AuditEvent.action == "address_secret")
    assert [each["secret"] for each in session.scalars(changes)] == [True, False]
    session.commit()
    assert (Job.SUGGEST_NAMES, case.id) in session.info["queue"].jobs, "it may stand in texts"


def test_the_age_on_the_day_of_receipt_counts():
    case = case_of("parent", 15)
    case.birth_date = RECEIVED - timedelta(days=16 * 365 + 4 - 1)  # one day short of sixteen
    assert "authority_seen" in ids(case)
    case.birth_date -= timedelta(days=1)
    assert "authority_seen" not in ids(case)
