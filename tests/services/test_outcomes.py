"""What the outcome of a part still lacks."""

import pytest

from portal.law.checklists import checks_for
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import CasePart, Direction, Message, Procedure
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.services import outcomes, proposing, review
from portal.services.obstacles import NotReady, Obstacle
from portal.services.particulars import Fault
from portal.services.proposing import PartOutcome
from tests.services import stories
from tests.services.deciding import NOW, ROW, WHY, fill, hindrances, obstacles, propose, taken
from tests.services.test_triage import hire


@pytest.fixture
def desk(sqlite_database):
    """A session and a handler."""
    with sqlite_database.transaction() as session:
        yield session, hire(session)


@pytest.mark.parametrize(
    ("outcome", "ground", "reason", "obstacle"),
    [
        (Outcome.REFUSED, None, WHY, Obstacle.NO_GROUND),
        (Outcome.REFUSED, "not_inaccurate", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.REFUSED, "others_rights", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.REFUSED, "bestaat niet", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.GRANTED, None, "", Obstacle.NOT_SEARCHED),
        (Outcome.WITHDRAWN, None, "", Obstacle.OUTCOME_DOES_NOT_FIT),
    ],
)
def test_a_part_needs_what_the_law_asks(desk, outcome, ground, reason, obstacle):
    session, me = desk
    case = taken(session, me)
    fill(case, me, outcome, ground, reason)
    assert obstacles(session, case) == {obstacle}
    with pytest.raises(NotReady):
        propose(session, case, me)
    assert case.status is Status.IN_TREATMENT


@pytest.mark.parametrize(
    ("right", "first"),
    [
        (Right.ACCESS, [Obstacle.NOT_SEARCHED, Obstacle.NO_OUTCOME]),
        (Right.ERASURE, [Obstacle.NO_ITEMS, Obstacle.NO_OUTCOME]),
        (Right.COMPLAINT, [Obstacle.NO_OUTCOME]),
    ],
)
def test_before_an_outcome_it_is_told_what_can_be_done_already(desk, right, first):
    session, me = desk
    case = taken(session, me, right)
    fill(case, me, None)
    assert [each.obstacle for each in hindrances(session, case)] == first
    fill(case, me, None, checks=())
    asked = {each.about for each in hindrances(session, case)} - {""}
    assert asked == {each.id for each in checks_for(right, case.parts[0].answers)}


@pytest.mark.parametrize("reason", ["", WHY])
def test_a_refusal_with_its_ground_and_each_field_of_it_can_be_proposed(desk, reason):
    session, me = desk
    case = taken(session, me, Right.RECTIFICATION)
    fill(case, me, Outcome.REFUSED, "not_inaccurate", reason)
    assert obstacles(session, case) == set()


def test_withdrawal_of_consent_cannot_be_refused(desk):
    session, me = desk
    case = taken(session, me, Right.CONSENT_WITHDRAWAL)
    fill(case, me, Outcome.REFUSED, None, WHY)
    assert Obstacle.OUTCOME_DOES_NOT_FIT in obstacles(session, case)


@pytest.mark.parametrize(
    ("how", "ground", "outcome", "obstacle"),
    [
        (Review.LEAVE_OUT, "others_rights", Outcome.GRANTED, Obstacle.SOMETHING_LEFT_OUT),
        (Review.INCLUDE, None, Outcome.NOTHING_HELD, Obstacle.SOMETHING_INCLUDED),
        (Review.LEAVE_OUT, "not_about_person", Outcome.GRANTED, Obstacle.NOTHING_INCLUDED),
    ],
)
def test_the_outcome_says_what_is_in_the_answer(desk, how, ground, outcome, obstacle):
    session, me = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=how, ground=ground, reason=WHY)
    fill(case, me, outcome)
    assert obstacle in obstacles(session, case)


def redact(session, case):
    """Take a passage out of the one item, which is given."""
    stories.find(session, case, [ROW])
    finding = session.query(Finding).one()
    mark = Mark(finding_id=finding.id, field=0, start=0, end=4, text="huur", origin="handler")
    mark.case_id, mark.state, mark.made_at = case.id, MarkState.ACCEPTED, NOW
    mark.ground, mark.needs = "others_rights", {}
    session.add(mark)
    session.flush()
    return mark


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY])
def test_what_was_redacted_is_granted_in_part_on_the_ground_of_the_passage(desk, right):
    session, me = desk
    case = taken(session, me, right)
    mark = redact(session, case)
    fill(case, me, Outcome.GRANTED)
    assert obstacles(session, case) == {Obstacle.SOMETHING_REDACTED}
    fill(case, me, Outcome.PARTLY)
    assert obstacles(session, case) == set()
    mark.state = MarkState.DISMISSED
    fill(case, me, Outcome.GRANTED)
    assert obstacles(session, case) == set()


def test_what_is_not_true_of_the_answer_is_known_before_anything_is_chosen(desk):
    session, me = desk
    case, here = taken(session, me), stories.organisation()
    part = case.parts[0]
    assert outcomes.untrue(part, here, review.facts_of(session, case)) == {}
    redact(session, case)
    assert outcomes.untrue(part, here, review.facts_of(session, case)) == {
        Outcome.GRANTED: (Obstacle.SOMETHING_REDACTED,),
        Outcome.NOTHING_HELD: (Obstacle.SOMETHING_INCLUDED,),
    }
    case.procedure = Procedure.BEZWAAR
    assert outcomes.untrue(part, here, review.facts_of(session, case)) == {}


