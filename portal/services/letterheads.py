"""From a profile to the blocks of a letter: sender, contact, complaint path, remedy."""

from datetime import date

from portal.language.words import Words
from portal.law.deadlines import objection_due, petition_due
from portal.law.rights import ControllerKind
from portal.letters.blocks import ComplaintStep, ContactBlock, Remedy, Sender
from portal.organisations.organisation import AUTHORITY, Contact, Organisation


def words_for(organisation: Organisation, language: str) -> Words:
    """The words for a letter of this organisation."""
    return Words(language, organisation.address_form)


def contact_block(contact: Contact, language: str) -> ContactBlock:
    """A contact in the reader's language."""
    return ContactBlock(
        name=contact.name.in_(language),
        address=contact.address,
        phone=contact.phone,
        hours=contact.hours.in_(language) if contact.hours else "",
        email=contact.email,
        web=contact.web,
    )


def sender(organisation: Organisation, language: str) -> Sender:
    """The organisation as it appears on paper."""
    officer = organisation.privacy_officer
    brand = organisation.brand
    return Sender(
        name=organisation.name.in_(language),
        short_name=organisation.short_name.in_(language),
        contact=contact_block(organisation.contact, language),
        accent=brand.accent,
        accent_dark=brand.accent_dark,
        accent_light=brand.accent_light,
        logo=brand.logo_path.read_bytes() if brand.logo_path else None,
        privacy_officer=contact_block(officer, language) if officer else None,
        form=organisation.address_form,
    )


def complaint_path(organisation: Organisation, language: str) -> tuple[ComplaintStep, ...]:
    """The organisation's own steps; the letter itself ends them with the AP (AVG 77)."""
    return tuple(
        ComplaintStep(step.name.in_(language), step.how.in_(language))
        for step in organisation.complaint_path
        if step != AUTHORITY
    )


def remedy(organisation: Organisation, kind: ControllerKind, language: str, sent: date) -> Remedy:
    """What somebody can do against a decision, by who decided.

    Parameters:
        kind: who decided, for the task at hand.
        sent: the local date on which the decision is made available.

    Raises:
        LetterIncomplete: a public body without an address for bezwaar; never the wrong remedy.
    """
    if kind is ControllerKind.PRIVATE:
        term = petition_due(sent)  # UAVG 35.2: the portal hands it over on the day itself
        return Remedy(kind=kind, last_day=term.legal_due if term else None, received=sent)
    body = organisation.objection_body
    return Remedy(
        kind=kind,
        last_day=objection_due(sent).legal_due,  # Awb 6:7, 6:8.1
        body=contact_block(body, language) if body else None,  # Awb 6:4
    )  # UAVG 34
