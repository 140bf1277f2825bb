"""Registering a bezwaar against an answer that was given (Awb 6:4)."""

import secrets
from datetime import date

from flask import flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, TextAreaField

from portal.language import terms
from portal.law.mandatory import LetterKind
from portal.models.case import Case, Channel
from portal.services import bezwaar, contesting, registration
from portal.services.contesting import Bezwaar, Timely
from portal.services.intake import sending_key
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import Boxes, DayField
from portal.web.page import db, now, words
from portal.web.staff import phrases, preview, timing
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, today
from portal.web.typed import TEXT, AtMost, Free, Needed, OneOf, PlainForm, clean_text, holds_bsn

TAB = "staff.show_clock"


class BezwaarForm(PlainForm):
    """What the letter says."""

    channel = RadioField(
        _l("How did the bezwaar come in?"),
        choices=[(each.value, phrases.CHANNELS[each]) for each in registration.CHANNELS],
        validators=[OneOf(_l("Choose how the bezwaar came in."))],
        validate_choice=False,
    )
    received = DayField(
        _l("Day of receipt"),
        description=_l("The day it reached us, by whatever way."),
        validators=[Needed(_l("Fill in the day of receipt, such as 18-12-2026."))],
    )
    posted = DayField(
        _l("Day on the postmark"),
        description=_l("Only for a letter that came after the last day. It may still be in time."),
        validators=[Free()],
    )
    parts = Boxes(
        _l("Which part of our answer is it about?"),
        validators=[OneOf(_l("Choose at least one part of our answer."))],
    )
    reasons = TextAreaField(
        _l("Why does this person disagree?"),
        description=_l("Take over the words of the letter, or what they come down to."),
        filters=[clean_text],
        validators=[Needed(_l("Write down what the person says.")), AtMost(TEXT)],
    )
    not_a_bsn = BooleanField(_l("This is not a citizen service number (BSN)"))
    committee = BooleanField(
        _l("An advisory committee hears this person"),
        description=_l("Then we have twelve weeks to decide in place of six (Awb 7:10, 7:13)."),
    )


@pages.route("/verzoek/<reference>/bezwaar", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.REGISTER), writes=True)
def register_bezwaar(reference: str) -> Response | tuple[str, int]:
    """Open a case for a bezwaar against this one."""
    case = opened(reference, "clock")
    sending = request.form.get("sending") or secrets.token_urlsafe(24)
    form = BezwaarForm(request.form)
    form.parts.choices = [
        (str(part.id), terms.plain_right(words(), part.right))
        for part in contesting.contestable(case)
    ]
    if contesting.why_not(case) is not None:
        return _page(case, form, sending, 409)
    if request.method != "POST":
        form.parts.data = [value for value, _label in form.parts.choices]
        return _page(case, form, sending, 200)
    if preview.changing():
        return _page(case, form, sending, 200)
    if not (form.validate() and _dates_fit(case, form) and _holds_no_bsn(form)):
        return _page(case, form, sending, 422)
    made = _bezwaar(form)
    came = contesting.timely(case, made.received, made.posted)
    here = url_for("staff.register_bezwaar", reference=reference)
    if "send" not in request.form and came is not Timely.YES:
        flash(str(timing.TIMELY[came]), "warning")
    shown = preview.unsent(
        case,
        LetterKind.BEZWAAR_RECEIPT,
        bezwaar.receipt_facts(case, made),
        title=_("Register a bezwaar"),
        action=here,
        back=here,
        tab="staff.show_clock",
    )
    if shown is not None:
        return shown
    opened_case = bezwaar.register(
        db(),
        case,
        own_organisation(),
        made,
        idempotency_key=sending_key(sending),
        personal=preview.personal(),
        actor=g.actor,
        now=now(),
    )
    due = words().date(opened_case.legal_due)
    flash(_("The bezwaar is a case of its own. Decide on it by %(date)s.", date=due), "ok")
    return back_to(opened_case)


def _page(case: Case, form: BezwaarForm, sending: str, code: int) -> tuple[str, int]:
    refusal = contesting.why_not(case)
    return case_page(
        "bezwaar.html",
        case,
        TAB,
        code=code,
        form=form,
        sending=sending,
        refused=timing.why_no_bezwaar(refusal) if refusal else None,
        last_day=None if refusal else contesting.last_day(case),
        without=None if refusal else contesting.decision_day(case, committee=False).legal_due,
        with_committee=None if refusal else contesting.decision_day(case, committee=True).legal_due,
    )


def _dates_fit(case: Case, form: BezwaarForm) -> bool:
    """Whether the dates can be true; notes the fault when they cannot."""
    try:
        contesting.check(case, _bezwaar(form), today=today())
    except contesting.ReceivedInFuture:
        form.received.errors = [_("This day has yet to come. Fill in the day of receipt.")]
    except contesting.ReceivedBeforeDecision:
        form.received.errors = [
            _("We sent our decision later than this day. Check the date of the letter.")
        ]
    except contesting.PostedAfterReceipt:
        form.posted.errors = [_("It cannot be posted after we received it. Check both days.")]
    return not form.errors


def _holds_no_bsn(form: BezwaarForm) -> bool:
    """Whether nothing looks like a citizen service number where none may be kept (UAVG 46)."""
    if own_organisation().may_ask_bsn or form.not_a_bsn.data:
        return True
    if holds_bsn(form.reasons.data or ""):
        form.reasons.errors = [
            _(
                "This looks like a citizen service number (BSN). We may not keep it here. "
                "Take it out."
            )
        ]
    return not form.errors


def _bezwaar(form: BezwaarForm) -> Bezwaar:
    return Bezwaar(
        received=form.received.data or date.min,
        part_ids=frozenset(int(value) for value in form.parts.data or []),
        words=form.reasons.data or "",
        channel=Channel(form.channel.data),
        posted=form.posted.data,
        committee=bool(form.committee.data),
    )
