"""Documents among what was found: each an item like any other, with its bytes in the vault."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.models.redaction import Mark
from portal.organisations.organisation import Text
from portal.papers.limits import FILE
from portal.papers.pages import Pages
from portal.papers.problems import Problem
from portal.papers.texts import readable
from portal.queueing import Job, enqueue
from portal.vault import Locker, Vault

HANDED_IN = "handed_in"
"""The source of documents that staff hand in themselves."""

MOST = 500
"""Documents that a case may have from staff."""


class NotReadable(Exception):
    """Raised if a document has no pages: it was not read yet, or cannot be."""


class TooManyDocuments(Exception):
    """Raised if staff handed in as many documents as anybody can look at."""


class NotHandedIn(Exception):
    """Raised if a document is to be taken back that a source gave, or that somebody judged."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that comes in.

    Attributes:
        name: as whoever gave it calls it.
        media_type: as they say; what it is, is found out by reading it.
        problem: why the source could not give it, as a code; the content is empty then.
    """

    name: str
    content: bytes
    media_type: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document in the vault, still without a row; `sha256` is empty when nothing lies there."""

    name: str
    media_type: str
    size: int
    sha256: str
    key: str
    problem: str


def keep(locker: Locker, document: Document) -> Kept:
    """Lock a document in the vault; slow work that no transaction should wait for."""
    problem, key = document.problem, ""
    if not problem and len(document.content) > FILE:
        problem = Problem.TOO_LARGE.value
    if not problem:
        key = locker.put(document.content)
    return Kept(
        name=named(document.name),
        media_type=document.media_type[:100],
        size=len(document.content),
        sha256=hashlib.sha256(document.content).hexdigest() if key else "",
        key=key,
        problem=problem[:60],
    )


