"""The blocks of a letter that stand in the organisation's profile, in the reader's language."""

from datetime import date

from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import ComplaintStep, ContactBlock, Remedy, Sender
from portal.letters.report import (
    AutomatedLogic,
    ExistingRight,
    Kept,
    ReportActivity,
    ReportGroup,
)
from portal.organisations.organisation import AUTHORITY, Activity, Contact, Organisation


def contact_block(contact: Contact, language: str) -> ContactBlock:
    """How a person or desk is reached.

    Raises:
        LetterIncomplete: when the profile gives no way to reach it.
    """
    return ContactBlock(
        name=contact.name.in_(language),
        address=contact.address,
        phone=contact.phone,
        hours=contact.hours.in_(language) if contact.hours else "",
        email=contact.email,
        web=contact.web,
    )


def sender(organisation: Organisation, language: str, logo: bytes | None) -> Sender:
    """The organisation as it appears on paper; `logo` is the drawing that the profile names."""
    officer = organisation.privacy_officer
    return Sender(
        name=organisation.name.in_(language),
        short_name=organisation.short_name.in_(language),
        contact=contact_block(organisation.contact, language),
        accent=organisation.brand.accent,
        accent_dark=organisation.brand.accent_dark,
        accent_light=organisation.brand.accent_light,
        logo=logo,
        privacy_officer=contact_block(officer, language) if officer else None,
        form=organisation.address_form,
    )


def complaint_path(organisation: Organisation, language: str) -> tuple[ComplaintStep, ...]:
    """The organisation's own steps, without the AP: the letter itself tells more of that."""
    return tuple(
        ComplaintStep(step.name.in_(language), step.how.in_(language))
        for step in organisation.complaint_path
        if step != AUTHORITY
    )


def remedy(
    organisation: Organisation,
    language: str,
    kind: ControllerKind,
    *,
    last_day: date | None = None,
    received: date | None = None,
) -> Remedy:
    """The remedy block for a decision by a controller of this kind.

    Args:
        organisation: whose decision it is.
        language: of the reader.
        kind: who decides in this task, which need not be what the organisation is as a whole.
        last_day: of bezwaar, required for a public body; of a petition, when `received` is known.
        received: the day on which a private controller's answer counts as received.

    Raises:
        LetterIncomplete: when a public body has no last day or no address for bezwaar.
    """
    body = organisation.objection_body if kind is ControllerKind.PUBLIC else None
    return Remedy(
        kind=kind,
        last_day=last_day,
        received=received,
        body=contact_block(body, language) if body else None,
    )


def report_activity(
    organisation: Organisation,
    activity: Activity,
    language: str,
    groups: tuple[ReportGroup, ...],
) -> ReportActivity:
    """A line of the register as AVG 15.1 asks it, with the data that were found for it."""
    own = {each.right: each.own_article for each in organisation.rights}
    automated = activity.automated_decision
    return ReportActivity(
        id=activity.id,
        name=activity.name.in_(language),
        purpose=activity.purpose.in_(language),
        legal_basis=activity.legal_basis.in_(language),
        basis_article=activity.basis_article,
        categories=tuple(category.in_(language) for category in activity.categories),
        source=activity.source.in_(language),
        recipients=tuple(recipient.in_(language) for recipient in activity.recipients),
        retention=tuple(
            Kept(kept.period.in_(language), kept.trigger.in_(language))
            for kept in activity.retention
        ),
        rights=tuple(
            ExistingRight(right, own.get(right, ""))
            for right in activity.rights
            if right is not Right.ACCESS
        ),
        automated=AutomatedLogic(
            automated.logic.in_(language),
            automated.consequences.in_(language),
            automated.remedy.in_(language),
        )
        if automated
        else None,
        transfers=activity.transfers.in_(language) if activity.transfers else "",
        groups=groups,
    )
