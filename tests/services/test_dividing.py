"""Several cases to one colleague at once."""

import pytest

from portal.law.lifecycle import Status
from portal.models.audit import AuditEvent, Role
from portal.services import dividing, triage
from tests.services import stories
from tests.services.test_triage import hire

NOW = stories.NOW


@pytest.fixture
def desk(database):
    """A session, a coordinator, a handler, and three cases."""
    with database.transaction() as session:
        boss, bob = hire(session, "boss", Role.COORDINATOR), hire(session, "bob")
        cases = [stories.ask(session, key=key) for key in "abc"]
        yield session, boss, bob, cases


def give(session, boss, cases, staff_id):
    references = [case.reference for case in cases]
    return dividing.assign(session, references, staff_id, actor=boss.actor(), now=NOW)


def test_what_was_chosen_goes_to_a_colleague_new_or_not(desk):
    session, boss, bob, cases = desk
    triage.take(cases[0], actor=boss.actor(), now=NOW)
    done = give(session, boss, [*cases[:2], cases[0]], bob.id)
    assert (done.member, done.given, done.left) == (bob, 2, ())
    assert [case.handler_id for case in cases] == [bob.id, bob.id, None]
    assert {case.status for case in cases[:2]} == {Status.IN_TREATMENT}
    session.flush()
    assert session.query(AuditEvent).filter_by(action="assign").count() == 2


def test_what_ended_meanwhile_stays_as_it_is_and_is_told(desk):
    session, boss, bob, cases = desk
    cases[1].status = Status.WITHDRAWN
    session.flush()
    done = give(session, boss, cases, bob.id)
    assert (done.given, done.left) == (2, (cases[1].reference,))
    assert cases[1].handler_id is None


@pytest.mark.parametrize("staff_id", [0, 99999])
def test_nobody_gets_nothing(desk, staff_id):
    session, boss, _, cases = desk
    with pytest.raises(triage.WrongAssignee):
        give(session, boss, cases, staff_id)
    assert {case.handler_id for case in cases} == {None}


def test_cases_of_others_are_no_cases(desk):
    session, boss, bob, cases = desk
    foreign = stories.ask(session, "cjib", key="x")
    cases[0].fg_only = True
    session.flush()
    with pytest.raises(dividing.NothingChosen):
        give(session, boss, [foreign, cases[0]], bob.id)
    assert (foreign.handler_id, cases[0].handler_id) == (None, None)
    with pytest.raises(dividing.NothingChosen):
        dividing.assign(session, ["", "<script>"], bob.id, actor=boss.actor(), now=NOW)
