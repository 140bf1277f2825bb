"""One item: looked at, put into the answer or left out, and on to the next."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.finding import Finding
from portal.services import leafing, marking, masking, readable, review
from portal.services.particulars import NotWritten
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import (
    grounding,
    itemview,
    markforms,
    particulars,
    phrases,
    sheets,
    sourceview,
)
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, possible
from portal.web.typed import TEXT, AtMost, OneOf, PlainForm, clean_text

TAB = "staff.show_data"


class LeaveOutForm(PlainForm):
    """Why an item stays out of the answer."""

    ground = RadioField(
        _l("On which ground?"),
        validators=[OneOf(_l("Choose a ground."))],
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("What else should the person know?"),
        description=_l(
            "The citizen reads this in the report. Name nobody, and repeat nothing of the item."
        ),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


@pages.get("/verzoek/<reference>/gegevens/item/<int:finding_id>")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_item(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """An item with its marks, and a page of its document; destroyed it is in the list alone."""
    case = opened(reference, "item")
    finding = finding_of(case, finding_id)
    if readable.destroyed_on(db(), case) is not None:
        return redirect(_list_address(case, finding))
    return item_page(case, finding)


@pages.get("/verzoek/<reference>/gegevens/eerste")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_first(reference: str) -> Response:
    """To the first item that nobody decided about."""
    case = opened(reference, "item")
    found = leafing.first_waiting(db(), case)
    return _to_item(case, found) if found else _to_data(case)


@pages.post("/verzoek/<reference>/gegevens/item/<int:finding_id>/meenemen")
@access.staff(*roles_that_may(Task.REVIEW))
def include_finding(reference: str, finding_id: int) -> Response:
    """Put one item into the answer."""
    case = opened(reference, "data")
    finding = finding_of(case, finding_id)
    try:
        review.include(case, finding, actor=g.actor, now=now())
    except review.SuggestionsOpen:
        flash(_("Judge the suggestions first: redact them, or leave them as they are."), "info")
        return _to_item(case, finding.id)
    return onward(case, finding)


@pages.route(
    "/verzoek/<reference>/gegevens/item/<int:finding_id>/weglaten", methods=["GET", "POST"]
)
@access.staff(*roles_that_may(Task.REVIEW), writes=True)
def leave_out_finding(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """Keep one item out of the answer, with its ground and reason."""
    case = opened(reference, "data")
    finding = finding_of(case, finding_id)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    start = {"ground": finding.ground, "reason": finding.reason}
    form = particulars.ground_form(
        LeaveOutForm,
        review.grounds_to_leave_out(case),
        review.right_reviewed(case),
        start | particulars.stored(finding.needs),
    )
    if request.method != "POST" or request.form.get("action") == "fields":
        return _leave_out_page(case, finding, form)
    if not form.validate():
        return _leave_out_page(case, finding, form, code=422)
    try:
        review.leave_out(
            case,
            finding,
            form.ground.data or "",
            particulars.written(form),
            form.reason.data or "",
            actor=g.actor,
            now=now(),
        )
    except NotWritten as error:
        particulars.mark(form, error.faults)
        return _leave_out_page(case, finding, form, code=422)
    return onward(case, finding)


def _leave_out_page(case: Case, finding: Finding, form: Any, *, code: int = 200) -> tuple[str, int]:
    return case_page(
        "leave_out.html",
        case,
        TAB,
        code=code,
        form=form,
        item=itemview.views(case, [finding])[0],
        cancel=_item_address(case, finding.id) if is_one_by_one() else _list_address(case, finding),
    )


def item_page(
    case: Case, finding: Finding, *, form: Any = None, area: Any = None, code: int = 200
) -> tuple[str, int]:
    """The page of an item.

    Parameters:
        form, area: with their faults, when what was sent could not be done.
    """
    marks = marking.marks_of(db(), [finding.id]).get(finding.id, ())
    called = masking.pseudonyms(db(), case, words())
    sheet = sheets.sheet(
        case, finding, marks, called, _number("blad") or 1, as_sent=_number("zo") == 1
    )
    return case_page(
        "item.html",
        case,
        TAB,
        code=code,
        item=itemview.view(case, finding, marks, called),
        sheet=sheet,
        place=leafing.place_of(db(), case, finding),
        form=form or area or markforms.mark_form(case),
        marking=form or markforms.mark_form(case),
        area=area or markforms.area_form(case),
        ground=grounding.used(case),
        source=sourceview.name_of(finding.search),
        reviews=phrases.REVIEWS,
        extents=phrases.EXTENTS,
        trouble=itemview.trouble(finding.exhibit),
        gives_copy=review.must_review(case),
        list_url=_list_address(case, finding),
    )


def is_one_by_one() -> bool:
    """Whether the reader goes from item to item, and not through a list."""
    return request.values.get("verder") == "1"


def onward(case: Case, finding: Finding) -> Response:
    """After a decision: to the next item that waits, or back to the list."""
    if not is_one_by_one():
        return redirect(_list_address(case, finding) + f"#item-{finding.id}")
    waiting = leafing.place_of(db(), case, finding).waiting
    if waiting is not None:
        return _to_item(case, waiting)
    flash(_("Every item was decided about."), "ok")
    return _to_data(case)


def finding_of(case: Case, finding_id: int) -> Finding:
    """The item of an address; the page does not exist without one."""
    found = review.find_finding(db(), case, finding_id)
    if found is None:
        abort(404)
    return found


def _to_item(case: Case, finding_id: int) -> Response:
    return redirect(_item_address(case, finding_id))


def _item_address(case: Case, finding_id: int) -> str:
    return url_for("staff.show_item", reference=case.reference, finding_id=finding_id)


def _to_data(case: Case) -> Response:
    return redirect(url_for("staff.show_data", reference=case.reference))


def _list_address(case: Case, finding: Finding) -> str:
    return url_for(
        "staff.show_data",
        reference=case.reference,
        bron=finding.search_id,
        toon=request.values.get("toon") or None,
        na=_number("na") or None,
    )


def _number(name: str) -> int:
    return markforms.number(request.values.get(name)) or 0
