"""What somebody takes along: the data they gave, under consent or contract (AVG 20.1)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.law.grounds import Outcome
from portal.law.portability import may_be_taken_along
from portal.law.rights import Right
from portal.letters.bundle import Bundle, Table
from portal.models.case import Case
from portal.organisations.organisation import Activity, Organisation
from portal.services.copying import Copier, copier_of, included

GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})


def gives_data(case: Case) -> bool:
    """Whether the answer lets the person take data along."""
    return any(part.right is Right.PORTABILITY and part.outcome in GIVEN for part in case.parts)


def build_bundle(
    session: Session, case: Case, organisation: Organisation, *, now: datetime
) -> Bundle | None:
    """The data to take along; what is made unreadable in the report is so here (AVG 20.4).

    Returns:
        None when nothing of what is given may be taken along.
    """
    copier = copier_of(session, case, organisation, documents=False)
    tables = tuple(
        table
        for activity in organisation.activities
        if may_be_taken_along(activity.basis_article, given=True)
        for table in _tables(session, copier, activity)
    )
    if not tables:
        return None
    return Bundle(
        reference=case.reference,
        language=case.language,
        organisation=organisation.name.in_(case.language),
        subject=case.name,
        created=now,
        tables=tables,
    )


def _tables(session: Session, copier: Copier, activity: Activity) -> list[Table]:
    name, basis = activity.name.in_(copier.words.language), activity.basis_article
    found = included(session, copier.case, activity.id)
    return [
        Table(name, group.category, group.source, basis, group.items)
        for group in copier.groups(each for each in found if each.given and not each.views)
    ]
