"""A case is found within its own organisation only."""

import pytest

from portal.models.audit import Actor, ActorKind, Role
from portal.services import cases
from tests.services import stories


def test_a_case_of_another_organisation_is_not_found(database):
    with database.transaction() as session:
        case = stories.ask(session)
        assert cases.find_case(session, case.id, "juridisch-loket") is case
        assert cases.find_case(session, case.id, "akj") is None
        assert cases.find_by_reference(session, case.reference.lower(), "juridisch-loket") is case
        assert cases.find_by_reference(session, case.reference, "akj") is None
        assert cases.find_by_reference(session, "nonsense", "akj") is None


def test_a_command_finds_it_anywhere(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib")
        assert cases.find_anywhere(session, case.reference) is case
        assert cases.find_anywhere(session, "nonsense") is None
        cases.ping(session)


def test_a_command_knows_of_no_complaint_to_the_fg(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.fg_only = True
        session.flush()
        assert cases.find_anywhere(session, case.reference) is None


@pytest.mark.parametrize("role", list(Role))
def test_only_the_fg_finds_a_complaint_to_the_fg(sqlite_database, role):
    reader = Actor(ActorKind.STAFF, "juridisch-loket", 1, "Anna", role)
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        assert cases.find_visible(session, case.reference, reader) is case
        case.fg_only = True
        found = cases.find_visible(session, case.reference, reader)
        assert (found is case) == (role is Role.PRIVACY_OFFICER)
