"""While a request is weighed, systems that can be told keep the data and do not use them."""

import pytest

from portal.jobs.instructions import let_rest
from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.consequence import Restriction
from portal.models.instruction import Instruction, InstructionState
from portal.queueing import Job
from portal.services import (
    daily,
    halting,
    instructing,
    instructions,
    restrictions,
    settling,
    triage,
)
from tests.services import stories, told
from tests.services.obeying import Systems, organisation_of, places_in, rows, states, work

DONE, REFUSED = InstructionState.DONE, InstructionState.REFUSED
HERE = told.organisation()
WRONG_NAME = {"field": "achternaam", "old": "de Wit", "new": "Bakker", "activities": ["advice"]}
NOT_THIS = {"case": "accuracy", "activities": ["advice"]}
MINE = {"kind": "situation", "activities": ["advice"]}


def asked(session, right=Right.RESTRICTION, answers=None, *, proven=True, key="key"):
    """A request of which the data must rest from the day it came in."""
    case = told.case_of(session, right, answers=answers or NOT_THIS, key=key)
    case.identity_at = stories.NOW if proven else None
    if not restrictions.active(session, case):
        restrictions.at_receipt(session, case, stories.organisation(told.SLUG), stories.NOW)
    session.flush()
    return case


def halted(session, case, here=HERE):
    """The sources that are told, with the effect and the tables."""
    halting.halt(session, case, here, stories.NOW)
    session.flush()
    return [
        (row.source, row.effect, tuple(row.details["tables"]))
        for row in instructions.list_of(session, case)
    ]


REGISTER = ("register", Effect.RESTRICT, ("register_advice",))


def test_the_systems_hear_of_it_once_and_people_see_to_the_rest(database, queue):
    with database.transaction() as session:
        case = asked(session)
        assert queue.of(Job.LET_REST) == [case.id]
        assert halted(session, case) == [REGISTER]
        assert halted(session, case) == [REGISTER]
        assert len(queue.of(Job.CARRY_OUT)) == 1


@pytest.mark.parametrize(
    ("right", "answers", "expected"),
    [
        (Right.RESTRICTION, NOT_THIS, [REGISTER]),
        (Right.OBJECTION, MINE, [REGISTER]),
        (Right.RECTIFICATION, WRONG_NAME, [REGISTER]),
        (Right.RECTIFICATION, WRONG_NAME | {"field": "Alles"}, []),
        (Right.OBJECTION, MINE | {"explanation": "Mijn ex leest mee."}, []),
        (Right.OBJECTION, MINE | {"kind": "marketing"}, []),
        (Right.RESTRICTION, NOT_THIS | {"case": "claims"}, []),
        (Right.ACCESS, {"scope": "all"}, []),
    ],
)
def test_only_what_is_plain_and_must_rest_at_once_is_told(
    sqlite_database, right, answers, expected
):
    with sqlite_database.transaction() as session:
        assert halted(session, asked(session, right, answers)) == expected


def test_of_a_value_that_is_said_to_be_wrong_no_other_table_rests(sqlite_database):
    other = told.table("register_dossier", "advice")
    other = told.dataclasses.replace(other, fields=(told.FieldMapping("note", told.text("Nota")),))
    register = HERE.sources[0]
    both = told.dataclasses.replace(register, tables=(*register.tables, other))
    here = told.organisation("", both)
    with sqlite_database.transaction() as session:
        wrong = asked(session, Right.RECTIFICATION, WRONG_NAME)
        assert halted(session, wrong, here) == [REGISTER]
        whole = asked(session, key="whole")
        ((_, _, tables),) = halted(session, whole, here)
        assert tables == ("register_advice", "register_dossier")


@pytest.mark.parametrize("taken", [True, False])
def test_nobody_stops_the_use_of_anothers_data_by_sending_a_form(sqlite_database, taken):
    with sqlite_database.transaction() as session:
        case = asked(session, proven=False)
        if taken:
            triage.take(case, actor=told.STAFF, now=stories.NOW)
        assert halted(session, case) == ([REGISTER] if taken else [])


def test_what_is_not_open_any_more_is_not_halted(sqlite_database):
    with sqlite_database.transaction() as session:
        case = asked(session)
        case.advance(Action.WITHDRAW, Actor.citizen(told.SLUG), stories.NOW)
        assert halted(session, case) == []


