"""A case at the court or the AP, or a claim: writing down that it runs, and that it is over."""

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.services import disputing
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.consequences import TAB
from portal.web.staff.dossier import back_to, case_page, opened, possible
from portal.web.typed import TEXT, AtLeast, AtMost, PlainForm, clean_text


class DisputeForm(PlainForm):
    """Which case it is, or how it ended."""

    note = TextAreaField(
        _l("What do you know of it?"),
        description=_l(
            "Such as: petition at the court in Utrecht, of 3 November. It is kept as a note in "
            "this file."
        ),
        filters=[clean_text],
        validators=[
            AtLeast(disputing.SHORTEST_NOTE, _l("Write at least twenty characters.")),
            AtMost(TEXT),
        ],
    )


@pages.route("/verzoek/<reference>/gevolgen/zaak", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def record_dispute(reference: str) -> Response | tuple[str, int]:
    """Keep everything while a court, the AP or a claim needs it; let it go again afterwards."""
    case = opened(reference, "consequences")
    if not possible(case, Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    form = DisputeForm(request.form)
    if request.method != "POST":
        return _page(case, form, 200)
    runs = case.disputed_since is not None
    if runs is not ("over" in request.form):  # a colleague was first: show how it stands
        return _page(case, form, 409)
    if not form.validate():
        return _page(case, form, 422)
    act = disputing.end if runs else disputing.begin
    act(db(), case, form.note.data or "", actor=g.actor, now=now())
    kept = _("Written down. Nothing of this request is deleted while it runs.")
    over = _("Written down: it is over. What is final may be deleted again.")
    flash(over if runs else kept, "ok")
    return back_to(case, TAB)


def _page(case: Case, form: DisputeForm, code: int) -> tuple[str, int]:
    return case_page("dispute.html", case, TAB, code=code, form=form)
