"""Putting a decision on bezwaar off once more: on which ground, until when (Awb 7:10.4)."""

from datetime import date
from functools import partial

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.law.mandatory import LetterKind
from portal.law.objections import Further, FurtherGround
from portal.models.case import Case
from portal.services import delaying, extending
from portal.services.delaying import Delay
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import DayField
from portal.web.page import db, words
from portal.web.staff import preview, timing
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, today
from portal.web.typed import TEXT, AtLeast, AtMost, Needed, OneOf, PlainForm, clean_text

TAB = "staff.show_clock"


class DelayForm(PlainForm):
    """Why, and until when."""

    ground = RadioField(
        _l("On which ground?"),
        choices=[(each.value, text) for each, text in timing.FURTHER.items()],
        validators=[OneOf(_l("Choose one of these grounds."))],
        validate_choice=False,
    )
    until = DayField(
        _l("On which day do you decide at the latest?"),
        validators=[Needed(_l("Fill in a date, such as 18-12-2026."))],
    )
    explanation = TextAreaField(
        _l("Explain it to the citizen"),
        description=_l("It stands in the letter. Say when and how it was agreed, or which rule."),
        filters=[clean_text],
        validators=[
            AtLeast(
                extending.SHORTEST_REASON,
                _l("Explain it in at least twenty characters: the citizen reads it."),
            ),
            AtMost(TEXT),
        ],
    )


@pages.route("/verzoek/<reference>/verder-uitstel", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.EXTEND), writes=True)
def delay_decision(reference: str) -> Response | tuple[str, int]:
    """Put a decision on bezwaar off once more, and tell the person."""
    case = opened(reference, "clock")
    form = DelayForm(request.form)
    if delaying.why_not(case, today()) is not None:
        return _page(case, form, 409)
    if request.method != "POST" or preview.changing():
        return _page(case, form, 200)
    if not (form.validate() and _day_fits(case, form)):
        return _page(case, form, 422)
    given = _delay(form)
    return preview.told(
        case,
        LetterKind.EXTENSION,
        delaying.letter_facts(db(), case, given),
        partial(delaying.delay, db(), case, own_organisation(), given),
        title=_("Put the decision off once more"),
        here=url_for("staff.delay_decision", reference=reference),
        tab=TAB,
        said=lambda: _(
            "The decision is put off. The last day is now %(date)s.",
            date=words().date(case.legal_due),
        ),
    )


def _page(case: Case, form: DelayForm, code: int) -> tuple[str, int]:
    refusal = delaying.why_not(case, today())
    refused = timing.why_no_delay(case, refusal) if refusal else None
    return case_page("delay.html", case, TAB, code=code, form=form, refused=refused)


def _day_fits(case: Case, form: DelayForm) -> bool:
    """Whether the day can be; notes the fault when it cannot."""
    try:
        delaying.check(case, _delay(form), today())
    except delaying.WrongDay:
        form.until.errors = [
            _(
                "Choose a day after %(due)s, and at most a year later.",
                due=words().date(case.legal_due),
            )
        ]
    return not form.errors


def _delay(form: DelayForm) -> Delay:
    further = Further(form.until.data or date.min, FurtherGround(form.ground.data))
    return Delay(further, form.explanation.data or "")
