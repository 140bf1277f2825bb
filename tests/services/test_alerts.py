"""Who hears of a case, and that nobody gets more than one mail a day."""

from datetime import timedelta

import pytest

from portal.law.rights import Right
from portal.models.audit import Role
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import alerts
from portal.services.alerts import Alert, Crew, Pile
from tests.services.days import NOW, RECEIVED, Desk
from tests.services.test_triage import hire


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.transaction() as session:
        yield session


def told(session, case):
    return [(each.name, kind) for each, kind in Crew.of(session, case.organisation).readers(case)]


def test_the_handler_gets_a_warning_and_each_coordinator_a_digest(session):
    desk = Desk(session)
    hire(session, "bob")
    hire(session, "cor", Role.COORDINATOR)
    hire(session, "fg", Role.PRIVACY_OFFICER)
    hire(session, "els", Role.COORDINATOR, slug="cjib")
    assert told(session, desk.case) == [("anna", MailKind.WARNING), ("cor", MailKind.DIGEST)]


def test_a_coordinator_who_handles_a_case_gets_the_digest_only(session):
    desk = Desk(session)
    desk.member.role = Role.COORDINATOR
    assert told(session, desk.case) == [("anna", MailKind.DIGEST)]


def test_a_handler_who_left_is_not_written_to(session):
    desk = Desk(session)
    desk.member.is_active = False
    hire(session, "cor", Role.COORDINATOR)
    assert told(session, desk.case) == [("cor", MailKind.DIGEST)]


def test_a_case_of_nobody_without_a_coordinator_is_told_to_every_handler(session):
    desk = Desk(session)
    desk.case.handler_id = None
    hire(session, "bob")
    assert [name for name, _ in told(session, desk.case)] == ["anna", "bob"]


def test_a_complaint_to_the_fg_is_told_to_the_fg_alone(session):
    desk = Desk(session, right=Right.COMPLAINT, answers={"what": "x", "to": "officer"})
    desk.case.fg_only = True
    hire(session, "cor", Role.COORDINATOR)
    assert told(session, desk.case) == []
    hire(session, "fg", Role.PRIVACY_OFFICER)
    assert told(session, desk.case) == [("fg", MailKind.WARNING)]


def test_lines_of_one_day_are_one_mail_that_goes_once(session, queue):
    first, second = Desk(session, key="a"), Desk(session, key="b")
    second.case.handler_id = first.member.id
    crew = Crew.of(session, first.case.organisation)
    for case in (first.case, second.case):
        pile = Pile(crew, RECEIVED)
        pile.add(case, Alert.SOON)
        pile.keep(session, now=NOW)
    row = session.query(OutgoingMail).filter_by(kind=MailKind.WARNING).one()
    assert [line[0] for line in row.facts["lines"]] == [
        first.case.reference,
        second.case.reference,
    ]
    assert row.id not in queue.of(Job.SEND_MAIL)
    for _ in range(2):
        alerts.send(session, first.case.organisation, RECEIVED)
    assert queue.of(Job.SEND_MAIL).count(row.id) == 1
    alerts.send(session, first.case.organisation, RECEIVED + timedelta(days=1))
    assert queue.of(Job.SEND_MAIL).count(row.id) == 1


def test_a_mail_holds_so_many_lines_and_counts_the_others(session):
    desk = Desk(session)
    pile = Pile(Crew.of(session, desk.case.organisation), RECEIVED)
    for _ in range(alerts.MOST_LINES + 7):
        pile.add(desk.case, Alert.SOON)
    pile.keep(session, now=NOW)
    pile.add(desk.case, Alert.SOON)
    pile.keep(session, now=NOW)
    row = session.query(OutgoingMail).filter_by(kind=MailKind.WARNING).one()
    assert (len(row.facts["lines"]), row.facts["more"]) == (alerts.MOST_LINES, 8)


def test_a_mail_holds_nothing_of_the_person(session):
    desk = Desk(session)
    pile = Pile(Crew.of(session, desk.case.organisation), RECEIVED)
    pile.add(desk.case, Alert.LATE)
    pile.keep(session, now=NOW)
    row = session.query(OutgoingMail).filter_by(kind=MailKind.WARNING).one()
    assert row.facts == {
        "lines": [[desk.case.reference, desk.case.legal_due.isoformat(), "late"]],
        "more": 0,
    }
    assert row.case_id is None


def test_what_cannot_wait_goes_at_once_beside_the_mail_of_the_day(session, queue):
    desk = Desk(session)
    pile = Pile(Crew.of(session, desk.case.organisation), RECEIVED)
    pile.add(desk.case, Alert.SOON)
    pile.keep(session, now=NOW)
    alerts.tell_now(session, desk.case, Alert.LEAK, now=NOW)
    alerts.tell_now(session, desk.case, Alert.LEAK, now=NOW + timedelta(hours=1))
    rows = session.query(OutgoingMail).filter(OutgoingMail.recipient == desk.member.email).all()
    told = [line[2] for row in rows for line in row.facts["lines"]]
    assert sorted(told) == ["leak", "leak", "soon"]
    assert len({row.message_id for row in rows}) == 3
    at_once = [row.id for row in rows if row.facts["lines"][0][2] == "leak"]
    assert queue.of(Job.SEND_MAIL)[-2:] == at_once
