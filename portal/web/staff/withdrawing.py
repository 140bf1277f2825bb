"""Recording that somebody took a request back by telephone, letter, desk or message."""

from datetime import date
from functools import partial

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.law.withdrawal import Way
from portal.models.case import Case
from portal.services import withdrawing
from portal.services.permissions import Task, roles_that_may
from portal.services.withdrawing import Told
from portal.web import access
from portal.web.fields import DayField
from portal.web.page import db, now
from portal.web.staff import preview
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, possible, today
from portal.web.typed import TEXT, AtMost, Needed, OneOf, PlainForm, clean_text

WAYS = {
    Way.MESSAGE: _l("In a message that stands in this file"),
    Way.LETTER: _l("By letter or e-mail"),
    Way.DESK: _l("At the desk"),
    Way.PHONE: _l("By telephone"),
    Way.HEARING: _l("At the hearing about the bezwaar"),
}


class WithdrawForm(PlainForm):
    """What the person told."""

    way = RadioField(
        _l("How did the person tell?"),
        validators=[OneOf(_l("Choose how the person told."))],
        validate_choice=False,
    )
    day = DayField(
        _l("On which day?"),
        validators=[Needed(_l("Fill in the day, such as 18-12-2026."))],
    )
    what = TextAreaField(
        _l("What did the person say or write?"),
        description=_l("It is kept as a note in this file. The person does not read it."),
        filters=[clean_text],
        validators=[Needed(_l("Write down what the person said.")), AtMost(TEXT)],
    )


@pages.route("/verzoek/<reference>/intrekken", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.WRITE), writes=True)
def record_withdrawal(reference: str) -> Response | tuple[str, int]:
    """End a case whose person does not want an answer any more, after a look at the letter."""
    case = opened(reference, "overview")
    form = WithdrawForm(request.form)
    form.way.choices = [(each.value, WAYS[each]) for each in withdrawing.ways_of(case)]
    if not possible(case, Action.WITHDRAW):
        return _page(case, form, 409)
    if request.method != "POST" or preview.changing():
        return _page(case, form, 200)
    if not (form.validate() and _can_be(case, form)):
        return _page(case, form, 422)
    told = _told(form)
    return preview.told(
        case,
        LetterKind.WITHDRAWN,
        withdrawing.facts_of(db(), case, told, now()),
        partial(withdrawing.record, db(), case, own_organisation(), told),
        title=_("The request was taken back"),
        here=url_for("staff.record_withdrawal", reference=reference),
        said=lambda: _("The request is withdrawn. The letter that confirms it is being made."),
    )


def _page(case: Case, form: WithdrawForm, code: int) -> tuple[str, int]:
    refused = None
    if not possible(case, Action.WITHDRAW):
        proposed = case.status is Status.PROPOSED
        refused = (
            _("A decision is proposed. Have the proposal sent back first.")
            if proposed
            else _("This request was answered or has ended. It cannot be taken back any more.")
        )
    return case_page(
        "withdraw.html", case, "staff.show_case", code=code, form=form, refused=refused
    )


def _can_be(case: Case, form: WithdrawForm) -> bool:
    """Whether it can have been told so; notes the fault when it cannot."""
    try:
        withdrawing.check(case, _told(form), today())
    except withdrawing.WrongWay:
        form.way.errors = [_("Choose how the person told.")]
    except withdrawing.WrongDay:
        form.day.errors = [_("Fill in a day from the request until today.")]
    except withdrawing.NoMessage:
        form.day.errors = [_("There is no message of this person from that day in the file.")]
    return not form.errors


def _told(form: WithdrawForm) -> Told:
    return Told(Way(form.way.data), form.day.data or date.min, form.what.data or "")
