"""What the register says about keeping an item, and the form that follows from it."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.law.grounds import Need
from portal.law.retention import destruction_due, kept_until
from portal.law.rights import Right
from portal.models.case import CasePart, PartItem
from portal.organisations.organisation import Activity, Duty, Organisation
from portal.services import items
from portal.web.page import words
from portal.web.staff.particulars import name_of


def activity_of(organisation: Organisation, item: PartItem) -> Activity | None:
    """The line of the register that an item belongs to; none for what a handler added."""
    return next((each for each in organisation.activities if each.id == item.activity), None)


def binding(organisation: Organisation, item: PartItem) -> Duty | None:
    """The duty to keep this item that does not give way when the person asks (AVG 17.3.b)."""
    activity = activity_of(organisation, item)
    duties = activity.duties if activity else ()
    return next((each for each in duties if not each.yields), None)


def must_stay(organisation: Organisation, part: CasePart, item: PartItem) -> bool:
    """Whether a law makes us keep what is asked to be erased, so that it is decided by itself."""
    return part.right is Right.ERASURE and binding(organisation, item) is not None


def told(organisation: Organisation, item: PartItem, received: date, language: str) -> list[str]:
    """What a handler should know: why the data are there, how long, and which duty there is.

    Parameters:
        received: the day of the request, from which the time to destroy runs.
    """
    activity = activity_of(organisation, item)
    if activity is None:
        return []
    lines = [
        f"{activity.legal_basis.in_(language)} ({activity.basis_article})",
        _("Usually kept: %(term)s.", term=items.usual_term(activity, language)),
    ]
    for duty in activity.duties:
        law, term = duty.law.in_(language), _term(duty, language)
        lines.append(
            _("%(law)s: %(term)s, but not when the person asks to erase.", law=law, term=term)
            if duty.yields
            else _("%(law)s makes you keep this: %(term)s.", law=law, term=term)
        )
    if any(duty.yields for duty in activity.duties):
        last = words().date(destruction_due(received).legal_due)
        lines.append(_("If it is erased, then no later than %(date)s.", date=last))
    return lines


def months_of(organisation: Organisation, item: PartItem) -> int | None:
    """How many months this item is kept by duty or register, where that is a number."""
    activity, duty = activity_of(organisation, item), binding(organisation, item)
    if duty is not None:
        return duty.months
    return next((each.months for each in activity.retention), None) if activity else None


def last_day(organisation: Organisation, item: PartItem, counted_from: date) -> date | None:
    """The last day this item is kept when the term began on this day."""
    return kept_until(counted_from, months=months_of(organisation, item))


def _term(duty: Duty, language: str) -> str:
    return f"{duty.period.in_(language)} {duty.trigger.in_(language)}"


def proposal(organisation: Organisation, item: PartItem, language: str) -> dict[str, Any]:
    """The form to keep an item, begun with what the register says; empty when it says nothing."""
    duty = binding(organisation, item)
    if duty is None:
        return {}
    law = duty.law.in_(language)
    return {
        "ground": "legal_duty_or_public_task",  # AVG 17.3.b
        name_of(Need.WHICH_LAW): f"{law}, {duty.article}" if duty.article else law,
        "rule": _term(duty, language),
    }
