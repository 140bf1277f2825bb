"""What the pages of one case share: finding it, the tabs, the facts beside the work."""

from datetime import date, datetime
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask import session as browser
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language import terms
from portal.language.derivation import deadline_sentences
from portal.language.questions import contact_lines, person_lines
from portal.language.representatives import representative_lines
from portal.language.words import local_date
from portal.law.lifecycle import Action
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import (
    asked,
    authority,
    cases,
    guidance,
    identification,
    looking,
    posting,
    pressroom,
    readable,
    restrictions,
    review,
    staff,
)
from portal.services.permissions import Task, may
from portal.services.review import Facts
from portal.web.page import SAFE_METHODS, db, now, words
from portal.web.sessions import ServerSession
from portal.web.staff import advice as advising
from portal.web.staff import phrases, timing
from portal.web.staff.worklist import due

TASKS = {  # which permission an action of the lifecycle needs
    Action.TAKE: Task.TAKE,
    Action.ASSIGN: Task.ASSIGN,
    Action.ASK_IDENTITY: Task.ASK,
    Action.ASK_CLARIFICATION: Task.ASK,
    Action.RESUME: Task.ASK,
    Action.PROVE_IDENTITY: Task.IDENTIFY,
    Action.SEARCH: Task.COLLECT,
    Action.REVIEW: Task.REVIEW,
    Action.PROPOSE: Task.PROPOSE,
    Action.RETURN: Task.APPROVE,
    Action.APPROVE: Task.APPROVE,
    Action.CLOSE: Task.CLOSE,
    Action.EXTEND: Task.EXTEND,
    Action.NOTICE_DEFAULT: Task.REGISTER,
    Action.REGISTER_BEZWAAR: Task.REGISTER,
    Action.RESTRICT: Task.FOLLOW_UP,
    Action.LIFT: Task.FOLLOW_UP,
    Action.TELL: Task.FOLLOW_UP,
    Action.WITHDRAW: Task.WRITE,
    Action.REVIVE: Task.WRITE,
}


def opened(reference: str, page: str) -> Case:
    """The case of an address, of the reader's own organisation; looking at it is recorded.

    A case that is to be changed is held until the page is done, so that of two people deciding
    at once one comes first.

    Parameters:
        page: which of its pages, for the log.
    """
    changing = request.method not in SAFE_METHODS
    case = cases.find_visible(db(), reference, g.actor)
    if case is None or case.reference != reference:
        abort(404)
    if changing:
        db().refresh(case, with_for_update=True)
    else:
        looking.note_page(db(), case, page, actor=g.actor, now=now())
    return case


def sitting() -> datetime:
    """When the reader signed in."""
    began = browser.created_at if isinstance(browser, ServerSession) else None
    return began or now()


def back_to(case: Case, endpoint: str = "staff.show_case") -> Response:
    """To a page of this case."""
    return redirect(url_for(endpoint, reference=case.reference))


def possible(case: Case, action: Action) -> bool:
    """Whether the reader may do this and the case is at it; feeds both button and guard."""
    return may(g.staff.role, TASKS[action], fg_only=case.fg_only) and case.may(action)


def own_organisation() -> Organisation:
    """The organisation of the reader."""
    organisation: Organisation = g.organisation
    return organisation


def case_page(
    template: str, case: Case, tab: str, *, code: int = 200, facts: Facts | None = None, **more: Any
) -> tuple[str, int]:
    """A page of a case: the tabs, the work on the left, the facts on the right.

    Parameters:
        template: its file in templates/staff.
        tab: the endpoint of the tab it belongs to.
    """
    facts = facts or review.facts_of(db(), case)
    advice = guidance.advise(db(), case, own_organisation(), facts, actor=g.actor, now=now())
    page = render_template(
        f"staff/{template}",
        case=case,
        facts=facts,
        advice=advice,
        **advising.words_of(case, advice),
        tabs=_tabs(case, facts, tab),
        aside=_aside(case, facts),
        asked_before=_asked_before(case),
        printing=pressroom.progress(db(), case.id),
        possible=lambda action: possible(case, Action(action)),
        terms=terms,
        **more,
    )
    return page, code


def _tabs(case: Case, facts: Facts, tab: str) -> list[tuple[str, str, bool, str | None]]:
    items = (
        (_("Overview"), "staff.show_case", None),
        (_("Data"), "staff.show_data", _waiting(case, facts)),
        (_("Documents"), "staff.show_documents", None),
        (_("Messages"), "staff.show_messages", str(len(case.messages)) if case.messages else None),
        (_("Decision"), "staff.show_decision", None),
        (_("Term"), "staff.show_clock", None),
        (_("Consequences"), "staff.show_consequences", None),
        (_("Log"), "staff.show_log", None),
    )
    return [
        (label, url_for(endpoint, reference=case.reference), endpoint == tab, count)
        for label, endpoint, count in items
    ]


def _waiting(case: Case, facts: Facts) -> str | None:
    """How many items wait to be put into the answer, where items are."""
    return str(facts.undecided) if facts.undecided and review.must_review(case) else None


def _aside(case: Case, facts: Facts) -> dict[str, Any]:
    """The facts beside the work."""
    organisation, known = own_organisation(), not facts.address_strange
    handler = (
        staff.find_member(db(), case.handler_id, case.organisation) if case.handler_id else None
    )
    speak = words()
    return {
        "handler": handler,
        "due": due(case.legal_due, case.is_open, today()),
        **timing.beside(db(), case, g.staff.id, today()),
        "answer_by": posting.answer_by(case) if case.is_open and not case.email else None,
        "derivation": deadline_sentences(
            case.deadline, gettext=speak.gettext, format_date=speak.date
        ),
        "identity": phrases.identity(case),
        "identity_suffices": identification.is_enough(organisation, case, address_known=known),
        "channel": phrases.CHANNELS[case.channel],
        "asks": _who_asks(case),
        "destroyed": readable.destroyed_on(db(), case),
        "restricted": bool(restrictions.active(db(), case)),
        "person": (
            *person_lines(speak, case.name, case.birth_date, asked.shown_identifiers(case)),
            *representative_lines(speak, case.representative),
            *contact_lines(speak, case.email, case.phone, case.address, secret=case.secret_address),
        ),
    }


def _who_asks(case: Case) -> tuple[str, str] | None:
    """Whether who asks may, as a kind of badge and words; None when that is no question."""
    organisation = own_organisation()
    if not case.representative and not authority.questions(case, organisation):
        return None
    allowed = authority.is_allowed(case, organisation)
    if allowed is None:
        return "warning", _("to be checked")
    return ("ok", _("may ask")) if allowed else ("error", _("may not ask"))


def _asked_before(case: Case) -> date | None:
    """Until when the citizen was given to answer the last question."""
    days = [each.asks_answer_before for each in case.messages if each.asks_answer_before]
    return days[-1] if days else None


def today() -> date:
    """The day in the Netherlands."""
    return local_date(now())
