"""Redacting an item: a text or an area is marked, a suggestion is judged, a mark is taken back."""

from collections.abc import Mapping

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.models.case import Case
from portal.models.finding import Finding
from portal.models.redaction import Mark, MarkState
from portal.papers.pages import Pages
from portal.services import marking, readable, suggesting
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, portal
from portal.web.staff import grounding, markforms, reviewing, sheets
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import opened, own_organisation
from portal.web.staff.markforms import MarkForm


@pages.post("/verzoek/<reference>/gegevens/item/<int:finding_id>/lakken")
@access.staff(*roles_that_may(Task.REVIEW))
def redact_text(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """Redact a text: at one place, everywhere in the item, or everywhere in the request."""
    case = opened(reference, "item")
    finding = reviewing.finding_of(case, finding_id)
    form = markforms.mark_form(case, request.form)
    if not form.validate():
        return reviewing.item_page(case, finding, form=form, code=422)
    marked: list[int] = []
    try:
        asks = grounding.carry_out(
            case,
            lambda ground, needs: marked.append(_mark(case, finding, form, ground, needs)),
            address(case, finding),
            [form.text.data or ""],
        )
    except marking.PassageUnknown:
        form.text.errors = [_("This text stands nowhere. Look how it is written in the item.")]
        return reviewing.item_page(case, finding, form=form, code=422)
    if asks:
        return asks
    if marked == [0]:
        form.text.errors = [_("This text stands nowhere. Look how it is written in the item.")]
        return reviewing.item_page(case, finding, form=form, code=422)
    return done(marked[0], address(case, finding))


def _mark(
    case: Case, finding: Finding, form: MarkForm, ground: str, needs: Mapping[str, str]
) -> int:
    text = form.text.data or ""
    third = markforms.third_of(case, form.what.data or "", " ".join(text.split()), g.actor)
    how = {"third": third, "ground": ground, "needs": needs, "actor": g.actor, "now": now()}
    place = form.place() if form.where.data == markforms.HERE else None
    if place is not None:
        own = sheets.pages_of(finding)
        marking.mark(db(), case, finding, text=text, **place, pages=own, **how)
        return 1
    only = finding if form.where.data != markforms.CASE else None
    return marking.mark_all(db(), case, text.strip(), only=only, pages=pages_in(case, only), **how)


def pages_in(case: Case, only: Finding | None = None) -> dict[int, Pages]:
    """The pages of every document of a case that can be read, by item; or of one item."""
    return readable.pages_in(db(), portal().vault, case, only)


@pages.post("/verzoek/<reference>/gegevens/item/<int:finding_id>/gebied")
@access.staff(*roles_that_may(Task.REVIEW))
def redact_area(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """Black out an area of a page, or the whole page."""
    case = opened(reference, "item")
    finding = reviewing.finding_of(case, finding_id)
    form = markforms.area_form(case, request.form)
    sheet = sheets.sheet(case, finding, (), {}, markforms.number(request.args.get("blad")) or 1)
    whole = request.form.get("action") == "whole" or request.form.get("whole") == "yes"
    box = form.box(sheet) if sheet and not whole else None
    if sheet is None or (box is None and not whole):
        form.left.errors = [_("Draw an area on the page, or fill in its four sides.")]
        return reviewing.item_page(case, finding, area=form, code=422)
    asks = grounding.carry_out(
        case,
        lambda ground, needs: marking.mark(
            db(),
            case,
            finding,
            page=sheet.number,
            boxes=(box,) if box else (),
            whole=whole,
            pages=sheets.pages_of(finding),
            third=markforms.third_of(case, form.third.data or "", "", g.actor),
            ground=ground,
            needs=needs,
            actor=g.actor,
            now=now(),
        ),
        address(case, finding),
    )
    return asks or redirect(address(case, finding))


@pages.post("/verzoek/<reference>/gegevens/item/<int:finding_id>/voorstellen")
@access.staff(*roles_that_may(Task.REVIEW))
def judge_marks(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """Accept or dismiss suggestions of an item, all or those in the form; or take marks back."""
    case = opened(reference, "item")
    finding = reviewing.finding_of(case, finding_id)
    back = address(case, finding)
    judge = request.form.get("judge")
    if judge == "undo":
        chosen = _chosen(finding, (MarkState.ACCEPTED, MarkState.DISMISSED))
        marking.unmark(db(), case, chosen, actor=g.actor, now=now())
        known = {finding.id: sheets.pages_of(finding)}
        suggesting.suggest(db(), case, own_organisation(), [finding], pages=known, now=now())
        return redirect(back)
    if judge == "dismiss":
        chosen = _chosen(finding, (MarkState.SUGGESTED,))
        marking.dismiss(db(), case, chosen, actor=g.actor, now=now())
        return redirect(back)
    chosen = _chosen(finding, (MarkState.SUGGESTED, MarkState.DISMISSED))
    return grounding.carry_out(
        case,
        lambda ground, needs: accept(case, chosen, ground, needs),
        back,
        [mark.text for mark in chosen],
    ) or redirect(back)


def accept(case: Case, marks: list[Mark], ground: str, needs: Mapping[str, str]) -> None:
    """Accept suggestions; a name gets the letter of whoever is called so."""
    for mark in marks:
        third = markforms.third_meant(case, mark.origin, mark.text, g.actor)
        marking.accept(
            db(), case, [mark], third=third, ground=ground, needs=needs, actor=g.actor, now=now()
        )


def _chosen(finding: Finding, states: tuple[MarkState, ...]) -> list[Mark]:
    """The marks in the form, or every one of the first state when the form names none."""
    keys = {markforms.number(each) for each in request.form.getlist("mark")}
    marks = marking.marks_of(db(), [finding.id]).get(finding.id, ())
    if keys:
        return [mark for mark in marks if mark.id in keys and mark.state in states]
    return [mark for mark in marks if mark.state is states[0]]


def done(number: int, back: str) -> Response:
    """Back, with how many places were redacted."""
    flash(ngettext("%(num)d place was redacted.", "%(num)d places were redacted.", number), "ok")
    return redirect(back)


def address(case: Case, finding: Finding) -> str:
    """The page of an item, at the page of its document that was looked at."""
    return url_for(
        "staff.show_item",
        reference=case.reference,
        finding_id=finding.id,
        blad=markforms.number(request.args.get("blad")),
    )
