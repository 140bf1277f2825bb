"""Documents go when the answer is final: the key first, then the files, and not before."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.effects import Effect
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.audit import Actor, AuditEvent
from portal.models.base import Database
from portal.models.case import Case
from portal.models.consequence import Restriction
from portal.models.exhibit import CaseKey, Exhibit
from portal.models.finding import Finding, SourceSearch
from portal.models.instruction import Instruction, InstructionState
from portal.models.redaction import Leak, Mark, MarkState
from portal.organisations.organisation import Text
from portal.services import carrying, exhibits, instructing, originals, readable
from portal.services.exhibits import Document
from portal.vault import Vault, VaultShut
from tests.services import stories, told
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
    """How many keys there are, and files: a document and the key of its rows for each."""
    assert isinstance(vault.store, FileStore)
    with database.transaction(write=False) as session:
        there = select(func.count()).select_from(CaseKey).where(CaseKey.wrapped != "")
        keys = session.scalar(there) or 0
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
    assert left(database, vault) == ((0, 0) if goes else (1, 2))
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
    assert left(sqlite_database, vault) == (0, 2)
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
    monkeypatch.setattr(originals, "destroy", pytest.fail)  # nobody looks at them again
    assert originals.let_go(sqlite_database, vault, now=stories.NOW) == 0


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
        assert [mark.text for mark in marks] == ["", ""]
        leak = session.scalars(select(Leak)).one()
        assert (leak.text, leak.around) == ("", "")


def case_finding(session: Session) -> Finding:
    return session.scalars(select(Finding).order_by(Finding.id.desc())).first() or Finding()


@pytest.mark.parametrize(("effect", "waits"), [(Effect.LIFT, True), (Effect.ERASE, False)])
def test_what_may_be_used_again_keeps_whom_it_is_about_until_the_source_knows(
    sqlite_database: Database, vault: Vault, effect: Effect, waits: bool
) -> None:
    with sqlite_database.transaction() as session:
        case = a_case(session, vault, Status.CLOSED)
        order = Instruction(
            case_id=case.id, part_id=case.parts[0].id, source="crm", effect=effect,
            state=InstructionState.TRYING, asked_at=stories.NOW,
        )  # fmt: skip
        session.add(order)
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == (not waits)
    with sqlite_database.transaction() as session:
        session.query(Instruction).one().finished_at = LONG_AFTER
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == waits


def resting(session: Session, vault: Vault) -> tuple[Case, Restriction]:
    """A case that is over, whose data a source lets rest; only the source knows their number."""
    case = told.case_of(session, Right.OBJECTION)
    case.identifiers, case.status, case.is_open = {}, Status.WITHDRAWN, False
    told.searched(session, case, "register")
    session.query(SourceSearch).one().told = [["client_number", "K-100"]]
    row = Instruction(
        case_id=case.id, part_id=case.parts[0].id, source="register", effect=Effect.RESTRICT,
        state=InstructionState.DONE, asked_at=stories.NOW, finished_at=stories.NOW,
        details={"tables": ["register_advice"]},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return case, session.scalars(select(Restriction)).one()


def test_as_long_as_data_rest_the_source_can_still_be_told_whose_may_be_used_again(
    database: Database, vault: Vault
) -> None:
    here, later = told.organisation(), stories.NOW + timedelta(days=30)
    with database.transaction() as session:
        case_id = resting(session, vault)[0].id
    assert originals.let_go(database, vault, now=LONG_AFTER) == 0  # they rest
    with database.transaction() as session:
        session.scalars(select(Restriction)).one().lifted_at = later
    assert originals.let_go(database, vault, now=LONG_AFTER) == 0  # the source will be told
    with database.transaction() as session:
        assert instructing.lift(session, here, LONG_AFTER) == 1
    assert originals.let_go(database, vault, now=LONG_AFTER) == 0  # it is being told
    with database.transaction() as session:
        lifting = session.query(Instruction).filter_by(effect=Effect.LIFT).one()
        order = carrying._order_of(session, session.get_one(Case, case_id), lifting)
        assert order.subject.known == (("client_number", "K-100"),)
        lifting.state, lifting.finished_at = InstructionState.DONE, LONG_AFTER
    assert originals.let_go(database, vault, now=LONG_AFTER) == 1


def test_data_that_rest_by_hand_stay_known_until_they_rest_no_more(
    sqlite_database: Database, vault: Vault
) -> None:
    with sqlite_database.transaction() as session:
        resting(session, vault)
        session.query(Instruction).delete()
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == 0
    with sqlite_database.transaction() as session:
        session.scalars(select(Restriction)).one().lifted_at = LONG_AFTER
    assert originals.let_go(sqlite_database, vault, now=LONG_AFTER) == 1


def test_a_key_that_could_not_be_removed_goes_the_next_time(
    sqlite_database: Database, vault: Vault
) -> None:
    with sqlite_database.transaction() as session:
        case = a_case(session, vault, Status.WITHDRAWN)
        vault.destroy(session, case.id, now=stories.NOW)
        rows = session.get_one(CaseKey, case.id).rows
    assert vault.store.load(rows)
    originals.let_go(sqlite_database, vault, now=stories.NOW)
    assert left(sqlite_database, vault) == (0, 0)
    with sqlite_database.transaction(write=False) as session:
        assert session.get_one(CaseKey, case.id).rows == ""


def test_the_day_on_which_it_was_destroyed_is_known(
    sqlite_database: Database, vault: Vault
) -> None:
    with sqlite_database.transaction() as session:
        cases = [a_case(session, vault, Status.WITHDRAWN, key=str(n)) for n in range(2)]
        bare = stories.ask(session, key="bare")
        vault.destroy(session, cases[0].id, now=LONG_AFTER)
        days = [readable.destroyed_on(session, each) for each in (*cases, bare)]
        assert days == [LONG_AFTER.date(), None, None]
