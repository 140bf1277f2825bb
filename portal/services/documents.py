"""The documents of a case, made by the worker: read, print without a transaction, store, tell.

Each function may run twice: the second time finds the document there, or replaces it by its equal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.letters.annex import Pictures, no_pictures
from portal.letters.printing import Printer
from portal.mapped import parts_of
from portal.models.audit import Actor
from portal.models.base import Database
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.models.mail import MailKind
from portal.organisations.organisation import Organisation
from portal.services import (
    annexes,
    correspondence,
    depositing,
    instructing,
    lastcheck,
    ledger,
    pressroom,
    redoing,
    restrictions,
    writing,
)
from portal.services.answer_files import (
    Contents,
    File,
    contents_of,
    leaks_in,
    made,
    misread_in,
)
from portal.services.answering import build_receipt
from portal.vault import Vault

MAIL: dict[LetterKind, MailKind] = {LetterKind.WITHDRAWN: MailKind.WITHDRAWN}
"""The mail that goes with a letter, where it is not simply that something is waiting."""


@dataclass(frozen=True, slots=True)
class Press:
    """What is needed to make documents: where cases are, where files go, how they are printed.

    Attributes:
        vault: where the documents lie that were found; only who has these needs it.
    """

    database: Database
    files: FileStore
    organisations: Mapping[str, Organisation]
    printer: Printer
    vault: Vault | None = None


def find_document(session: Session, case_id: int, kind: DocumentKind) -> Document | None:
    """The document of this kind in a case, when it has been made; of letters the answer."""
    return session.scalar(
        select(Document).where(
            Document.case_id == case_id, Document.kind == kind, Document.letter_id == 0
        )
    )


def make_receipt(press: Press, case_id: int, *, now: datetime) -> None:
    """Print and store the receipt of a case, once.

    Raises:
        RenderingFailed: no PDF could be made; the queue tries again.
    """
    with press.database.transaction(write=False) as session:
        case = session.get(Case, case_id)
        if case is None or find_document(session, case_id, DocumentKind.RECEIPT):
            return
        receipt = build_receipt(case, press.organisations[case.organisation], now=now)
    pdf = press.printer.letter(receipt)
    key = press.files.put(pdf)
    with press.database.transaction() as session:
        if find_document(session, case_id, DocumentKind.RECEIPT):
            press.files.delete(key)
            return
        case = session.get_one(Case, case_id)
        name = depositing.letter_name(case, LetterKind.RECEIPT)
        depositing.store(session, case, DocumentKind.RECEIPT, name, key, pdf, now)


def make_letter(press: Press, letter_id: int, *, now: datetime) -> None:
    """Print and store a letter that was written, once, and mail that it waits.

    A notice to a recipient is for staff to send; the person is not told of it here.

    Raises:
        RenderingFailed: no PDF could be made; the queue tries again.
        CaseChanged: the address became secret meanwhile; the queue tries again.
        LetterIncomplete: the case changed so that a mandatory part is missing.
    """
    with press.database.transaction(write=False) as session:
        row = session.get(Letter, letter_id)
        if row is None or row.made_at is not None:
            return
        case = session.get_one(Case, row.case_id)
        was_secret = case.secret_address
        letter = writing.letter_of(session, row, press.organisations[case.organisation])
    pdf = press.printer.letter(letter)
    key = press.files.put(pdf)
    with press.database.transaction() as session:
        row = session.get_one(Letter, letter_id, with_for_update=True)
        if row.made_at is not None:  # another worker was first
            press.files.delete(key)
            return
        row.made_at = now
        case = session.get_one(Case, row.case_id, with_for_update=True)
        _check(press, [key], case, was_secret=was_secret)
        to_person = row.kind is not LetterKind.RECIPIENT_NOTICE
        document = depositing.store(
            session,
            case,
            DocumentKind.LETTER,
            depositing.letter_name(case, row.kind),
            key,
            pdf,
            now,
            row.id,
        )
        if to_person:
            correspondence.tell(session, case, MAIL.get(row.kind, MailKind.WAITING), now=now)
        else:
            document.released_at = None


def make_answer(press: Press, case_id: int, *, now: datetime) -> None:
    """Print the letter and the report of a decided case, hand them over, and mail that they wait.

    Before they go they are opened and read. Does something stand in them that was taken out, or may
    the person no longer have them? Then nothing goes, and the case is back on the desk.

    Raises:
        CaseChanged: the address became secret meanwhile; the queue tries again.
        RenderingFailed: no PDF could be made; the queue tries again.
        LetterIncomplete: a mandatory part is missing; somebody must look at the case.
        NotCheckable: what was printed cannot be read to the end.
        NotReadable, VaultShut, Unreadable: a document that is to be given cannot be.
    """
    with press.database.transaction(write=False) as session:
        case = session.get(Case, case_id)
        if case is None or case.status is not Status.DECIDED:
            return
        organisation, was_secret = press.organisations[case.organisation], case.secret_address
        decided_at = case.decided_at
        contents = contents_of(session, case, organisation, press.vault, now=now)
    files, watch = list(_printed(press, contents, case_id, now)), contents.watch
    hits = [*misread_in(contents.report, watch)]
    del contents  # it can be as large as what was made of it
    hits += [hit for file in files for hit in leaks_in(file, watch)]
    stored = [(file, press.files.put(parts_of(file.body))) for file in files]
    keys = [key for _, key in stored]
    with press.database.transaction() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        _check(press, keys, case, was_secret=was_secret)
        if case.decided_at != decided_at:  # decided anew meanwhile: that has a job of its own
            depositing.discard(press.files, keys)
            return
        decided = case.status is Status.DECIDED  # if not, another worker was first
        if not decided or lastcheck.took_back(session, case, organisation, hits, now):
            depositing.discard(press.files, keys)
            pressroom.leave(session, press.files, case_id)
            return
        for file, key in stored:
            depositing.store(session, case, file.kind, file.name, key, file.body, now)
        pressroom.leave(session, press.files, case_id)
        _hand_over(session, case, organisation, now)


def _printed(press: Press, contents: Contents, case_id: int, now: datetime) -> Iterator[File]:
    pictures: Pictures = no_pictures
    if contents.report is not None and press.vault is not None:
        pictures = annexes.pictures_of(press.database, press.vault, contents.report)
    work = pressroom.room(press.files, case_id)
    tell = pressroom.teller(press.database, case_id, now)
    return made(contents, press.printer, pictures, work=work, tell=tell)


def _check(press: Press, keys: list[str], case: Case, *, was_secret: bool) -> None:
    try:
        lastcheck.check(case, was_secret=was_secret)
    except lastcheck.CaseChanged:
        depositing.discard(press.files, keys)
        raise


def _hand_over(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    case.delivered_at = now
    case.advance(Action.DELIVER, Actor.portal(case.organisation), now)
    restrictions.at_delivery(session, case, now)
    ledger.open_ledger(session, case, organisation, now)
    instructing.at_delivery(session, case, organisation, now)
    redoing.open_request(session, case, organisation, now)  # Awb 7:11.2
    correspondence.tell(session, case, now=now)
