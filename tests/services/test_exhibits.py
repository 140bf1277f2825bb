"""Documents among what was found: handed in, read, taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.files import FileMissing
from portal.law.lifecycle import Action, ActionRefused
from portal.models.audit import Actor, ActorKind, AuditEvent
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SearchResult
from portal.models.redaction import Mark
from portal.organisations.organisation import Text
from portal.queueing import Job, RecordingQueue
from portal.services import exhibits, readable, reading
from portal.services.exhibits import Document
from portal.vault import Vault
from tests.papers import samples
from tests.services import stories
from tests.services.vaults import vault_in

STAFF = Actor(ActorKind.STAFF, "juridisch-loket")
ABOUT = Text("Brief", "Letter")
LETTER = Document("C:\\scans\\brief\u202e.pdf", samples.simple_pdf("Beste Sanne"))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path / "sources")


def begin(database: Database) -> int:
    with database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, STAFF, stories.NOW)
        return case.id


def hand_in(session: Session, vault: Vault, case_id: int, *documents: Document) -> list[Finding]:
    case = session.get_one(Case, case_id)
    return exhibits.hand_in(
        session,
        vault,
        case,
        documents,
        activity="advice",
        about=ABOUT,
        actor=STAFF,
        now=stories.NOW,
    )


def read_all(database: Database, vault: Vault, queue: RecordingQueue) -> None:
    for exhibit_id in queue.of(Job.READ_EXHIBIT):
        reading.read_exhibit(database, vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)


def one(session: Session) -> Exhibit:
    return session.scalars(select(Exhibit)).one()


def test_what_is_handed_in_is_an_item_and_is_read(
    database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    case_id = begin(database)
    with database.transaction() as session:
        (finding,) = hand_in(session, vault, case_id, LETTER)
        assert finding.fields == [["Document", "Document", "brief.pdf"]]
        assert finding.search.source == exhibits.HANDED_IN
        assert (finding.search.result, finding.search.found) == (SearchResult.HELD, 1)
        assert one(session).state is ExhibitState.WAITING
        assert readable.pages_in(session, vault, session.get_one(Case, case_id)) == {}
        with pytest.raises(exhibits.NotReadable):
            exhibits.document_of(session, vault, one(session))
    read_all(database, vault, queue)
    read_all(database, vault, queue)
    with database.transaction(write=False) as session:
        read = one(session)
        assert (read.state, read.pages, read.media_type) == (
            ExhibitState.READABLE,
            1,
            "application/pdf",
        )
        assert exhibits.texts_of(session, vault, read) == ("Beste Sanne",)
        assert exhibits.document_of(session, vault, read).startswith(b"%PDF-")
        assert exhibits.original_of(session, vault, read) == LETTER.content
        pages = readable.pages_in(session, vault, session.get_one(Case, case_id), read.finding)
        assert [page.text.strip() for page in pages[read.finding_id]] == ["Beste Sanne"]


def test_more_documents_join_the_first(sqlite_database: Database, vault: Vault) -> None:
    case_id = begin(sqlite_database)
    for _ in range(2):
        with sqlite_database.transaction() as session:
            hand_in(session, vault, case_id, LETTER)
    with sqlite_database.transaction(write=False) as session:
        found = session.scalars(select(Finding)).all()
        assert len({each.search_id for each in found}) == 1
        assert found[0].search.found == 2


def test_what_cannot_be_read_says_why(
    database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    case_id, locked = begin(database), samples.locked_pdf()
    with database.transaction() as session:
        hand_in(session, vault, case_id, Document("x.pdf", locked))
    read_all(database, vault, queue)
    with database.transaction(write=False) as session:
        assert one(session).state is ExhibitState.UNREADABLE
        assert one(session).problem == "encrypted"
        assert exhibits.original_of(session, vault, one(session)) == locked
        with pytest.raises(exhibits.NotReadable):
            exhibits.pages_of(session, vault, one(session))
        details = [each.detail for each in session.scalars(select(AuditEvent))]
        assert {"exhibit": one(session).id, "problem": "encrypted"} in details


def test_what_a_source_did_not_give_cannot_be_read_and_is_not_tried(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session:
        hand_in(session, vault, case_id, Document("x.pdf", b"", problem="missing"))
        assert (one(session).state, one(session).key) == (ExhibitState.UNREADABLE, "")
        with pytest.raises(exhibits.NotReadable):
            exhibits.original_of(session, vault, one(session))
    assert queue.of(Job.READ_EXHIBIT) == []


def test_what_is_too_large_is_not_kept(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exhibits, "FILE", 3)
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session:
        hand_in(session, vault, case_id, Document("x.txt", b"1234"))
        assert (one(session).problem, one(session).key) == ("too_large", "")


def test_a_mistake_is_taken_back_with_its_files(
    database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    case_id = begin(database)
    with database.transaction() as session:
        hand_in(session, vault, case_id, replace(LETTER, content=samples.simple_pdf("06 12345678")))
    read_all(database, vault, queue)
    with database.transaction() as session:
        kept = one(session)
        assert session.scalars(select(Mark.text)).all() == ["06 12345678"]
        keys = (kept.key, kept.pdf_key, kept.text_key)
        case = session.get_one(Case, case_id)
        exhibits.take_back(session, vault, case, kept.finding, actor=STAFF, now=stories.NOW)
    with database.transaction(write=False) as session:
        assert session.scalars(select(Exhibit)).all() == []
        assert session.scalars(select(Finding)).all() == []
        assert session.scalars(select(Mark)).all() == []
    for key in keys:
        with pytest.raises(FileMissing):
            vault.store.load(key)


def test_what_was_judged_or_came_from_a_source_is_not_taken_back(
    sqlite_database: Database, vault: Vault
) -> None:
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session:
        case = session.get_one(Case, case_id)
        (judged,) = hand_in(session, vault, case_id, LETTER)
        judged.review = Review.INCLUDE
        given = stories.find(session, case, [["Naam", "Name", "x"]]).findings[0]
        for finding in (judged, given):
            with pytest.raises(exhibits.NotHandedIn):
                exhibits.take_back(session, vault, case, finding, actor=STAFF, now=stories.NOW)


def test_nothing_is_handed_in_once_the_case_moved_on(
    sqlite_database: Database, vault: Vault
) -> None:
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session:
        case = session.get_one(Case, case_id)
        case.advance(Action.WITHDRAW, Actor.citizen(case.organisation), stories.NOW)
        with pytest.raises(ActionRefused):
            hand_in(session, vault, case_id, LETTER)


def test_there_is_an_end_to_what_anybody_can_look_at(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exhibits, "MOST", 1)
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session, pytest.raises(exhibits.TooManyDocuments):
        hand_in(session, vault, case_id, LETTER, LETTER)


def test_a_document_of_another_case_is_not_found(sqlite_database: Database, vault: Vault) -> None:
    case_id = begin(sqlite_database)
    with sqlite_database.transaction() as session:
        other = stories.ask(session, key="other")
        hand_in(session, vault, case_id, LETTER)
        assert exhibits.find_exhibit(session, other, one(session).id) is None
        assert exhibits.find_exhibit(session, session.get_one(Case, case_id), one(session).id)
        assert exhibits.list_exhibits(session, other) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("brief\n.pdf", "brief .pdf"),
        ("", "document"),
        ("map/", "map"),
        ("a" * 300, "a" * 200),
    ],
)
def test_a_name_is_for_people_and_leads_nowhere(given: str, shown: str) -> None:
    assert exhibits.named(given) == shown
