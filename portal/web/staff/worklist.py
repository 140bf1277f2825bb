"""The work list and the search."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import StringField

from portal.language import terms
from portal.language.words import local_date
from portal.law.lifecycle import OPEN, Status
from portal.law.rights import Right
from portal.law.workdays import working_days_between
from portal.models.audit import Role
from portal.models.staff import Staff
from portal.services import holds, lookup, triage, worklist
from portal.services.lookup import Kind
from portal.services.permissions import Task, may, roles_that_may
from portal.services.worklist import COUNT_STOPS_AT, SOON, Cursor, Facet, Filter, Show
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff.blueprint import staff as pages
from portal.web.typed import AtMost, Needed, PlainForm, clean_line

MINE = "mij"
FACETS: dict[str, Facet] = {
    "onbehandeld": Show.UNASSIGNED,
    "te-laat": Show.OVERDUE,
    "binnen-7-dagen": Show.SOON,
    "afgesloten": Show.ENDED,
    "klachten-fg": Show.FG_ONLY,
    "alle": Show.ALL,
    **{right.value.replace("_", "-"): right for right in Right},
    **{status.value.replace("_", "-"): status for status in Status},
}
SPELLED = {facet: spelled for spelled, facet in FACETS.items()}
SHOWN = {
    Show.OPEN: _l("Open"),
    Show.UNASSIGNED: _l("Nobody handles"),
    Show.OVERDUE: _l("Overdue"),
    Show.SOON: _l("Due within 7 days"),
    Show.ENDED: _l("Answered or withdrawn"),
    Show.FG_ONLY: _l("For you alone (FG)"),
    Show.ALL: _l("All"),
}
OPEN_STATUSES = tuple(status for status in Status if status in OPEN)
OTHER_STATUSES = tuple(status for status in Status if status not in OPEN)


class SearchForm(PlainForm):
    """One box for whatever is at hand; sent in the body, for names do not belong in addresses."""

    typed = StringField(
        _l("Search by reference, name or e-mail address"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in what you look for.")), AtMost(lookup.LONGEST)],
        render_kw={"autocomplete": "off", "type": "search"},
    )


@pages.get("/")
@access.staff()
def worklist_start() -> Response:
    """The address people remember: the work list, or the staff for who may not read cases."""
    home = "staff.worklist" if may(g.staff.role, Task.READ) else "staff.list_staff"
    return redirect(url_for(home))


@pages.get("/werkvoorraad", endpoint="worklist")
@access.staff(*roles_that_may(Task.READ))
def show_worklist() -> str:
    """Cases by last day."""
    wanted = _wanted()
    cursor = Cursor.read(request.args.get("vanaf", ""))
    page = worklist.list_page(db(), wanted, cursor)
    return render_template(
        "staff/worklist.html",
        page=page,
        search=SearchForm(),
        show=wanted.facet,
        to_keep=holds.count_unsecured(db(), g.actor),
        handlers=_handlers(),
        due=due,
        today=wanted.today,
        terms=terms,
        groups=_groups(wanted),
        previous_url=_address(wanted, page.previous) if page.previous else None,
        next_url=_address(wanted, page.next) if page.next else None,
    )


def _handlers() -> Sequence[Staff]:
    """To whom cases can be given; nobody when the reader may not do that."""
    if not may(g.staff.role, Task.ASSIGN):
        return ()
    return triage.list_handlers(db(), g.staff.organisation)


@pages.post("/zoeken")
@access.staff(*roles_that_may(Task.READ))
def search() -> str | tuple[str, int]:
    """Cases found by reference, name or e-mail address."""
    form = SearchForm(request.form)
    if not form.validate():
        return render_template("staff/search.html", form=form, search=form, found=None), 422
    found = lookup.find_cases(db(), form.typed.data or "", g.actor)
    if found.kind is Kind.TOO_SHORT:
        form.typed.errors = [_("Fill in at least two letters of the name.")]
        return render_template("staff/search.html", form=form, search=form, found=None), 422
    return render_template(
        "staff/search.html",
        form=form,
        search=form,
        found=found,
        due=due,
        today=_today(),
        terms=terms,
    )


def due(legal_due: date, is_open: bool, today: date) -> tuple[str, str]:
    """How urgent a case is, as a mark and in words."""
    if not is_open:
        return "done", _("answered or withdrawn")
    if legal_due < today:
        late = (today - legal_due).days
        return "overdue", ngettext("%(num)d day late", "%(num)d days late", late)
    if legal_due == today:
        return "soon", _("today is the last day")
    days = working_days_between(today, legal_due)
    text = ngettext("%(num)d working day left", "%(num)d working days left", days)
    return ("soon" if legal_due <= today + SOON else "ok"), text


def _today() -> date:
    return local_date(now())


def _takes_cases() -> bool:
    """Whether the reader can have cases of their own: the FG has complaints to the FG."""
    return any(may(g.staff.role, Task.TAKE, fg_only=only) for only in (False, True))


def _wanted() -> Filter:
    """The filter in the address; what is not known there counts as not said."""
    mine = request.args.get("wie") == MINE and _takes_cases()
    facet = FACETS.get(request.args.get("toon", ""), Show.OPEN)
    handler = g.staff.id if mine else None
    by_officer = g.staff.role is Role.PRIVACY_OFFICER
    if facet is Show.FG_ONLY and not by_officer:
        facet = Show.OPEN
    return Filter(g.staff.organisation, _today(), handler, facet, by_officer)


def _address(wanted: Filter, cursor: str | None = None) -> str:
    return url_for(
        "staff.worklist",
        wie=MINE if wanted.handler_id is not None else None,
        toon=SPELLED.get(wanted.facet),
        vanaf=cursor,
    )


def _groups(wanted: Filter) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """The filters: links with how many cases each one shows."""
    mine, everybody = _with(wanted, g.staff.id), _with(wanted, None)
    left_out = {Show.UNASSIGNED} if wanted.handler_id is not None else set()
    left_out |= set() if wanted.by_officer else {Show.FG_ONLY}
    shows = [show for show in Show if show not in left_out]
    facets: list[Facet] = [*shows, *Right, *Status]
    counts = worklist.count_facets(db(), wanted, facets)
    groups = []
    if _takes_cases():
        whose = [
            _link(_("Everybody's"), everybody, wanted.handler_id is None, _open_count(everybody)),
            _link(_("Mine"), mine, wanted.handler_id is not None, _open_count(mine)),
        ]
        groups.append((_("Whose"), whose))
    for title, among in (
        (_("Show"), shows),
        (_("Right"), list(Right)),
        (_("Status"), [*OPEN_STATUSES, *OTHER_STATUSES]),
    ):
        links = [
            _link(_name(facet), _of(wanted, facet), facet is wanted.facet, counts[facet])
            for facet in among
            if counts[facet] or facet is wanted.facet or isinstance(facet, Show)
        ]
        groups.append((title, links))
    return groups


def _link(label: str, wanted: Filter, current: bool, number: int) -> tuple[str, str, bool, str]:
    more = number > COUNT_STOPS_AT
    return label, _address(wanted), current, f"{COUNT_STOPS_AT}+" if more else str(number)


def _open_count(wanted: Filter) -> int:
    return worklist.count_facets(db(), wanted, [Show.OPEN])[Show.OPEN]


def _with(wanted: Filter, handler_id: int | None) -> Filter:
    return replace(wanted, handler_id=handler_id, facet=Show.OPEN)


def _of(wanted: Filter, facet: Facet) -> Filter:
    return replace(wanted, facet=facet)


def _name(facet: Facet) -> str:
    if isinstance(facet, Right):
        text = terms.legal_right(words(), facet)
        return text[:1].upper() + text[1:]
    return terms.status(words(), facet) if isinstance(facet, Status) else str(SHOWN[facet])
