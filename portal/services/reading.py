"""Reading a document, as a job: outside any transaction, for it may be slow or hostile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from portal.papers.pages import Page, Pages, pack
from portal.papers.problems import Problem, Unreadable
from portal.queueing import Job, enqueue
from portal.services import recognising
from portal.services.suggesting import suggest
from portal.vault import Locker, Vault, VaultDamaged, VaultShut

log = structlog.get_logger("portal.reading")

Keys = tuple[str, str]
"""What finds the pages of a document in the vault, as PDF and as text; empty before it is read."""


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

    It may run twice: what was read stays as it is. Where there are pictures with text on the pages
    it asks for READ_SCAN.

    Raises:
        OSError: no process could be started to read it; try again.
    """
    run = _opened(database, vault, organisations, exhibit_id, now)
    if run is not None and not run.keys[0]:
        run.carry_out(run.begin)


def read_scan(
    database: Database,
    vault: Vault,
    organisations: Mapping[str, Organisation],
    exhibit_id: int,
    *,
    now: datetime,
) -> None:
    """Do the job READ_SCAN: read pictures on the pages of a document, as many as fit in a spell.

    While pictures are left it asks for itself again, so that other documents get their turn. It
    may run twice, as `read_exhibit`, and raises the same.
    """
    run = _opened(database, vault, organisations, exhibit_id, now)
    if run is not None and run.keys[0]:
        run.carry_out(run.go_on)


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


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a job on one document.

    Attributes:
        key: finds the document as it came.
        keys: find its pages, when it has them already.
    """

    database: Database
    vault: Vault
    locker: Locker
    organisations: Mapping[str, Organisation]
    exhibit_id: int
    key: str
    keys: Keys
    now: datetime

    def carry_out(self, step: Callable[[], None]) -> None:
        """Do a step; when the document turns out to be unreadable that is what is noted."""
        try:
            step()
        except (Unreadable, FileMissing, VaultDamaged) as error:
            problem = error.problem if isinstance(error, Unreadable) else Problem.LOST
            log.info("document cannot be read", exhibit=self.exhibit_id, problem=problem.value)
            self.give_up(problem)

    def begin(self) -> None:
        """Make pages of the document."""
        paper = reading.read(self.locker.read(self.key))
        pages: Sequence[Page] = paper.pages
        packed = paper.packed
        if any(page.is_doubted for page in pages):
            pages = recognising.compare(paper.pdf, pages)
            packed = pack(pages)
        kept: list[str] = []
        try:
            kept.append(self.locker.put(paper.pdf))
            kept.append(self.locker.put(packed))
            with self.database.transaction(write=True) as session:
                exhibit = self._waiting(session)
                if exhibit is not None:
                    exhibit.media_type, exhibit.pages = paper.media_type, len(pages)
                    exhibit.pdf_key, exhibit.text_key = kept
                    self._note(session, exhibit, pages)
                    session.flush()
                    kept.clear()  # a commit may fail after it was made: sweeping looks
        finally:
            self.locker.drop(*kept)

    def go_on(self) -> None:
        """Read pictures on the pages for a spell."""
        pdf_key, text_key = self.keys
        pages = recognising.go_on(self.locker.read(pdf_key), Pages(self.locker.read(text_key)))
        kept: list[str] = []
        try:
            kept.append(self.locker.put(pack(pages)))
            with self.database.transaction(write=True) as session:
                exhibit = self._waiting(session)
                if exhibit is not None:
                    exhibit.text_key = kept[0]
                    self.vault.discard(session, [text_key])
                    self._note(session, exhibit, pages)
                    session.flush()
                    kept.clear()  # as above
        finally:
            self.locker.drop(*kept)

    def give_up(self, problem: Problem) -> None:
        """Note why it cannot be read."""
        with self.database.transaction(write=True) as session:
            exhibit = self._waiting(session)
            if exhibit is not None:
                self.vault.discard(session, [exhibit.pdf_key, exhibit.text_key])
                exhibit.pdf_key = exhibit.text_key = ""
                exhibit.state, exhibit.problem = ExhibitState.UNREADABLE, problem.value
                self._record(session, exhibit, problem=problem.value)
                self._suggest(session, exhibit, ())

    def _waiting(self, session: Session) -> Exhibit | None:
        """Lock a case and its document when nobody read on in it; a second run waits here."""
        exhibit = session.get(Exhibit, self.exhibit_id)
        if exhibit is None:
            return None
        session.get(Case, exhibit.case_id, with_for_update=True, populate_existing=True)
        session.refresh(exhibit, with_for_update=True)
        waits = exhibit.state is ExhibitState.WAITING
        return exhibit if waits and self.keys == (exhibit.pdf_key, exhibit.text_key) else None

    def _note(self, session: Session, exhibit: Exhibit, pages: Sequence[Page]) -> None:
        """Note how far the pages are read, and see to it that what is left is read."""
        exhibit.to_recognise = recognising.to_do(pages)
        exhibit.recognised = sum(page.recognised is not None for page in pages)
        if exhibit.to_recognise:
            enqueue(session, Job.READ_SCAN, exhibit.id)
            return
        exhibit.state = ExhibitState.READABLE
        self._record(session, exhibit, pages=exhibit.pages, recognised=exhibit.recognised)
        self._suggest(session, exhibit, pages)

    def _suggest(self, session: Session, exhibit: Exhibit, pages: Sequence[Page]) -> None:
        """Suggest what to redact in the item: in its fields, the file's name among them, too."""
        case = session.get_one(Case, exhibit.case_id)
        if (here := self.organisations.get(case.organisation)) is not None:
            found = {exhibit.finding_id: pages}
            came = [exhibit.finding]
            suggest(session, case, here, came, pages=found, reads_names=True, now=self.now)

    def _record(self, session: Session, exhibit: Exhibit, **facts: int | str) -> None:
        case = session.get_one(Case, exhibit.case_id)
        actor = Actor.portal(case.organisation)
        session.add(
            record(actor, "document_read", self.now, case_id=case.id, exhibit=exhibit.id, **facts)
        )


def _opened(
    database: Database,
    vault: Vault,
    organisations: Mapping[str, Organisation],
    exhibit_id: int,
    now: datetime,
) -> _Run | None:
    """A run on a document that waits to be read; None when it does not, or its case is over."""
    with database.transaction(write=False) as session:
        exhibit = session.get(Exhibit, exhibit_id)
        if exhibit is None or exhibit.state is not ExhibitState.WAITING:
            return None
        try:
            locker = vault.opener(session, exhibit.case_id)
        except VaultShut:
            return None
        keys = exhibit.pdf_key, exhibit.text_key
        return _Run(database, vault, locker, organisations, exhibit_id, exhibit.key, keys, now)
