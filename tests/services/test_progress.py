"""The citizen's own page: what is shown, what can still be done."""

from datetime import timedelta

import pytest

from portal.law.lifecycle import Action, Status
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Direction, Message
from portal.models.document import Document, DocumentKind
from portal.services import progress
from tests.services import stories
from tests.services.stories import NOW, ask

HERE = stories.organisation()
CITIZEN = Actor.citizen("juridisch-loket")
STAFF = Actor(ActorKind.STAFF, "juridisch-loket", None, "Esra", Role.HANDLER)


def add_document(session, case, kind, released):
    document = Document(
        case_id=case.id,
        kind=kind,
        name="a.pdf",
        key="0" * 32,
        size=1,
        sha256="0" * 64,
        created_at=NOW,
        released_at=released,
    )
    session.add(document)
    session.flush()
    return document


def test_the_timeline_tells_what_happened_and_not_who_assigned_whom(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        case.advance(Action.TAKE, STAFF, NOW)
        case.advance(Action.ASSIGN, STAFF, NOW)
        case.advance(Action.TAKE, STAFF, NOW)
        session.flush()
        session.refresh(case)
        assert [each.event for each in progress.list_moments(case)] == ["take", "received"]


def test_a_code_by_mail_proves_an_address_and_only_more_tells_who_somebody_is(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        case.advance(Action.PROVE_IDENTITY, CITIZEN, NOW, method="email_code", level=1)
        case.advance(Action.PROVE_IDENTITY, STAFF, NOW, method="desk", level=3)
        session.flush()
        session.refresh(case)
        told = [each.event for each in progress.list_moments(case)]
        assert told == ["prove_identity", progress.ADDRESS_PROVED, "received"]


def test_what_came_last_stands_first_and_the_letter_before_its_report(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        later = NOW + timedelta(days=1)
        receipt = add_document(session, case, DocumentKind.RECEIPT, NOW)
        letter = add_document(session, case, DocumentKind.LETTER, later)
        report = add_document(session, case, DocumentKind.REPORT, later)
        offered = progress.list_documents(session, case, now=later, with_receipt=True)
        assert offered == [letter, report, receipt]


def test_notes_between_staff_are_never_shown(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        for direction in Direction:
            case.messages.append(Message(direction=direction, at=NOW, body=direction.value))
        session.flush()
        shown = [each.direction for each in progress.list_messages(case)]
        assert Direction.NOTE not in shown
        assert len(shown) == 2


def test_only_what_was_released_is_offered(database):
    with database.transaction() as session:
        case, other = ask(session, key="1"), ask(session, key="2")
        letter = add_document(session, case, DocumentKind.LETTER, NOW)
        add_document(session, case, DocumentKind.REPORT, None)
        add_document(session, other, DocumentKind.LETTER, NOW)
        receipt = add_document(session, case, DocumentKind.RECEIPT, NOW)
        offered = progress.list_documents(session, case, now=NOW, with_receipt=False)
        assert offered == [letter]
        offered = progress.list_documents(session, case, now=NOW, with_receipt=True)
        assert offered == [letter, receipt]
        before = NOW - timedelta(seconds=1)
        assert progress.list_documents(session, case, now=before, with_receipt=True) == []


def test_a_download_is_written_down(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        letter = add_document(session, case, DocumentKind.LETTER, NOW)
        progress.note_download(session, letter, actor=CITIZEN, now=NOW)
        progress.note_download(session, letter, actor=CITIZEN, now=NOW + timedelta(days=1))
        session.flush()
        session.refresh(case)
        assert letter.downloaded_at == NOW
        assert [each.action for each in case.events].count("downloaded") == 2


def test_a_message_answers_the_question_that_was_asked(database):
    with database.transaction() as session:
        case = ask(session)
        case.advance(Action.TAKE, STAFF, NOW)
        case.advance(Action.ASK_CLARIFICATION, STAFF, NOW)
        progress.write_message(session, case, "Het gaat om mei.", actor=CITIZEN, now=NOW)
        assert case.status is Status.IN_TREATMENT
        assert [each.body for each in case.messages] == ["Het gaat om mei."]


def test_the_same_message_sent_twice_at_once_stands_there_once(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        for _ in range(2):
            progress.write_message(session, case, "Dag", actor=CITIZEN, now=NOW)
        progress.write_message(session, case, "Dag", actor=CITIZEN, now=NOW + timedelta(hours=1))
        assert len(case.messages) == 2


def test_nobody_sends_more_than_anybody_can_read(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        for number in range(20):
            progress.write_message(session, case, f"{number}", actor=CITIZEN, now=NOW)
        with pytest.raises(progress.TooManyMessages):
            progress.write_message(session, case, "more", actor=CITIZEN, now=NOW)
