"""What tests of services share."""

import pytest


@pytest.fixture(autouse=True)
def hashing(quick_passwords: None) -> None:
    """Passwords cost next to nothing, but where their cost is the point."""


@pytest.fixture
def redacting(sqlite_database):
    """A case with items that name others."""
    from tests.services.redacting import Redacting

    with sqlite_database.transaction() as session:
        yield Redacting(session)


@pytest.fixture
def systems():
    """Systems that do as they are told; each test may have them do otherwise."""
    from tests.services.obeying import Systems

    return Systems()


@pytest.fixture
def here(systems):
    """The organisation with these systems, while they run."""
    from tests.services.obeying import organisation_of

    with organisation_of(systems) as organisation:
        yield organisation


@pytest.fixture
def places(tmp_path):
    """Where those systems are, with what opens them."""
    from tests.services.obeying import places_in

    return places_in(tmp_path)
