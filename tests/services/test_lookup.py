"""Finding cases by reference, name and e-mail address."""

import pytest

from portal.models.audit import Actor, ActorKind, Role
from portal.services import lookup
from portal.services.lookup import Kind, find_cases
from tests.services import stories

HANDLER = Actor(ActorKind.STAFF, "juridisch-loket", 1, "Anna", Role.HANDLER)
OFFICER = Actor(ActorKind.STAFF, "juridisch-loket", 2, "Bram", Role.PRIVACY_OFFICER)
STRANGER = Actor(ActorKind.STAFF, "cjib", 3, "Chris", Role.HANDLER)


@pytest.mark.parametrize(
    "typed",
    ["wit", "De Wit", "Sanne de Wit", "sanne wit", "WIT, SANNE", "de wit san", "  Wit   Sanne "],
)
def test_a_name_is_found_by_its_beginning_in_either_order(database, typed):
    with database.transaction() as session:
        case = stories.ask(session)
        found = find_cases(session, typed, HANDLER)
        assert found.kind is Kind.NAME
        assert [line.id for line in found.lines] == [case.id]


@pytest.mark.parametrize("typed", ["itt", "anne", "%", "__", "wit%", "' OR 1=1 --", "witte"])
def test_what_is_not_the_beginning_of_a_name_finds_nothing(database, typed):
    with database.transaction() as session:
        stories.ask(session)
        assert find_cases(session, typed, HANDLER).lines == ()


def test_a_reference_is_found_however_it_is_typed(database):
    with database.transaction() as session:
        case = stories.ask(session)
        typed = case.reference.lower().replace("-", " ")
        found = find_cases(session, typed, HANDLER)
        assert (found.kind, found.lines[0].id) == (Kind.REFERENCE, case.id)


def test_an_address_is_found_by_its_beginning(database):
    with database.transaction() as session:
        case = stories.ask(session)
        found = find_cases(session, "SANNE@voor", HANDLER)
        assert (found.kind, found.lines[0].id) == (Kind.EMAIL, case.id)


def test_another_organisation_finds_nothing(database):
    with database.transaction() as session:
        case = stories.ask(session)
        for typed in (case.reference, "wit", "sanne@voorbeeld.example"):
            assert find_cases(session, typed, STRANGER).lines == ()


@pytest.mark.parametrize("typed", ["", " ", "a", "é", "、", "\x00"])
def test_too_little_is_told(sqlite_database, typed):
    with sqlite_database.transaction() as session:
        assert find_cases(session, typed, HANDLER).kind is Kind.TOO_SHORT


def test_it_tells_that_there_are_more(sqlite_database, monkeypatch):
    monkeypatch.setattr(lookup, "MOST", 2)
    with sqlite_database.transaction() as session:
        for number in range(3):
            stories.ask(session, key=str(number))
        found = find_cases(session, "wit", HANDLER)
        assert (len(found.lines), found.more) == (2, True)


@pytest.mark.parametrize("how", ["reference", "name_key", "email_key"])
def test_a_complaint_to_the_fg_is_found_by_the_fg_alone(database, how):
    with database.transaction() as session:
        case = stories.ask(session)
        case.fg_only = True
        session.flush()
        typed = getattr(case, how)
        assert find_cases(session, typed, HANDLER).lines == ()
        assert [line.fg_only for line in find_cases(session, typed, OFFICER).lines] == [True]
