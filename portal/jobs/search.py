"""The job that searches one source system for one case."""

from portal.jobs.context import JobContext
from portal.services import searching


def search_source(context: JobContext, search_id: int) -> None:
    """Search a source and store what came of it."""
    portal = context.portal
    searching.run_search(
        portal.database,
        portal.organisations,
        portal.places,
        portal.vault,
        search_id,
        now=context.now(),
    )
