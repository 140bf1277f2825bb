"""Taking a case, giving it to a colleague, asking the citizen for something, seeing who it is."""

from datetime import date
from typing import Any

from flask import flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, TextAreaField

from portal.language.words import local_date
from portal.law.lifecycle import Action, ActionRefused
from portal.law.objections import Missing
from portal.models.case import Case
from portal.models.clock import Question
from portal.services import clock, identification, review, triage
from portal.services.permissions import Task, roles_that_may
from portal.services.triage import ACTION_OF, Asking
from portal.web import access
from portal.web.fields import Boxes, DayField
from portal.web.page import db, now, words
from portal.web.staff import phrases, preview, timing
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible
from portal.web.typed import TEXT, AtLeast, AtMost, Needed, OneOf, PlainForm, clean_text

KINDS = {"identiteit": Question.IDENTITY, "toelichting": Question.CLARIFICATION}
TITLES = {
    Question.IDENTITY: _l("Ask for proof of identity"),
    Question.CLARIFICATION: _l("Ask for clarification"),
}


class QuestionForm(PlainForm):
    """What the citizen is asked, why, and by when."""

    doubt = TextAreaField(
        _l("Why do you doubt who is asking?"),
        description=_l("It stands in the letter. Without a reason you may not ask (AVG 12.6)."),
        filters=[clean_text],
        validators=[
            AtLeast(triage.SHORTEST_TEXT, _l("Write down why you doubt who is asking.")),
            AtMost(TEXT),
        ],
    )
    body = TextAreaField(
        _l("Your question"),
        filters=[clean_text],
        validators=[
            AtLeast(triage.SHORTEST_TEXT, _l("Write down what you ask.")),
            AtMost(TEXT),
        ],
    )
    missing = Boxes(
        _l("What does the bezwaar lack?"),
        choices=[(each.value, text) for each, text in timing.MISSING.items()],
        validators=[OneOf(_l("Choose what is missing. Only for that the clock may wait."))],
    )
    before = DayField(
        _l("Answer no later than"),
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
    form = _question_form(case, question)
    if triage.asked_before(db(), case, question) is not None:
        return _question_page(case, form, question, 409)
    if request.method != "POST":
        _propose(case, form, question)
        return _question_page(case, form, question, 200)
    if preview.changing():
        return _question_page(case, form, question, 200)
    asking = _asking(case, form, question) if form.validate() else None
    if asking is None:
        return _question_page(case, form, question, 422)
    shown = preview.unsent(
        case,
        triage.LETTER_OF[question],
        triage.question_facts(case, asking, now()),
        title=_title(case, question),
        action=url_for("staff.ask_citizen", reference=reference, kind=kind),
        back=url_for("staff.show_case", reference=reference),
    )
    if shown is not None:
        return shown
    personal = preview.personal()
    triage.ask(db(), case, own_organisation(), asking, personal=personal, actor=g.actor, now=now())
    flash(
        _("Your question was sent to the status page, and a mail says that it waits there.")
        if case.email
        else _(
            "Your question is in the file. Send the letter by post: there is no e-mail address."
        ),
        "ok",
    )
    return back_to(case)


@pages.post("/verzoek/<reference>/hervatten")
@access.staff(*roles_that_may(Task.ASK))
def resume_case(reference: str) -> Response:
    """Go on without an answer."""
    case = opened(reference, "overview")
    triage.resume(db(), case, actor=g.actor, now=now())
    flash(_("You can go on with this request."), "ok")
    return back_to(case)


@pages.route("/verzoek/<reference>/aan-de-balie", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.IDENTIFY), writes=True)
def record_identity(reference: str) -> Response | tuple[str, int]:
    """Record that somebody showed at the desk who they are."""
    case = opened(reference, "overview")
    if not possible(case, Action.PROVE_IDENTITY):
        raise ActionRefused(case.status, Action.PROVE_IDENTITY)
    form = DeskForm(request.form)
    if request.method != "POST":
        return case_page("identity.html", case, "staff.show_case", form=form)
    if not form.validate():
        return case_page("identity.html", case, "staff.show_case", form=form, code=422)
    identification.record_desk(db(), case, form.shown.data or "", g.actor, now())
    flash(_("Recorded: this person was seen at the desk."), "ok")
    return back_to(case)


def _question_form(case: Case, question: Question) -> QuestionForm:
    """The form for a question; only one of identity must say why, one about a bezwaar what."""
    form = QuestionForm(request.form)
    if question is not Question.IDENTITY:
        del form.doubt
    if not triage.must_mend(case, question):
        del form.missing
    return form


def _asking(case: Case, form: QuestionForm, question: Question) -> Asking | None:
    """The question as filled in; None when its day does not fit, which is noted at the field."""
    doubt = form.doubt.data or "" if "doubt" in form else ""
    given = form.missing.data or [] if "missing" in form else []
    missing = tuple(each for each in Missing if each.value in given)
    before = form.before.data or date.min
    asking = Asking(question, form.body.data or "", before, doubt, missing)
    try:
        triage.check(db(), case, asking, now=now())
    except triage.WrongDate:
        first, last = triage.days_to_answer(case, now())
        form.before.errors = [
            _(
                "Choose a day from %(first)s to %(last)s.",
                first=words().date(first),
                last=words().date(last),
            )
        ]
        return None
    return asking


def _question_page(
    case: Case, form: QuestionForm, question: Question, code: int
) -> tuple[str, int]:
    today = local_date(now())
    counts = clock.would_count(case, today, question)
    first, last = triage.days_to_answer(case, now())
    more: dict[str, Any] = {
        "form": form,
        "is_identity": question is Question.IDENTITY,
        "must_mend": triage.must_mend(case, question),
        "title": _title(case, question),
        "asked_on": triage.asked_before(db(), case, question),
        "methods": own_organisation().methods_for(identification.needed(own_organisation(), case)),
        "has_month": clock.has_month(case),
        "counts": counts,
        "longest": clock.with_pause(db(), case, today, last).legal_due if counts else None,
        "first": first,
        "last": last,
    }
    return case_page("question.html", case, "staff.show_case", code=code, **more)


def _title(case: Case, question: Question) -> str:
    return (
        _("Ask to mend the bezwaar") if triage.must_mend(case, question) else str(TITLES[question])
    )


def _propose(case: Case, form: QuestionForm, question: Question) -> None:
    """Begin with texts in the citizen's language; what must be clarified is for the handler."""
    form.before.data = triage.suggested_answer_day(case, now())
    if question is Question.IDENTITY:
        form.body.data = phrases.identity_question(case, own_organisation())
        strange = review.facts_of(db(), case).address_strange
        form.doubt.data = phrases.identity_doubt(case, own_organisation(), strange=strange)
