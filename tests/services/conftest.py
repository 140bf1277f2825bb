"""What tests of services share."""

import pytest


@pytest.fixture(autouse=True)
def hashing(quick_passwords: None) -> None:
    """Passwords cost next to nothing, but where their cost is the point."""
