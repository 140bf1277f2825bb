"""The pages of every document of a case that can be read."""

from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.exhibit import ExhibitState
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
