"""Questions to colleagues: where they stand, ask again, withdraw; and what they offer to show."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import EmailField, TextAreaField

from portal.law.lifecycle import Action
from portal.models.case import Case
from portal.models.expert import ExpertTask, Viewing
from portal.services import asking, viewings
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.experts.answers import SeeForm
from portal.web.page import db, now, words
from portal.web.staff import asked
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible
from portal.web.typed import (
    TEXT,
    AtMost,
    Free,
    Needed,
    PlainForm,
    check_email,
    clean_line,
    clean_text,
)

TAB = "staff.show_data"


class AskAgainForm(PlainForm):
    """Whom to ask, and what a handler adds to the question."""

    email = EmailField(
        _l("Whom do you ask?"),
        description=_l("The address of a colleague. Change it when somebody else knows."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in the e-mail address.")), AtMost(254), check_email],
        render_kw={"inputmode": "email", "autocomplete": "off"},
    )

    question = TextAreaField(
        _l("What do you want to ask besides?"),
        description=_l(
            "It stands on the page, not in the mail. Name nobody who need not be named."
        ),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )


@pages.get("/verzoek/<reference>/vragen")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_tasks(reference: str) -> tuple[str, int]:
    """Who was asked what, and what came of it."""
    case = opened(reference, "experts")
    lost = asking.undelivered(db(), case)
    return case_page(
        "experts.html",
        case,
        TAB,
        tasks=[_shown(case, task, task.id in lost) for task in asking.tasks_of(db(), case)],
        viewings=[_to_see(each) for each in viewings.list_of(db(), case)],
        may_review=possible(case, Action.REVIEW),
    )


@pages.route("/verzoek/<reference>/vragen/<int:task_id>/opnieuw", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.COLLECT), writes=True)
def ask_expert_again(reference: str, task_id: int) -> Response | tuple[str, int]:
    """Ask once more, after a look at what will be mailed to whom."""
    case = opened(reference, "experts")
    task = _task(case, task_id)
    if not _may_ask_again(case, task):
        flash(_("This question is over."), "info")
        return back_to(case, "staff.show_tasks")
    form = AskAgainForm(request.form, data={"question": task.question, "email": task.email})
    if request.method == "POST" and form.validate() and _ask_again(task, form):
        flash(_("A mail with a new link is on its way to %(email)s.", email=form.email.data), "ok")
        return back_to(case, "staff.show_tasks")
    code = 422 if form.errors else 200
    name = _source_name(task)
    return case_page("ask_again.html", case, TAB, code=code, form=form, task=task, name=name)


def _ask_again(task: ExpertTask, form: AskAgainForm) -> bool:
    """Ask once more; whether that could be done."""
    question, email = form.question.data or "", form.email.data or ""
    here = own_organisation()
    try:
        asking.ask_again(db(), here, task, question, email=email, actor=g.actor, now=now())
    except asking.AddressElsewhere:
        form.email.errors = [_("This is no address of a colleague. Use one of your organisation.")]
        return False
    return True


@pages.post("/verzoek/<reference>/vragen/<int:task_id>/intrekken")
@access.staff(*roles_that_may(Task.COLLECT))
def withdraw_task(reference: str, task_id: int) -> Response:
    """An answer is not needed any more."""
    case = opened(reference, "experts")
    try:
        asking.withdraw(db(), _task(case, task_id), actor=g.actor, now=now())
    except asking.NothingToAsk:
        flash(_("This question is over."), "info")
        return back_to(case, "staff.show_tasks")
    flash(_("The question was withdrawn. Who was asked gets a mail that says so."), "ok")
    return back_to(case, "staff.show_tasks")


@pages.post("/verzoek/<reference>/vragen/<int:task_id>/kopieen")
@access.staff(*roles_that_may(Task.COLLECT))
def note_copies_gone(reference: str, task_id: int) -> Response:
    """Somebody told a handler that the copies are gone."""
    case = opened(reference, "experts")
    asking.tell_copies_gone(db(), _task(case, task_id), actor=g.actor, now=now())
    return back_to(case, "staff.show_tasks")


@pages.route("/verzoek/<reference>/afspraken/<int:viewing_id>", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.REVIEW), writes=True)
def change_viewing(reference: str, viewing_id: int) -> Response | tuple[str, int]:
    """Say an appointment otherwise: the person reads it word for word."""
    case = opened(reference, "experts")
    viewing = _viewing(case, viewing_id)
    form = SeeForm(request.form or None, obj=viewing)
    if request.method != "POST" or not form.validate():
        code = 422 if form.errors else 200
        return case_page("viewing.html", case, TAB, code=code, form=form)
    viewings.change(case, viewing, form.to_see(), actor=g.actor, now=now())
    return redirect(url_for("staff.show_tasks", reference=reference) + "#afspraken")


@pages.post("/verzoek/<reference>/afspraken/<int:viewing_id>/weghalen")
@access.staff(*roles_that_may(Task.REVIEW))
def remove_viewing(reference: str, viewing_id: int) -> Response:
    """Take an appointment out of the answer."""
    case = opened(reference, "experts")
    viewings.remove(db(), case, _viewing(case, viewing_id), actor=g.actor, now=now())
    flash(_("The appointment is no part of the answer any more."), "ok")
    return back_to(case, "staff.show_tasks")


def _shown(case: Case, task: ExpertTask, undelivered: bool) -> dict[str, Any]:
    """A task with its words and what can be done with it."""
    return {
        "task": task,
        "name": _source_name(task),
        "badge": asked.badge_of(task),
        "state": asked.state_of(task),
        "undelivered": undelivered,
        "may_ask_again": _may_ask_again(case, task),
    }


def _to_see(viewing: Viewing) -> dict[str, Any]:
    """An appointment with its words."""
    kept = words().date(viewing.hold_until) if viewing.hold_until else ""
    return {"viewing": viewing, "kept": kept}


def _may_ask_again(case: Case, task: ExpertTask) -> bool:
    known = any(each.id == task.source for each in own_organisation().sources)
    if not known or not asking.may_ask_again(db(), task):
        return False
    return task.search_id is None or possible(case, Action.SEARCH)


def _source_name(task: ExpertTask) -> str:
    system = next((each for each in own_organisation().sources if each.id == task.source), None)
    return system.name.in_(words().language) if system else task.source


def _task(case: Case, task_id: int) -> ExpertTask:
    task = asking.find_task(db(), case, task_id)
    if task is None:
        abort(404)
    return task


def _viewing(case: Case, viewing_id: int) -> Viewing:
    viewing = viewings.find(db(), case, viewing_id)
    if viewing is None:
        abort(404)
    return viewing
