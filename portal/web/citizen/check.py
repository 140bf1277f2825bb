"""The last look before sending, and the sending itself."""

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language import notices, questions, terms
from portal.language.representatives import representative_answers
from portal.language.words import local_date
from portal.law.norms import request_due
from portal.law.rights import Right
from portal.models.case import Case, Draft
from portal.organisations.organisation import Organisation
from portal.services import drafts, intake
from portal.services.intake import Answers
from portal.services.throttle import LimitReached
from portal.web import access, shell
from portal.web.citizen import trust
from portal.web.citizen.answered import rights_chosen
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import citizen_of, reception
from portal.web.citizen.request import find_current, receive
from portal.web.citizen.steps import (
    asked_steps,
    judge_all,
    position,
    steps_of,
    to_answers,
)
from portal.web.citizen.trust import Trust
from portal.web.citizen.who import whom_choices
from portal.web.citizen.young import may_ask_itself
from portal.web.page import db, now, words

SHOWN_AGAIN = timedelta(minutes=10)
"""How long a form sent twice leads to the receipt again without its session."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that belong together, each with the question to go back to."""

    title: str
    rows: tuple[tuple[str, str, str], ...]  # question, answer, slug of its step


@citizen.route("/verzoek/controleren", methods=["GET", "POST"])
@access.public
def check(organisation: Organisation) -> Response | str | tuple[str, int]:
    """Everything that was said, and the button that sends it."""
    return _send(organisation) if request.method == "POST" else _look(organisation)


shell.csrf.exempt(check)  # judged by trust.judge, so that a lost session loses no request


def _look(organisation: Organisation) -> Response | str:
    draft = find_current(organisation)
    if draft is None:
        flash(_("Your session has ended. Please start again."), "warning")
        return redirect(url_for("citizen.question", organisation=organisation, step="wat"))
    missing = judge_all(organisation, draft.answers)
    if missing is not None:
        return redirect(url_for("citizen.question", organisation=organisation, step=missing.slug))
    return _show(organisation, draft)


def _send(organisation: Organisation) -> Response | str | tuple[str, int]:
    came = receive(organisation)
    if came.key is None:
        return redirect(url_for("citizen.check", organisation=organisation), 303)
    earlier = intake.find_sent(db(), organisation, intake.sending_key(came.key))
    if earlier is not None:
        return _sent_before(organisation, earlier, came.key, came.trust)
    if came.draft is None:
        return render_template("citizen/lost.html", typed=[]), 410
    trust.work_on(came.draft.key)
    if came.trust is Trust.RETURNED:
        return _show(organisation, came.draft, returned=True)
    missing = judge_all(organisation, came.draft.answers)
    if missing is not None:
        return redirect(
            url_for("citizen.question", organisation=organisation, step=missing.slug), 303
        )
    try:
        case = _submit(organisation, came.draft, came.key)
    except LimitReached:
        return render_template("citizen/too_many.html", draft=came.draft), 429
    drafts.drop_draft(db(), came.draft)
    return _show_sent(organisation, case, came.key)


def _submit(organisation: Organisation, draft: Draft, key: str) -> Case:
    return intake.submit(
        db(),
        organisation,
        to_answers(organisation, draft.answers),
        idempotency_key=intake.sending_key(key),
        actor=citizen_of(organisation),
        now=now(),
        language=str(get_locale()),
        reception=reception(),
    )


def _sent_before(
    organisation: Organisation, case: Case, key: str, judged: Trust
) -> Response | tuple[str, int]:
    """The same form once more: the same receipt, to who has just sent it."""
    known = session.get("sent") == case.id or judged is Trust.OURS
    if known or now() - case.received_at <= SHOWN_AGAIN:
        return _show_sent(organisation, case, key)
    return render_template("citizen/lost.html", typed=[], sent_before=True), 410


def _show_sent(organisation: Organisation, case: Case, key: str) -> Response:
    trust.stop_work_on(key)
    session["sent"], session["sent_key"] = case.id, key
    return redirect(url_for("citizen.sent", organisation=organisation), 303)


def _show(organisation: Organisation, draft: Draft, *, returned: bool = False) -> str:
    answers = to_answers(organisation, draft.answers)
    due = request_due([each.right for each in answers.parts], local_date(now()))
    last = asked_steps(organisation, draft.answers)[-1]
    return render_template(
        "citizen/check.html",
        groups=groups(organisation, draft),
        number=position(organisation, last, draft.answers)[1],
        back_slug=last.slug,
        may_ask_itself=""
        if answers.representative
        else may_ask_itself(organisation, answers.birth_date, local_date(now())),
        last_day=words().date(due.legal_due),
        promises=notices.promises(words(), organisation, answers.parts),
        draft_token=trust.sign_draft(organisation, draft.key),
        returned=returned,
    )


def groups(organisation: Organisation, draft: Draft) -> list[Group]:
    """All answers, grouped as somebody would tell them."""
    answers = to_answers(organisation, draft.answers)
    here = words()
    asked = "\n".join(terms.plain_right(here, right) for right in rights_chosen(draft.answers))
    whose = whom_choices()[draft.answers["whom"]["whom"]]
    found = [
        Group(
            _("Your request"),
            (
                (_("What do you want?"), asked, "wat"),
                (_("Whose data is it about?"), whose, "voor-wie"),
            ),
        )
    ]
    for each in answers.parts:
        slugs = _slugs(organisation, each.right, draft)
        lines = questions.asked_answers(here, organisation, each.right, each.answers)
        rows = tuple((label, text, slugs.get(name, "toestemming")) for name, label, text in lines)
        found.append(Group(terms.plain_right(here, each.right), rows))
    return [*found, *_people(answers, short="short" in draft.answers)]


def _slugs(organisation: Organisation, right: Right, draft: Draft) -> dict[str, str]:
    """On which page each answer of a right was given."""
    return {
        name: step.slug
        for step in steps_of(organisation, right, draft.answers)
        for name in step.part_of(organisation, draft.answers[step.id])
    }


def _people(answers: Answers, *, short: bool) -> list[Group]:
    name = f"{answers.given_name} {answers.family_name}"
    about = questions.person_lines(words(), name, answers.birth_date, answers.identifiers)
    reach = questions.contact_lines(words(), answers.email, answers.phone, answers.address)
    if answers.secret_address:
        reach = (*reach, (_("The address is secret"), _("Yes: it stands in no letter")))
    who, how = ("wie-bent-u", "wie-bent-u") if short else ("over-wie", "contact")
    acting = tuple(
        (label, text, "namens" if key in ("name", "kind") else "mag-dat")
        for key, label, text in representative_answers(words(), answers.representative)
    )
    found = [
        Group(_("Who you are"), acting),
        Group(
            _("The person the data are about"), tuple((label, text, who) for label, text in about)
        ),
        Group(_("How we reach you"), tuple((label, text, how) for label, text in reach)),
    ]
    return [group for group in found if group.rows]
