"""What a worker does by itself every few minutes: the daily round, removing what lapsed."""

from collections.abc import Callable

import structlog

from portal.jobs.context import JobContext
from portal.models.base import DatabaseUnavailable
from portal.services import daily, forgetting, originals, sweeping
from portal.services.housekeeping import tidy

log = structlog.get_logger("portal.upkeep")


def keep_up(context: JobContext) -> None:
    """Make the round of today where it was not made yet, tidy, and destroy what is not needed.

    What goes wrong with one of these keeps no other from being done.

    Raises:
        DatabaseUnavailable: nothing can be done now.
    """
    now, portal = context.now(), context.portal
    data, organisations, vault = portal.database, portal.organisations, portal.vault
    steps: dict[str, Callable[[], object]] = {
        "daily": lambda: daily.run(data, organisations, now=now),
        "tidy": lambda: tidy(data, organisations, now=now),
        "let_go": lambda: originals.let_go(data, vault, now=now),
        "forget": lambda: forgetting.forget_asked(data, now=now),
        "sweep": lambda: sweeping.sweep(data, portal.files, vault.store, now=now),
    }
    for name, step in steps.items():
        try:
            step()
        except DatabaseUnavailable:
            raise
        except Exception as error:  # its text may name somebody
            log.error("upkeep failed", step=name, error=type(error).__name__)
