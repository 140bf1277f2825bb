"""Staff hear by mail that a source does not do what was decided."""

import pytest

from portal.law.effects import Effect
from portal.models.audit import Role
from portal.models.instruction import Instruction, InstructionState
from portal.models.mail import MailKind, OutgoingMail
from portal.models.staff import Staff
from portal.services import instructing, sticking, triage
from portal.services.alerts import Alert
from tests.services import stories, told
from tests.services.obeying import Systems, organisation_of, places_in, work

REFUSED = InstructionState.REFUSED


@pytest.fixture
def case(sqlite_database):
    """An erasure with a handler, in a transaction."""
    with sqlite_database.transaction() as session:
        yield session, told.case_of(session)


def hire(session, role=Role.HANDLER):
    member = Staff(
        organisation=told.SLUG,
        email=f"{role.value}@loket.example",
        name=role.value,
        role=role,
        password_hash="x",
        created_at=stories.NOW,
    )
    session.add(member)
    session.flush()
    return member


def row(session, case, state, source="register", **more):
    made = Instruction(
        case_id=case.id,
        part_id=case.parts[0].id,
        source=source,
        effect=Effect.ERASE,
        state=state,
        asked_at=stories.NOW,
        **more,
    )
    session.add(made)
    session.flush()
    return made


def mails(session):
    return [
        (each.recipient, each.facts["lines"][0][2])
        for each in session.query(OutgoingMail).order_by(OutgoingMail.id)
        if each.kind in (MailKind.WARNING, MailKind.DIGEST)
    ]


@pytest.mark.parametrize("state", [REFUSED, InstructionState.FAILED])
def test_the_handler_hears_of_it_once(case, state):
    session, asked = case
    asked.handler_id = hire(session).id
    sticking.tell(session, asked, row(session, asked, state), stories.NOW)
    sticking.tell(session, asked, row(session, asked, state, "profile"), stories.NOW)
    assert mails(session) == [("handler@loket.example", Alert.NOT_CARRIED_OUT)]


@pytest.mark.parametrize("state", [each for each in InstructionState if each not in sticking.STUCK])
def test_what_goes_well_is_not_told(case, state):
    session, asked = case
    asked.handler_id = hire(session).id
    sticking.tell(session, asked, row(session, asked, state), stories.NOW)
    assert mails(session) == []


def test_what_staff_ended_themselves_is_not_stuck(case):
    session, asked = case
    ended = row(session, asked, InstructionState.FAILED, finished_at=stories.NOW)
    assert not sticking.is_stuck(ended)


@pytest.mark.parametrize("rehearsal", [True, False])
def test_a_job_that_gets_a_refusal_tells_it_unless_it_was_a_rehearsal(
    sqlite_database, queue, tmp_path, rehearsal
):
    systems = Systems()
    systems.profile = 403
    with organisation_of(systems) as here:
        with sqlite_database.transaction() as session:
            hire(session, Role.COORDINATOR)
            case = told.case_of(session)
            if rehearsal:
                triage.take(case, actor=told.STAFF, now=stories.NOW)
                instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
            else:
                told.deliver(session, case, here)
        work(sqlite_database, here, places_in(tmp_path), queue)
    with sqlite_database.transaction() as session:
        expected = [] if rehearsal else [("coordinator@loket.example", Alert.NOT_CARRIED_OUT)]
        assert mails(session) == expected
        assert REFUSED in {each.state for each in session.query(Instruction)}
