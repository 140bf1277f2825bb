"""The jobs that tell source systems what was decided, or that data must rest meanwhile."""

from portal.jobs.context import JobContext
from portal.models.case import Case
from portal.services import carrying, halting


def carry_out(context: JobContext, instruction_id: int) -> None:
    """Do the next step of an instruction: the dry run, or the real thing."""
    portal = context.portal
    carrying.run_instruction(
        portal.database, portal.organisations, portal.places, instruction_id, now=context.now()
    )


def let_rest(context: JobContext, case_id: int) -> None:
    """Have systems keep and not use the data of a request that is weighed (AVG 18.1)."""
    portal = context.portal
    with portal.database.transaction(write=True) as session:
        case = session.get(Case, case_id, with_for_update=True)
        organisation = portal.organisations.get(case.organisation) if case else None
        if case is not None and organisation is not None:
            halting.halt(session, case, organisation, context.now())