def test_on_bezwaar_nobody_decides_without_having_looked_again_and_heard(desk):
    session, me = desk
    case, here = taken(session, me), stories.organisation()
    case.procedure, part = Procedure.BEZWAAR, case.parts[0]
    part.outcome, part.checks = Outcome.GRANTED, []
    assert Obstacle.NOT_CHECKED in obstacles(session, case)
    part.checks = [each.id for each in outcomes.checks(part, here, part.outcome, None)]
    assert part.checks == ["bezwaar_looked_again", "bezwaar_heard"]
    assert Obstacle.NOT_CHECKED not in obstacles(session, case)


def test_items_left_out_carry_the_grounds_of_a_partial_answer(desk):
    session, me = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.LEAVE_OUT, ground="others_rights", reason=WHY)
    fill(case, me, Outcome.PARTLY)
    assert obstacles(session, case) == set()


def test_a_namesake_left_out_is_nothing_held(desk):
    session, me = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.LEAVE_OUT, ground="not_about_person")
    fill(case, me, Outcome.NOTHING_HELD)
    assert obstacles(session, case) == set()


CHANGES = (
    Right.RECTIFICATION,
    Right.ERASURE,
    Right.RESTRICTION,
    Right.OBJECTION,
    Right.CONSENT_WITHDRAWAL,
)


def nothing_held(case, me):
    part = case.parts[0]
    ticked = checks_for(part.right, part.answers, Outcome.NOTHING_HELD)
    fill(case, me, Outcome.NOTHING_HELD, checks=tuple(check.id for check in ticked))


@pytest.mark.parametrize("right", CHANGES)
def test_who_says_that_nothing_is_held_has_searched_and_found_nothing(desk, right):
    session, me = desk
    case = taken(session, me, right)
    nothing_held(case, me)
    assert obstacles(session, case) == {Obstacle.NOT_SEARCHED}
    stories.find(session, case, [ROW], review=Review.UNDECIDED)
    assert Obstacle.SOMETHING_INCLUDED in obstacles(session, case)
    session.query(Finding).update({"review": Review.LEAVE_OUT, "ground": "not_about_person"})
    assert obstacles(session, case) == set()


def test_data_of_something_else_do_not_stand_in_the_way_of_nothing_held(desk):
    session, me = desk
    case = taken(session, me, Right.ERASURE)
    stories.find(session, case, [ROW])
    found = session.query(Finding).one().activity
    other = next(a.id for a in stories.organisation().activities if a.id != found)
    case.parts[0].answers = {"scope": "some", "activities": [other]}
    nothing_held(case, me)
    assert obstacles(session, case) == set()


def test_human_review_never_ends_with_nothing_held(desk):
    session, me = desk
    case = taken(session, me, Right.HUMAN_REVIEW, "cjib")
    fill(case, me, Outcome.NOTHING_HELD)
    assert Obstacle.OUTCOME_DOES_NOT_FIT in obstacles(session, case)


TAKEN_BACK = NOW.date().isoformat()


def take_back(case, me, **needs):
    """Say of the second part that the person took it back."""
    second = case.parts[1]
    filled = PartOutcome(Outcome.WITHDRAWN, needs=needs)
    proposing.fill_in(case, {second.id: filled}, actor=me.actor(), now=NOW)


@pytest.fixture
def two(desk):
    """A case of two parts."""
    session, me = desk
    case = taken(session, me)
    kind = case.parts[0].controller_kind
    case.parts.append(CasePart(right=Right.ERASURE, answers={}, controller_kind=kind))
    session.flush()
    return session, me, case


def about_second(session, case):
    found = hindrances(session, case)
    return {(each.about, each.fault) for each in found if each.part_id == case.parts[1].id}


def test_a_part_is_not_taken_back_on_the_word_of_staff_alone(two):
    session, me, case = two
    take_back(case, me, taken_back="Dat zei een collega tegen mij.")
    assert about_second(session, case) == {
        ("taken_back_on", Fault.EMPTY),
        ("taken_back_by", Fault.EMPTY),
    }


def test_a_part_taken_back_in_a_message_has_that_message_in_the_file(two):
    session, me, case = two
    take_back(case, me, taken_back_on=TAKEN_BACK, taken_back_by="message")
    assert about_second(session, case) == {("taken_back_by", Fault.NO_MESSAGE)}
    body = "Wissen hoeft niet meer."
    case.messages.append(Message(direction=Direction.FROM_CITIZEN, at=NOW, body=body))
    session.flush()
    assert about_second(session, case) == set()


@pytest.mark.parametrize("how", ["letter", "desk", "phone"])
def test_a_part_taken_back_in_another_way_has_its_day(two, how):
    session, me, case = two
    take_back(case, me, taken_back_on=TAKEN_BACK, taken_back_by=how)
    assert about_second(session, case) == set()


@pytest.mark.parametrize(
    ("activities", "is_asked"),
    [([], True), (["community_service"], True), (["traffic_fines"], False)],
)
def test_of_sentences_it_is_asked_whether_they_are_answered_under_their_own_law(
    desk, activities, is_asked
):
    session, me = desk
    answers = {"activities": activities} if activities else {}
    case = taken(session, me, Right.ACCESS, slug="cjib", answers=answers)
    fill(case, me, None, checks=())
    left = {each.about for each in hindrances(session, case)}
    assert ("other_law_apart" in left) is is_asked  # AVG 2.2.d
