"""The job that tells one source system what was decided."""

from portal.jobs.context import JobContext
from portal.services import carrying


def carry_out(context: JobContext, instruction_id: int) -> None:
    """Do the next step of an instruction: the dry run, or the real thing."""
    portal = context.portal
    carrying.run_instruction(
        portal.database, portal.organisations, portal.places, instruction_id, now=context.now()
    )
