"""What an expert gets to see: the least by which they can look, and what is to be done."""

from dataclasses import replace
from datetime import date

from portal.law.effects import Effect
from portal.organisations.organisation import Text
from portal.services import asking, showing
from tests.services import experts
from tests.services.stories import NOW


def test_name_and_birth_date_are_enough_where_the_profile_says_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case = experts.case_of(session, task)
        case.birth_date, case.phone, case.address = date(1990, 5, 1), "0612345678", "Dam 1, 1012 JS"
        case.identifiers = {"client_number": "K-1", "bsn": "111222333"}
        seen = showing.shown(session, experts.organisation(), task)
        assert seen.person == (("name", "Sanne de Wit"), ("birth_date", "1990-05-01"))
        assert (seen.source, seen.order) == (experts.CELLAR.name, None)
        assert seen.categories == (experts.PAPER.category,)
        for word in ("0612345678", "Dam 1", "111222333", "K-1", case.email):
            assert word not in repr(seen)


def test_the_profile_names_what_else_may_be_known(sqlite_database):
    table = replace(experts.PAPER, match=(("client_number", "number"), ("name", "name")))
    system = replace(experts.CELLAR, tables=(table,))
    with sqlite_database.transaction() as session:
        task = experts.begin(session, system=system)
        here = experts.organisation(system)
        assert showing.shown(session, here, task).person == (("name", "Sanne de Wit"),)
        search = experts.search_of(session, task)
        search.told = [["client_number", "K-77"]]
        told = ("client_number", "K-77"), ("name", "Sanne de Wit")
        assert showing.shown(session, here, task).person == told


def test_the_period_that_was_asked_for_is_shown(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        part = experts.case_of(session, task).parts[0]
        part.answers = {**part.answers, "period_from": "2024-01-01", "period_to": "2024-12-31"}
        seen = showing.shown(session, experts.organisation(), task)
        assert seen.period == (date(2024, 1, 1), date(2024, 12, 31))


def test_an_order_says_what_to_do_and_what_stays(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(
            session,
            Effect.RECTIFY,
            what=[["Naam", "Name"]],
            keep=[["Dossier", "File"]],
            change={"field": "naam", "old": "Ana", "new": "Anna"},
        )
        here = experts.organisation()
        task = asking.ask_to_carry_out(session, case, here, instruction, NOW)
        order = showing.shown(session, here, task).order
        assert order == showing.Order(
            Effect.RECTIFY,
            (Text("Naam", "Name"),),
            (Text("Dossier", "File"),),
            {"field": "naam", "old": "Ana", "new": "Anna"},
            waits=False,
        )
