"""The door for children: they may ask themselves, and read it in words for them (AVG 12.1)."""

from dataclasses import dataclass
from datetime import date

from portal.language.terms import N_
from portal.language.words import Words, local_date
from portal.law.ages import age_lines_on, band
from portal.law.representation import Answer, Kind, verdict
from portal.organisations.organisation import AddressForm, Organisation
from portal.services import addressing
from portal.web import page


@dataclass(frozen=True, slots=True)
class Door:
    """What a child reads at the door; `inside` when it already reads the words for children."""

    title: str
    text: str
    link: str
    way_back: str
    inside: bool


def may_ask_itself(organisation: Organisation, born: date | None, on: date) -> str:
    """What a child that asks itself likes to be sure of; nothing for everybody else.

    Parameters:
        on: the day of the request.
    """
    if born is None or band(born, on) not in addressing.YOUNG:
        return ""
    found = verdict(Kind.SELF, birth_date=born, on=on, free_youth_help=organisation.free_youth_help)
    if found.answer is not Answer.YES:
        return ""
    return page.words().gettext(
        N_("You may ask this yourself. We answer you, and tell it to no parent or guardian.")
    )


def door(organisation: Organisation) -> Door:
    """The door in the je-form, also where the page itself says u."""
    here = Words(page.words().language, AddressForm.JE)
    from_age = age_lines_on(local_date(page.now())).may_ask_from  # UAVG 5.4
    text = (
        here.gettext(
            N_(
                "You may ask this yourself, at any age. Nobody has to agree. "
                "We tell it to no parent or guardian."
            )
        )
        if organisation.free_youth_help  # UAVG 5.6
        else here.gettext(
            N_(
                "Are you %(age)s or older? Then you may ask this yourself. Nobody has to agree. "
                "We tell it to no parent or guardian."
            ),
            age=from_age,
        )
    )
    return Door(
        title=here.gettext(N_("Younger than 16, and is it about you?")),
        text=text,
        link=here.gettext(N_("Read it in words for you")),
        way_back=here.gettext(N_("Read it in words for adults")),
        inside=page.is_young(),
    )
