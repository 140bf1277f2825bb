"""The jobs that read one document: its text, and what stands in pictures."""

from portal.jobs.context import JobContext
from portal.services import reading


def read_exhibit(context: JobContext, exhibit_id: int) -> None:
    """Turn a document into pages."""
    portal = context.portal
    reading.read_exhibit(
        portal.database, portal.vault, portal.organisations, exhibit_id, now=context.now()
    )


def read_scan(context: JobContext, exhibit_id: int) -> None:
    """Read pictures on its pages, for a spell."""
    portal = context.portal
    reading.read_scan(
        portal.database, portal.vault, portal.organisations, exhibit_id, now=context.now()
    )
