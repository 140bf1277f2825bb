"""The documents of a case, made by the worker: read, print without a transaction, store, tell.

Each function may run twice: the second time finds the document there, or replaces it by its equal.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.lifecycle import Action, Status
from portal.letters.printing import Printer
from portal.letters.report import Report
from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.mail import MailKind
from portal.organisations.organisation import Organisation
from portal.services import letterheads, links, outbox
from portal.services.answering import build_decision, build_receipt, gives_report
from portal.services.reporting import build_report, left_out_of


@dataclass(frozen=True, slots=True)
class Press:
    """What is needed to make documents: where cases are, where files go, how they are printed."""

    database: Database
    files: FileStore
    organisations: Mapping[str, Organisation]
    printer: Printer


def find_document(session: Session, case_id: int, kind: DocumentKind) -> Document | None:
    """The document of this kind in a case, when it has been made."""
    return session.scalar(
        select(Document).where(Document.case_id == case_id, Document.kind == kind)
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
        organisation = press.organisations[case.organisation]
        receipt = build_receipt(case, organisation, now=now)
        name = f"{case.reference}-ontvangstbewijs.pdf"
    pdf = press.printer.receipt(receipt)
    key = press.files.put(pdf)
    with press.database.transaction() as session:
        if find_document(session, case_id, DocumentKind.RECEIPT):
            press.files.delete(key)
            return
        case = session.get_one(Case, case_id)
        _store(session, case, DocumentKind.RECEIPT, name, key, pdf, now)


def make_answer(press: Press, case_id: int, *, now: datetime) -> None:
    """Print the letter and the report of a decided case, hand them over, and mail that they wait.

    Raises:
        RenderingFailed: no PDF could be made; the queue tries again.
        LetterIncomplete: a mandatory part is missing; somebody must look at the case.
    """
    with press.database.transaction(write=False) as session:
        case = session.get(Case, case_id)
        if case is None or case.status is not Status.DECIDED:
            return
        organisation = press.organisations[case.organisation]
        reference = case.reference
        words = letterheads.words_for(organisation, case.language)
        left_out = left_out_of(session, case, words)
        decision = build_decision(case, organisation, now=now, left_out=left_out)
        report: Report | None = None
        if gives_report(case):
            report = build_report(session, case, organisation, now=now)
    made = [(DocumentKind.LETTER, f"{reference}-brief.pdf", press.printer.decision(decision))]
    if report is not None:
        pdf = press.printer.report(report)
        made.append((DocumentKind.REPORT, f"{reference}-inzagerapport.pdf", pdf))
    stored = [(kind, name, press.files.put(pdf), pdf) for kind, name, pdf in made]
    with press.database.transaction() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        if case.status is not Status.DECIDED:  # another worker was first
            for _, _, key, _ in stored:
                press.files.delete(key)
            return
        for kind, name, key, pdf in stored:
            _store(session, case, kind, name, key, pdf, now)
        _hand_over(session, case, now)


def _hand_over(session: Session, case: Case, now: datetime) -> None:
    actor = Actor.portal(case.organisation)
    case.delivered_at = now
    case.advance(Action.DELIVER, actor, now)
    if case.email:
        outbox.write(
            session,
            MailKind.WAITING,
            organisation=case.organisation,
            recipient=case.email,
            language=case.language,
            now=now,
            case_id=case.id,
            reference=case.reference,
            link=links.make_link(session, case, now=now),
        )


def _store(
    session: Session,
    case: Case,
    kind: DocumentKind,
    name: str,
    key: str,
    pdf: bytes,
    now: datetime,
) -> None:
    digest = hashlib.sha256(pdf).hexdigest()
    session.add(
        Document(
            case_id=case.id,
            kind=kind,
            name=name,
            key=key,
            size=len(pdf),
            sha256=digest,
            created_at=now,
            released_at=now,
        )
    )
    session.add(
        record(
            Actor.portal(case.organisation),
            "document_made",
            now,
            case_id=case.id,
            kind=kind.value,
            sha256=digest,
        )
    )
