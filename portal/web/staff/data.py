"""What the systems gave: searched, looked at item by item, included or left out."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.language import reasons
from portal.language.searches import found_by, remark
from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.finding import Finding, SourceSearch
from portal.services import collection, review, secrecy
from portal.services.ending import read_reason
from portal.services.particulars import NotWritten
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import particulars, phrases
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible
from portal.web.staff.shown import why
from portal.web.typed import TEXT, AtMost, OneOf, PlainForm, clean_text


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


@pages.get("/verzoek/<reference>/gegevens")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_data(reference: str) -> tuple[str, int]:
    """The systems with their results, and the items of one of them."""
    case = opened(reference, "data")
    facts = review.facts_of(db(), case)
    undecided = review.count_undecided(db(), case)
    current = _chosen(facts.searches, undecided)
    findings, after = review.list_findings(db(), current, _number("na")) if current else ((), None)
    return case_page(
        "data.html",
        case,
        "staff.show_data",
        facts=facts,
        undecided=undecided,
        needed=collection.needed_sources(own_organisation(), case),
        searches=[(search, _source_name(search)) for search in facts.searches],
        current=current,
        current_name=_source_name(current) if current else "",
        findings=[(finding, _shown(case, finding)) for finding in findings],
        next_url=_address(case, current, after) if current and after else None,
        first_url=_address(case, current, None) if current and _number("na") else None,
        results=phrases.RESULTS,
        reviews=phrases.REVIEWS,
        reasons=reasons,
        may_retry=collection.may_retry,
        gives_copy=review.must_review(case),
        remarks={each.id: _remark(each) for each in facts.searches},
    )


@pages.post("/verzoek/<reference>/gegevens/zoeken")
@access.staff(*roles_that_may(Task.COLLECT))
def start_search(reference: str) -> Response:
    """Have every needed system searched."""
    case = opened(reference, "data")
    searches = collection.start(db(), own_organisation(), case, actor=g.actor, now=now())
    number = len(searches)
    flash(
        ngettext(
            "%(num)d system is being searched.", "%(num)d systems are being searched.", number
        ),
        "ok",
    )
    return back_to(case, "staff.show_data")


@pages.post("/verzoek/<reference>/gegevens/<int:search_id>/opnieuw")
@access.staff(*roles_that_may(Task.COLLECT))
def search_again(reference: str, search_id: int) -> Response:
    """Search once more in a system that gave nothing."""
    case = opened(reference, "data")
    search = _search(case, search_id)
    try:
        collection.retry(db(), search, actor=g.actor, now=now())
    except collection.SearchUnderWay:
        flash(_("This system is being searched already, or gave something."), "info")
        return back_to(case, "staff.show_data")
    flash(_("%(name)s is being searched again.", name=_source_name(search)), "ok")
    return back_to(case, "staff.show_data")


@pages.post("/verzoek/<reference>/gegevens/<int:search_id>/meenemen")
@access.staff(*roles_that_may(Task.REVIEW))
def include_rest(reference: str, search_id: int) -> Response:
    """Put the undecided items of a system into the answer."""
    case = opened(reference, "data")
    search = _search(case, search_id)
    number = review.include_rest(db(), case, search, actor=g.actor, now=now())
    flash(
        ngettext("%(num)d item goes into the answer.", "%(num)d items go into the answer.", number),
        "ok",
    )
    return redirect(_address(case, search, None))


@pages.post("/verzoek/<reference>/gegevens/item/<int:finding_id>/meenemen")
@access.staff(*roles_that_may(Task.REVIEW))
def include_finding(reference: str, finding_id: int) -> Response:
    """Put one item into the answer."""
    case = opened(reference, "data")
    finding = _finding(case, finding_id)
    review.include(case, finding, actor=g.actor, now=now())
    return redirect(_address(case, finding.search, _number("na")) + f"#item-{finding.id}")


@pages.route(
    "/verzoek/<reference>/gegevens/item/<int:finding_id>/weglaten", methods=["GET", "POST"]
)
@access.staff(*roles_that_may(Task.REVIEW), writes=True)
def leave_out_finding(reference: str, finding_id: int) -> Response | tuple[str, int]:
    """Keep one item out of the answer, with its ground and reason."""
    case = opened(reference, "data")
    finding = _finding(case, finding_id)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    form = particulars.ground_form(
        LeaveOutForm,
        review.grounds_to_leave_out(case),
        review.right_reviewed(case),
        {
            "ground": finding.ground,
            "reason": finding.reason,
            **particulars.stored(finding.needs),
        },
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
    return redirect(_address(case, finding.search, None) + f"#item-{finding.id}")


def _leave_out_page(case: Case, finding: Finding, form: Any, *, code: int = 200) -> tuple[str, int]:
    return case_page(
        "leave_out.html",
        case,
        "staff.show_data",
        code=code,
        form=form,
        finding=finding,
        shown=_shown(case, finding),
    )


def _shown(case: Case, finding: Finding) -> dict[str, Any]:
    """An item in the reader's language."""
    language = words().language
    rows = secrecy.rows_of(case, finding, words())
    return {
        "category": finding.category_en if language == "en" else finding.category_nl,
        "rows": [(row.label(language), phrases.value(row.typed(language))) for row in rows],
        "found_by": found_by(words(), finding.matched_by),
        "activity": own_organisation().activity(finding.activity).name.in_(language)
        if any(each.id == finding.activity for each in own_organisation().activities)
        else finding.activity,
        "why": why(finding.ground, finding.needs, review.right_reviewed(case)),
    }


def _remark(search: SourceSearch) -> str:
    """What went wrong, or was not looked at, in a search."""
    return remark(words(), *read_reason(search.reason))


def _source_name(search: SourceSearch) -> str:
    """What the profile calls a system; its id when the profile no longer knows it."""
    for source in own_organisation().sources:
        if source.id == search.source:
            return source.name.in_(words().language)
    return search.source


def _chosen(searches: tuple[SourceSearch, ...], undecided: dict[int, int]) -> SourceSearch | None:
    """The system looked at: the one in the address, else the first with work, else the first."""
    asked = _number("bron")
    with_items = [search for search in searches if search.found]
    for search in with_items:
        if search.id == asked:
            return search
    waiting = [search for search in with_items if search.id in undecided]
    return next(iter([*waiting, *with_items]), None)


def _number(name: str) -> int:
    """A number in the address; 0 for anything else."""
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _address(case: Case, search: SourceSearch, after: int | None) -> str:
    return url_for("staff.show_data", reference=case.reference, bron=search.id, na=after or None)


def _search(case: Case, search_id: int) -> SourceSearch:
    search = review.find_search(db(), case, search_id)
    if search is None:
        abort(404)
    return search


def _finding(case: Case, finding_id: int) -> Finding:
    finding = review.find_finding(db(), case, finding_id)
    if finding is None:
        abort(404)
    return finding
