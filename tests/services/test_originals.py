"""Documents go when the answer is final: the key first, then the files, and not before."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.lifecycle import Status
from portal.models.audit import Actor, AuditEvent
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import CaseKey, Exhibit
from portal.models.finding import Finding
from portal.models.redaction import Leak, Mark, MarkState
from portal.organisations.organisation import Text
from portal.services import exhibits, originals
from portal.services.exhibits import Document
from portal.vault import Vault, VaultShut
from tests.services import stories
from tests.services.vaults import vault_in

LONG_AFTER = stories.NOW + timedelta(days=120)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path / "sources")


def a_case(session: Session, vault: Vault, status: Status, key: str = "key") -> Case:
    case = stories.ask(session, key=key)
    search = stories.find(session, case, [["Naam", "Name", "x"]])
    exhibits.add(
        session,
        vault,
        case,
        search,
        Document("x.txt", b"tekst"),
        activity="advice",
        category=Text("x", "x"),
        actor=Actor.portal(case.organisation),
        now=stories.NOW,
    )
    case.status, case.is_open = status, False
    if status in (Status.DELIVERED, Status.CLOSED):
        case.delivered_at = stories.NOW
    session.flush()
    return case


def left(database: Database, vault: Vault) -> tuple[int, int]:
    """How many keys and files there are."""
    assert isinstance(vault.store, FileStore)
    with database.transaction(write=False) as session:
        keys = session.scalar(select(func.count()).select_from(CaseKey)) or 0
    return keys, sum(path.is_file() for path in vault.store.folder.rglob("*"))


@pytest.mark.parametrize(
    ("status", "now", "goes"),
    [
        (Status.CLOSED, LONG_AFTER, True),
        (Status.CLOSED, stories.NOW + timedelta(days=41), False),
        (Status.DELIVERED, LONG_AFTER, False),
        (Status.IN_TREATMENT, LONG_AFTER, False),
        (Status.WITHDRAWN, stories.NOW, True),
    ],
)
def test_documents_live_as_long_as_the_case_needs_them(
    database: Database, vault: Vault, status: Status, now: datetime, goes: bool
) -> None:
    with database.transaction() as session:
        case_id = a_case(session, vault, status).id
    assert originals.let_go(database, vault, now=now) == goes
    assert left(database, vault) == ((0, 0) if goes else (1, 1))
    with database.transaction(write=False) as session:
        exhibit = session.scalars(select(Exhibit)).one()
        assert bool(exhibit.key) is not goes
        assert (exhibit.problem == "destroyed") is goes
        if goes:
            with pytest.raises(VaultShut):
                vault.opener(session, case_id)
        events = session.scalars(select(AuditEvent.action)).all()
        assert ("originals_destroyed" in events) is goes


def test_what_is_contested_keeps_its_documents(sqlite_database: Database, vault: Vault) -> None:
    with sqlite_database.transaction() as session:
        case = a_case(session, vault, Status.CLOSED)
        against = stories.ask(session, key="against")
        against.origin_id = case.id
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == 0
    with sqlite_database.transaction() as session:
        session.query(Case).filter(Case.origin_id.is_not(None)).one().status = Status.WITHDRAWN
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == 1


def test_what_was_broken_off_is_gone_on_with(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_database.transaction() as session:
        a_case(session, vault, Status.WITHDRAWN)

    def die(_key: str) -> None:
        raise BlockingIOError

    monkeypatch.setattr(vault.store, "delete", die)
    with pytest.raises(BlockingIOError):
        originals.let_go(sqlite_database, vault, now=stories.NOW)
    assert left(sqlite_database, vault) == (0, 1)
    monkeypatch.undo()
    assert originals.let_go(sqlite_database, vault, now=stories.NOW) == 0
    assert left(sqlite_database, vault) == (0, 0)


def test_more_cases_than_fit_in_one_step_go_all(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "BATCH", 2)
    with sqlite_database.transaction() as session:
        for number in range(5):
            a_case(session, vault, Status.WITHDRAWN, key=str(number))
    assert originals.let_go(sqlite_database, vault, now=stories.NOW) == 5
    assert left(sqlite_database, vault) == (0, 0)


def test_the_item_itself_stays(sqlite_database: Database, vault: Vault) -> None:
    with sqlite_database.transaction() as session:
        a_case(session, vault, Status.WITHDRAWN)
    originals.let_go(sqlite_database, vault, now=stories.NOW)
    with sqlite_database.transaction(write=False) as session:
        assert session.scalar(select(func.count()).select_from(Finding)) == 2


def test_what_was_taken_out_of_a_page_goes_with_it(sqlite_database: Database, vault: Vault) -> None:
    with sqlite_database.transaction() as session:
        case = a_case(session, vault, Status.WITHDRAWN)
        for page in (1, None):
            session.add(
                Mark(
                    case_id=case.id,
                    finding_id=case_finding(session).id,
                    page=page,
                    field=None if page else 0,
                    text="Fatima Bouazza",
                    state=MarkState.ACCEPTED,
                    origin="handler",
                    made_at=stories.NOW,
                )
            )
        session.add(
            Leak(
                case_id=case.id,
                text="Fatima Bouazza",
                place="page:1",
                around="met Fatima Bouazza",
                found_at=stories.NOW,
            )
        )
    originals.let_go(sqlite_database, vault, now=stories.NOW)
    with sqlite_database.transaction(write=False) as session:
        marks = session.scalars(select(Mark).order_by(Mark.id)).all()
        assert [mark.text for mark in marks] == ["", "Fatima Bouazza"]
        leak = session.scalars(select(Leak)).one()
        assert (leak.text, leak.around) == ("", "")


def case_finding(session: Session) -> Finding:
    return session.scalars(select(Finding).order_by(Finding.id.desc())).first() or Finding()
