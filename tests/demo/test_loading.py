"""The demo as a whole: every status, honest histories, never loaded twice or among real cases."""

import stat
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import demo
from portal.demo import loading, steps
from portal.demo.loading import load_accounts, load_systems
from portal.language.words import local_date
from portal.law import lifecycle
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.models.audit import AuditEvent, Role
from portal.models.case import Case, CasePart, Channel, Message
from portal.models.document import Document, DocumentKind
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.models.mail import OutgoingMail
from portal.models.staff import Staff
from portal.queueing import Job
from portal.services import passwords
from tests.demo.conftest import NOW, make_portal
from tests.services import stories as real
from tests.web.conftest import KEY


@pytest.fixture
def session(loaded):
    with loaded.database.transaction(write=False) as session:
        yield session


def cases(session):
    return session.scalars(select(Case)).all()


def test_there_are_about_forty_cases_of_every_status_and_right(session):
    found = cases(session)
    assert 38 <= len(found) <= 45
    assert {case.status for case in found} == set(Status)
    assert {part.right for part in session.scalars(select(CasePart))} == set(Right)
    assert {case.channel for case in found} == set(Channel)
    assert {case.language for case in found} == {"nl", "en"}
    assert all(case.is_demo for case in found)


def test_every_organisation_has_a_delivered_report_with_findings(session, loaded):
    for slug in loaded.organisations:
        delivered = select(Case).where(
            Case.organisation == slug, Case.status == Status.DELIVERED, Case.lead_right == "access"
        )
        case = session.scalars(delivered.order_by(Case.id)).first()
        kinds = session.scalars(select(Document.kind).where(Document.case_id == case.id)).all()
        assert set(kinds) == {DocumentKind.LETTER, DocumentKind.REPORT}
        included = select(func.count()).where(
            Finding.case_id == case.id, Finding.review == Review.INCLUDE
        )
        assert session.scalar(included) > 3


def test_some_are_overdue_some_due_soon_some_fresh(session):
    open_cases = [case for case in cases(session) if case.is_open]
    days = [(case.legal_due - local_date(NOW)).days for case in open_cases]
    assert sum(each < 0 for each in days) >= 4
    assert sum(0 <= each <= 7 for each in days) >= 4
    assert sum(each > 20 for each in days) >= 5


def test_sources_answered_in_every_way(session):
    results = set(session.scalars(select(SourceSearch.result)))
    assert results >= {SearchResult.HELD, SearchResult.NOTHING_HELD, SearchResult.FAILED}


def test_each_history_is_one_that_the_law_of_the_life_cycle_allows(session):
    for case in cases(session):
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.case_id == case.id).order_by(AuditEvent.id)
        ).all()
        assert events[0].action == "received"
        assert [each.at for each in events] == sorted(each.at for each in events), case.reference
        assert all(each.at <= NOW for each in events)
        status = Status.RECEIVED
        for each in events:
            if each.action in {action.value for action in Action}:
                status = lifecycle.next_status(status, Action(each.action))
        assert status is case.status


def test_staff_act_in_office_hours_on_working_days(session):
    moments = session.scalars(
        select(AuditEvent.at).where(AuditEvent.action.in_(["take", "propose", "approve"]))
    ).all()
    fresh = NOW - timedelta(days=1)
    for moment in moments:
        if moment < fresh:
            assert moment.weekday() < 5
            assert 6 <= moment.hour <= 16


def test_proposals_are_approved_by_somebody_else(session):
    decided = [case for case in cases(session) if case.approved_by]
    assert decided
    assert all(case.approved_by != case.proposed_by for case in decided)


def test_there_are_messages_and_notes(session):
    directions = Counter(session.scalars(select(Message.direction)))
    assert directions["to_citizen"] >= 5
    assert directions["note"] >= 2


def test_mails_of_the_past_are_not_sent_again(session, loaded):
    mails = session.scalars(select(OutgoingMail)).all()
    assert len(mails) > 40
    assert all(mail.sent_at and mail.sent_at <= NOW for mail in mails)


def test_work_that_is_still_to_be_done_is_in_the_queue(session, loaded):
    queue = loaded.database.session(write=False).info["queue"]
    decided = [case.id for case in cases(session) if case.status is Status.DECIDED]
    assert sorted(queue.of(Job.MAKE_ANSWER)) == sorted(decided)
    assert sorted(queue.of(Job.MAKE_RECEIPT)) == sorted(case.id for case in cases(session))
    assert not queue.of(Job.SEND_MAIL)
    assert not queue.of(Job.SEARCH_SOURCE)