def test_who_cannot_be_named_surely_is_caught_up_with_when_a_system_told_the_number(
    database, queue
):
    with database.transaction() as session:
        case = asked(session)
        case.identifiers, case.birth_date = {}, None
        number = case.id
        assert halted(session, case) == []
    with database.transaction() as session:
        session.get_one(Case, number).identifiers = {"client_number": "K-100"}
    daily.run(database, {told.SLUG: HERE}, now=stories.NOW)
    assert [row.source for row in rows(database).values()] == ["register"]


def test_many_are_caught_up_with_in_steps_and_those_of_others_are_left(
    sqlite_database, monkeypatch
):
    monkeypatch.setattr(halting, "BATCH", 2)
    with sqlite_database.transaction() as session:
        for number in range(5):
            asked(session, key=str(number))
        place, steps = 0, 0
        while place is not None:
            place = halting.catch_up(session, HERE, stories.NOW, place=place)
            steps += 1
        assert steps == 3
        assert session.query(Instruction).count() == 5
        assert halting.catch_up(session, stories.organisation("akj"), stories.NOW, place=0) is None
        assert session.query(Instruction).count() == 5


def halted_system(database, tmp_path, queue, systems, here, **more):
    """A restriction at receipt that a system was told, by the jobs of the worker."""
    with database.transaction() as session:
        number = asked(session, **more).id
    context = type("Context", (), {"now": staticmethod(lambda: stories.NOW)})()
    context.portal = type("Portal", (), {})()
    context.portal.database, context.portal.organisations = database, {told.SLUG: here}
    let_rest(context, number)
    work(database, here, places_in(tmp_path), queue)
    return number


def test_a_system_keeps_and_does_not_use_the_data_long_before_the_decision(
    database, tmp_path, queue
):
    systems = Systems()
    with organisation_of(systems) as here:
        halted_system(database, tmp_path, queue, systems, here)
        assert states(database) == {"register": DONE}
        assert systems.real == ["register"]


def test_a_system_that_refuses_can_be_followed_up_during_the_case(sqlite_database, tmp_path, queue):
    systems = Systems()
    systems.items = [{"what": "Contact", "result": "refused"}]
    with organisation_of(systems) as here:
        halted_system(sqlite_database, tmp_path, queue, systems, here)
        assert states(sqlite_database) == {"register": REFUSED}
        systems.items = []
        with sqlite_database.transaction() as session:
            row = session.query(Instruction).one()
            settling.try_again(session, row, actor=told.STAFF, now=stories.NOW)
        work(sqlite_database, here, places_in(tmp_path), queue)
    assert states(sqlite_database) == {"register": DONE}


def test_it_may_be_written_down_as_done_during_the_case(sqlite_database):
    with sqlite_database.transaction() as session:
        case = asked(session)
        halted(session, case)
        row = session.query(Instruction).one()
        row.state = REFUSED
        assert settling.may_end(case, row)
        row.effect = Effect.ERASE
        assert not settling.may_end(case, row)


def test_the_answer_tells_the_other_sources_and_not_the_same_one_again(sqlite_database):
    with sqlite_database.transaction() as session:
        case = asked(session)
        halted(session, case)
        told.deliver(session, case, HERE, Outcome.GRANTED)
        given = [(row.source, row.effect) for row in instructions.list_of(session, case)]
        assert given == [("register", Effect.RESTRICT), ("profile", Effect.RESTRICT)]


@pytest.mark.parametrize("withdrawn", [True, False])
def test_what_was_halted_is_used_again_when_the_restriction_ends(
    sqlite_database, tmp_path, queue, withdrawn
):
    systems = Systems()
    with organisation_of(systems) as here:
        number = halted_system(sqlite_database, tmp_path, queue, systems, here)
        with sqlite_database.transaction() as session:
            case = session.get_one(Case, number)
            if withdrawn:
                case.advance(Action.WITHDRAW, Actor.citizen(told.SLUG), stories.NOW)
            session.query(Restriction).one().lifted_at = stories.NOW
            session.flush()
            assert instructing.lift(session, here, stories.NOW) == 1
        work(sqlite_database, here, places_in(tmp_path), queue)
        lifted = [row for row in rows_of(sqlite_database) if row.effect is Effect.LIFT]
    assert [(row.source, row.state) for row in lifted] == [("register", DONE)]


def rows_of(database):
    with database.transaction(write=False) as session:
        return session.query(Instruction).order_by(Instruction.id).all()
