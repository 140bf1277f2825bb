"""What lapses by itself: drafts nobody finished, idle sessions, tries that no longer count."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from portal.models.base import Database
from portal.organisations.organisation import Organisation
from portal.services import browsing, drafts, throttle

SESSIONS_AFTER = timedelta(days=1)
TRIES_AFTER = timedelta(days=2)


def tidy(
    database: Database, organisations: Mapping[str, Organisation], *, now: datetime
) -> dict[str, int]:
    """Remove what has lapsed, a transaction each; gives how many of each kind.

    Drafts go after the days the organisation promised (AVG 5.1.e).
    """
    removed = {"drafts": 0}
    for organisation in organisations.values():
        with database.transaction() as session:
            removed["drafts"] += drafts.lapse_drafts(session, organisation, now=now)
    with database.transaction() as session:
        removed["sessions"] = browsing.forget_idle(session, now - SESSIONS_AFTER)
    with database.transaction() as session:
        removed["tries"] = throttle.purge(session, now - TRIES_AFTER)
    return removed
