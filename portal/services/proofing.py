"""The report of a case as it would be printed today, to read before anything goes."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.letters import printing
from portal.models.case import Case
from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review
from portal.organisations.organisation import Organisation
from portal.services import reporting
from portal.vault import Vault

MOST_RECORDS, MOST_PAGES = 500, 300  # that fit on a page to read


class TooLarge(Exception):
    """Raised if a report is too large to be read on one page."""


def proof(
    session: Session, vault: Vault, case: Case, organisation: Organisation, *, now: datetime
) -> str:
    """The chapters of the report as HTML; of its documents only the list, and nothing is stored.

    Raises:
        TooLarge: it has too many records or pages of documents.
        LetterIncomplete: something that the law asks is missing.
        NotReadable, VaultShut: a document that is to be given cannot be.
    """
    given = Finding.case_id == case.id, Finding.review == Review.INCLUDE
    records = session.scalar(select(func.count()).where(*given)) or 0
    pages = session.scalar(
        select(func.coalesce(func.sum(Exhibit.pages), 0)).join(Finding.exhibit).where(*given)
    )
    if records > MOST_RECORDS or (pages or 0) > MOST_PAGES:
        raise TooLarge(f"{records} records, {pages} pages")
    report = reporting.build_report(session, case, organisation, vault=vault, now=now)
    return printing.chapters(report)
