"""The files of a case's documents: how they are called, and that each is stored once."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.mandatory import LetterKind
from portal.mapped import Body, parts_of
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.document import Document, DocumentKind

FILE_NAME: dict[LetterKind, str] = {
    LetterKind.RECEIPT: "ontvangstbewijs",
    LetterKind.ANSWER: "brief",
    LetterKind.BEZWAAR_DECISION: "besluit-op-bezwaar",
    LetterKind.IDENTITY_WANTED: "vraag-wie-u-bent",
    LetterKind.CLARIFICATION: "vraag",
    LetterKind.REMINDER: "herinnering",
    LetterKind.EXTENSION: "verlenging",
    LetterKind.LATE: "te-laat",
    LetterKind.RESTRICTION_SET: "beperking",
    LetterKind.RESTRICTION_LIFTED: "einde-beperking",
    LetterKind.CONSENT_WITHDRAWN: "toestemming-ingetrokken",
    LetterKind.RECIPIENT_NOTICE: "bericht-aan-ontvanger",
    LetterKind.RECIPIENTS_TOLD: "wie-is-geinformeerd",
    LetterKind.WITHDRAWN: "ingetrokken",
    LetterKind.CLOSING: "afgesloten",
    LetterKind.BEZWAAR_RECEIPT: "ontvangst-bezwaar",
    LetterKind.DEFAULT_RECEIPT: "ontvangst-ingebrekestelling",
    LetterKind.PENALTY_DECISION: "besluit-dwangsom",
}
"""How the file of each letter is called, after the reference."""

OTHER_NAME = {DocumentKind.REPORT: "inzagerapport.pdf", DocumentKind.DATA: "gegevens.zip"}
MEDIA_TYPE = {DocumentKind.DATA: "application/zip"}


def letter_name(case: Case, kind: LetterKind) -> str:
    """How the file of a letter is called."""
    return f"{case.reference}-{FILE_NAME[kind]}.pdf"


def name_of(case: Case, kind: DocumentKind) -> str:
    """How the file of something else than a letter is called."""
    return f"{case.reference}-{OTHER_NAME[kind]}"


def discard(files: FileStore, keys: Iterable[str]) -> None:
    """Remove files that are not needed after all."""
    for key in keys:
        files.delete(key)


def store(
    session: Session,
    case: Case,
    kind: DocumentKind,
    name: str,
    key: str,
    pdf: Body,
    now: datetime,
    letter_id: int = 0,
) -> Document:
    """Keep a document whose bytes are in the file store, and let the person fetch it.

    Parameters:
        letter_id: the row of a letter that was written; 0 for the one of its kind in a case.
    """
    hashed = hashlib.sha256()
    for part in parts_of(pdf):
        hashed.update(part)
    digest = hashed.hexdigest()
    document = Document(
        case_id=case.id,
        kind=kind,
        letter_id=letter_id,
        name=name,
        media_type=MEDIA_TYPE.get(kind, "application/pdf"),
        key=key,
        size=len(pdf),
        sha256=digest,
        created_at=now,
        released_at=now,
    )
    session.add(document)
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
    return document
