"""Which tests stay together when pytest-xdist spreads them: those that share what is dear to start.

The groups of xdist's own `loadgroup` never reach its scheduler with pytest 9.2, so this tells it.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling


class Together(LoadScopeScheduling):
    """Sends each test to whoever is free, and the tests of one group to the same process."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid


def group_of(nodeid: str) -> str | None:
    """What a test shares with others: a running portal, a loaded demo, the validator of PDFs."""
    if nodeid.startswith("tests/journeys/"):
        return "portal on postgresql" if "postgresql" in nodeid else "portal on sqlite"
    if nodeid.startswith("tests/letters/test_conformance.py"):
        return "validator"
    if nodeid.startswith("tests/demo/test_loading.py"):
        return "demo"
    if nodeid.startswith("tests/cli/test_demo.py"):
        return "demo by command"
    return None
