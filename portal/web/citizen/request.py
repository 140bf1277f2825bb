"""Asking: one question a page, answers kept on the server until the request is sent."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.language import terms
from portal.language.words import local_date
from portal.law.ages import band
from portal.law.rights import Right
from portal.models.case import Draft
from portal.organisations.organisation import Organisation
from portal.services import addressing, drafts
from portal.services.throttle import Limit, LimitReached
from portal.web import access, shell
from portal.web.citizen import trust
from portal.web.citizen.answered import asks_for_another, birth_date, rights_chosen
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import reception, sender
from portal.web.citizen.step import StepForm
from portal.web.citizen.steps import (
    BY_SLUG,
    FIRST,
    position,
    step_after,
    step_before,
)
from portal.web.citizen.trust import Trust
from portal.web.citizen.who import RightsStep, WhomStep
from portal.web.citizen.young import door
from portal.web.page import db, now, portal, words

DRAFTS_FOR_A_REQUEST = 3
"""How many drafts a sender may begin for each request that may be sent."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came in: the draft it belongs to, and whether it may be stored."""

    draft: Draft | None
    key: str | None
    trust: Trust


def find_current(organisation: Organisation) -> Draft | None:
    """The draft this browser worked on last, at this organisation."""
    key = trust.current_draft()
    return drafts.find_draft(db(), organisation, key, now=now()) if key else None


def receive(organisation: Organisation) -> Typed:
    """The draft of the form that was sent; a form of somebody else's page is refused."""
    judged = trust.judge()
    if judged is Trust.FOREIGN:
        abort(400)
    key = trust.read_draft(organisation, request.form.get("draft", ""), judged)
    draft = drafts.find_draft(db(), organisation, key, now=now()) if key else None
    if key and not trust.is_known_draft(key):
        judged = Trust.RETURNED
    return Typed(draft, key, judged)


@citizen.route("/verzoek/<step>", methods=["GET", "POST"])
@access.public
def question(organisation: Organisation, step: str) -> Response | str | tuple[str, int]:
    """One question."""
    kind = BY_SLUG.get(step)
    if kind is None:
        abort(404)
    return _answer(organisation, kind) if request.method == "POST" else _ask(organisation, kind)


shell.csrf.exempt(question)  # judged by trust.judge, so that a lost session loses no text


def _ask(organisation: Organisation, kind: type[StepForm]) -> Response | str:
    chosen = _chosen_at_the_door(organisation)
    draft = None if chosen else find_current(organisation)
    if draft is None and kind not in FIRST:
        flash(_("Your session has ended. Please start again."), "warning")
        return redirect(url_for("citizen.question", organisation=organisation, step="wat"))
    answers = draft.answers if draft else chosen
    if kind is WhomStep and not rights_chosen(answers):
        return redirect(url_for("citizen.question", organisation=organisation, step="wat"))
    return _show(organisation, kind(organisation, answers, first=_first(kind)), draft)


def _answer(organisation: Organisation, kind: type[StepForm]) -> Response | tuple[str, int]:
    came = receive(organisation)
    draft = came.draft
    chosen = _chosen_at_the_door(organisation)
    if draft is None and (came.key or kind not in FIRST):
        return _lost(organisation, kind, came)
    answers = draft.answers if draft else chosen
    form = kind(organisation, answers, request.form)
    if came.trust is Trust.RETURNED:
        if draft is not None:
            trust.work_on(draft.key)
        return _show(organisation, form, draft, returned=True), 200
    if kind is WhomStep and not rights_chosen(answers):
        return _show(organisation, RightsStep(organisation, {}), None), 422
    if not form.is_right():
        return _show(organisation, form, draft), 422
    if draft is None:
        try:
            draft = _begin(organisation)
        except LimitReached:
            return _too_many(organisation), 429
        draft.answers = chosen
    drafts.keep_answers(draft, kind.id, form.keep(), form.changes(), now=now())
    trust.work_on(draft.key)
    _note_age(draft)
    return redirect(_next_page(organisation, kind, draft), 303)


