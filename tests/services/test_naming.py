"""The job that looks for names in free text."""

from functools import partial

import pytest

from portal.models.redaction import Mark
from portal.queueing import Job
from portal.redaction import names
from portal.redaction.detecting import Rule, Suggestion
from portal.services import naming, suggesting, thirds
from tests.services import stories
from tests.services.redacting import Redacting, field
from tests.services.test_triage import NOW


@pytest.fixture
def reading(monkeypatch):
    """A reader of names that knows one."""

    def find(text, familiar):
        at = text.find("Jan")
        return [Suggestion(Rule.NAME, at, at + 3)] if at >= 0 else []

    monkeypatch.setattr(names, "installed", lambda: True)
    monkeypatch.setattr(names, "find", find)


def work(database, case_id):
    naming.suggest_names(database, None, stories.ORGANISATIONS, case_id, now=NOW)


@pytest.mark.parametrize("at_once", [1, 500])
def test_what_the_reader_finds_is_suggested_once(sqlite_database, reading, monkeypatch, at_once):
    monkeypatch.setattr(naming, "AT_ONCE", at_once)
    with sqlite_database.transaction() as session:
        case_id = Redacting(session).case.id
    for _ in range(2):
        work(sqlite_database, case_id)
    with sqlite_database.transaction() as session:
        assert [(mark.origin, mark.text) for mark in session.query(Mark)] == [("name", "Jan")] * 2


def test_a_case_that_is_not_handled_or_not_there_is_left_alone(sqlite_database, reading):
    with sqlite_database.transaction() as session:
        case = Redacting(session).case
        case.status = "decided"
        case_id = case.id
    work(sqlite_database, case_id)
    work(sqlite_database, 99)
    with sqlite_database.transaction() as session:
        assert not session.query(Mark).count()


def test_the_job_is_asked_for_when_there_is_a_reader(redacting, reading, queue):
    at = redacting
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    at.session.commit()
    assert (Job.SUGGEST_NAMES, at.case.id) in queue.jobs


def test_names_come_with_what_was_found_when_it_is_not_much(redacting, reading, queue, monkeypatch):
    at = redacting
    look = partial(suggesting.suggest, at.session, at.case, at.organisation, at.items, now=NOW)
    monkeypatch.setattr(suggesting, "READ_AT_ONCE", 50)
    look(reads_names=True)
    at.session.commit()
    assert queue.jobs.count((Job.SUGGEST_NAMES, at.case.id)) == 1, "too much to read now"
    monkeypatch.undo()
    monkeypatch.setattr(names, "find", lambda text, familiar: [Suggestion(Rule.NAME, 0, 4)])
    at.items[2].fields = [field("Ahmed kwam")]
    look(reads_names=True)
    at.session.commit()
    assert queue.jobs.count((Job.SUGGEST_NAMES, at.case.id)) == 1
    assert "Ahme" in {mark.text for mark in at.session.query(Mark)}


def test_who_has_a_letter_and_a_secret_address_are_looked_for_as_well(sqlite_database, reading):
    items = [[field("Toen kwam Karin uit de Havenstraat.")]]
    with sqlite_database.transaction() as session:
        at = Redacting(session, items)
        at.case.address, at.case.secret_address = "Havenstraat 8", True
        thirds.third_for(session, at.case, "Karin de Boer", **at.who)
        case_id = at.case.id
    work(sqlite_database, case_id)
    with sqlite_database.transaction() as session:
        found = sorted((mark.origin, mark.text) for mark in session.query(Mark))
        assert found == [("secret_address", "Havenstraat"), ("third_person", "Karin")]
