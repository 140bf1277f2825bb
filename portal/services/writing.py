"""Letters in the middle and at the end of a case: looked at, written down, made by the worker."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.letters import Enclosure
from portal.law.mandatory import LetterKind
from portal.letters import printing
from portal.letters.letter import Letter
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter as Row
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import answering
from portal.services.composing import compose


def write(
    session: Session,
    case: Case,
    organisation: Organisation,
    kind: LetterKind,
    *,
    facts: Mapping[str, Any],
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Row:
    """Write a letter down and have it made, stored and announced once the transaction commits.

    Parameters:
        facts: what it tells beyond the case, as `portal.law.mandatory` lists for each kind.
        personal: a paragraph to add.

    Raises:
        LetterIncomplete: a mandatory part is missing; nothing is written.
    """
    letter = compose(session, case, organisation, kind, facts, personal=personal, now=now)
    printing.letter_html(letter)
    row = Row(
        case_id=case.id,
        kind=kind,
        facts=dict(facts),
        personal=personal,
        staff_id=actor.staff_id,
        written_at=now,
    )
    session.add(row)
    session.flush()
    session.add(
        record(actor, "letter_written", now, case_id=case.id, kind=kind.value, letter=row.id)
    )
    enqueue(session, Job.MAKE_LETTER, row.id)
    return row


def preview(
    session: Session,
    case: Case,
    organisation: Organisation,
    kind: LetterKind,
    *,
    facts: Mapping[str, Any],
    personal: str = "",
    now: datetime,
) -> str:
    """The letter as a piece of HTML, in exactly the words it will have; nothing is written.

    Raises:
        LetterIncomplete: a mandatory part is missing.
    """
    return printing.fragment(
        compose(session, case, organisation, kind, facts, personal=personal, now=now)
    )


def preview_answer(
    session: Session, case: Case, organisation: Organisation, *, personal: str, now: datetime
) -> str:
    """The letter with the answer as it would be made now, as a piece of HTML.

    Raises:
        LetterIncomplete: a mandatory part is missing, such as an outcome or a ground.
    """
    return printing.fragment(
        answering.answer_letter(session, case, organisation, personal=personal, now=now)
    )


def letter_of(session: Session, row: Row, organisation: Organisation) -> Letter:
    """The letter of a row, with the date on which it was written.

    Raises:
        LetterIncomplete: the case changed so that a mandatory part is missing.
    """
    case = session.get_one(Case, row.case_id)
    return compose(
        session, case, organisation, row.kind, row.facts, personal=row.personal, now=row.written_at
    )


def kinds_of(session: Session, documents: Iterable[Document]) -> dict[int, LetterKind | Enclosure]:
    """Which letter each document is, or what else, by the document's key."""
    found = list(documents)
    numbers = [each.letter_id for each in found if each.letter_id]
    rows = session.execute(select(Row.id, Row.kind).where(Row.id.in_(numbers)))
    kinds: dict[int, LetterKind] = {row.id: row.kind for row in rows}
    own: dict[DocumentKind, LetterKind | Enclosure] = {
        DocumentKind.RECEIPT: LetterKind.RECEIPT,
        DocumentKind.LETTER: LetterKind.ANSWER,
        DocumentKind.REPORT: Enclosure.REPORT,
        DocumentKind.DATA: Enclosure.DATA,
    }
    return {each.id: kinds.get(each.letter_id, own[each.kind]) for each in found}
