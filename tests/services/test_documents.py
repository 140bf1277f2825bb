"""Documents are made once, stored before they are announced, and handed over with a mail."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.letters.printing import Printer
from portal.letters.rendering import RenderingFailed
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import documents
from tests.services import stories


@dataclass(frozen=True)
class Paper(Printer):
    """Prints at once: what a PDF looks like is tested with the letters."""

    def receipt(self, receipt) -> bytes:
        """What a receipt would hold."""
        return b"receipt " + receipt.reference.encode()

    def decision(self, decision) -> bytes:
        """What a letter would hold."""
        return b"letter " + decision.reference.encode()

    def report(self, report) -> bytes:
        """What a report would hold."""
        return b"report " + report.reference.encode()


@dataclass(frozen=True)
class Jammed(Paper):
    """Prints letters but no reports."""

    def report(self, report) -> bytes:
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
