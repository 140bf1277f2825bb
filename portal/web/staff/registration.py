"""Registering a request that came by letter, telephone, e-mail or at the desk."""

import secrets
from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)

from portal.language import terms
from portal.language.representatives import KIND
from portal.language.words import local_date
from portal.law.representation import Kind
from portal.law.rights import Right
from portal.models.case import Channel
from portal.organisations.organisation import Organisation
from portal.services import intake, registration
from portal.services.confidential import is_visible
from portal.services.intake import Answers, sending_key
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import Boxes, DayField
from portal.web.page import db, now, words
from portal.web.staff import phrases, told
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import own_organisation
from portal.web.staff.told import Section, Together
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

FIRST_BIRTH = date(1900, 1, 1)
FREE_TEXT = (
    "late_reason",
    "asked",
    "asks_name",
    "given_name",
    "family_name",
    "address",
    "client_number",
)
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
    rights = Boxes(
        _l("What does this person ask?"), validators=[OneOf(_l("Choose at least one right."))]
    )
    asked = TextAreaField(
        _l("In the person's own words"),
        description=_l("Take over what matters; the citizen sees it on the receipt."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    asks_as = SelectField(
        _l("Who asks?"),
        default=Kind.SELF.value,
        validators=[OneOf(_l("Choose who asks."))],
        validate_choice=False,
    )
    asks_name = StringField(
        _l("Name of who asks"),
        description=_l("Only when that is somebody else than the person the data are about."),
        filters=[clean_line],
        validators=[Free(), AtMost(NAME)],
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
    secret_address = BooleanField(
        _l("This address is secret"),
        description=_l("Then it stands in no letter, and colleagues are warned."),
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
    form.asks_as.choices = [
        (Kind.SELF.value, _("The person the data are about")),
        *((kind.value, words().gettext(KIND[kind.value])) for kind in Kind if kind.value in KIND),
    ]
    if not organisation.may_ask_bsn:
        del form.bsn  # UAVG 46
    return form


@pages.route("/verzoek-vastleggen", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.REGISTER))
def register() -> Response | str | tuple[str, int]:
    """Take in a request that did not come through the portal: who and when, then what."""
    organisation = own_organisation()
    form = fitted(RegisterForm(request.form), organisation)
    if request.method != "POST" or "change" in request.form:
        return _page(form)
    if not (form.validate() and _dates_fit(form) and _holds_no_bsn(form)):
        return _page(form), 422
    known = told.stored(
        [Right(each) for each in form.rights.data or []],
        Kind(form.asks_as.data),
        form.asks_name.data or "",
        form.birth_date.data,
    )
    found = told.sections(organisation, known, request.form)
    if "told" not in request.form:
        return _told_page(found)
    if not told.are_right(found):
        return _told_page(found), 422
    return _registered(form, _answers(form, known, found))


def _registered(form: RegisterForm, answers: Answers) -> Response:
    # Sent twice it is one request; and of two forms side by side each is a request of its own.
    sending = request.form.get("sending") or secrets.token_urlsafe(24)
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
    if len(intake.apart(answers)) > 1 or case.fg_only:
        flash(
            _("The complaint to the data protection officer is a case that only they see."), "info"
        )
    if not is_visible(case, g.actor):
        return redirect(url_for("staff.worklist"))
    return redirect(url_for("staff.show_case", reference=case.reference))


def _page(form: RegisterForm) -> str:
    sending = request.form.get("sending") or secrets.token_urlsafe(24)
    own = {"csrf_token", "told", "change", "sending", *(field.name for field in form)}
    kept = [each for each in request.form.items(multi=True) if each[0] not in own]
    return render_template("staff/register.html", form=form, sending=sending, kept=kept)


def _told_page(found: list[Section]) -> str:
    """The second page; what was typed on the first goes along in it."""
    shown = {field.name for section in found for form in section.forms for field in form}
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in shown and name not in ("csrf_token", "told", "change")
    ]
    form = Together(found)
    return render_template("staff/register_told.html", sections=found, kept=kept, form=form)


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
    if form.asks_as.data != Kind.SELF.value and not form.asks_name.data:
        form.asks_name.errors = [_("Fill in the name of who asks.")]
    if born is not None and not FIRST_BIRTH <= born <= today:
        form.birth_date.errors = [_("Check the date of birth.")]
    return not form.errors


def _answers(form: RegisterForm, known: dict[str, Any], found: list[Section]) -> Answers:
    organisation = own_organisation()
    numbers = {"client_number": form.client_number.data or ""}
    if "bsn" in form:
        numbers["bsn"] = form.bsn.data or ""
    return Answers(
        parts=told.asked_of(organisation, known, found, form.asked.data or ""),
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        birth_date=form.birth_date.data,
        email=form.email.data or "",
        phone=form.phone.data or "",
        address=form.address.data or "",
        identifiers={name: number for name, number in numbers.items() if number},
        representative=told.acting_for(organisation, known, found),
        secret_address=bool(form.secret_address.data),
    )
