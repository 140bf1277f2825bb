"""One answer: filled in, judged, taken in once; what was typed survives a session that ended."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from portal.language.experts import CHOICE
from portal.links import LinkInvalid
from portal.models.expert import ExpertAnswer, ExpertTask
from portal.services import asking, replying, showing
from portal.web import access, shell
from portal.web.citizen import trust
from portal.web.citizen.trust import Trust
from portal.web.experts.answers import AnswerForm, form_for
from portal.web.experts.blueprint import experts
from portal.web.experts.opening import lost
from portal.web.page import db, now, portal, words

KEPT = "unsent_answer"
KEPT_SIGNS = 60_000


@experts.get("/<int:task_id>/antwoord/<answer>")
@access.expert
def show_answer(task_id: int, answer: str) -> Response | str:
    """What belongs to the answer that was chosen."""
    chosen = _chosen(g.task, answer)
    if not showing.waits(db(), g.organisation, g.task):
        return redirect(url_for("experts.show_task", task_id=task_id))
    kept = session.get(KEPT) or {}
    typed = kept.get("fields") if kept.get("task") == task_id else None
    return _page(g.task, chosen, form_for(chosen, _tables(g.task), data=typed))


@experts.post("/<int:task_id>/antwoord/<answer>")
@access.public
def send_answer(task_id: int, answer: str) -> Response | str | tuple[str, int]:
    """Take in an answer; after a session that ended it waits for the next link."""
    judged = trust.judge()
    if judged is Trust.FOREIGN:
        abort(400)
    task = asking.find(db(), task_id) if task_id in session.get("tasks", ()) else None
    if task is None or judged is not Trust.OURS:
        return _keep()
    g.task, g.organisation = task, portal().organisations[task.organisation]
    chosen = _chosen(task, answer)
    form = form_for(chosen, _tables(task), CombinedMultiDict([request.form, request.files]))
    if not form.validate():
        return _page(task, chosen, form), 422
    try:
        replying.reply(db(), portal().vault, g.organisation, task, form.reply(chosen), now=now())
    except replying.TooLate:
        flash(_("Nothing was stored: there is an answer already, or it is not needed."), "info")
    session.pop(KEPT, None)
    return redirect(url_for("experts.show_task", task_id=task_id), 303)


shell.csrf.exempt(send_answer)  # judged by trust.judge, so that a lost session loses no text


def _page(task: ExpertTask, answer: ExpertAnswer, form: AnswerForm) -> str:
    title, _told = CHOICE[answer.value]
    return render_template(
        "experts/answer.html",
        task=task,
        answer=answer.value,
        title=_(title),
        name=showing.name_of(db(), task),
        form=form,
        link=portal().links.name_of_task(task.id),
    )


def _chosen(task: ExpertTask, answer: str) -> ExpertAnswer:
    """The answer in the address, when it can be given to this task."""
    found = next((each for each in replying.answers_of(task) if each.value == answer), None)
    if found is None:
        abort(404)
    return found


def _tables(task: ExpertTask) -> list[tuple[str, str]]:
    """The kinds of data that this expert has, when there is something to choose."""
    system = next(
        (each for each in g.organisation.sources if each.id == task.source and task.search_id), None
    )
    tables = system.tables if system else ()
    here = words().language
    return [(each.table, each.category.in_(here)) for each in tables] if len(tables) > 1 else []


def _keep() -> tuple[str, int]:
    """Keep what was typed in the new session, for who gets in with a new link; files are lost."""
    name = request.form.get("link", "")
    try:
        named, _key = portal().links.read_task(name)
    except LinkInvalid:
        named, name = 0, ""
    fields: dict[str, Any] = {
        key: text for key, text in request.form.items() if key not in ("csrf_token", "link")
    }
    if named and sum(map(len, fields.values())) <= KEPT_SIGNS:
        session[KEPT] = {"task": named, "fields": fields}
    return lost(named, name)
