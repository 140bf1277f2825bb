"""What is special about databases as sources."""

import gc
import resource
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace

import psycopg
import pytest

from portal.organisations.organisation import FieldMapping, SourceTable
from portal.sources import database
from portal.sources.connector import Failure, Found, Limits, Secret, SourceFailed, Subject
from tests.sources.stages import DatabaseStage, PostgresqlStage
from tests.sources.systems import ANNA, PIET, table, text

SUBJECT = Subject(email="anna@post.example")


@pytest.fixture
def server(tmp_path, shared_postgresql):
    """A schema of PostgreSQL with Anna and Piet."""
    folder = tmp_path / "sources"
    folder.mkdir()
    stage = PostgresqlStage(folder, shared_postgresql)
    stage.write([ANNA, PIET])
    return stage


def opened_by(stage, url):
    stage.secret = lambda: Secret(url=url)
    return stage


def failure_of(stage, *tables, limits=None):
    with pytest.raises(SourceFailed) as failed:
        stage.search(SUBJECT, stage.system(*tables), limits)
    assert "anna" not in str(failed.value).lower()
    assert failed.value.__cause__ is None or "geheim" not in str(failed.value.__cause__)
    return failed.value.failure


def view(stage, select):
    """A table of the profile that does more than a table should."""
    stage.run(f'CREATE VIEW "{stage.location}".strange AS {select}')
    return table("strange")


def test_nothing_can_be_written_even_by_a_view_that_tries(server):
    name = f'"{server.location}"'
    server.run(
        f"CREATE TABLE {name}.traces (n int); CREATE FUNCTION {name}.leave_trace() RETURNS text "
        f"LANGUAGE plpgsql AS $$ BEGIN INSERT INTO {name}.traces VALUES (1); RETURN 'x'; END $$"
    )
    strange = view(
        server,
        "SELECT full_name, born, email, phone, number, amount, kind, paid, "
        f"{name}.leave_trace() AS note FROM {name}.contacts",
    )
    assert failure_of(server, strange) is Failure.DAMAGED
    with psycopg.connect(server.url.replace("+psycopg", "")) as connection:
        assert connection.execute(f"SELECT count(*) FROM {name}.traces").fetchone() == (0,)


def test_a_column_that_is_not_mapped_need_not_be_allowed(server):
    user = "CREATE ROLE reader LOGIN; " if not _has_role(server, "reader") else ""
    shown = "full_name, born, email, note, amount, kind, paid"
    server.run(
        f'{user}GRANT USAGE ON SCHEMA "{server.location}" TO reader; '
        f'GRANT SELECT ({shown}) ON "{server.location}".contacts TO reader'
    )
    url = server.url.replace("portal@", "reader@")
    assert opened_by(server, url).search(SUBJECT).result is Found.HELD
    by_phone = table(match={"email": "email", "phone": "phone"})
    known = replace(SUBJECT, phone="0600123456")
    with pytest.raises(SourceFailed) as failed:
        server.search(known, server.system(by_phone))
    assert failed.value.failure is Failure.UNREADABLE


def _has_role(server, name):
    with psycopg.connect(server.url.replace("+psycopg", "")) as connection:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        return found.fetchone() is not None


def test_values_keep_their_meaning_whatever_their_type(server):
    typed = (
        "SELECT 'anna@post.example'::varchar AS email, DATE '1980-02-03' AS born,"
        " TIMESTAMPTZ '2026-01-02 03:04:05+00' AS moment, 12.5::numeric AS amount, true AS paid,"
        " '{\"a\": \"é\"}'::jsonb AS note, decode('6869', 'hex') AS photo"
    )
    server.run(f'CREATE VIEW "{server.location}".typed AS {typed}')
    kinds = {"born": "date", "moment": "datetime", "amount": "money", "paid": "boolean",
             "note": "text", "photo": "text"}  # fmt: skip
    fields = tuple(FieldMapping(column, text(column), kind) for column, kind in kinds.items())
    mapped = SourceTable("typed", "advice", text("X"), (("email", "email"),), fields)
    (record,) = server.search(SUBJECT, server.system(mapped)).records
    values = {field.label_nl: field.value for field in record.fields}
    assert values.pop("moment").startswith("2026-01-02T")
    assert values == {"born": "1980-02-03", "amount": "12.50", "paid": "1",
                      "note": '{"a": "é"}', "photo": "(2 bytes)"}  # fmt: skip
    assert [field.kind for field in record.fields[:4]] == ["date", "datetime", "money", "boolean"]


def test_a_slow_query_is_given_up_by_the_server(server):
    slow = view(server, f'SELECT *, pg_sleep(5)::text AS slow FROM "{server.location}".contacts')
    mapped = replace(slow, fields=(*slow.fields, FieldMapping("slow", text("Traag"))))
    started = time.monotonic()
    assert failure_of(server, mapped, limits=Limits(seconds=0.3)) is Failure.TOO_SLOW
    assert time.monotonic() - started < 2


