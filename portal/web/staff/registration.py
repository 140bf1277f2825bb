"""Registering a request that came by letter, telephone, e-mail or at the desk."""

import secrets
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from portal.language import terms
from portal.language.words import local_date
from portal.law.rights import Right
from portal.models.case import Channel
from portal.organisations.organisation import Organisation
from portal.services import registration
from portal.services.intake import Answers, Asked, sending_key
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import DayField
from portal.web.page import db, now, words
from portal.web.staff import phrases
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import own_organisation
from portal.web.typed import (
    LINE,
    NAME,
    SHORT,
    TEXT,
    AtMost,
    Free,
    Needed,
    OneOf,
    PlainForm,
    check_bsn,
    check_email,
    check_phone,
    clean_line,
    clean_text,
    holds_bsn,
)

IN_WORDS: dict[Right, str] = {  # where the request's own words stand among a part's answers
    Right.ACCESS: "words",
    Right.RECTIFICATION: "field",
    Right.ERASURE: "what",
    Right.RESTRICTION: "explanation",
    Right.OBJECTION: "situation",
    Right.CONSENT_WITHDRAWAL: "what",
    Right.PORTABILITY: "receiver",
    Right.HUMAN_REVIEW: "decision",
    Right.COMPLAINT: "what",
}
SCOPES: dict[Right, dict[str, str]] = {
    Right.ACCESS: {"scope": "all"},
    Right.ERASURE: {"scope": "some"},
    Right.OBJECTION: {"kind": "situation"},
    Right.CONSENT_WITHDRAWAL: {"scope": "some"},
}
FIRST_BIRTH = date(1900, 1, 1)
FREE_TEXT = ("late_reason", "asked", "given_name", "family_name", "address", "client_number")
"""Where a citizen service number could be taken over from a letter by mistake."""


