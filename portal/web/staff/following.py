"""The words of the desk for what follows from a request: restrictions, recipients, holds."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.language import consequences
from portal.language.words import local_date
from portal.models.consequence import Hold, NoticeState, RecipientNotice, Restriction
from portal.organisations.organisation import Organisation
from portal.services.ledger import Excuse, How
from portal.web.page import words

LOG = {
    "restrict": _l("Data marked: keep, do not use"),
    "lift_told": _l("Person told that the restriction ends"),
    "lift": _l("Restriction lifted"),
    "recipients_listed": _l("Recipients listed"),
    "tell": _l("Recipients: something was done"),
    "instructions_given": _l("Sources told what was decided"),
    "instructions_rehearsed": _l("Systems asked what they would do"),
    "erasure_put_off": _l("A source: erasing waits, the data are still needed"),
    "instruction_step": _l("A source: a step of carrying out"),
    "hold_placed": _l("Data named that must not delete themselves"),
    "hold_secured": _l("Deletion stopped"),
    "hold_dropped": _l("Nothing to keep"),
    "hold_released": _l("Deletion may run again"),
    "authority_checked": _l("Who may ask: a question was answered"),
    "address_secret": _l("Secret address: changed"),
    "dispute_begun": _l("A case at the court or the AP runs: nothing is deleted"),
    "dispute_ended": _l("The case at the court or the AP is over"),
}

LOG_PAGES = {
    "consequences": _l("consequences"),
    "instructions": _l("carrying out"),
    "authority": _l("who may ask"),
}

ENDS: dict[str, Any] = {  # how the duty to tell one recipient can end
    How.LETTER.value: _l("Told by letter"),
    How.MAIL.value: _l("Told by e-mail"),
    How.PHONE.value: _l("Told by telephone"),
    How.SYSTEM.value: _l("Told through a shared system"),
    Excuse.NEVER_GIVEN.value: _l("Not needed: these data never went there"),
    Excuse.IMPOSSIBLE.value: _l("Not told: it is impossible"),
    Excuse.DISPROPORTIONATE.value: _l("Not told: it would take far too much effort"),
}


def activity_name(organisation: Organisation, activity_id: str) -> str:
    """What the register calls an activity; empty when it no longer knows it."""
    for activity in organisation.activities:
        if activity.id == activity_id:
            return activity.name.in_(words().language)
    return ""


def day_of(moment: datetime) -> str:
    """The day of a moment, in the Netherlands."""
    return words().date(local_date(moment))


def restriction_state(restriction: Restriction) -> tuple[str, str]:
    """How a restriction stands: a kind of badge, and words."""
    if restriction.lifted_at is not None:
        return "neutral", _("lifted on %(date)s", date=day_of(restriction.lifted_at))
    if restriction.lift_on is not None:
        day = words().date(restriction.lift_on)
        return "info", _("ends on %(date)s; the person was told", date=day)
    return "warning", _("in force")


def why_restricted(restriction: Restriction) -> str:
    """Why the data may not be used."""
    return words().gettext(consequences.RESTRICTED[restriction.basis])


def hold_state(hold: Hold, today: date) -> tuple[str, str]:
    """How a hold stands: a kind of badge, and words."""
    if hold.released_at is not None:
        return "neutral", _("ended")
    if hold.secured_at is not None:
        return "ok", _("deletion stopped")
    if hold.vanishes_on <= today:
        return "error", _("stop the deletion now")
    return "error", _("stop the deletion before %(date)s", date=words().date(hold.vanishes_on))


def notice_state(notice: RecipientNotice) -> tuple[str, str]:
    """Whether a recipient knows: a kind of badge, and words."""
    kinds = {NoticeState.TO_TELL: "warning", NoticeState.TOLD: "ok", NoticeState.EXCUSED: "neutral"}
    text = str(ENDS[notice.how]) if notice.how else _("must still be told")
    return kinds[notice.state], text
