"""Giving several cases of the work list to a colleague at once."""

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.services import dividing, triage
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages

LIST = "/balie/werkvoorraad"


@pages.post("/werkvoorraad/toewijzen")
@access.staff(*roles_that_may(Task.ASSIGN))
def assign_many() -> Response:
    """Make a colleague the handler of what was ticked."""
    typed = request.form.get("handler", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
    chosen = request.form.getlist("case")
    try:
        done = dividing.assign(db(), chosen, number, actor=g.actor, now=now())
    except dividing.NothingChosen:
        flash(_("Tick at least one request. Nothing was changed."), "error")
        return _back()
    except triage.WrongAssignee:
        flash(_("Choose a colleague who handles requests. Nothing was changed."), "error")
        return _back()
    text = ngettext(
        "%(name)s now handles %(num)d request.",
        "%(name)s now handles %(num)d requests.",
        done.given,
        name=done.member.name,
    )
    flash(text, "ok" if done.given else "info")
    if done.left:
        left = ", ".join(done.left)
        text = _("Answered or withdrawn already, so left as they are: %(left)s.", left=left)
        flash(text, "info")
    return _back()


def _back() -> Response:
    """To the part of the list that was looked at."""
    back = request.form.get("back", "")
    own = back == LIST or back.startswith(f"{LIST}?")
    return redirect(back if own else url_for("staff.worklist"))
