"""Nothing stays of a story that broke halfway, and nothing of another goes."""

from sqlalchemy import func, select

from portal.demo import halfway
from portal.law.grounds import Outcome
from portal.models.base import Base
from portal.models.case import Case, PartItem
from portal.services import intake
from tests.services import stories


def play(session, key):
    """A case with data, an item of its part and a complaint that was split off."""
    case = stories.ask(session, key=halfway.begun(key))
    case.parts[0].items.append(PartItem(label_nl="a", label_en="a", outcome=Outcome.GRANTED))
    stories.find(session, case, [["Onderwerp", "Subject", "huur"]])
    apart = stories.ask(session, key=intake.confidential_key(halfway.begun(key)))
    session.flush()
    return case, apart


def rows(session):
    """How many rows each table has."""
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_what_broke_goes_with_all_that_hangs_on_it(database):
    with database.transaction() as session:
        play(session, "demo:akj:0")
        halfway.finish(session, "demo:akj:0")
        before = rows(session)
        _, apart = play(session, "demo:akj:1")
        apart.origin_id = None
        follows = stories.ask(session, key="follows")
        follows.origin_id = apart.id
        session.flush()
        assert rows(session)["part_item"] == before["part_item"] + 1
        assert halfway.sweep(session, ["demo:akj:0", "demo:akj:1"]) == 3
        assert rows(session) == before
        assert halfway.sweep(session, ["demo:akj:0", "demo:akj:1"]) == 0


def test_what_is_whole_has_the_keys_under_which_it_is_found(sqlite_database):
    with sqlite_database.transaction() as session:
        case, apart = play(session, "demo:akj:0")
        halfway.finish(session, "demo:akj:0")
        assert case.idempotency_key == "demo:akj:0"
        assert apart.idempotency_key == intake.confidential_key("demo:akj:0")
        assert len(session.scalars(select(Case)).all()) == 2
