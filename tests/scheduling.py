"""Which tests stay together when pytest-xdist spreads them: what they share is dear to start.

The groups of xdist's own `loadgroup` never reach its scheduler with pytest 9.2, so this tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController


class Together(LoadScopeScheduling):
    """Sends each test to whoever is free, and the tests of one group to the same process."""

    def mark_test_complete(
        self, node: WorkerController, item_index: int, duration: float = 0
    ) -> None:
        """Note that a test is done, and forget a group that is: each note counts all it knows."""
        super().mark_test_complete(node, item_index, duration)
        group = self._split_scope(self.registered_collections[node][item_index])
        if all(self.assigned_work[node][group].values()):
            del self.assigned_work[node][group]

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid


SHARING = {
    "tests/bench/test_benchmarks.py": "benchmarks",
    "tests/cli/test_demo.py": "demo by command",
    "tests/demo/test_asked.py": "demo",
    "tests/demo/test_loading.py": "demo",
    "tests/demo/test_redacting.py": "demo",
    "tests/demo/test_systems.py": "source systems",
    "tests/hostile/test_hostile.py": "hostile texts",
    "tests/jobs/test_crash.py": "waiting",
    "tests/jobs/test_workers.py": "waiting",
    "tests/jobs/test_workers_seats.py": "waiting",
    "tests/letters/test_annex.py": "reports",
    "tests/letters/test_completeness.py": "letters",
    "tests/letters/test_conformance.py": "letters",
    "tests/letters/test_plain_words.py": "letters",
    "tests/letters/test_pressing.py": "reports",
    "tests/letters/test_rendering.py": "waiting",
    "tests/letters/test_sealing.py": "reports",
    "tests/letters/test_snapshots.py": "letters",
    "tests/shown/test_reports.py": "reports",
    "tests/sources/test_database.py": "waiting",
    "tests/sources/test_fetching.py": "waiting",
    "tests/sources/test_fetching_tls.py": "waiting",
    "tests/test_children.py": "waiting",
}
"""Also those that mostly wait: one process waits, while the others work."""


def group_of(nodeid: str) -> str | None:
    """What a test shares with others: a running portal, a loaded demo, the validator of PDFs."""
    if nodeid.startswith("tests/journeys/"):
        return "portal on postgresql" if "postgresql" in nodeid else "portal on sqlite"
    if nodeid.startswith("tests/architecture/"):
        return "all files, parsed"
    return SHARING.get(nodeid.partition("::")[0])
