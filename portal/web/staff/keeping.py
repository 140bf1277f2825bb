"""Data that would delete themselves while a request runs: the list, and what was done about it."""

from flask import abort, flash, g, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.services import holds
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff import following
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.consequence_forms import STOPPED, hold_form
from portal.web.staff.consequences import TAB, consequences_page
from portal.web.staff.dossier import back_to, opened, own_organisation, today


@pages.get("/vasthouden")
@access.staff(*roles_that_may(Task.READ))
def list_holds() -> str:
    """Everything that must not delete itself now, the most urgent first."""
    return render_template(
        "staff/holds.html",
        entries=holds.list_open(db(), g.actor),
        released=holds.list_released(db(), g.actor, now()),
        following=following,
        activity=lambda id_: following.activity_name(own_organisation(), id_),
        today=today(),
    )


@pages.post("/verzoek/<reference>/gevolgen/vasthouden/<int:hold_id>")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def keep_data(reference: str, hold_id: int) -> Response | tuple[str, int]:
    """Write down that the deletion was stopped, or that there is nothing to keep."""
    case = opened(reference, "consequences")
    hold = holds.find(db(), case, hold_id)
    if hold is None:
        abort(404)
    form = hold_form(hold, filled=True)
    if not form.validate():
        return consequences_page(case, code=422, form=form, wrong={hold.id: form})
    act = holds.secure if form.done.data == STOPPED else holds.drop
    try:
        act(db(), hold, form.note.data or "", actor=g.actor, now=now())
    except holds.AlreadyReleased:
        flash(_("These data may delete themselves again already. Nothing was stored."), "info")
        return back_to(case, TAB)
    stopped = _("Written down. Keep these data until the portal says that they may go.")
    nothing = _("Written down: there is nothing to keep.")
    flash(stopped if form.done.data == STOPPED else nothing, "ok")
    return back_to(case, TAB)
