"""Documents are made once, stored before they are announced, and handed over with a mail."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.letters.printing import Printer
from portal.letters.rendering import RenderingFailed
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import documents, writing
from tests.services import stories


@dataclass(frozen=True)
class Paper(Printer):
    """Prints at once: what a PDF looks like is tested with the letters."""

    def letter(self, letter) -> bytes:
        """What a letter would hold."""
        return f"{letter.kind} {letter.reference} {letter.sent} {letter.personal}".encode()

    def report(self, report, _work=None, _tell=None, _pictures=None) -> bytes:
        """What a report would hold."""
        return b"report " + report.reference.encode()


@dataclass(frozen=True)
class Jammed(Paper):
    """Prints letters but no reports."""

    def report(self, report, _work=None, _tell=None, _pictures=None) -> bytes:
        """Never anything."""
        raise RenderingFailed


@pytest.fixture
def press(database, tmp_path):
    files = FileStore(tmp_path / "files")
    return documents.Press(database, files, stories.ORGANISATIONS, Paper())


def decided(press, right: Right = Right.ACCESS) -> int:
    with press.database.transaction() as session:
        case = stories.ask(session, right=right)
        stories.find(session, case, [[["Vraag", "Question", "Huur"]]])
        stories.decide(session, case)
        return case.id


def kinds(press) -> list[DocumentKind]:
    with press.database.transaction(write=False) as session:
        return sorted(session.scalars(select(Document.kind)))


def stored_files(press) -> int:
    return len([path for path in press.files.folder.rglob("*") if path.is_file()])


def test_the_receipt_is_made_once(press):
    with press.database.transaction() as session:
        case_id = stories.ask(session).id
    documents.make_receipt(press, case_id, now=stories.NOW)
    documents.make_receipt(press, case_id, now=stories.NOW)
    assert kinds(press) == [DocumentKind.RECEIPT]
    assert stored_files(press) == 1


def test_the_answer_is_handed_over_with_a_mail_and_a_link(press, queue):
    case_id = decided(press)
    before = queue.of(Job.SEND_MAIL)
    documents.make_answer(press, case_id, now=stories.NOW)
    assert kinds(press) == [DocumentKind.LETTER, DocumentKind.REPORT]
    with press.database.transaction(write=False) as session:
        case = session.get(Case, case_id)
        assert (case.status, case.delivered_at) == (Status.DELIVERED, stories.NOW)
        mail = session.scalars(
            select(OutgoingMail).where(OutgoingMail.kind == MailKind.WAITING)
        ).one()
        assert mail.link_id is not None
        assert [mail.id] == [each for each in queue.of(Job.SEND_MAIL) if each not in before]


def test_data_to_take_along_are_delivered_in_a_report(press):
    documents.make_answer(press, decided(press, Right.PORTABILITY), now=stories.NOW)
    assert kinds(press) == [DocumentKind.LETTER, DocumentKind.REPORT]


def test_an_answer_made_twice_is_one_answer(press):
    case_id = decided(press)
    documents.make_answer(press, case_id, now=stories.NOW)
    documents.make_answer(press, case_id, now=stories.NOW)
    assert kinds(press) == [DocumentKind.LETTER, DocumentKind.REPORT]


def test_what_was_printed_of_an_older_decision_is_not_handed_over(press):
    case_id = decided(press)

    class Slow(Paper):
        def letter(self, letter):
            with press.database.transaction() as session:  # returned and decided anew meanwhile
                session.get_one(Case, case_id).decided_at = stories.NOW
            return super().letter(letter)

    documents.make_answer(replace(press, printer=Slow()), case_id, now=stories.NOW)
    assert kinds(press) == []
    documents.make_answer(press, case_id, now=stories.NOW)
    assert DocumentKind.REPORT in kinds(press)


def test_when_printing_fails_nothing_is_handed_over(press):
    case_id = decided(press)
    jammed = documents.Press(press.database, press.files, press.organisations, Jammed())
    with pytest.raises(RenderingFailed):
        documents.make_answer(jammed, case_id, now=stories.NOW)
    assert kinds(press) == []
    with press.database.transaction(write=False) as session:
        assert session.get(Case, case_id).status is Status.DECIDED


def test_what_is_stored_is_what_was_printed(press):
    case_id = decided(press)
    documents.make_answer(press, case_id, now=stories.NOW)
    with press.database.transaction(write=False) as session:
        document = documents.find_document(session, case_id, DocumentKind.REPORT)
        assert press.files.read(document.key, document.sha256).startswith(b"report JL-2026-")


def test_without_an_address_nothing_is_mailed(press, queue):
    with press.database.transaction() as session:
        case = stories.ask(session, email="")
        stories.find(session, case, [[["Vraag", "Question", "Huur"]]])
        stories.decide(session, case)
        case_id = case.id
    documents.make_answer(press, case_id, now=stories.NOW)
    assert queue.of(Job.SEND_MAIL) == []


def test_an_undecided_case_gets_no_answer(press):
    with press.database.transaction() as session:
        case_id = stories.ask(session).id
    documents.make_answer(press, case_id, now=stories.NOW)
    documents.make_answer(press, case_id + 1, now=stories.NOW)
    assert kinds(press) == []


LATE = {"was_due": "2026-11-19", "new_day": "2026-12-04"}
NOTICE = {"recipient": "Bureau Noord", "right": "erasure", "done_on": "2026-11-19"}


def written(press, kind=LetterKind.LATE, facts=LATE, *, email: str = "sanne@x.example") -> int:
    """The key of a letter that waits to be made."""
    with press.database.transaction() as session:
        case = stories.ask(session, email=email)
        actor = Actor.portal(case.organisation)
        here = stories.organisation()
        return writing.write(
            session, case, here, kind, facts=facts, personal="Dag.", actor=actor, now=stories.NOW
        ).id


def mails(press) -> list[MailKind]:
    with press.database.transaction(write=False) as session:
        return list(session.scalars(select(OutgoingMail.kind).order_by(OutgoingMail.id)))


def test_a_letter_is_made_once_stored_with_its_key_and_announced(press):
    letter_id = written(press)
    before = mails(press)
    for _ in range(2):
        documents.make_letter(press, letter_id, now=stories.NOW + timedelta(hours=1))
    with press.database.transaction(write=False) as session:
        document = session.scalars(select(Document)).one()
        assert (document.kind, document.letter_id) == (DocumentKind.LETTER, letter_id)
        assert document.name.endswith("-te-laat.pdf")
        assert document.released_at is not None
        assert session.get(Letter, letter_id).made_at == stories.NOW + timedelta(hours=1)
        body = press.files.read(document.key, document.sha256)
    assert mails(press) == [*before, MailKind.WAITING]
    assert stored_files(press) == 1
    assert body.decode().split()[0] == "late"
    assert body.decode().endswith("Dag.")


def test_a_letter_bears_the_day_on_which_it_was_written(press):
    letter_id = written(press)
    documents.make_letter(press, letter_id, now=stories.NOW + timedelta(days=3))
    with press.database.transaction(write=False) as session:
        document = session.scalars(select(Document)).one()
        assert b" 2026-11-20 " in press.files.read(document.key, document.sha256)


def test_a_notice_to_a_recipient_is_neither_shown_to_the_citizen_nor_mailed(press):
    letter_id = written(press, LetterKind.RECIPIENT_NOTICE, NOTICE)
    before = mails(press)
    documents.make_letter(press, letter_id, now=stories.NOW)
    with press.database.transaction(write=False) as session:
        assert session.scalars(select(Document)).one().released_at is None
    assert mails(press) == before


def test_who_takes_a_request_back_gets_the_mail_that_says_so(press):
    letter_id = written(press, LetterKind.WITHDRAWN, {"withdrawn_on": "2026-11-20"})
    documents.make_letter(press, letter_id, now=stories.NOW)
    assert mails(press)[-1] is MailKind.WITHDRAWN


def test_without_an_address_a_letter_is_made_and_nothing_is_mailed(press):
    documents.make_letter(press, written(press, email=""), now=stories.NOW)
    assert kinds(press) == [DocumentKind.LETTER]
    assert mails(press) == []


def test_several_letters_and_the_answer_stand_beside_each_other(press):
    case_id = decided(press)
    with press.database.transaction() as session:
        case = session.get_one(Case, case_id)
        actor = Actor.portal(case.organisation)
        ids = [
            writing.write(
                session,
                case,
                stories.organisation(),
                LetterKind.LATE,
                facts=LATE,
                actor=actor,
                now=stories.NOW,
            ).id
            for _ in range(2)
        ]
    for letter_id in ids:
        documents.make_letter(press, letter_id, now=stories.NOW)
    documents.make_answer(press, case_id, now=stories.NOW)
    assert kinds(press).count(DocumentKind.LETTER) == 3
    with press.database.transaction(write=False) as session:
        answer = documents.find_document(session, case_id, DocumentKind.LETTER)
        assert answer.letter_id == 0
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "letter_written"))
        assert [event.detail["letter"] for event in events] == ids


def test_a_letter_that_is_gone_is_nobodys_problem(press):
    documents.make_letter(press, 4711, now=stories.NOW)
    assert kinds(press) == []


def test_the_personal_paragraph_stands_in_the_answer(press):
    case_id = decided(press)
    with press.database.transaction() as session:
        session.get_one(Case, case_id).personal = "Tot ziens."
    documents.make_answer(press, case_id, now=stories.NOW)
    with press.database.transaction(write=False) as session:
        letter = documents.find_document(session, case_id, DocumentKind.LETTER)
        assert press.files.read(letter.key, letter.sha256).endswith(b"Tot ziens.")


def test_two_workers_with_the_same_letter_make_it_once(press):
    letter_id = written(press)
    before, both = mails(press), threading.Barrier(2, timeout=20)

    @dataclass(frozen=True)
    class Together(Paper):
        """Gives its letters only when both workers have one."""

        def letter(self, letter) -> bytes:
            """What a letter would hold."""
            both.wait()
            return Paper.letter(self, letter)

    shared = replace(press, printer=Together())
    with ThreadPoolExecutor(2) as workers:
        made = [
            workers.submit(documents.make_letter, shared, letter_id, now=stories.NOW)
            for _ in range(2)
        ]
        assert [each.result() for each in made] == [None, None]
    assert kinds(press) == [DocumentKind.LETTER]
    assert stored_files(press) == 1
    assert mails(press) == [*before, MailKind.WAITING]
