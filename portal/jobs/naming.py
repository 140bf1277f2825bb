"""The job that looks for names in the items of a case."""

from portal.jobs.context import JobContext
from portal.services import naming


def suggest_names(context: JobContext, case_id: int) -> None:
    """Suggest what may be names of others."""
    portal = context.portal
    naming.suggest_names(
        portal.database, portal.vault, portal.organisations, case_id, now=context.now()
    )
