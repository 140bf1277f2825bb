"""A search that meets what nobody foresaw, and one whose rows name others."""

import pytest
from sqlalchemy import select

from portal.models.finding import SearchResult
from portal.models.redaction import Mark, MarkState
from portal.services import searching
from portal.services.ending import read_reason
from portal.sources.connector import Record, SearchOutcome
from portal.sources.values import Field
from tests.services.searches import HERE, begin, read, run

SOURCE = "client_contact"


@pytest.fixture
def answering(monkeypatch):
    """Lets the connector of the source do something else."""

    def answer(does):
        strange = type("Strange", (), {"search": lambda _self, *_given: does()})
        monkeypatch.setitem(searching.CONNECTORS, "sqlite", strange())

    return answer


def test_a_connector_that_stumbles_is_a_failure_of_its_source(database, tmp_path, answering):
    def stumble():
        raise ZeroDivisionError("Anna van den Berg")

    answering(stumble)
    searches = begin(database)
    run(database, tmp_path, searches[SOURCE])
    search, findings = read(database, searches[SOURCE])
    assert (search.result, findings) == (SearchResult.FAILED, [])
    assert read_reason(search.reason) == ("unforeseen", "ZeroDivisionError")


def test_what_is_about_others_is_suggested_in_the_moment_it_comes_in(database, tmp_path, answering):
    table = HERE.source(SOURCE).tables[0]
    story = Field("Notitie", "Note", "Belde met 06 12 34 56 78.", names_third_person=True)
    outcome = SearchOutcome((Record(table, (story,), ("email",)),), ("email",))
    answering(lambda: outcome)
    searches = begin(database)
    run(database, tmp_path, searches[SOURCE])
    _, (finding,) = read(database, searches[SOURCE])
    with database.transaction(write=False) as session:
        marks = session.scalars(select(Mark).where(Mark.finding_id == finding.id)).all()
        assert [(mark.text, mark.state) for mark in marks] == [
            ("06 12 34 56 78", MarkState.SUGGESTED)
        ]