class RegisterForm(PlainForm):
    """What a letter or a call says."""

    channel = RadioField(
        _l("How did the request come in?"),
        choices=[(each.value, phrases.CHANNELS[each]) for each in registration.CHANNELS],
        validators=[OneOf(_l("Choose how the request came in."))],
        validate_choice=False,
    )
    received = DayField(
        _l("Day of receipt"),
        description=_l(
            "The day it reached us, by whatever way. The term runs from this day, not from today."
        ),
        validators=[Needed(_l("Fill in the day of receipt, such as 18-12-2026."))],
    )
    late_reason = TextAreaField(
        _l("Why is it registered only now?"),
        description=_l("Only needed when it came in more than a year ago."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    rights = SelectMultipleField(
        _l("What does this person ask?"),
        validators=[OneOf(_l("Choose at least one right."))],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    asked = TextAreaField(
        _l("In the person's own words"),
        description=_l("Take over what matters; the citizen sees it on the receipt."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    given_name = StringField(
        _l("First name"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a first name or an initial.")), AtMost(NAME)],
    )
    family_name = StringField(
        _l("Family name"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a family name.")), AtMost(NAME)],
    )
    birth_date = DayField(_l("Date of birth"), validators=[Free()])
    email = EmailField(
        _l("E-mail address"),
        description=_l("Without it the citizen cannot use the status page; answer by letter."),
        filters=[clean_line],
        validators=[Free(), AtMost(254), check_email],
    )
    phone = TelField(_l("Telephone number"), filters=[clean_line], validators=[Free(), check_phone])
    address = TextAreaField(
        _l("Postal address"), filters=[clean_text], validators=[Free(), AtMost(LINE)]
    )
    client_number = StringField(
        _l("Client number or case number"), filters=[clean_line], validators=[Free(), AtMost(SHORT)]
    )
    bsn = StringField(
        _l("Citizen service number (BSN)"), filters=[clean_line], validators=[Free(), check_bsn]
    )
    not_a_bsn = BooleanField(_l("This is not a citizen service number (BSN)"))
    language = RadioField(
        _l("Language of our letters"),
        choices=[("nl", _l("Dutch")), ("en", _l("English"))],
        default="nl",
        validators=[OneOf(_l("Choose a language."))],
        validate_choice=False,
    )


def fitted(form: RegisterForm, organisation: Organisation) -> RegisterForm:
    """The form for this organisation: its rights, and a BSN only where the law allows it."""
    form.rights.choices = [
        (offered.right.value, terms.plain_right(words(), offered.right))
        for offered in organisation.rights
    ]
    if not organisation.may_ask_bsn:
        del form.bsn  # UAVG 46
    return form


@pages.route("/verzoek-vastleggen", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.REGISTER))
def register() -> Response | str | tuple[str, int]:
    """Take in a request that did not come through the portal."""
    form = fitted(RegisterForm(request.form), own_organisation())
    if request.method != "POST":
        return _page(form, secrets.token_urlsafe(24))
    # Sent twice it is one request; and of two forms side by side each is a request of its own.
    sending = request.form.get("sending") or secrets.token_urlsafe(24)
    if not (form.validate() and _dates_fit(form) and _holds_no_bsn(form)):
        return _page(form, sending), 422
    answers = _answers(form)
    case = registration.register(
        db(),
        own_organisation(),
        answers,
        idempotency_key=sending_key(sending),
        channel=Channel(form.channel.data),
        received=form.received.data or date.min,
        late_reason=form.late_reason.data or "",
        language=form.language.data or "nl",
        actor=g.actor,
        now=now(),
    )
    last_day = words().date(case.legal_due)
    flash(_("The request is registered. The last day to answer is %(date)s.", date=last_day), "ok")
    return redirect(url_for("staff.show_case", reference=case.reference))


def _page(form: RegisterForm, sending: str) -> str:
    return render_template("staff/register.html", form=form, sending=sending)


def _holds_no_bsn(form: RegisterForm) -> bool:
    """Whether nothing looks like a citizen service number where none may be kept (UAVG 46)."""
    if own_organisation().may_ask_bsn or form.not_a_bsn.data:
        return True
    for name in FREE_TEXT:
        if holds_bsn(form[name].data or ""):
            form[name].errors = [
                _(
                    "This looks like a citizen service number (BSN). We may not keep it here. "
                    "Take it out."
                )
            ]
    return not form.errors


def _dates_fit(form: RegisterForm) -> bool:
    """Whether the dates can be true; notes the fault when they cannot."""
    today = local_date(now())
    received = form.received.data or today
    born = form.birth_date.data
    if received > today:
        form.received.errors = [_("This day has yet to come. Fill in the day of receipt.")]
    elif today - received > registration.TEN_YEARS:
        form.received.errors = [_("This is too long ago. Check the year.")]
    elif today - received > registration.A_YEAR and (
        len(form.late_reason.data or "") < registration.SHORTEST_REASON
    ):
        form.late_reason.errors = [
            _("It came in over a year ago. Write down why it is registered only now.")
        ]
    if born is not None and not FIRST_BIRTH <= born <= today:
        form.birth_date.errors = [_("Check the date of birth.")]
    return not form.errors


def _answers(form: RegisterForm) -> Answers:
    numbers = {"client_number": form.client_number.data or ""}
    if "bsn" in form:
        numbers["bsn"] = form.bsn.data or ""
    rights = [Right(value) for value in form.rights.data or []]
    return Answers(
        parts=tuple(Asked(right, _part_answers(right, form.asked.data or "")) for right in rights),
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        birth_date=form.birth_date.data,
        email=form.email.data or "",
        phone=form.phone.data or "",
        address=form.address.data or "",
        identifiers={name: number for name, number in numbers.items() if number},
    )


def _part_answers(right: Right, asked: str) -> dict[str, str]:
    """The answers as the portal's own questions store them."""
    answers = dict(SCOPES.get(right, {}))
    if asked and right in IN_WORDS:
        answers[IN_WORDS[right]] = asked
    return answers
