"""The jobs that make documents: the receipt at once, letters as written, then the answer."""

from portal.jobs.context import JobContext
from portal.letters.printing import Printer
from portal.services import documents


def make_receipt(context: JobContext, case_id: int) -> None:
    """Make the receipt of this case."""
    documents.make_receipt(_press(context), case_id, now=context.now())


def make_answer(context: JobContext, case_id: int) -> None:
    """Make the letter and the report of this case, and hand them over."""
    documents.make_answer(_press(context), case_id, now=context.now())


def make_letter(context: JobContext, letter_id: int) -> None:
    """Make the letter of this row, and tell whom it is for."""
    documents.make_letter(_press(context), letter_id, now=context.now())


def _press(context: JobContext) -> documents.Press:
    portal = context.portal
    printer = Printer(sealer=portal.sealer)
    return documents.Press(
        portal.database, portal.files, portal.organisations, printer, portal.vault
    )
