"""The clock of a case: its last days and why, more time, and a notice of default."""

from functools import partial
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.law.mandatory import LetterKind
from portal.letters.procedure import ExtensionGround
from portal.models.case import Case
from portal.services import bezwaar, clock, contesting, defaults, delaying, extending, penalties
from portal.services.extending import Extension
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import Boxes, DayField
from portal.web.page import db, words
from portal.web.staff import preview, timing
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, today
from portal.web.typed import TEXT, AtLeast, AtMost, Needed, OneOf, PlainForm, clean_text

TAB = "staff.show_clock"


class ExtensionForm(PlainForm):
    """Why more time is needed."""

    grounds = Boxes(
        _l("Why do you need more time?"),
        description=_l("The law knows these two reasons only. Being busy is none."),
        choices=[(ground.value, text) for ground, text in timing.GROUNDS.items()],
        validators=[OneOf(_l("Choose at least one reason."))],
    )
    explanation = TextAreaField(
        _l("Explain it to the citizen"),
        description=_l(
            "It stands in the letter. Say what makes this request take longer. "
            "Such as: your data stand in four archives, partly on paper."
        ),
        filters=[clean_text],
        validators=[
            AtLeast(
                extending.SHORTEST_REASON,
                _l("Explain it in at least twenty characters: the citizen reads it."),
            ),
            AtMost(TEXT),
        ],
    )
    already = TextAreaField(
        _l("What does the citizen get now already?"),
        description=_l("It stands in the letter. Leave it empty when all comes at once."),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


class DefaultForm(PlainForm):
    """When a notice of default came in."""

    received = DayField(
        _l("Day of receipt"),
        description=_l("The day the notice reached us, on paper or by e-mail."),
        validators=[Needed(_l("Fill in the day of receipt, such as 18-12-2026."))],
    )


@pages.get("/verzoek/<reference>/termijn")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_clock(reference: str) -> tuple[str, int]:
    """The last day with and without waiting, how both were found, and what can still change it."""
    case = opened(reference, "clock")
    notice = defaults.notice_of(db(), case)
    return case_page(
        "clock.html",
        case,
        TAB,
        timing=timing,
        derivation=timing.derivation(case.deadline),
        unpaused=timing.derivation(case.deadline["unpaused"]) if case.unpaused_due else (),
        pauses=clock.pauses_of(db(), case),
        entries=clock.entries_of(db(), case),
        no_extension=_no_extension(case),
        promised=clock.promised_day(db(), case),
        extend_until=extending.last_day_to_tell(case),
        is_bezwaar=extending.is_bezwaar(case),
        can_delay=delaying.why_not(case, today()) is None,
        notice=notice,
        schedule=defaults.schedule_of(notice) if notice else None,
        owed=defaults.owed(case, notice, today()) if notice else 0,
        penalty=penalties.to_fix(case, notice, today()),
        no_default=_no_default(case),
        linked=bezwaar.linked(db(), case),
        no_bezwaar=_no_bezwaar(case),
    )


@pages.route("/verzoek/<reference>/verlengen", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.EXTEND), writes=True)
def extend_case(reference: str) -> Response | tuple[str, int]:
    """Take two months more and tell the citizen why."""
    case = opened(reference, "clock")
    if _no_extension(case) is not None:
        return _extension_page(case, ExtensionForm(), 409)
    form = ExtensionForm(request.form)
    if extending.is_bezwaar(case):
        del form.grounds, form.already  # Awb 7:10.3 asks for none
    if request.method != "POST" or preview.changing():
        return _extension_page(case, form, 200)
    if not form.validate():
        return _extension_page(case, form, 422)
    given = form.grounds.data or [] if "grounds" in form else []
    chosen = tuple(each for each in ExtensionGround if each.value in given)
    already = (form.already.data or "") if "already" in form else ""
    extension = Extension(chosen, form.explanation.data or "", already)
    return preview.told(
        case,
        LetterKind.EXTENSION,
        extending.letter_facts(db(), case, extension),
        partial(extending.extend, db(), case, own_organisation(), extension),
        title=_("Extend the term"),
        here=url_for("staff.extend_case", reference=reference),
        tab=TAB,
        said=lambda: _(
            "The term is extended. The last day is now %(date)s.",
            date=words().date(case.legal_due),
        ),
    )


@pages.route("/verzoek/<reference>/ingebrekestelling", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.REGISTER), writes=True)
def register_default(reference: str) -> Response | tuple[str, int]:
    """Write down that a notice of default came in."""
    case = opened(reference, "clock")
    if _no_default(case) is not None:
        return _default_page(case, DefaultForm(), 409)
    form = DefaultForm(request.form)
    if request.method != "POST" or preview.changing():
        return _default_page(case, form, 200)
    schedule = _judged(case, form) if form.validate() else None
    if schedule is None:
        return _default_page(case, form, 422)
    return preview.told(
        case,
        LetterKind.DEFAULT_RECEIPT,
        defaults.receipt_facts(case, schedule),
        partial(defaults.register, db(), case, own_organisation(), schedule.notice),
        title=_("Register a notice of default"),
        here=url_for("staff.register_default", reference=reference),
        tab=TAB,
        said=lambda: _(
            "The notice is registered. A decision until %(date)s costs nothing.",
            date=words().date(schedule.two_weeks_end),
        ),
    )


def _judged(case: Case, form: DefaultForm) -> Any:
    """The schedule of a notice with this date; None when the date cannot be, which is noted."""
    received = form.received.data
    if received is None:
        abort(400)
    try:
        return defaults.check(db(), case, received, today=today())
    except defaults.ReceivedInFuture:
        form.received.errors = [_("This day has yet to come. Fill in the day of receipt.")]
    except defaults.ReceivedTooEarly:
        form.received.errors = [
            _(
                "The last day to answer was %(date)s. A notice counts only when it came after it. "
                "Did it come before? Then tell the citizen in a message when our answer comes.",
                date=words().date(case.legal_due),
            )
        ]
    except defaults.ReceivedAfterAnswer:
        form.received.errors = [
            _("Our answer was given by this day. A notice counts only when it came before it.")
        ]
    return None


def _extension_page(case: Case, form: ExtensionForm, code: int) -> tuple[str, int]:
    refused = _no_extension(case)
    return case_page(
        "extend.html",
        case,
        TAB,
        code=code,
        form=form,
        refused=refused,
        last_to_extend=extending.last_day_to_tell(case),
        is_bezwaar=extending.is_bezwaar(case),
        new_due=None if refused else extending.new_deadline(db(), case).legal_due,
    )


def _default_page(case: Case, form: DefaultForm, code: int) -> tuple[str, int]:
    return case_page("default.html", case, TAB, code=code, form=form, refused=_no_default(case))


def _no_extension(case: Case) -> str | None:
    refusal = extending.why_not_extend(case, today())
    return timing.why_not_extend(case, refusal) if refusal else None


def _no_default(case: Case) -> str | None:
    refusal = defaults.why_not(db(), case, today())
    return timing.why_no_default(case, refusal) if refusal else None


def _no_bezwaar(case: Case) -> str | None:
    refusal = contesting.why_not(case)
    return timing.why_no_bezwaar(refusal) if refusal else None
