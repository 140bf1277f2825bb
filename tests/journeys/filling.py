"""Fills the empty database of a portal for journeys: `python -m tests.journeys.filling [cases]`.

The people of the source systems and the staff of the demo, and its cases when asked. Nothing is
left for the worker: the receipts and answers of all those cases would keep it from the journeys.
"""

import os
import sys
from datetime import UTC, datetime

import pytest

from portal.cli.migrate import upgrade
from portal.demo import loading
from portal.factory import create_portal
from portal.parts import Portal
from portal.queueing import RecordingQueue
from portal.settings import Settings
from tests.quick import hash_quickly, print_quickly


def fill(portal: Portal, now: datetime, *, cases: bool) -> None:
    """Load what journeys need."""
    upgrade(portal.database)
    if cases:
        loading.load(portal, now=now)
    else:
        loading.load_systems(portal, now=now)
        loading.load_accounts(portal, now=now)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        hash_quickly(patch)
        print_quickly(patch)
        opened = create_portal(Settings.from_environment(os.environ), RecordingQueue())
        fill(opened, datetime.now(UTC), cases="cases" in sys.argv)
        opened.database.close()
