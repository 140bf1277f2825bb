"""What is special about SQLite files as sources."""

import os
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from portal.organisations.organisation import FieldMapping, SourceTable
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from tests.sources.systems import ANNA, search, system, table, text, write_sqlite

SUBJECT = Subject("Anna", "van den Berg", date(1980, 2, 3), "anna@post.example")


def test_an_unknown_column_is_not_taken_for_a_text(tmp_path):
    """SQLite reads an unknown name in double quotes as a text; every row would seem to match."""
    write_sqlite(tmp_path, [ANNA])
    mapping = SourceTable("contacts", "advice", text("X"), (("email", "email"),),
                          (FieldMapping("nowhere", text("Nergens")),))  # fmt: skip
    with pytest.raises(SourceFailed) as failed:
        search(system("sqlite", mapping), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.MAPPING


def test_names_of_tables_and_columns_are_quoted(tmp_path):
    path = tmp_path / "contacts.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE "select" ("order" TEXT, "a""b" TEXT)')
        connection.execute("""INSERT INTO "select" VALUES ('anna@post.example', 'waarde')""")
    mapping = SourceTable("select", "advice", text("X"), (("email", "order"),),
                          (FieldMapping('a"b', text("Waarde")),))  # fmt: skip
    (record,) = search(system("sqlite", mapping), tmp_path, SUBJECT).records
    assert record.fields[0].value == "waarde"


def test_a_file_that_somebody_writes_to_is_busy_and_may_be_tried_again(tmp_path):
    path = write_sqlite(tmp_path, [ANNA])
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SourceFailed) as failed:
            search(system("sqlite"), tmp_path, SUBJECT, Limits(busy_seconds=0.05))
    assert failed.value.failure is Failure.BUSY
    assert failed.value.may_retry
    assert search(system("sqlite"), tmp_path, SUBJECT).result is Found.HELD


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    (tmp_path / "contacts.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(SourceFailed) as failed:
        search(system("sqlite"), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.DAMAGED


def test_text_that_is_not_utf8_is_a_failure(tmp_path):
    path = write_sqlite(tmp_path, [])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO contacts (email, note) VALUES ('anna@post.example', CAST(x'E9E9' AS TEXT))"
        )
    with pytest.raises(SourceFailed) as failed:
        search(system("sqlite"), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.ENCODING


def test_bytes_and_numbers_in_cells_do_no_harm(tmp_path):
    row = (b"\x00\x01", 19800203, "anna@post.example", 600123456, 100, b"foto", 12.5, None, 1)
    write_sqlite(tmp_path, [row])
    (record,) = search(system("sqlite"), tmp_path, SUBJECT).records
    assert [field.value for field in record.fields] == [
        "(2 bytes)", "1980-02-03", "(4 bytes)", "12.50", "1",
    ]  # fmt: skip


def test_it_cannot_write(tmp_path):
    write_sqlite(tmp_path, [ANNA])
    (tmp_path / "contacts.sqlite").chmod(0o444)
    assert search(system("sqlite"), tmp_path, SUBJECT).result is Found.HELD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["contacts.sqlite"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_we_may_not_read_is_told(tmp_path):
    write_sqlite(tmp_path, [ANNA]).chmod(0)
    with pytest.raises(SourceFailed) as failed:
        search(system("sqlite"), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.UNREADABLE


def test_an_empty_file_has_no_table(tmp_path):
    (tmp_path / "contacts.sqlite").touch()
    with pytest.raises(SourceFailed) as failed:
        search(system("sqlite", table()), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.MAPPING
