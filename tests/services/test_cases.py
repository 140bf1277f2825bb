"""A case is found within its own organisation only."""

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
