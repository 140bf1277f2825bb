"""Taking a case, giving it to a colleague, asking the citizen for something, seeing who it is."""

from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, TextAreaField

from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.clock import Question
from portal.services import identification, triage
from portal.services.permissions import Task, roles_that_may
from portal.services.triage import ACTION_OF
from portal.web import access
from portal.web.page import db, now
from portal.web.staff import phrases
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.days import DayField
from portal.web.staff.dossier import case_page, opened, own_organisation, possible
from portal.web.typed import TEXT, AtMost, Needed, OneOf, PlainForm, clean_text

KINDS = {"identiteit": Question.IDENTITY, "toelichting": Question.CLARIFICATION}


class QuestionForm(PlainForm):
    """What the citizen is asked, and by when."""

    body = TextAreaField(
        _l("Your question"),
        filters=[clean_text],
        validators=[Needed(_l("Write down what you ask.")), AtMost(TEXT)],
    )
    before = DayField(
        _l("Answer no later than"),
        description=_l("At least three days and at most six weeks from now."),
        validators=[Needed(_l("Fill in a date, such as 18-12-2026."))],
    )


class DeskForm(PlainForm):
    """What was seen at the desk; only which kind of document."""

    shown = RadioField(
        _l("What did you see?"),
        description=_l("Only this is kept. Make no copy and write down no number."),
        choices=[(shown.value, label) for shown, label in phrases.SHOWN.items()],
        validators=[OneOf(_l("Choose what you saw."))],
        validate_choice=False,
    )


class AssignForm(PlainForm):
    """Who is to handle a case."""

    handler = SelectField(_l("Handler"), validate_choice=False)


def back_to(case: Case, endpoint: str = "staff.show_case") -> Response:
    """To a page of this case."""
    return redirect(url_for(endpoint, reference=case.reference))


@pages.post("/verzoek/<reference>/nemen")
@access.staff(*roles_that_may(Task.TAKE))
def take_case(reference: str) -> Response:
    """Become the handler."""
    case = opened(reference, "overview")
    triage.take(case, actor=g.actor, now=now())
    flash(_("You now handle this request."), "ok")
    return back_to(case)


@pages.post("/verzoek/<reference>/toewijzen")
@access.staff(*roles_that_may(Task.ASSIGN))
def assign_case(reference: str) -> Response:
    """Make a colleague the handler."""
    case = opened(reference, "overview")
    chosen = AssignForm(request.form).handler.data or ""
    try:
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0
        member = triage.assign(db(), case, number, actor=g.actor, now=now())
    except triage.WrongAssignee:
        flash(_("Choose a colleague who handles requests. Nothing was changed."), "error")
        return back_to(case)
    flash(_("%(name)s now handles this request.", name=member.name), "ok")
    return back_to(case)


@pages.route(
    "/verzoek/<reference>/vraag/<any(identiteit, toelichting):kind>", methods=["GET", "POST"]
)
@access.staff(*roles_that_may(Task.ASK), writes=True)
def ask_citizen(reference: str, kind: str) -> Response | tuple[str, int]:
    """Ask for proof of identity, or for clarification, and wait for it."""
    case = opened(reference, "question")
    question = KINDS[kind]
    if not possible(case, ACTION_OF[question]):
        raise ActionRefused(case.status, ACTION_OF[question])
    form = QuestionForm(request.form)
    if request.method != "POST":
        form.body.data = _proposal(case, question)
        form.before.data = triage.suggested_answer_day(now())
        return _question_page(case, form, question, 200)
    if not form.validate():
        return _question_page(case, form, question, 422)
    try:
        asked, before = form.body.data or "", form.before.data or date.min
        triage.ask(db(), case, question, asked, before, actor=g.actor, now=now())
    except triage.WrongDate:
        form.before.errors = [_("Choose a day at least three days and at most six weeks from now.")]
        return _question_page(case, form, question, 422)
    flash(
        _("Your question was sent to the status page, and a mail says that it waits there.")
        if case.email
        else _("Your question is in the file. Send it by letter: there is no e-mail address."),
        "ok",
    )
    return back_to(case)


@pages.post("/verzoek/<reference>/hervatten")
@access.staff(*roles_that_may(Task.ASK))
def resume_case(reference: str) -> Response:
    """Go on without an answer."""
    case = opened(reference, "overview")
    triage.resume(case, actor=g.actor, now=now())
    flash(_("You can go on with this request."), "ok")
    return back_to(case)


@pages.route("/verzoek/<reference>/aan-de-balie", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.IDENTIFY), writes=True)
def record_identity(reference: str) -> Response | tuple[str, int]:
    """Record that somebody showed at the desk who they are."""
    case = opened(reference, "overview")
    if not possible(case, Action.PROVE_IDENTITY):
        abort(409)
    form = DeskForm(request.form)
    if request.method != "POST":
        return case_page("identity.html", case, "staff.show_case", form=form)
    if not form.validate():
        return case_page("identity.html", case, "staff.show_case", form=form, code=422)
    identification.record_desk(db(), case, form.shown.data or "", g.actor, now())
    flash(_("Recorded: this person was seen at the desk."), "ok")
    return back_to(case)


def _question_page(
    case: Case, form: QuestionForm, question: Question, code: int
) -> tuple[str, int]:
    more: dict[str, Any] = {
        "form": form,
        "is_identity": question is Question.IDENTITY,
        "methods": own_organisation().methods_for(identification.needed(own_organisation(), case)),
    }
    return case_page("question.html", case, "staff.show_case", code=code, **more)


def _proposal(case: Case, question: Question) -> str:
    """A text to begin with, in the citizen's language; for clarification there is none."""
    if question is Question.CLARIFICATION:
        return ""
    return phrases.identity_question(case, own_organisation())
