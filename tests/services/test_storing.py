"""Storing what a source gave: once, with what staff did left as it is."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.models.redaction import Mark, MarkState
from portal.organisations.organisation import SourceTable, Text
from portal.services.storing import store
from portal.sources.connector import Record
from portal.sources.values import Field
from tests.services import stories
from tests.services.vaults import vault_in

VAULT = vault_in(Path("/nowhere/sources"))  # no document comes here
TABLE = SourceTable("notes", "advice", Text("Notities", "Notes"), given=True, views=True)


def records(*values, ways=("email",), table=TABLE):
    return [Record(table, (Field("Notitie", "Note", value),), ways) for value in values]


@pytest.fixture
def search(database):
    with database.transaction() as session:
        case = stories.ask(session)
        found = SourceSearch(
            case_id=case.id, source="notes", result=SearchResult.PENDING, asked_at=stories.NOW
        )
        session.add(found)
    return found


def keep(database, search, given):
    with database.transaction() as session:
        return put(session, session.get_one(SourceSearch, search.id), given)


def put(session, search, given):
    return store(session, VAULT, search, given, now=stories.NOW)


def there(database):
    with database.transaction(write=False) as session:
        found = session.scalars(select(Finding).order_by(Finding.id)).all()
        return {each.fields[0][2]: each for each in found}


def count(database, kind):
    with database.transaction(write=False) as session:
        return session.scalar(select(func.count()).select_from(kind))


def test_each_record_is_an_item_with_all_that_is_known_of_it(database, search):
    assert keep(database, search, records("one", "two", ways=("email", "phone"))) == 2
    item = there(database)["one"]
    assert item.fields == [["Notitie", "Note", "one", "text", "", False, False]]
    assert (item.activity, item.category_nl, item.category_en) == ("advice", "Notities", "Notes")
    assert item.matched_by == "email,phone"
    assert (item.given, item.views, item.review) == (True, True, Review.UNDECIDED)


def test_given_again_it_is_the_same_item(database, search):
    keep(database, search, records("one", "two", "two"))
    before = {value: item.id for value, item in there(database).items()}
    assert keep(database, search, records("two", "one", "two", "three")) == 4
    after = {value: item.id for value, item in there(database).items()}
    assert {**after, **before} == after
    assert count(database, Finding) == 4


def test_found_in_more_ways_it_says_so(database, search):
    keep(database, search, records("one"))
    keep(database, search, records("one", ways=("email", "known_client_number")))
    assert there(database)["one"].matched_by == "email,known_client_number"


def mark(database, search, value):
    item = there(database)[value]
    with database.transaction() as session:
        session.add_all([
            Mark(case_id=item.case_id, finding_id=item.id, field=0, start=0, end=2, text="on",
                 state=MarkState.SUGGESTED, origin="email", made_at=stories.NOW),
            Exhibit(case_id=item.case_id, finding_id=item.id, name="x", media_type="", size=1,
                    sha256="", key="", added_at=stories.NOW),
        ])  # fmt: skip


def test_one_that_is_not_given_any_more_goes_with_its_marks(database, search):
    keep(database, search, records("one", "two"))
    mark(database, search, "one")
    mark(database, search, "two")
    assert keep(database, search, records("two")) == 1
    assert set(there(database)) == {"two"}
    assert (count(database, Mark), count(database, Exhibit)) == (1, 1)


def test_one_that_was_judged_stays_also_when_it_is_not_given_any_more(database, search):
    keep(database, search, records("one", "two"))
    with database.transaction() as session:
        session.get_one(Finding, there(database)["one"].id).review = Review.LEAVE_OUT
    assert keep(database, search, records("three")) == 2
    assert set(there(database)) == {"one", "three"}
    assert there(database)["one"].review is Review.LEAVE_OUT


def test_many_go_at_once(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        found = SourceSearch(case_id=case.id, source="notes", asked_at=stories.NOW)
        session.add(found)
        session.flush()
        assert put(session, found, records(*map(str, range(1_700)))) == 1_700
        assert put(session, found, records("5")) == 1
        assert session.scalar(select(func.count()).select_from(Finding)) == 1
