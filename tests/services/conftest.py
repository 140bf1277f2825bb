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