def test_a_table_that_somebody_locked_is_busy(server):
    with psycopg.connect(server.url.replace("+psycopg", "")) as other:
        other.execute(f'LOCK TABLE "{server.location}".contacts')
        assert failure_of(server, limits=Limits(busy_seconds=0.1)) is Failure.BUSY
    assert server.search(SUBJECT).result is Found.HELD


@pytest.mark.parametrize("kind", ["server", "file"])
def test_a_search_that_stops_halfway_leaves_nothing_open(kind, server, caplog):
    """Rows that are read no further hold on to what the database keeps for them."""
    stage = server if kind == "server" else DatabaseStage(server.folder)
    stage.write([ANNA] * 1_200)
    failure_of(stage, limits=Limits(rows=1))
    gc.collect()
    assert caplog.messages == []


def test_a_million_rows_pass_by_and_take_no_memory(server):
    server.run(
        f'CREATE TABLE "{server.location}".many AS SELECT n::text AS full_name, '
        "'x' || n || '@post.example' AS email, '' AS born, '' AS note, '' AS amount, '' AS kind, "
        "'' AS paid FROM generate_series(1, 1000000) n"
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = server.search(
        Subject(email="x77@post.example"), server.system(table("many"))
    )  # the sieve lets x770@… stay where it is
    assert [record.fields[0].value for record in found.records] == ["77"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 20_000  # kilobytes


def test_a_huge_value_is_cut_off_before_it_comes(server):
    huge = view(
        server,
        "SELECT full_name, born, email, repeat('x', 100000000) AS note, amount, kind, paid "
        f'FROM "{server.location}".contacts',
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert failure_of(server, huge) is Failure.TOO_LARGE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 20_000


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("", Failure.CLOSED),
        ("no address, but geheim", Failure.CLOSED),
        ("oracle+strange://u:geheim@db.example/x", Failure.CLOSED),
        ("mssql+pyodbc://u:geheim@db.example/x", Failure.CLOSED),
        ("postgresql+psycopg://u:geheim@127.0.0.1:1/x", Failure.UNREACHABLE),
        ("sqlite:////no/such/file", Failure.MISSING),
    ],
)
def test_an_address_that_opens_nothing_is_a_failure_that_tells_no_secret(tmp_path, url, failure):
    stage = opened_by(DatabaseStage(tmp_path), url)
    assert failure_of(stage) is failure


@pytest.mark.parametrize("change", [("portal@", "nobody@"), ("/shared", "/elsewhere")])
def test_a_server_that_lets_nobody_in_is_not_tried_again(server, change):
    assert failure_of(opened_by(server, server.url.replace(*change))) is Failure.REFUSED


def test_a_server_that_says_nothing_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"postgresql+psycopg://u:geheim@127.0.0.1:{deaf.getsockname()[1]}/x"
        assert failure_of(opened_by(DatabaseStage(tmp_path), url)) is Failure.UNREACHABLE


@contextmanager
def stalling(stage, bytes_through):
    """The address of a go-between that lets so many bytes of the server through and no more."""
    listening = socket.create_server(("127.0.0.1", 0))

    def carry(source, target, most):
        with suppress(OSError):
            while most > 0 and (piece := source.recv(min(4096, most))):
                target.sendall(piece)
                most -= len(piece)

    def serve():
        with suppress(OSError):
            client, _ = listening.accept()
            server = socket.socket(socket.AF_UNIX)
            folder = stage.url.partition("host=")[2]
            server.connect(f"{folder}/.s.PGSQL.5432")
            ends.extend((client, server))
            threading.Thread(target=carry, args=(client, server, 10**9), daemon=True).start()
            carry(server, client, bytes_through)

    ends = [listening]
    threading.Thread(target=serve, daemon=True).start()
    yield f"postgresql+psycopg://portal@127.0.0.1:{listening.getsockname()[1]}/shared"
    for end in ends:
        end.close()


def test_a_server_that_falls_silent_halfway_is_left_alone(server, monkeypatch):
    monkeypatch.setattr(database, "GRACE", 0.2)
    server.write([ANNA] * 2000)
    started = time.monotonic()
    with stalling(server, 20_000) as url:
        assert failure_of(opened_by(server, url), limits=Limits(seconds=1)) is Failure.TOO_SLOW
    assert time.monotonic() - started < 5


def test_the_clock_is_put_away_when_the_search_is_over(server):
    server.search(SUBJECT)
    clocks = [each for each in threading.enumerate() if isinstance(each, threading.Timer)]
    for clock in clocks:
        clock.join(1)
    assert not any(clock.is_alive() for clock in clocks)
