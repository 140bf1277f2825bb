"""Who looked at what of a case."""

from datetime import timedelta

import pytest

from portal.models.audit import AuditEvent, Role
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.services import looking
from portal.services.looking import Look
from tests.services import stories
from tests.services.test_triage import NOW, hire

ROW = [["Document", "Document", "brief.pdf"]]
SITTING = NOW - timedelta(minutes=20)


@pytest.fixture
def seen(database):
    """A session, two documents of one case, and who looks."""
    with database.transaction() as session:
        member = hire(session)
        case = stories.ask(session)
        search = stories.find(session, case, [ROW, ROW])
        documents = [exhibit(case.id, each.id) for each in search.findings]
        session.add_all(documents)
        session.flush()
        yield session, documents, member.actor()


def exhibit(case_id: int, finding_id: int) -> Exhibit:
    found = Exhibit(case_id=case_id, finding_id=finding_id, name="brief.pdf", key="k", pages=2)
    found.media_type, found.sha256, found.size = "application/pdf", "0" * 64, 1
    found.state, found.added_at = ExhibitState.READABLE, NOW
    return found


def lines(session):
    rows = session.query(AuditEvent).filter_by(action="viewed").order_by(AuditEvent.id)
    return [(row.staff_id, row.detail) for row in rows]


def test_a_page_is_recorded_each_time(seen):
    session, (one, _), actor = seen
    case = session.get_one(Case, one.case_id)
    for _ in range(2):
        looking.note_page(session, case, "data", actor=actor, now=NOW)
    session.flush()
    assert lines(session) == [(actor.staff_id, {"page": "data"})] * 2


def test_a_document_is_recorded_once_a_sitting(seen):
    session, (one, other), actor = seen
    for minutes in range(3):
        at = NOW + timedelta(minutes=minutes)
        looking.note_document(session, one, Look.SHEET, since=SITTING, actor=actor, now=at)
    looking.note_document(session, other, Look.SHEET, since=SITTING, actor=actor, now=NOW)
    looking.note_document(session, one, Look.ORIGINAL, since=SITTING, actor=actor, now=NOW)
    assert lines(session) == [
        (actor.staff_id, {"page": "sheet", "exhibit": one.id}),
        (actor.staff_id, {"page": "sheet", "exhibit": other.id}),
        (actor.staff_id, {"page": "original", "exhibit": one.id}),
    ]


def test_a_new_sitting_and_somebody_else_are_recorded_anew(seen):
    session, (one, _), actor = seen
    colleague = hire(session, "bert", Role.COORDINATOR).actor()
    who = {"since": SITTING, "now": NOW}
    looking.note_document(session, one, Look.SHEET, actor=actor, **who)
    later = NOW + timedelta(hours=9)
    assert not looking.has_looked(session, one, Look.SHEET, since=later, actor=actor)
    assert not looking.has_looked(session, one, Look.SHEET, since=SITTING, actor=colleague)
    looking.note_document(session, one, Look.SHEET, actor=colleague, **who)
    looking.note_document(session, one, Look.SHEET, since=later, actor=actor, now=later)
    assert [staff for staff, _ in lines(session)] == [
        actor.staff_id,
        colleague.staff_id,
        actor.staff_id,
    ]
