"""What of a case can be read: the pages of its documents, and whether anything is left at all."""

from datetime import date

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.models.case import Case
from portal.models.exhibit import CaseKey, ExhibitState
from portal.models.finding import Finding
from portal.papers.pages import Pages
from portal.services import exhibits
from portal.vault import Vault


def pages_in(
    session: Session, vault: Vault, case: Case, only: Finding | None = None
) -> dict[int, Pages]:
    """The pages by the key of their item.

    Parameters:
        only: the item to which it is limited.

    Raises:
        VaultShut: they were destroyed.
    """
    return {
        each.finding_id: exhibits.pages_of(session, vault, each)
        for each in exhibits.list_exhibits(session, case)
        if each.state is ExhibitState.READABLE and (only is None or each.finding_id == only.id)
    }


def destroyed_on(session: Session, case: Case) -> date | None:
    """The day on which what was found was destroyed; None while it is there."""
    key = session.get(CaseKey, case.id)
    moment = key.destroyed_at if key is not None else None
    return local_date(moment) if moment is not None else None