def named(name: str) -> str:
    """The name of a file for people: without folders or signs that mislead."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return " ".join(readable(last).split())[:200] or "document"


def attach(
    session: Session, finding: Finding, kept: Kept, *, actor: Actor, now: datetime
) -> Exhibit:
    """Make a document that lies in the vault the document of a finding, and have it read."""
    state = ExhibitState.UNREADABLE if kept.problem else ExhibitState.WAITING
    exhibit = Exhibit(
        case_id=finding.case_id,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        key=kept.key,
        state=state,
        problem=kept.problem,
        added_at=now,
        added_by=actor.staff_id,
    )
    finding.exhibit = exhibit
    session.flush()
    if state is ExhibitState.WAITING:
        enqueue(session, Job.READ_EXHIBIT, exhibit.id)
    return exhibit


def add(
    session: Session,
    vault: Vault,
    case: Case,
    search: SourceSearch,
    document: Document,
    *,
    activity: str,
    category: Text,
    actor: Actor,
    now: datetime,
    fields: Sequence[Sequence[Any]] = (),
    matched_by: str = "",
) -> Finding:
    """Add a document to what a search found; who calls checks that data may still come in.

    Parameters:
        fields: what is known of it, as `Finding.fields`; its name when nothing is given.

    Raises:
        VaultShut: the key of the case cannot be unlocked.
    """
    kept = keep(vault.locker(session, case.id, now=now), document)
    finding = Finding(
        case_id=case.id,
        activity=activity,
        category_nl=category.nl[:200],
        category_en=category.en[:200],
        fields=[list(field) for field in fields] or [["Document", "Document", kept.name]],
        matched_by=matched_by,
    )
    search.findings.append(finding)
    session.flush()
    attach(session, finding, kept, actor=actor, now=now)
    return finding


def hand_in(
    session: Session,
    vault: Vault,
    case: Case,
    documents: Sequence[Document],
    *,
    activity: str,
    about: Text,
    actor: Actor,
    now: datetime,
) -> list[Finding]:
    """Add documents that a handler brings: they are items of a source of their own.

    Parameters:
        activity: the line of the register they belong to.
        about: what they are, in words for the person.

    Raises:
        ActionRefused: the case is not being handled now.
        TooManyDocuments: there are enough.
    """
    search = _search_of(session, case, now)
    if search.found + len(documents) > MOST:
        raise TooManyDocuments
    case.advance(Action.SEARCH, actor, now, sources=[HANDED_IN], documents=len(documents))
    found = [
        add(
            session,
            vault,
            case,
            search,
            document,
            activity=activity,
            category=about,
            actor=actor,
            now=now,
        )
        for document in documents
    ]
    search.found += len(found)
    search.result, search.finished_at = SearchResult.HELD, now
    return found


def _search_of(session: Session, case: Case, now: datetime) -> SourceSearch:
    query = select(SourceSearch).where(
        SourceSearch.case_id == case.id, SourceSearch.source == HANDED_IN
    )
    found = session.scalar(query.with_for_update())
    if found is None:
        found = SourceSearch(case_id=case.id, source=HANDED_IN, asked_at=now, found=0)
        session.add(found)
        session.flush()
    return found


def take_back(
    session: Session, vault: Vault, case: Case, finding: Finding, *, actor: Actor, now: datetime
) -> None:
    """Take away a document that was handed in by mistake, with what was suggested in it.

    Raises:
        NotHandedIn: a source gave it, or it was judged already.
        ActionRefused: the case is not being handled now.
    """
    if not may_take_back(finding) or finding.exhibit is None:
        raise NotHandedIn(finding.id)
    case.advance(Action.SEARCH, actor, now, sources=[HANDED_IN], taken_back=finding.id)
    search = finding.search
    search.found -= 1
    if not search.found:
        search.result = SearchResult.NOTHING_HELD
    forget(session, vault, [finding.exhibit])
    session.execute(delete(Mark).where(Mark.finding_id == finding.id))
    search.findings.remove(finding)
    session.flush()


def may_take_back(finding: Finding) -> bool:
    """Whether a document can be taken away again; feeds both the button and the guard."""
    return finding.search.source == HANDED_IN and finding.review is Review.UNDECIDED


def forget(session: Session, vault: Vault, exhibits: Sequence[Exhibit]) -> None:
    """Remove the files of documents when the transaction that drops their rows is committed."""
    keys = [key for each in exhibits for key in (each.key, each.pdf_key, each.text_key)]
    vault.discard(session, keys)


def list_exhibits(session: Session, case: Case) -> Sequence[Exhibit]:
    """All documents of a case, in the order in which they came."""
    query = select(Exhibit).where(Exhibit.case_id == case.id).order_by(Exhibit.id)
    return session.scalars(query).all()


def find_exhibit(session: Session, case: Case, exhibit_id: int) -> Exhibit | None:
    """The document with this key, when it is of this case."""
    found = session.get(Exhibit, exhibit_id)
    return found if found is not None and found.case_id == case.id else None


def document_of(session: Session, vault: Vault, exhibit: Exhibit) -> bytes:
    """The pages of a document as a PDF; nothing is redacted in it.

    Raises:
        NotReadable: it has none.
        VaultShut: it was destroyed.
    """
    return _opened(session, vault, exhibit).read(exhibit.pdf_key)


def pages_of(session: Session, vault: Vault, exhibit: Exhibit) -> Pages:
    """The text of the pages, with each word and where it stands; nothing is redacted in it.

    Raises:
        NotReadable: it has none.
        VaultShut: it was destroyed.
    """
    return Pages(_opened(session, vault, exhibit).read(exhibit.text_key))


def texts_of(session: Session, vault: Vault, exhibit: Exhibit) -> tuple[str, ...]:
    """The text of each page; raises as `pages_of`."""
    return tuple(page.text for page in pages_of(session, vault, exhibit))


def original_of(session: Session, vault: Vault, exhibit: Exhibit) -> bytes:
    """The document as it came in.

    Raises:
        NotReadable: the source did not give it.
        VaultShut: it was destroyed.
    """
    if not exhibit.key:
        raise NotReadable(exhibit.id)
    return vault.opener(session, exhibit.case_id).read(exhibit.key)


def _opened(session: Session, vault: Vault, exhibit: Exhibit) -> Locker:
    if exhibit.state is not ExhibitState.READABLE:
        raise NotReadable(exhibit.id)
    return vault.opener(session, exhibit.case_id)
