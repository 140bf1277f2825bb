"""Reading a document, as a job: outside any transaction, for it may be slow or hostile."""

from collections.abc import Mapping, Sequence
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

    It may run twice: what was read stays as it is. When a document has many pictures with text it
    does some and asks for itself again, so that others that wait get their turn.

    Raises:
        OSError: no process could be started to read it; try again.
    """
    with database.transaction(write=False) as session:
        exhibit = session.get(Exhibit, exhibit_id)
        if exhibit is None or exhibit.state is not ExhibitState.WAITING:
            return
        try:
            locker = vault.opener(session, exhibit.case_id)
        except VaultShut:  # the case is over
            return
        key, keys = exhibit.key, (exhibit.pdf_key, exhibit.text_key)
    run = _Run(database, vault, locker, organisations, exhibit_id, now)
    try:
        if not all(keys):
            keys = run.begin(reading.read(locker.read(key)))
        if all(keys):
            run.go_on(*keys)
    except (Unreadable, FileMissing, VaultDamaged) as error:
        problem = error.problem if isinstance(error, Unreadable) else Problem.LOST
        log.info("document cannot be read", exhibit=exhibit_id, problem=problem.value)
        run.give_up(problem)


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
    """One run of the job on one document."""

    database: Database
    vault: Vault
    locker: Locker
    organisations: Mapping[str, Organisation]
    exhibit_id: int
    now: datetime

    def begin(self, paper: reading.Paper) -> Keys:
        """Keep the pages; gives where they are when pictures on them are still to be read."""
        keys, stored, left = ("", ""), False, 0
        try:
            keys = self.locker.put(paper.pdf), ""
            keys = keys[0], self.locker.put(paper.packed)
            with self.database.transaction(write=True) as session:
                exhibit = self._waiting(session, ("", ""))
                if exhibit is not None:
                    exhibit.media_type, exhibit.pages = paper.media_type, len(paper.pages)
                    exhibit.pdf_key, exhibit.text_key = keys
                    left = self._note(session, exhibit, paper.pages)
            stored = exhibit is not None
        finally:
            if not stored:
                self._drop(*keys)
        return keys if stored and left else ("", "")

    def go_on(self, pdf_key: str, text_key: str) -> None:
        """Read pictures on the pages for a spell, and ask for another when some are left."""
        before = Pages(self.locker.read(text_key))
        pages = recognising.go_on(self.locker.read(pdf_key), before)
        key, stored = "", False
        try:
            key = self.locker.put(pack(pages))
            with self.database.transaction(write=True) as session:
                exhibit = self._waiting(session, (pdf_key, text_key))
                if exhibit is not None:
                    exhibit.text_key = key
                    self.vault.discard(session, [text_key])
                    if self._note(session, exhibit, pages):
                        enqueue(session, Job.READ_EXHIBIT, exhibit.id)
            stored = exhibit is not None
        finally:
            if not stored:
                self._drop(key)

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

    def _waiting(self, session: Session, keys: Keys | None = None) -> Exhibit | None:
        """Lock a case and its document when that was not read yet; a second run waits here.

        Parameters:
            keys: those that the document must still have.
        """
        exhibit = session.get(Exhibit, self.exhibit_id)
        if exhibit is None:
            return None
        session.get(Case, exhibit.case_id, with_for_update=True, populate_existing=True)
        session.refresh(exhibit, with_for_update=True)
        waits = exhibit.state is ExhibitState.WAITING
        return exhibit if waits and keys in (None, (exhibit.pdf_key, exhibit.text_key)) else None

    def _note(self, session: Session, exhibit: Exhibit, pages: Sequence[Page]) -> int:
        """Note how far the pages are read; gives on how many a picture is left."""
        exhibit.to_recognise = recognising.to_do(pages)
        exhibit.recognised = sum(page.recognised is not None for page in pages)
        if not exhibit.to_recognise:
            exhibit.state = ExhibitState.READABLE
            self._record(session, exhibit, pages=exhibit.pages, recognised=exhibit.recognised)
            self._suggest(session, exhibit, pages)
        return exhibit.to_recognise

    def _suggest(self, session: Session, exhibit: Exhibit, pages: Sequence[Page]) -> None:
        """Suggest what to redact in the item: in its fields, the file's name among them, too."""
        case = session.get_one(Case, exhibit.case_id)
        if (here := self.organisations.get(case.organisation)) is not None:
            found = {exhibit.finding_id: pages}
            suggest(session, case, here, [exhibit.finding], pages=found, now=self.now)

    def _record(self, session: Session, exhibit: Exhibit, **facts: int | str) -> None:
        case = session.get_one(Case, exhibit.case_id)
        actor = Actor.portal(case.organisation)
        session.add(
            record(actor, "document_read", self.now, case_id=case.id, exhibit=exhibit.id, **facts)
        )

    def _drop(self, *keys: str) -> None:
        self.locker.drop(*(key for key in keys if key))
