"""The sources of an organisation: how each does, and which are not searched for now."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import StringField

from portal.language.searches import remark
from portal.organisations.organisation import SourceSystem
from portal.services import suspending
from portal.services.ending import read_reason
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import phrases
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import own_organisation
from portal.web.typed import AtMost, Needed, PlainForm, clean_line

KINDS = {
    "sqlite": _l("Database file"),
    "csv": _l("CSV files"),
    "excel": _l("Workbook"),
    "database": _l("Database"),
    "folder": _l("Folder of documents"),
    "http": _l("Server"),
    "helsinki": _l("Server"),
    "person": _l("Somebody who is asked"),
}


class SuspendForm(PlainForm):
    """Why a source is not searched for now."""

    reason = StringField(
        _l("Why is it not searched?"),
        description=_l("Colleagues read this with each request. Name nobody."),
        filters=[clean_line],
        validators=[
            Needed(_l("Fill in why it is not searched.")),
            AtMost(suspending.REASON),
        ],
        render_kw={"autocomplete": "off"},
    )


@pages.get("/bronnen")
@access.staff(*roles_that_may(Task.SUSPEND))
def list_sources() -> str:
    """Every source of the own organisation."""
    standings = suspending.list_standings(db(), own_organisation(), actor=g.actor)
    remarks = {
        each.system.id: remark(words(), *read_reason(each.last.reason))
        for each in standings
        if each.last
    }
    return render_template(
        "staff/sources.html",
        standings=standings,
        remarks=remarks,
        kinds=KINDS,
        results=phrases.RESULTS,
    )


@pages.route("/bronnen/<source>/stilzetten", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.SUSPEND))
def suspend_source(source: str) -> Response | str | tuple[str, int]:
    """Search a source no more for now."""
    system = _system(source)
    if suspending.is_suspended(db(), g.staff.organisation, source):
        flash(_("This source is not searched already."), "info")
        return redirect(url_for("staff.list_sources"))
    form = SuspendForm(request.form)
    if request.method != "POST":
        return _form_page(system, form)
    if not form.validate():
        return _form_page(system, form), 422
    suspending.suspend(
        db(), own_organisation(), source, form.reason.data or "", actor=g.actor, now=now()
    )
    flash(_("%(name)s is not searched for now.", name=_name(system)), "ok")
    return redirect(url_for("staff.list_sources"))


@pages.post("/bronnen/<source>/hervatten")
@access.staff(*roles_that_may(Task.SUSPEND))
def resume_source(source: str) -> Response:
    """Search a source again, first for the requests that did without."""
    system = _system(source)
    try:
        number = suspending.resume(db(), own_organisation(), source, actor=g.actor, now=now())
    except suspending.NotPossible:
        flash(_("This source is searched already."), "info")
        return redirect(url_for("staff.list_sources"))
    flash(_("%(name)s is searched again.", name=_name(system)), "ok")
    if number:
        text = ngettext(
            "%(num)d request that did without is searched now.",
            "%(num)d requests that did without are searched now.",
            number,
        )
        flash(text, "info")
    return redirect(url_for("staff.list_sources"))


def _system(source: str) -> SourceSystem:
    try:
        return own_organisation().source(source)
    except KeyError:
        abort(404)


def _name(system: SourceSystem) -> str:
    return system.name.in_(words().language)


def _form_page(system: SourceSystem, form: SuspendForm) -> str:
    return render_template("staff/suspend_source.html", form=form, name=_name(system))
