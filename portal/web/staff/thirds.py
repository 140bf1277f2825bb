"""Third persons in the data of a case: who is written how, and which letter stands for whom."""

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField

from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.redaction import ThirdPerson
from portal.services import marking, thirds
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import grounding, markforms
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, possible
from portal.web.staff.redacting import done, pages_in
from portal.web.typed import NAME, AtMost, Needed, PlainForm, clean_line


class NameForm(PlainForm):
    """Another way in which somebody is written."""

    name = StringField(
        _l("Also written as"),
        description=_l("Such as a first name, initials or a name with a mistake in it."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in how this person is written too.")), AtMost(NAME)],
    )


@pages.get("/verzoek/<reference>/gegevens/derden")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_thirds(reference: str) -> tuple[str, int]:
    """Everybody who got a letter."""
    return _page(opened(reference, "thirds"))


@pages.post("/verzoek/<reference>/gegevens/derden/<int:third_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def change_third(reference: str, third_id: int) -> Response | tuple[str, int]:
    """Another way of writing, two letters for one person made one, or one made two."""
    case = opened(reference, "thirds")
    third = _third(case, third_id)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    change = request.form.get("change")
    if change == "merge":
        other = _third(case, markforms.number(request.form.get("other")) or 0)
        if other is not third:
            thirds.merge(db(), case, third, other, actor=g.actor, now=now())
            flash(_("They are one person now: %(called)s.", called=_called(third)), "ok")
        return _back(case, third)
    if change == "split":
        return _split(case, third)
    return _add_name(case, third)


def _split(case: Case, third: ThirdPerson) -> Response:
    """Give one way of writing a letter of its own."""
    name = request.form.get("name", "")
    if name in third.names and len(third.names) > 1:
        other = thirds.split_off(db(), case, third, name, actor=g.actor, now=now())
        flash(_("%(name)s is %(called)s now.", name=name, called=_called(other)), "ok")
    return _back(case, third)


def _add_name(case: Case, third: ThirdPerson) -> Response | tuple[str, int]:
    """Note another way of writing, and redact it wherever it stands."""
    form = NameForm(request.form)
    if not form.validate():
        return _page(case, third, form, code=422)
    name = form.name.data or ""
    numbers: list[int] = []
    try:
        asks = grounding.carry_out(
            case,
            lambda ground, needs: numbers.append(
                marking.mark_all(
                    db(),
                    case,
                    name,
                    pages=pages_in(case),
                    third=third,
                    ground=ground,
                    needs=needs,
                    actor=g.actor,
                    now=now(),
                )
            ),
            _address(case),
        )
        if asks is None and name not in third.names:
            thirds.add_name(db(), case, third, name, actor=g.actor, now=now())
    except thirds.NameTaken:
        form.name.errors = [_("Somebody else here is written so. Make the two one person first.")]
        return _page(case, third, form, code=422)
    return asks or done(sum(numbers), _address(case) + f"#derde-{third.id}")


def _page(
    case: Case, third: ThirdPerson | None = None, form: NameForm | None = None, *, code: int = 200
) -> tuple[str, int]:
    listed = thirds.list_thirds(db(), case)
    forms = {each.id: NameForm() for each, _marks in listed}
    if third is not None and form is not None:
        forms[third.id] = form
    for key, each in forms.items():
        each.name.id = f"name-{key}"
    return case_page(
        "thirds.html",
        case,
        "staff.show_data",
        code=code,
        listed=[(each, _called(each), marks) for each, marks in listed],
        forms_by=forms,
        form=form,
    )


def _called(third: ThirdPerson) -> str:
    return thirds.called(words(), third)


def _third(case: Case, third_id: int) -> ThirdPerson:
    found = thirds.find_third(db(), case, third_id)
    if found is None:
        abort(404)
    return found


def _address(case: Case) -> str:
    return url_for("staff.show_thirds", reference=case.reference)


def _back(case: Case, third: ThirdPerson) -> Response:
    return redirect(f"{_address(case)}#derde-{third.id}")
