"""An erasure waits as long as something that is being handled needs the data."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case
from portal.models.expert import ExpertTask
from portal.models.instruction import Instruction, InstructionState
from portal.queueing import Job
from portal.services import asking, daily, deferring, instructing, settling, showing, triage
from tests.services import experts, stories, told
from tests.services.obeying import (
    rows,
    run,
    states,
    work,
)

DONE, TRYING = InstructionState.DONE, InstructionState.TRYING
WITH_PERSON, REFUSED = InstructionState.WITH_PERSON, InstructionState.REFUSED
NOTHING: list[object] = []


def other(database, **more):
    """Another request of the same person that is open; gives its key."""
    with database.transaction() as session:
        case = stories.ask(session, key="other")
        for name, value in more.items():
            setattr(case, name, value)
        return case.id


def ended(database, number):
    """The other request is over."""
    with database.transaction() as session:
        case = session.get_one(Case, number)
        case.advance(Action.WITHDRAW, Actor.citizen(told.SLUG), stories.NOW)


def deliver(database, here, **more):
    with database.transaction() as session:
        told.deliver(session, told.case_of(session, **more), here)


def take_up(database, here):
    with database.transaction() as session:
        return instructing.take_up(session, here, stories.NOW)


def reasons(database):
    return {source: row.reason for source, row in rows(database).items()}


def test_no_system_is_asked_anything_while_another_request_is_open(
    database, here, places, queue, systems
):
    number = other(database)
    deliver(database, here)
    work(database, here, places, queue)
    assert (systems.keys, systems.real) == ([], [])
    assert set(states(database).values()) == {TRYING}
    assert set(reasons(database).values()) == {deferring.STILL_NEEDED}
    assert take_up(database, here) == 0
    ended(database, number)
    assert take_up(database, here) == 2
    work(database, here, places, queue)
    assert states(database) == {"register": DONE, "profile": DONE}
    assert set(reasons(database).values()) == {""}


def test_no_system_is_asked_to_erase_while_an_earlier_request_is_at_the_court(
    database, here, places, queue, systems
):
    number = other(database, is_open=False, disputed_since=date(2026, 12, 1))
    deliver(database, here)
    work(database, here, places, queue)
    assert (systems.keys, take_up(database, here)) == ([], 0)
    with database.transaction() as session:
        session.get_one(Case, number).disputed_since = None
    assert take_up(database, here) == 2


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_request_that_comes_in_after_delivery_is_in_time_until_the_last_moment(
    sqlite_database, here, places, queue, systems, done
):
    """Jobs: a dry run in each, then the real thing in each; before each the portal looks again."""
    deliver(sqlite_database, here)
    waiting = queue.of(Job.CARRY_OUT)
    for place in range(done):
        run(sqlite_database, here, places, waiting[place])
        waiting = queue.of(Job.CARRY_OUT)
    real = list(systems.real)
    number = other(sqlite_database)
    for instruction in waiting[done:]:
        run(sqlite_database, here, places, instruction)
    assert systems.real == real
    held = [row for row in rows(sqlite_database).values() if row.reason]
    assert {row.state for row in held} == {TRYING}
    ended(sqlite_database, number)
    queue.jobs.clear()
    take_up(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == {"register": DONE, "profile": DONE}
    assert len(systems.real) == 2


def test_a_system_begins_anew_with_a_dry_run_of_its_own(
    sqlite_database, here, places, queue, systems
):
    deliver(sqlite_database, here)
    first, second = queue.of(Job.CARRY_OUT)
    run(sqlite_database, here, places, first)
    number = other(sqlite_database)
    run(sqlite_database, here, places, second)
    ended(sqlite_database, number)
    take_up(sqlite_database, here)
    assert rows(sqlite_database)["profile"].details["round"] == 2


def test_nobody_is_asked_to_erase_by_hand_either_until_it_is_time(database, queue):
    here = told.organisation()
    number = other(database)
    deliver(database, here, items={"calls": Outcome.GRANTED})
    assert (states(database), reasons(database)) == (
        {"archive": WITH_PERSON},
        {"archive": deferring.STILL_NEEDED},
    )
    with database.transaction() as session:
        assert session.scalars(select(ExpertTask)).all() == NOTHING
    ended(database, number)
    assert take_up(database, here) == 1
    assert reasons(database) == {"archive": "only_read"}
    with database.transaction() as session:
        assert session.scalars(select(ExpertTask)).one().instruction_id is not None
    assert take_up(database, here) == 0


def test_what_is_handed_over_to_a_person_waits_too(sqlite_database, here, places, queue, systems):
    systems.profile = 403
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database)["profile"] is REFUSED
    other(sqlite_database)
    with sqlite_database.transaction() as session:
        row = session.scalars(select(Instruction).where(Instruction.source == "profile")).one()
        case = session.get_one(Case, row.case_id)
        settling.hand_over(session, case, here, row, actor=told.STAFF, now=stories.NOW)
        assert session.scalars(select(ExpertTask)).all() == NOTHING
    assert reasons(sqlite_database)["profile"] == deferring.STILL_NEEDED


def test_the_daily_round_looks_again(sqlite_database, here, queue):
    number = other(sqlite_database)
    deliver(sqlite_database, here, items={"calls": Outcome.GRANTED})
    ended(sqlite_database, number)
    daily.run(sqlite_database, {told.SLUG: here}, now=stories.NOW)
    assert reasons(sqlite_database) == {"archive": "only_read"}


def test_another_organisation_begins_with_nothing(sqlite_database, here):
    number = other(sqlite_database)
    deliver(sqlite_database, here, items={"calls": Outcome.GRANTED})
    ended(sqlite_database, number)
    assert take_up(sqlite_database, stories.organisation("akj")) == 0


@pytest.mark.parametrize("effect", [Effect.RESTRICT, Effect.RECTIFY, Effect.LIFT])
def test_only_erasing_waits(sqlite_database, effect):
    with sqlite_database.transaction() as session:
        stories.ask(session, key="other")
        case, instruction = experts.order(session, effect)
        assert not deferring.put_off(session, case, instruction, stories.NOW)
        assert instruction.reason == ""


def test_a_restriction_that_was_granted_is_told_at_once(
    sqlite_database, here, places, queue, systems
):
    other(sqlite_database)
    answers = {"activities": ["advice"], "case": "accuracy"}
    deliver(sqlite_database, here, right=Right.RESTRICTION, answers=answers)
    work(sqlite_database, here, places, queue)
    assert systems.real == ["register"]


@pytest.mark.parametrize(
    ("more", "needed"),
    [
        ({}, True),
        ({"birth_date": date(1980, 2, 3)}, True),
        ({"birth_date": date(1999, 1, 1)}, False),
        ({"is_open": False}, False),
        ({"organisation": "akj"}, False),
        ({"name_key": "another"}, False),
        ({"fg_only": True}, True),
    ],
)
def test_it_waits_for_open_cases_of_this_person_those_of_the_fg_included(database, more, needed):
    other(database, **more)
    with database.transaction() as session:
        assert deferring.is_needed(session, told.case_of(session)) is needed


@pytest.mark.parametrize("fg_only", [True, False])
def test_of_what_needs_the_data_nothing_is_told(sqlite_database, here, places, queue, fg_only):
    """A complaint to the FG is no business of the staff it is about (UAVG 39)."""
    other(sqlite_database, fg_only=fg_only)
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    with sqlite_database.transaction() as session:
        found = select(AuditEvent).where(AuditEvent.action == "erasure_put_off")
        told_of = {(each.detail["source"], *sorted(each.detail)) for each in session.scalars(found)}
    names = ("instruction", "source")
    assert told_of == {("register", *names), ("profile", *names)}


def test_a_rehearsal_asks_all_the_same_for_it_changes_nothing(
    sqlite_database, here, places, queue, systems
):
    other(sqlite_database)
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
    work(sqlite_database, here, places, queue)
    assert set(states(sqlite_database).values()) == {InstructionState.READY}


def test_who_was_asked_before_reads_that_it_must_wait(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(
            session, case, experts.organisation(), instruction, stories.NOW
        )
        before = showing.shown(session, experts.organisation(), task).order
        stories.ask(session, key="other")
        after = showing.shown(session, experts.organisation(), task).order
        assert (before.waits, after.waits) == (False, True)
