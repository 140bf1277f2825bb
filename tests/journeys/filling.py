"""Fills the empty database of a portal for journeys: `python -m tests.journeys.filling [cases]`.

The people of the source systems and the staff of the demo, and cases in every status when asked.
Nothing is left for the worker: the receipts and answers of all those cases would keep it from the
journeys.
"""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from portal.cli.migrate import upgrade
from portal.demo import loading, stories
from portal.demo.stories import Story
from portal.factory import create_portal
from portal.organisations.organisation import Organisation
from portal.parts import Portal
from portal.queueing import RecordingQueue
from portal.settings import Settings
from tests.quick import hash_quickly, print_quickly

FULL = "juridisch-loket"  # of the others only what it has no case of


def tell_less() -> None:
    """Let the demo in this process consist of fewer stories, that end in every way."""
    of_all = stories.list_stories

    def of_some(organisations: Iterable[Organisation]) -> list[Story]:
        every = of_all(organisations)
        chosen = [each for each in every if each.organisation.slug == FULL]
        for each in every:
            if each.until not in {told.until for told in chosen}:
                chosen.append(each)
        return chosen

    loading.list_stories = of_some


def fill(portal: Portal, now: datetime, *, cases: bool) -> None:
    """Load what journeys need."""
    upgrade(portal.database)
    if cases:
        tell_less()
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
