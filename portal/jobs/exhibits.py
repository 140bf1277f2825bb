"""The job that reads one document."""

from portal.jobs.context import JobContext
from portal.services import reading


def read_exhibit(context: JobContext, exhibit_id: int) -> None:
    """Turn a document into pages."""
    portal = context.portal
    reading.read_exhibit(
        portal.database, portal.vault, portal.organisations, exhibit_id, now=context.now()
    )
