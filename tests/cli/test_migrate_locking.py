"""The step that locks what was found: nothing is lost, and nothing is left to be read beside."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, select, text

from portal.cli.migrate import config
from portal.models.base import Base, Database
from portal.models.exhibit import CaseKey, Exhibit
from portal.models.expert import ExpertTask, Viewing
from portal.models.finding import Finding, SourceSearch
from portal.models.redaction import Leak, Mark, MarkState, ThirdPerson
from portal.models.sealing import sealed_in
from tests.models.test_case import a_case
from tests.vaults import vault_at

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NAME = "Fatima \N{LATIN SMALL LETTER E WITH ACUTE}l Bouazza"
VALUES = {str: NAME, list: [["Naam", "Name", NAME]], dict: {"why": NAME}}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, open_database: Callable[[str], Database]
) -> Iterator[Database]:
    """A database of its own: it is taken back to an earlier state."""
    if request.param == "sqlite":
        yield open_database(request.getfixturevalue("sqlite_url"))
        return
    cluster = request.getfixturevalue("cluster")
    template = request.getfixturevalue("postgresql_template")
    yield open_database(cluster.create("taken_back", template))
    cluster.drop("taken_back")


def fill(database: Database) -> int:
    """A case with a row in each table that has locked values, all full; and one without values."""
    with database.transaction() as session:
        for number in range(2):
            case = a_case(reference=f"CJIB-2026-AAAA-A{number}")
            session.add(case)
            session.flush()
            search = SourceSearch(case_id=case.id, source="crm", asked_at=NOW)
            session.add(search)
            session.flush()
        about = {"activity": "a", "category_nl": "b", "category_en": "b", "search_id": search.id}
        finding = Finding(case_id=case.id, fields=VALUES[list], **about)
        session.add(finding)
        session.flush()
        mark = {"finding_id": finding.id, "state": MarkState.ACCEPTED, "origin": "handler"}
        paper = {"media_type": "x", "size": 1, "sha256": "", "key": "", "finding_id": finding.id}
        task = {"organisation": "cjib", "source": "crm", "email": "", "token_hash": "x"}
        for each in (
            Mark(**mark, made_at=NOW),
            ThirdPerson(letter="A", made_at=NOW),
            Leak(place="page:1", found_at=NOW),
            Exhibit(**paper, added_at=NOW),
            ExpertTask(**task, asked_at=NOW),
            Viewing(activity="a", made_at=NOW),
        ):
            each.case_id = case.id
            session.add(each)
        for each in (*session.new, finding, search):
            for name, kind in sealed_in(inspect(each).mapper):
                setattr(each, name, VALUES[kind.empty])
        return case.id


def held(database: Database) -> dict[str, set[object]]:
    """What each locked column gives, of all its rows."""
    with database.transaction(write=False) as session:
        return {
            kind.place: {str(value) for value in session.scalars(select(mapper.columns[name]))}
            for mapper in Base.registry.mappers
            for name, kind in sealed_in(mapper)
        }


def move(database: Database, go: Callable[..., None], to: str, locks: object) -> None:
    with database.engine.begin() as connection:
        go(config(connection, locks), to)  # type: ignore[arg-type]


def is_left(database: Database, table: str) -> bool:
    """Whether the name can still be read in the file of a table."""
    database.engine.dispose()  # the last one that leaves takes along what SQLite keeps beside
    if database.url.startswith("sqlite"):
        return b"Bouazza" in Path(database.url.removeprefix("sqlite:///")).read_bytes()
    here = text("SELECT current_setting('data_directory'), pg_relation_filepath(:name)")
    alone = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    with alone as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder, file = connection.execute(here, {"name": table}).one()
    return b"Bouazza" in Path(folder, file).read_bytes()


def test_what_is_there_is_locked_and_can_be_opened_again(database, tmp_path):
    case_id = fill(database)
    before, locks = held(database), vault_at(tmp_path)
    assert len(before) > 10
    assert all(any(NAME in value for value in values) for values in before.values())
    move(database, command.downgrade, "0004", locks)
    assert is_left(database, "finding")
    with database.engine.begin() as connection:  # one that never had a key
        connection.execute(text("DELETE FROM case_key"))
    move(database, command.upgrade, "head", locks)
    assert held(database) == before
    assert not is_left(database, "finding")
    assert not is_left(database, "mark")
    with database.transaction(write=False) as session:
        assert session.scalars(select(CaseKey.case_id)).all() == [case_id]


def test_values_are_not_thrown_away_where_the_keys_are_missing(database, tmp_path):
    fill(database)
    move(database, command.downgrade, "0004", vault_at(tmp_path))
    with pytest.raises(RuntimeError, match="flask migrate"):
        move(database, command.upgrade, "head", None)
    with database.engine.connect() as connection:
        assert NAME in connection.execute(text("SELECT text FROM mark")).scalar_one()
