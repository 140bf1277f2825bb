"""The queue: a job exists exactly when its cause does."""

import logging
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from portal.models.base import Database
from portal.queueing import SCHEMA, DbosQueue, Job, RecordingQueue, enqueue, owns_table, prepare


@pytest.fixture
def durable(database_url: str) -> Iterator[Database]:
    queue = DbosQueue(database_url)
    database = Database(database_url, info={"queue": queue})
    yield database
    queue.close()
    database.close()


def jobs(database: Database) -> list[tuple[str, str]]:
    """The names and arguments of the jobs in the queue."""
    prefix = "" if database.url.startswith("sqlite") else f"{SCHEMA}."
    query = (
        f"SELECT name, i.inputs FROM {prefix}workflow_status s"
        f" JOIN {prefix}workflow_input i USING (workflow_uuid) ORDER BY name, i.inputs"
    )
    with database.transaction(write=False) as session:
        return [(name, inputs) for name, inputs in session.execute(text(query))]


def test_a_job_is_there_once_its_cause_is_committed(durable: Database) -> None:
    with durable.transaction() as session:
        enqueue(session, Job.SEND_MAIL, 7)
    assert jobs(durable) == [("send_mail", '{"namedArgs":{},"positionalArgs":[7,1]}')]


def test_a_rollback_takes_the_job_with_it(durable: Database) -> None:
    session = durable.session(write=True)
    enqueue(session, Job.SEND_MAIL, 7)
    session.rollback()
    session.close()
    assert jobs(durable) == []


def test_a_mail_is_one_job_however_often_it_is_asked(durable: Database) -> None:
    for _ in range(2):
        with durable.transaction() as session:
            enqueue(session, Job.SEND_MAIL, 7)
            enqueue(session, Job.SEND_MAIL, 7)
    assert len(jobs(durable)) == 1


def test_a_search_can_be_asked_for_again(durable: Database) -> None:
    with durable.transaction() as session:
        enqueue(session, Job.SEARCH_SOURCE, 7)
        enqueue(session, Job.SEARCH_SOURCE, 7)
    assert len(jobs(durable)) == 2


def test_nothing_is_pickled(durable: Database) -> None:
    with durable.transaction() as session:
        for job in Job:
            enqueue(session, job, 7)
    assert len(jobs(durable)) == len(Job)
    assert all(inputs.startswith("{") for _, inputs in jobs(durable))


def test_the_tables_of_the_queue_are_told_from_ours(durable: Database) -> None:
    embedded = durable.url.startswith("sqlite")
    schema = None if embedded else SCHEMA
    inspector = inspect(durable.engine)
    ours = {"case", "outgoing_mail", "alembic_version"}
    found = set(inspector.get_table_names(schema=schema))
    theirs = {name for name in found if owns_table(name, schema)}
    assert {"workflow_status", "dbos_migrations"} <= theirs
    assert not {name for name in ours if owns_table(name, None)}
    if embedded:
        prefixed = {name for name in found - theirs if "workflow" in name or "dbos" in name}
        assert not prefixed


def test_preparing_again_changes_nothing(durable: Database) -> None:
    with durable.transaction() as session:
        enqueue(session, Job.SEND_MAIL, 7)
    prepare(durable.url)
    assert len(jobs(durable)) == 1


def test_the_library_says_nothing_of_its_own(
    durable: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("dbos").info("an invitation to a service on the internet")
    prepare(durable.url)
    assert capfd.readouterr() == ("", "")


def test_jobs_go_into_the_queue_fast(durable: Database) -> None:
    rounds = 100
    started = time.perf_counter()
    for number in range(rounds):
        with durable.transaction() as session:
            enqueue(session, Job.SEND_MAIL, number)
    rate = rounds / (time.perf_counter() - started)
    assert rate > 50, f"{rate:.0f} a second; 1,500 is usual"


def test_the_recording_queue_forgets_what_was_rolled_back(
    sqlite_database: Database, queue: RecordingQueue
) -> None:
    with sqlite_database.transaction() as session:
        enqueue(session, Job.SEND_MAIL, 1)
    session = sqlite_database.session(write=True)
    enqueue(session, Job.SEND_MAIL, 2)
    session.rollback()
    session.close()
    assert queue.of(Job.SEND_MAIL) == [1]
