"""What the check before sending found again: redacted after all, or cleared with a reason."""

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.redaction import Leak
from portal.services import clearing, marking
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import grounding, markforms
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, possible
from portal.web.staff.redacting import done, pages_in
from portal.web.typed import TEXT, AtMost, PlainForm, clean_text


class ClearForm(PlainForm):
    """Why a text that was found again may stay."""

    reason = TextAreaField(
        _l("Why may it stay?"),
        description=_l("Such as: here it is a street and not a person. Colleagues read this."),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


@pages.get("/verzoek/<reference>/gegevens/lekken")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_leaks(reference: str) -> tuple[str, int]:
    """What was found in the answer, and where."""
    return _page(opened(reference, "leaks"))


@pages.post("/verzoek/<reference>/gegevens/lekken/<int:leak_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def judge_leak(reference: str, leak_id: int) -> Response | tuple[str, int]:
    """Redact it wherever it stands, or say why it may stay."""
    case = opened(reference, "leaks")
    leak = clearing.find_leak(db(), case, leak_id)
    if leak is None:
        abort(404)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    back = url_for("staff.show_leaks", reference=case.reference)
    if request.form.get("judge") == "redact":
        return _redact(case, leak, back)
    form = ClearForm(request.form)
    if not form.validate():
        return _page(case, leak, form, code=422)
    try:
        clearing.clear(db(), case, leak, form.reason.data or "", actor=g.actor, now=now())
    except clearing.NoReason:
        form.reason.errors = [_("Write why it may stay, in at least ten characters.")]
        return _page(case, leak, form, code=422)
    flash(_("Noted. This does not stop the answer any more."), "ok")
    return redirect(back)


def _redact(case: Case, leak: Leak, back: str) -> Response | tuple[str, int]:
    numbers: list[int] = []
    asks = grounding.carry_out(
        case,
        lambda ground, needs: numbers.append(
            marking.mark_all(
                db(),
                case,
                leak.text,
                pages=pages_in(case),
                third=markforms.third_of(case, request.form.get("what", ""), leak.text, g.actor),
                ground=ground,
                needs=needs,
                actor=g.actor,
                now=now(),
            )
        ),
        back,
    )
    if asks is None and not sum(numbers):
        flash(_("It stands in no item: look where it comes from, such as your own text."), "info")
        return redirect(back)
    return asks or done(sum(numbers), back)


def _page(
    case: Case, leak: Leak | None = None, form: ClearForm | None = None, *, code: int = 200
) -> tuple[str, int]:
    listed = clearing.list_leaks(db(), case)
    forms = {each.id: ClearForm() for each in listed}
    if leak is not None and form is not None:
        forms[leak.id] = form
    for key, each in forms.items():
        each.reason.id = f"reason-{key}"
    return case_page(
        "leaks.html",
        case,
        "staff.show_data",
        code=code,
        listed=[(each, clearing.place_of(words(), each)) for each in listed],
        forms_by=forms,
        form=form,
    )
