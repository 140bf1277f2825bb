"""Reading a document, as a job: outside any transaction, for it may be slow or hostile."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from portal.files import FileMissing
from portal.law.lifecycle import Action
from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.organisations.organisation import Organisation
from portal.papers import reading
from portal.papers.pages import Page
from portal.papers.problems import Problem, Unreadable
from portal.queueing import Job, enqueue
from portal.services.suggesting import suggest
from portal.vault import Locker, Vault, VaultDamaged, VaultShut

log = structlog.get_logger("portal.reading")


class NothingToRead(Exception):
    """Raised if a document is to be read again that was read, or is not there."""


def read_exhibit(
    database: Database,
    vault: Vault,
    organisations: Mapping[str, Organisation],
    exhibit_id: int,
    *,
    now: datetime,
) -> None:
    """Do the job READ_EXHIBIT: turn a document into pages, or say why that cannot be.

    It may run twice: what was read stays as it is.

    Raises:
        OSError: no process could be started to read it; try again.
    """
    with database.transaction(write=False) as session:
        exhibit = session.get(Exhibit, exhibit_id)
        if exhibit is None or exhibit.state is not ExhibitState.WAITING:
            return
        key = exhibit.key
        try:
            locker = vault.opener(session, exhibit.case_id)
        except VaultShut:  # the case is over
            return
    try:
        paper = reading.read(locker.read(key))
    except (Unreadable, FileMissing, VaultDamaged) as error:
        problem = error.problem if isinstance(error, Unreadable) else Problem.LOST
        log.info("document cannot be read", exhibit=exhibit_id, problem=problem.value)
        _note(database, organisations, exhibit_id, problem, now)
        return
    pdf_key = text_key = ""
    stored = False
    try:
        pdf_key = locker.put(paper.pdf)
        text_key = locker.put(paper.packed)
        stored = _store(database, organisations, exhibit_id, paper, (pdf_key, text_key), now)
    finally:
        if not stored:
            _drop(locker, pdf_key, text_key)


def read_again(
    session: Session, case: Case, exhibit: Exhibit, *, actor: Actor, now: datetime
) -> None:
    """Have a document read once more: it took too long on a busy day, or the portal can do more.

    Raises:
        NothingToRead: it was read, is being read, or is not there.
        ActionRefused: the case is not being handled now.
    """
    if not may_read_again(exhibit):
        raise NothingToRead(exhibit.id)
    case.advance(Action.SEARCH, actor, now, read_again=exhibit.id)
    exhibit.state, exhibit.problem = ExhibitState.WAITING, ""
    session.flush()
    enqueue(session, Job.READ_EXHIBIT, exhibit.id)


def may_read_again(exhibit: Exhibit) -> bool:
    """Whether a document can be read once more; feeds both the button and the guard."""
    return exhibit.state is ExhibitState.UNREADABLE and bool(exhibit.key)


def _store(
    database: Database,
    organisations: Mapping[str, Organisation],
    exhibit_id: int,
    paper: reading.Paper,
    keys: tuple[str, str],
    now: datetime,
) -> bool:
    with database.transaction(write=True) as session:
        exhibit = _waiting(session, exhibit_id)
        if exhibit is None:
            return False
        exhibit.media_type = paper.media_type
        exhibit.pages = len(paper.pages)
        exhibit.pdf_key, exhibit.text_key = keys
        exhibit.state = ExhibitState.READABLE
        _record(session, exhibit, now, pages=exhibit.pages)
        _suggest(session, organisations, exhibit, paper.pages, now)
    return True


def _waiting(session: Session, exhibit_id: int) -> Exhibit | None:
    """Lock a case and its document when that was not read yet; a second run waits here."""
    exhibit = session.get(Exhibit, exhibit_id)
    if exhibit is None:
        return None
    session.get(Case, exhibit.case_id, with_for_update=True, populate_existing=True)
    session.refresh(exhibit, with_for_update=True)
    return exhibit if exhibit.state is ExhibitState.WAITING else None


def _note(
    database: Database,
    organisations: Mapping[str, Organisation],
    exhibit_id: int,
    problem: Problem,
    now: datetime,
) -> None:
    with database.transaction(write=True) as session:
        exhibit = _waiting(session, exhibit_id)
        if exhibit is not None:
            exhibit.state, exhibit.problem = ExhibitState.UNREADABLE, problem.value
            _record(session, exhibit, now, problem=problem.value)
            _suggest(session, organisations, exhibit, (), now)


def _suggest(
    session: Session,
    organisations: Mapping[str, Organisation],
    exhibit: Exhibit,
    pages: Sequence[Page],
    now: datetime,
) -> None:
    """Suggest what to redact in the item: in its fields, the name of the file among them, too."""
    case = session.get_one(Case, exhibit.case_id)
    if (here := organisations.get(case.organisation)) is not None:
        found = {exhibit.finding_id: pages}
        suggest(session, case, here, [exhibit.finding], pages=found, now=now)


def _record(session: Session, exhibit: Exhibit, now: datetime, **facts: int | str) -> None:
    case = session.get_one(Case, exhibit.case_id)
    actor = Actor.portal(case.organisation)
    event = record(actor, "document_read", now, case_id=case.id, exhibit=exhibit.id, **facts)
    session.add(event)


def _drop(locker: Locker, *keys: str) -> None:
    locker.drop(*(key for key in keys if key))
