"""What a worker does by itself every few minutes: the daily round, removing what lapsed."""

from portal.jobs.context import JobContext
from portal.services import daily, forgetting, originals, sweeping
from portal.services.housekeeping import tidy


def keep_up(context: JobContext) -> None:
    """Make the round of today where it was not made yet, tidy, and destroy what is not needed."""
    now = context.now()
    portal = context.portal
    daily.run(portal.database, portal.organisations, now=now)
    tidy(portal.database, portal.organisations, now=now)
    originals.let_go(portal.database, portal.vault, now=now)
    forgetting.forget_asked(portal.database, now=now)
    sweeping.sweep(portal.database, portal.files, portal.vault.store, now=now)
