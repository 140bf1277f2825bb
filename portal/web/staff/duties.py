"""What the register says about keeping an item, and the form that follows from it."""

from typing import Any

from flask_babel import gettext as _

from portal.law.grounds import Need
from portal.models.case import PartItem
from portal.organisations.organisation import Activity, Duty, Organisation
from portal.services import items
from portal.web.staff.particulars import name_of


def activity_of(organisation: Organisation, item: PartItem) -> Activity | None:
    """The line of the register that an item belongs to; none for what a handler added."""
    return next((each for each in organisation.activities if each.id == item.activity), None)


def binding(organisation: Organisation, item: PartItem) -> Duty | None:
    """The duty to keep this item that does not give way when the person asks (AVG 17.3.b)."""
    activity = activity_of(organisation, item)
    duties = activity.duties if activity else ()
    return next((each for each in duties if not each.yields), None)


def told(organisation: Organisation, item: PartItem, language: str) -> list[str]:
    """What a handler should know: why the data are there, how long, and which duty there is."""
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
    return lines


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
