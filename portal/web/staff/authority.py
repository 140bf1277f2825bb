"""Who may ask: what the law says of it, what staff must look at, and a secret address."""

from dataclasses import dataclass

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.language import authority as texts
from portal.language import reasons
from portal.law.grounds import GROUNDS
from portal.law.representation import article_of
from portal.models.case import Case
from portal.services import authority, staff
from portal.services.authority import NO, SHORTEST_NOTE, YES, Question
from portal.services.permissions import Task, may, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation
from portal.web.typed import TEXT, AtMost, Free, PlainForm, clean_text

TAB = "staff.show_authority"


class AnswerForm(PlainForm):
    """What was seen; a question without an answer stays open."""

    answer = RadioField(validate_choice=False, validators=[Free()])
    note = TextAreaField(
        _l("What did you see, and where?"),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the page."""

    question: Question
    words: texts.Asked
    form: AnswerForm


@pages.route("/verzoek/<reference>/mag-dat", methods=["GET"])
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_authority(reference: str) -> tuple[str, int]:
    """The questions of the law, with the answers so far."""
    case = opened(reference, "authority")
    return _page(case, _lines(case, filled=False))


@pages.post("/verzoek/<reference>/mag-dat")
@access.staff(*roles_that_may(Task.IDENTIFY))
def save_authority(reference: str) -> Response | tuple[str, int]:
    """Keep the answers that are new or changed; all of them or none."""
    case = opened(reference, "authority")
    lines = _lines(case, filled=True)
    if [line for line in lines if not _fits(line)]:
        return _page(case, lines, 422)
    changed = [line for line in lines if line.form.answer.data and _is_new(line)]
    for line in changed:
        authority.answer(
            db(),
            case,
            own_organisation(),
            line.question.check.id,
            line.form.answer.data or "",
            line.form.note.data or "",
            actor=g.actor,
            now=now(),
        )
    if not changed:
        flash(_("You changed nothing, so nothing was stored."), "info")
        return back_to(case, TAB)
    flash(_("Your answers were kept."), "ok")
    return back_to(case, TAB)


@pages.post("/verzoek/<reference>/geheim-adres")
@access.staff(*roles_that_may(Task.IDENTIFY))
def set_secret_address(reference: str) -> Response:
    """Keep the address of a case off every letter, page and file, or let it be seen again."""
    case = opened(reference, "authority")
    secret = request.form.get("secret") == YES
    authority.set_secret(db(), case, secret=secret, actor=g.actor, now=now())
    flash(
        _("The address is secret now. No letter, page or file shows it.")
        if secret
        else _("The address is no longer secret. Letters and pages show it again."),
        "ok",
    )
    return back_to(case, TAB)


def _lines(case: Case, *, filled: bool) -> list[Line]:
    return [_line(each, filled=filled) for each in authority.questions(case, own_organisation())]


def _line(question: Question, *, filled: bool) -> Line:
    prefix = f"{question.check.id}-"
    stored = {"answer": question.answer or None, "note": question.note}
    form = (
        AnswerForm(request.form, prefix=prefix)
        if filled
        else AnswerForm(prefix=prefix, data=stored)
    )
    asked = texts.asked(words(), question.check.id)
    form.answer.label.text = asked.question
    form.answer.choices = [(YES, asked.yes), (NO, asked.no)]
    return Line(question, asked, form)


def _fits(line: Line) -> bool:
    """Whether an answer comes with a note; notes the fault when it does not."""
    form = line.form
    if not form.validate():
        return False
    if form.answer.data and form.answer.data not in (YES, NO):
        form.answer.errors = [_("Choose one of these answers.")]
    elif form.answer.data and len(form.note.data or "") < SHORTEST_NOTE:
        form.note.errors = [_("Write down what you saw, in at least ten characters.")]
    elif form.note.data and not form.answer.data:
        form.answer.errors = [_("Choose an answer with your note.")]
    return not form.errors


def _is_new(line: Line) -> bool:
    given = (line.form.answer.data, line.form.note.data)
    return given != (line.question.answer, line.question.note)


def _page(case: Case, lines: list[Line], code: int = 200) -> tuple[str, int]:
    organisation = own_organisation()
    ground = authority.refusal(case, organisation)
    wrong = [line.form for line in lines if line.form.errors]
    return case_page(
        "authority.html",
        case,
        "staff.show_case",
        code=code,
        form=wrong[0] if wrong else None,
        lines=lines,
        verdict=authority.verdict_of(case, organisation),
        article_of=article_of,
        allowed=authority.is_allowed(case, organisation),
        ground=reasons.ground(words(), ground) if ground else "",
        ground_article=GROUNDS[ground].article if ground else "",
        harm=authority.withholds(case, organisation),
        texts=texts,
        may_answer=may(g.staff.role, Task.IDENTIFY, fg_only=case.fg_only),
        names=staff.names_of(db(), [line.question.staff_id for line in lines]),
    )
