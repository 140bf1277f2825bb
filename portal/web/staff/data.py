"""What the systems gave: searched, listed with what is marked in it, included many at a time."""

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.models.case import Case
from portal.models.finding import SourceSearch
from portal.services import clearing, collection, leafing, review, thirds
from portal.services.leafing import Counts, Show
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff import itemview, markforms, phrases, sourceview
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation

SHOWN = {
    Show.ALL: _l("All"),
    Show.UNDECIDED: _l("To decide"),
    Show.SUGGESTED: _l("With suggestions"),
    Show.INCLUDED: _l("In the answer"),
    Show.LEFT_OUT: _l("Left out"),
}


@pages.get("/verzoek/<reference>/gegevens")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_data(reference: str) -> tuple[str, int]:
    """The systems with their results, and the items of one of them."""
    case = opened(reference, "data")
    facts = review.facts_of(db(), case)
    counts = leafing.count(db(), case)
    current, show = _chosen(facts.searches, counts), _show()
    after = _number("na")
    found, more = leafing.list_items(db(), current, show, after) if current else ((), None)
    here = counts.get(current.id, Counts()) if current else Counts()
    return case_page(
        "data.html",
        case,
        "staff.show_data",
        facts=facts,
        lines=sourceview.lines(case, facts.searches, counts),
        needed=collection.needed_sources(own_organisation(), case),
        current=current,
        current_name=sourceview.name_of(current) if current else "",
        here=here,
        suggested=sum(each.suggested for each in counts.values()),
        leaks=len(clearing.waiting(db(), case)),
        thirds=len(thirds.list_thirds(db(), case)),
        filters=_filters(case, current, here, show),
        items=[(each, itemview.trouble(each.document)) for each in itemview.views(case, found)],
        next_url=_address(case, current, show, more) if current and more else None,
        first_url=_address(case, current, show) if current and after else None,
        reviews=phrases.REVIEWS,
        extents=phrases.EXTENTS,
        gives_copy=review.must_review(case),
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
    flash(_("%(name)s is being searched again.", name=sourceview.name_of(search)), "ok")
    return back_to(case, "staff.show_data")


@pages.post("/verzoek/<reference>/gegevens/<int:search_id>/meenemen")
@access.staff(*roles_that_may(Task.REVIEW))
def include_rest(reference: str, search_id: int) -> Response:
    """Put the undecided items of a system into the answer."""
    case = opened(reference, "data")
    search = _search(case, search_id)
    _include(case, search)
    return redirect(_address(case, search, _show()))


@pages.post("/verzoek/<reference>/gegevens/meenemen")
@access.staff(*roles_that_may(Task.REVIEW))
def include_all_rest(reference: str) -> Response:
    """Put the undecided items of every system into the answer."""
    case = opened(reference, "data")
    _include(case, None)
    return back_to(case, "staff.show_data")


def _include(case: Case, search: SourceSearch | None) -> None:
    """Put in what may go in unseen, and say how much that was."""
    number = review.include_rest(db(), case, search, actor=g.actor, now=now())
    flash(
        ngettext("%(num)d item goes into the answer.", "%(num)d items go into the answer.", number),
        "ok" if number else "info",
    )


def _chosen(searches: tuple[SourceSearch, ...], counts: dict[int, Counts]) -> SourceSearch | None:
    """The system looked at: the one in the address, else the first with work, else the first."""
    asked = _number("bron")
    with_items = [search for search in searches if search.id in counts]
    for search in with_items:
        if search.id == asked:
            return search
    waiting = [search for search in with_items if counts[search.id].undecided]
    return next(iter([*waiting, *with_items]), None)


def _show() -> Show:
    """Which items to show, as the address says."""
    asked = request.values.get("toon", "")
    return Show(asked) if asked in list(Show) else Show.ALL


def _filters(
    case: Case, current: SourceSearch | None, here: Counts, show: Show
) -> list[tuple[str, str, bool, str]]:
    """The choices of which items to show, each with how many there are."""
    if current is None:
        return []
    return [
        (str(text), _address(case, current, each), each is show, str(here.of(each)))
        for each, text in SHOWN.items()
        if here.of(each) or each in (Show.ALL, show)
    ]


def _number(name: str) -> int:
    """A number in the address; 0 for anything else."""
    return markforms.number(request.args.get(name)) or 0


def _address(
    case: Case, search: SourceSearch, show: Show = Show.ALL, after: int | None = None
) -> str:
    toon = show.value if show is not Show.ALL else None
    return url_for(
        "staff.show_data", reference=case.reference, bron=search.id, toon=toon, na=after or None
    )


def _search(case: Case, search_id: int) -> SourceSearch:
    search = review.find_search(db(), case, search_id)
    if search is None:
        abort(404)
    return search