def _note_age(draft: Draft) -> None:
    """From now on a child that asks itself is spoken to as one (AVG 12.1)."""
    born = None if asks_for_another(draft.answers) else birth_date(draft.answers)
    if born is not None:
        young = band(born, local_date(now())) in addressing.YOUNG
        if session.get("young", False) != young:
            session["young"] = young


def _begin(organisation: Organisation) -> Draft:
    limit = drafts.PER_SENDER
    number = portal().settings.intake_per_hour * DRAFTS_FOR_A_REQUEST
    return drafts.begin_draft(
        db(),
        organisation,
        throttle=reception().throttle,
        sender=sender(),
        limit=Limit(limit.kind, number, limit.within),
        now=now(),
    )


def _next_page(organisation: Organisation, kind: type[StepForm], draft: Draft) -> str:
    following = step_after(organisation, kind, draft.answers)
    if following is None:
        return url_for("citizen.check", organisation=organisation)
    return url_for("citizen.question", organisation=organisation, step=following.slug)


def _show(
    organisation: Organisation, form: StepForm, draft: Draft | None, *, returned: bool = False
) -> str:
    kind = type(form)
    before = step_before(organisation, kind, form.answers)
    number, total = position(organisation, kind, form.answers)
    back = url_for("citizen.landing", organisation=organisation)
    if before is not None:
        carried: dict[str, Any] = {} if draft else dict(_door_values())
        back = url_for("citizen.question", organisation=organisation, step=before.slug, **carried)
    return render_template(
        "citizen/question.html",
        form=form,
        number=number,
        total=total,
        back_url=back,
        draft_token=trust.sign_draft(organisation, draft.key) if draft else "",
        has_draft=draft is not None,
        chosen=[terms.plain_right(words(), each) for each in rights_chosen(form.answers)],
        door=() if draft else tuple(_door_values().items()),
        returned=returned,
        young=door(organisation),
    )


def _lost(
    organisation: Organisation, kind: type[StepForm], came: Typed
) -> Response | tuple[str, int]:
    """The draft is gone: it was sent, erased or it lapsed. The typed text is not thrown away."""
    if came.key and session.get("sent_key") == came.key:
        return redirect(url_for("citizen.sent", organisation=organisation), 303)
    form = kind(organisation, {}, request.form)
    return render_template("citizen/lost.html", typed=_texts(form)), 410


def _texts(form: StepForm) -> list[tuple[str, str]]:
    """What was typed, to be copied from the page."""
    return [
        (str(field.label.text), field.data)
        for field in form
        if isinstance(field.data, str) and len(field.data) > 1 and field.type != "RadioField"
    ]


def _too_many(organisation: Organisation) -> str:
    return render_template("citizen/too_many.html", draft=find_current(organisation))


def _door_values() -> dict[str, str]:
    """What was chosen by the link that led here."""
    values: MultiDict[str, str] = request.form if request.method == "POST" else request.args
    return {name: values[name] for name in ("recht", "activiteit") if values.get(name)}


def _chosen_at_the_door(organisation: Organisation) -> dict[str, object]:
    """The answers that a link on the front page or in the register gives beforehand."""
    values = _door_values()
    offered = {each.right.value for each in organisation.rights}
    if values.get("recht") not in offered:
        return {}
    answers: dict[str, object] = {"rights": {"rights": [values["recht"]]}}
    activity = values.get("activiteit")
    known = {each.id for each in organisation.activities}
    if activity in known and values["recht"] == Right.ACCESS.value:
        answers["access"] = {"scope": "some"}
        answers["access_parts"] = {"activities": [activity]}
    return answers


def _first(kind: type[StepForm]) -> dict[str, object]:
    """What is filled in beforehand on a first visit."""
    return (
        {"rights": [request.args["recht"]]}
        if kind is RightsStep and request.args.get("recht")
        else {}
    )


@citizen.post("/verzoek/weggooien")
@access.public
def stop(organisation: Organisation) -> Response:
    """Erase what was typed, at once and for good."""
    draft = find_current(organisation)
    if draft is not None:
        trust.stop_work_on(draft.key)
        drafts.drop_draft(db(), draft)
    flash(_("We have erased what you typed."), "ok")
    return redirect(url_for("citizen.landing", organisation=organisation), 303)