def test_every_role_of_every_organisation_can_sign_in_with_what_is_printed(session, loaded):
    members = session.scalars(select(Staff)).all()
    assert {(m.organisation, m.role) for m in members} == {
        (slug, role) for slug in loaded.organisations for role in Role
    }
    printed = demo.describe_accounts(loaded, NOW)
    assert len(printed) == len(members)
    line = next(line for line in printed if "coordinator@akj.example" in line)
    member = next(m for m in members if m.email == "coordinator@akj.example")
    assert passwords.is_right(line.split()[3], member.password_hash)
    assert "otpauth://totp/" in line
    assert all(member.totp_enrolled_at and member.is_demo for member in members)


def test_the_secrets_are_readable_by_nobody_else(loaded):
    assert stat.S_IMODE(demo.accounts_file(loaded).stat().st_mode) == 0o600


def killed(*_args):
    """End as a process does that is stopped by force: nothing more is put right."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # `loaded` is on SQLite
def test_it_goes_on_where_it_was_stopped_and_once_more_adds_nothing(fresh, monkeypatch):
    told = loading.list_stories
    monkeypatch.setattr(loading, "list_stories", lambda places: told(places)[::3])
    demo.prepare(fresh, now=NOW)
    twice = iter([True, True])
    begun = demo.load_cases(fresh, now=NOW, goes_on=lambda: next(twice, False))
    with monkeypatch.context() as broken:
        broken.setattr(steps, "propose", killed)
        with pytest.raises(KeyboardInterrupt):
            demo.load_cases(fresh, now=NOW)
    half = select(Case).where(Case.idempotency_key.startswith("begun:"))
    queue = fresh.database.session(write=False).info["queue"]
    with fresh.database.transaction(write=False) as session:
        halves = session.scalars(half).all()
        assert halves
        assert not {case.id for case in halves} & set(queue.of(Job.MAKE_RECEIPT))
    first = demo.load(fresh, now=NOW)
    assert len(begun) == 2 < len(first)
    with fresh.database.transaction(write=False) as session:
        assert not session.scalars(half).all()
        assert sorted(queue.of(Job.MAKE_RECEIPT)) == sorted(case.id for case in cases(session))
    assert {str(line) for line in begun} < {str(line) for line in first}
    accounts = demo.accounts_file(fresh).read_text()
    files = {path: path.stat().st_mtime_ns for path in fresh.sources.rglob("*") if path.is_file()}
    again = demo.load(fresh, now=NOW + timedelta(hours=3))
    assert again == first
    assert demo.accounts_file(fresh).read_text() == accounts
    assert files == {p: p.stat().st_mtime_ns for p in fresh.sources.rglob("*") if p.is_file()}
    with fresh.database.transaction(write=False) as session:
        assert len(cases(session)) == len(first)


def test_lost_secrets_are_made_anew(fresh):
    load_accounts(fresh, now=NOW)
    file = demo.accounts_file(fresh)
    before = file.read_text()
    file.unlink()
    load_accounts(fresh, now=NOW)
    assert file.read_text() != before
    with fresh.database.transaction(write=False) as session:
        member = session.scalars(select(Staff).where(Staff.email == "fg@cjib.example")).one()
    line = next(line for line in demo.describe_accounts(fresh, NOW) if "fg@cjib" in line)
    assert passwords.is_right(line.split()[3], member.password_hash)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # it is not about that
def test_a_system_that_was_thrown_away_is_made_anew(fresh):
    assert load_systems(fresh, now=NOW) > 5_000
    assert load_systems(fresh, now=NOW) == 0
    (fresh.sources / "akj" / "website" / "forms.csv").unlink()
    assert load_systems(fresh, now=NOW) > 500


def test_it_refuses_among_real_cases(fresh):
    fresh.database.session(write=False).info["queue"].jobs.clear()
    with fresh.database.transaction() as session:
        session.info["is_demo"] = False
        real.ask(session)
    with pytest.raises(demo.DemoRefused, match="real cases"):
        demo.load(fresh, now=NOW)
    with fresh.database.transaction(write=False) as session:
        assert len(cases(session)) == 1
        assert not session.scalars(select(Staff)).all()
    assert not fresh.sources.exists()


def test_a_request_somebody_tried_in_the_demo_is_no_real_case(fresh):
    with fresh.database.transaction() as session:
        assert real.ask(session).is_demo
    demo.demand_demo(fresh)


def test_it_refuses_outside_the_demo(tmp_path, sqlite_url):
    production = make_portal(
        tmp_path, sqlite_url, PORTAL_MODE="production", PORTAL_SECRET_KEY=KEY,
        PORTAL_BASE_URL="https://loket.example", PORTAL_SMTP_URL="smtps://mail.example:465",
        PORTAL_MAIL_FROM="portal@loket.example", PORTAL_SECURITY_CONTACT="security@loket.example",
        PORTAL_PROXIES="1",
    )  # fmt: skip
    with pytest.raises(demo.DemoRefused, match="PORTAL_MODE=demo"):
        demo.load(production, now=NOW)
    production.database.close()
