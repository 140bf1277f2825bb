"""Deciding what we owe for a late answer, after a notice of default (Awb 4:18)."""

from functools import partial

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.law.mandatory import LetterKind
from portal.law.penalties import ARTICLES, NoPenalty
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.services import defaults, penalties
from portal.services.penalties import Fixed, ToFix
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, words
from portal.web.staff import preview, timing
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, today
from portal.web.typed import TEXT, AtMost, Free, OneOf, PlainForm, clean_text

TAB = "staff.show_clock"
OWED = "owed"


class PenaltyForm(PlainForm):
    """What is owed, or why nothing is."""

    decided = RadioField(
        _l("What do you decide?"),
        validators=[OneOf(_l("Choose what you decide."))],
        validate_choice=False,
    )
    explanation = TextAreaField(
        _l("Explain it to the citizen"),
        description=_l("It stands in the letter. It is needed when nothing is owed."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )


@pages.route("/verzoek/<reference>/dwangsom", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.APPROVE), writes=True)
def fix_penalty(reference: str) -> Response | tuple[str, int]:
    """Decide what we owe, after a look at the letter."""
    case = opened(reference, "clock")
    notice = defaults.notice_of(db(), case)
    found = penalties.to_fix(case, notice, today())
    form = PenaltyForm(request.form)
    if notice is None or found is None:
        return _page(case, form, None, 409)
    form.decided.choices = _choices(found)
    if request.method != "POST" or preview.changing():
        return _page(case, form, found, 200)
    if not (form.validate() and _fits(case, notice, form)):
        return _page(case, form, found, 422)
    given = _given(form)
    return preview.told(
        case,
        LetterKind.PENALTY_DECISION,
        penalties.letter_facts(db(), case, notice, given, found),
        partial(penalties.fix, db(), case, own_organisation(), notice, given),
        title=_("Decide what we owe"),
        here=url_for("staff.fix_penalty", reference=reference),
        said=lambda: _("Decided. The letter with the decision is being made."),
        tab=TAB,
    )


def _choices(found: ToFix) -> list[tuple[str, str]]:
    owed = _("We owe %(total)s", total=words().money(found.cents))
    none = [
        (each.value, _("Nothing: %(why)s (%(article)s)", why=_why(each), article=ARTICLES[each]))
        for each in found.exceptions
    ]
    return [(OWED, owed), *none]


def _why(reason: NoPenalty) -> str:
    text = str(timing.NO_PENALTY[reason])
    return text[:1].lower() + text[1:]


def _page(case: Case, form: PenaltyForm, found: ToFix | None, code: int) -> tuple[str, int]:
    return case_page("penalty.html", case, TAB, code=code, form=form, found=found, timing=timing)


def _fits(case: Case, notice: DefaultNotice, form: PenaltyForm) -> bool:
    """Whether it can be decided so; notes the fault when it cannot."""
    try:
        penalties.check(case, notice, _given(form), today())
    except (penalties.ReasonDoesNotFit, ValueError):
        form.decided.errors = [_("Choose what you decide.")]
    except penalties.ReasonMissing:
        form.explanation.errors = [
            _("Explain it in at least twenty characters: the citizen reads it.")
        ]
    return not form.errors


def _given(form: PenaltyForm) -> Fixed:
    chosen = form.decided.data or ""
    reason = None if chosen == OWED else NoPenalty(chosen)
    return Fixed(reason, form.explanation.data or "")
