"""Taking a request up again that was not taken back, although staff recorded so."""

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.models.case import Case
from portal.services import reviving
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, today
from portal.web.typed import TEXT, AtMost, Needed, PlainForm, clean_text


class ReviveForm(PlainForm):
    """How we know."""

    reason = TextAreaField(
        _l("What did the person say or write, and when?"),
        description=_l("It is kept as a note in this file. The person does not read it."),
        filters=[clean_text],
        validators=[Needed(_l("Write down what the person said.")), AtMost(TEXT)],
    )


@pages.route("/verzoek/<reference>/toch-niet-ingetrokken", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.WRITE), writes=True)
def record_revival(reference: str) -> Response | tuple[str, int]:
    """Go on with a request whose withdrawal was not right."""
    case = opened(reference, "overview")
    form = ReviveForm(request.form)
    if reviving.last_day(db(), case, today()) is None:  # who may, the guard of the page knows
        return _page(case, form, 409)
    if request.method != "POST":
        return _page(case, form, 200)
    if not form.validate():
        return _page(case, form, 422)
    said, here = form.reason.data or "", own_organisation()
    try:
        reviving.revive(db(), case, here, said, actor=g.actor, now=now())
    except reviving.ReasonMissing:
        form.reason.errors = [_("Write at least twenty characters.")]
        return _page(case, form, 422)
    flash(_("We go on with this request."), "ok")
    if not case.email:
        flash(_("Tell the person by letter: there is no e-mail address."), "warning")
    return back_to(case)


def _page(case: Case, form: ReviveForm, code: int) -> tuple[str, int]:
    until = reviving.last_day(db(), case, today())
    return case_page("revive.html", case, "staff.show_case", code=code, form=form, until=until)
