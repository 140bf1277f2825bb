"""What is asked: about whom, what to look for, and the answers to choose from."""

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language import experts as said
from portal.language.searches import IDENTIFIER
from portal.language.words import local_date
from portal.models.audit import Actor
from portal.models.expert import ExpertTask
from portal.services import asking, replying, showing
from portal.web import access
from portal.web.experts.blueprint import experts
from portal.web.page import db, now, words


@experts.get("/<int:task_id>")
@access.expert
def show_task(task_id: int) -> str:
    """The question while it waits for an answer, and nothing of anybody afterwards."""
    task: ExpertTask = g.task
    del task_id  # the guard has found it
    if not showing.waits(db(), g.organisation, task):
        return render_template("experts/done.html", task=task)
    before = local_date(task.asked_at) + asking.ANSWER_WITHIN
    return render_template(
        "experts/task.html",
        task=task,
        before=words().date(before) if before >= local_date(now()) else "",
        choices=[(each.value, *_choice(each.value)) for each in replying.answers_of(task)],
        **_asked(task),
    )


@experts.post("/<int:task_id>/kopieen")
@access.expert
def tell_copies_gone(task_id: int) -> Response:
    """The expert has no copies left."""
    actor = Actor.expert(g.task.organisation)
    asking.tell_copies_gone(db(), g.task, actor=actor, now=now())
    flash(_("Noted: you have no copies left."), "ok")
    return redirect(url_for("experts.show_task", task_id=task_id), 303)


def _choice(answer: str) -> tuple[str, str]:
    title, told = said.CHOICE[answer]
    return _(title), _(told)


def _asked(task: ExpertTask) -> dict[str, Any]:
    """Whom and what it is about: no more than is needed to look for it."""
    here = words()
    shown = showing.shown(db(), g.organisation, task)
    first, last = shown.period
    facts = [(_capital(IDENTIFIER[name]), _value(name, value)) for name, value in shown.person]
    if first:
        facts.append((_("From"), here.date(first)))
    if last:
        facts.append((_("Until"), here.date(last)))
    return {
        "reference": shown.reference,
        "source": shown.source.in_(here.language),
        "categories": [each.in_(here.language) for each in shown.categories],
        "facts": facts,
        "order": shown.order,
        "effect": here.gettext(said.EFFECT[shown.order.effect]) if shown.order else "",
    }


def _capital(label: str) -> str:
    said_so = _(label)
    return said_so[:1].upper() + said_so[1:]


def _value(name: str, value: str) -> str:
    return words().short_date(date.fromisoformat(value)) if name == "birth_date" else value
