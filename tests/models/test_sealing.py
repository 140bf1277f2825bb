"""What lies under the lock of its case: noise in the database, itself for whoever has the key."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from sqlalchemy import (
    JSON,
    Enum,
    String,
    Text,
    func,
    insert,
    literal_column,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session, aliased

from portal.models import sealing
from portal.models.base import Base, Database
from portal.models.case import Case
from portal.models.exhibit import CaseKey
from portal.models.finding import Finding, SourceSearch
from portal.models.redaction import Leak, Mark, MarkState, ThirdPerson
from portal.models.sealing import NotSealed, sealed_in
from portal.rowlock import ValueDamaged
from portal.vault import Vault, VaultShut
from tests.models.test_case import a_case

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FIELDS = [["Naam", "Name", "Fatima Bouazza \N{LATIN SMALL LETTER E WITH ACUTE}", "", "text", True]]
SECRET = {"Fatima", "Bouazza", "aanhaling", "C-1234"}
ODD = 'regel\n"aanhaling" \\ \x00 \N{PILE OF POO} \ud800'


def new_case(session: Session, **facts: object) -> Case:
    case = a_case(**facts)
    session.add(case)
    session.flush()
    return case


def new_search(session: Session, case: Case, **facts: Any) -> SourceSearch:
    search = SourceSearch(case_id=case.id, source="crm", asked_at=NOW, **facts)
    session.add(search)
    session.flush()
    return search


def row(search: SourceSearch, **facts: Any) -> dict[str, Any]:
    always = {"activity": "advice", "category_nl": "Brief", "category_en": "Letter"}
    return {"case_id": search.case_id, "search_id": search.id, **always, **facts}


@pytest.fixture
def search(database: Database) -> SourceSearch:
    """A search with one item, on each kind of database."""
    with database.transaction() as session:
        search = new_search(session, new_case(session), told=[["client_number", "C-1234"]])
        search.findings.append(Finding(**row(search, fields=FIELDS, needs={"why": ODD})))
        return search


def raw(session: Session, column: Any) -> Any:
    """What a column really holds."""
    stored = type_coerce(literal_column(str(column)), Text())
    return session.execute(select(stored).select_from(column.table)).scalar()


def test_it_comes_back_as_it_was_however_it_is_asked(database, search):
    other = aliased(Finding)
    with database.transaction(write=False) as session:
        finding = session.scalars(select(Finding)).one()
        assert (finding.fields, finding.needs, finding.reason) == (FIELDS, {"why": ODD}, "")
        assert session.scalars(select(Finding.fields)).one() == FIELDS
        query = select(other.needs).where(other.id == finding.id)
        assert session.scalars(query).one() == {"why": ODD}
        joined = select(SourceSearch.told, Finding.fields).join(Finding.search)
        assert session.execute(joined).one() == ([["client_number", "C-1234"]], FIELDS)
        one_by_one = select(Finding.fields).execution_options(yield_per=1)
        assert list(session.scalars(one_by_one)) == [FIELDS]


def test_the_database_holds_noise(database, search):
    with database.transaction(write=False) as session:
        table = session.connection().exec_driver_sql("SELECT * FROM finding").one()
        held = [str(value) for value in (*table, raw(session, SourceSearch.__table__.c.told))]
        assert not [each for each in held if SECRET & set(re.findall(r"[\w-]+", each))]


def test_rows_that_are_written_at_once_are_locked_too(database, search):
    with database.transaction() as session:
        rows = [row(search, fields=[["Nr", "No", str(number)]]) for number in range(3)]
        session.execute(insert(Finding), rows)
        finding_id = session.scalars(select(Finding.id)).first()
        marks = [
            {
                "case_id": search.case_id, "finding_id": finding_id, "text": text,
                "state": MarkState.ACCEPTED, "origin": "handler", "made_at": NOW,
            }
            for text in ("Bouazza", "")
        ]  # fmt: skip
        session.execute(insert(Mark), marks)
    with database.transaction(write=False) as session:
        fields = session.scalars(select(Finding.fields).order_by(Finding.id)).all()
        assert [each[0][2] for each in fields[1:]] == ["0", "1", "2"]
        assert session.scalars(select(Mark.text).order_by(Mark.id)).all() == ["Bouazza", ""]
        assert session.scalar(select(func.count()).where(Mark.text != "")) == 1
        assert "Bouazza" not in raw(session, Mark.__table__.c.text)


def test_what_is_changed_is_locked_anew(database, search):
    with database.transaction() as session:
        finding = session.scalars(select(Finding)).one()
        before = raw(session, Finding.__table__.c.fields)
        finding.reason = "om een reden"
        finding.fields = [*FIELDS, ["Plaats", "Place", "Utrecht"]]
        session.flush()
        assert raw(session, Finding.__table__.c.fields) != before
        assert finding.fields[1][2] == "Utrecht"
    with database.transaction() as session:
        finding = session.scalars(select(Finding)).one()
        assert (finding.reason, finding.fields[1][2]) == ("om een reden", "Utrecht")
        finding.names_third_person = True
        finding.reason = ""
    with database.transaction(write=False) as session:
        assert session.scalars(select(Finding)).one().reason == ""


def test_what_was_locked_for_one_place_is_locked_anew_for_another(sqlite_database):
    with sqlite_database.transaction() as session:
        case = new_case(session)
        leak = Leak(case_id=case.id, text="Bouazza", place="page:1", found_at=NOW)
        session.add(leak)
        session.flush()
        leak.around = leak.text
        session.add(ThirdPerson(case_id=case.id, letter="A", names=[leak.text], made_at=NOW))
    with sqlite_database.transaction(write=False) as session:
        assert session.scalars(select(Leak.around)).one() == "Bouazza"
        assert session.scalars(select(ThirdPerson.names)).one() == ["Bouazza"]


def test_what_is_empty_needs_no_key(sqlite_database):
    with sqlite_database.transaction() as session:
        search = new_search(session, new_case(session))
        search.findings.append(Finding(**row(search, fields=[])))
    with sqlite_database.transaction(write=False) as session:
        assert session.scalars(select(CaseKey)).all() == []
        assert session.scalars(select(Finding)).one().fields == []


def test_a_value_cannot_pass_by_the_lock_nor_be_searched(sqlite_database):
    with sqlite_database.transaction() as session:
        case = new_case(session)
        leak = Leak(case_id=case.id, text="Bouazza", place="page:1", found_at=NOW)
        session.add(leak)
        session.flush()
        for statement in (
            update(Leak).values(text="Jansen"),
            update(Leak).values(around=leak.text),
            insert(Leak).values(case_id=case.id, text="x", place="", found_at=NOW),
        ):
            with pytest.raises(StatementError, match="NotSealed"):
                session.execute(statement)
        for ask in (
            lambda: Leak.text == leak.text,
            lambda: Leak.text.like("B%"),
            lambda: Leak.text.desc(),
            lambda: Leak.text.in_([""]),
            lambda: Leak.text < "",
        ):
            with pytest.raises(NotSealed):
                ask()
        with pytest.raises(NotSealed):
            session.execute(select(func.max(Leak.text)))
        with pytest.raises(NotSealed):
            session.execute(select(select(Leak.text.label("said")).subquery().c.said)).all()


@pytest.mark.parametrize("move", ["UPDATE leak SET around = text", "UPDATE leak SET case_id = 2"])
def test_a_value_that_was_moved_is_not_given(database, move):
    with database.transaction() as session:
        for number in (1, 2):
            case = new_case(session, reference=f"CJIB-2026-AAAA-A{number}")
            found = Leak(case_id=case.id, text="Bouazza", place="page:1", found_at=NOW)
            session.add(found)
            session.flush()
    with database.transaction() as session:
        ids = session.scalars(select(Case.id).order_by(Case.id)).all()
        session.connection().exec_driver_sql(move.replace("2", str(ids[1])))
        with pytest.raises(ValueDamaged):
            session.scalars(select(Leak)).all()


def test_once_the_key_is_destroyed_nothing_opens_in_any_copy(database, search, tmp_path):
    vault: Vault = database.locks
    with database.transaction() as session:
        fields = raw(session, Finding.__table__.c.fields)
        wrapped = session.get_one(CaseKey, search.case_id).wrapped
    with database.transaction() as session:
        assert vault.destroy(session, search.case_id, now=NOW)
        key = session.get_one(CaseKey, search.case_id)
        vault.store.delete(key.rows)
        finding = session.scalars(select(Finding)).one()
        assert (finding.fields, finding.needs) == ([], {})
    put_back = text("UPDATE finding SET fields = :fields")
    with database.transaction() as session:
        session.execute(put_back, {"fields": fields})
        with pytest.raises(VaultShut):
            session.scalars(select(Finding.fields)).all()
    with database.transaction() as session:  # the whole database of before, but not its files
        session.execute(put_back, {"fields": fields})
        session.get_one(CaseKey, search.case_id).wrapped = wrapped
        session.flush()
        with pytest.raises(VaultShut):
            session.scalars(select(Finding.fields)).all()


def test_of_a_destroyed_case_nothing_more_is_kept(sqlite_database):
    with sqlite_database.transaction() as session:
        case = new_case(session)
        found = Leak(case_id=case.id, text="Bouazza", place="page:1", found_at=NOW)
        session.add(found)
        session.flush()
        sqlite_database.locks.destroy(session, case.id, now=NOW)
        found.reason = "toch nog iets"
        with pytest.raises(VaultShut):
            session.flush()
        session.rollback()


def test_only_the_case_itself_is_emptied(sqlite_database):
    with sqlite_database.transaction() as session:
        cases = [new_case(session, reference=f"CJIB-2026-AAAA-A{n}") for n in range(2)]
        for case in cases:
            session.add(Leak(case_id=case.id, text="Bouazza", place="page:1", found_at=NOW))
        session.flush()
        sqlite_database.locks.destroy(session, cases[0].id, now=NOW)
        assert session.scalars(select(Leak.text).order_by(Leak.case_id)).all() == ["", "Bouazza"]


def test_a_database_without_locks_neither_stores_nor_gives(sqlite_database, monkeypatch):
    def store(session: Session, case_id: int) -> None:
        session.add(Leak(case_id=case_id, text="Bouazza", place="page:1", found_at=NOW))
        session.flush()

    with sqlite_database.transaction() as session:
        case_id = new_case(session).id
        store(session, case_id)
    monkeypatch.setattr(sealing, "_locks", WeakKeyDictionary())
    without = Database(sqlite_database.url)
    for act in (store, lambda session, _case: session.scalars(select(Leak)).all()):
        refused(without, act, case_id)
    without.close()


def refused(database: Database, act: Callable[[Session, int], object], case_id: int) -> None:
    with pytest.raises(NotSealed), database.transaction() as session:
        act(session, case_id)


def test_every_locked_column_is_locked_for_its_own_place_and_case():
    found = {
        f"{mapper.local_table.name}.{mapper.columns[name].name}": kind.place
        for mapper in Base.registry.mappers
        for name, kind in sealed_in(mapper)
    }
    assert len(found) > 10
    assert all(column == place for column, place in found.items())
    assert all("case_id" in mapper.columns for mapper in Base.registry.mappers if sealed_in(mapper))


FOUND = (
    "source_search", "finding", "mark", "third_person", "leak", "exhibit", "expert_task", "viewing"
)  # fmt: skip
OPEN = {  # what pages list, count and search; SECURITY.md says so
    "source_search.reason", "source_search.searched_with",
    "finding.category_nl", "finding.category_en", "finding.matched_by",
    "mark.boxes", "leak.place", "exhibit.media_type", "expert_task.email",
}  # fmt: skip


def test_what_can_quote_what_was_found_is_locked():
    columns = [column for table in FOUND for column in Base.metadata.tables[table].columns]
    free = {str(column) for column in columns if may_quote(column.type)}
    assert free == OPEN, "lock it (models.sealing), or say here and in SECURITY.md that it is open"


def may_quote(kind: Any) -> bool:
    if isinstance(kind, Enum):
        return False
    return isinstance(kind, JSON) or (isinstance(kind, String) and (kind.length or 100) >= 100)
