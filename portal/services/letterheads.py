"""From a profile and a case to what all letters share: sender, recipient, remedies, who signs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from portal.language import terms
from portal.language.words import Words, local_date
from portal.law.deadlines import objection_due, petition_due
from portal.law.grounds import is_decision
from portal.law.rights import ControllerKind
from portal.letters.blocks import ComplaintStep, ContactBlock, Remedy, Sender, Silence
from portal.letters.letter import Recipient
from portal.models.case import Case, CasePart, Procedure
from portal.organisations.organisation import AUTHORITY, AddressForm, Contact, Organisation
from portal.services import asked


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


def sender(organisation: Organisation, language: str, form: AddressForm | None = None) -> Sender:
    """The organisation as it appears on paper; `form` is u or je where it is not the usual one."""
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
        form=form or organisation.address_form,
    )


def recipient(case: Case) -> Recipient:
    """Who gets the letters of a case: who asked, without an address when that is secret."""
    acting = (case.representative or {}).get("name")
    lines = (line.strip() for line in case.shown_address.splitlines())
    return Recipient(str(acting or case.name), tuple(line for line in lines if line))


def head(
    case: Case,
    organisation: Organisation,
    words: Words,
    now: datetime,
    *,
    sent: date | None = None,
) -> dict[str, Any]:
    """What every letter to whoever asked begins and ends with.

    A complaint to the FG alone is answered by the FG, and so are questions about it (UAVG 39).

    Parameters:
        now: the moment of making; its local date stands on the letter,
        sent: unless the letter goes out on another day.
    """
    head, signatory = sender(organisation, words.language, words.form), organisation.addressee
    officer = organisation.privacy_officer
    if case.fg_only and officer is not None:
        signatory = officer.name
        head = replace(head, contact=contact_block(officer, words.language))
    return {
        "reference": case.reference,
        "language": words.language,
        "sender": head,
        "recipient": recipient(case),
        "sent": sent or local_date(now),
        "created": now,
        "signatory": signatory.in_(words.language),
        "complaint_path": complaint_path(organisation, words.language),
        "controller": organisation.controller_kind,
        "on_behalf_of": case.name if case.representative else "",
        "in_bezwaar": case.procedure is Procedure.BEZWAAR,
        "by_post": not case.email,
    }


def complaint_path(organisation: Organisation, language: str) -> tuple[ComplaintStep, ...]:
    """The organisation's own steps; the letter itself adds the AP (AVG 77)."""
    return tuple(
        ComplaintStep(step.name.in_(language), step.how.in_(language))
        for step in organisation.complaint_path
        if step != AUTHORITY
    )


def remedy(
    organisation: Organisation,
    kind: ControllerKind,
    language: str,
    sent: date,
    about: tuple[str, ...] = (),
) -> Remedy:
    """What somebody can do against a decision, by who decided.

    Parameters:
        kind: who decided, for the task at hand.
        sent: the local date on which the decision is made available.
        about: the parts it is about, when others have another remedy.

    Raises:
        LetterIncomplete: a public body without an address for bezwaar; never the wrong remedy.
    """
    if kind is ControllerKind.PRIVATE:
        term = petition_due(sent)  # UAVG 35.2: the portal hands it over on the day itself
        last_day = term.legal_due if term else None
        return Remedy(kind=kind, last_day=last_day, received=sent, about=about)
    body = organisation.objection_body
    return Remedy(
        kind=kind,
        last_day=objection_due(sent).legal_due,  # Awb 6:7, 6:8.1
        body=contact_block(body, language) if body else None,  # Awb 6:4
        about=about,
    )  # UAVG 34


def remedies(
    parts: Iterable[CasePart], organisation: Organisation, words: Words, sent: date
) -> tuple[Remedy, ...]:
    """The remedies against the answer to these parts: one for each kind of who decided on one.

    Raises:
        LetterIncomplete: as for `remedy`.
    """
    return tuple(
        remedy(organisation, kind, words.language, sent, about)
        for kind, about in _kinds(words, organisation, parts)
    )


def silence(case: Case, organisation: Organisation, words: Words) -> tuple[Silence, ...]:
    """What can be done when no answer comes: one for each kind of who must decide on a part.

    Raises:
        LetterIncomplete: a public body without an address for a notice of default.
    """
    body = organisation.objection_body
    block = contact_block(body, words.language) if body else None
    return tuple(
        Silence(kind, block if kind is ControllerKind.PUBLIC else None, about)
        for kind, about in _kinds(words, organisation, case.parts)
    )


def _kinds(
    words: Words, organisation: Organisation, parts: Iterable[CasePart]
) -> tuple[tuple[ControllerKind, tuple[str, ...]], ...]:
    """Who decides, with the names of the parts where others decide on other parts."""
    found: dict[ControllerKind, list[str]] = {}
    for part in parts:
        if is_decision(part.right, part.outcome):  # UAVG 34, 35
            for kind, what in _deciders(words, organisation, part):
                found.setdefault(kind, []).append(what)
    if len(found) < 2:
        return tuple((kind, ()) for kind in found)
    return tuple((kind, tuple(about)) for kind, about in found.items())


def _deciders(
    words: Words, organisation: Organisation, part: CasePart
) -> Iterator[tuple[ControllerKind, str]]:
    """Who decides on a part: for its public tasks a public body, for others not (Awb 1:1.1.b)."""
    name, tasks = terms.legal_right(words, part.right), asked.concerned(organisation, part)
    kinds = {task.controller_kind for task in tasks}
    if len(kinds) < 2:
        yield part.controller_kind, name
        return
    for kind in (ControllerKind.PUBLIC, ControllerKind.PRIVATE):
        own = [t.name.in_(words.language) for t in tasks if t.controller_kind is kind]
        yield kind, f"{name} ({', '.join(own)})"
