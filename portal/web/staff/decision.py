"""The decision: filled in, proposed, approved or returned; closing the case."""

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, TextAreaField

from portal.language import reasons
from portal.law.lifecycle import Action
from portal.models.case import Case
from portal.services import answer_files, decision, proposing, reporting, review
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from portal.services.permissions import Task, roles_that_may
from portal.services.review import Facts
from portal.web import access
from portal.web.page import db, keep, now, portal, words
from portal.web.staff import hindrances, part_form, shown, verdicts
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible, today
from portal.web.staff.part_form import PartView
from portal.web.typed import TEXT, AtMost, Needed, PlainForm, clean_text


class SeenForm(PlainForm):
    """That the handler knows of systems that gave no answer."""

    seen = BooleanField(_l("I know that these systems gave no answer. The report says so."))


class ReturnForm(PlainForm):
    """What must change in a proposal."""

    reason = TextAreaField(
        _l("What must change?"),
        description=_l("Your colleague reads this; the citizen does not."),
        filters=[clean_text],
        validators=[Needed(_l("Write down what must change.")), AtMost(TEXT)],
    )


@pages.get("/verzoek/<reference>/besluit")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_decision(reference: str) -> tuple[str, int]:
    """The decision as it stands, and what can be done with it now."""
    case = opened(reference, "decision")
    return _page(case, review.facts_of(db(), case))


@pages.post("/verzoek/<reference>/besluit")
@access.staff(*roles_that_may(Task.PROPOSE))
def save_decision(reference: str) -> Response | tuple[str, int]:
    """Keep what was filled in, put it up for approval, or show the fields of another choice."""
    case = opened(reference, "decision")
    facts = review.facts_of(db(), case)
    views = _views(case, facts, typed=True)
    seen = SeenForm(request.form)
    if request.form.get("action") == "fields":
        return _page(case, facts, views, seen=seen)
    if [each for each in views if not (each.form.validate() and part_form.is_known(each.form))]:
        return _page(case, facts, views, code=422, seen=seen)
    given = {each.part.id: part_form.filled(each) for each in views}
    proposing.fill_in(case, given, actor=g.actor, now=now())
    if request.form.get("action") == "letter":
        return back_to(case, "staff.answer_letter")
    if request.form.get("action") != "propose":
        flash(_("Your draft was kept. Nothing was sent."), "ok")
        return back_to(case, "staff.show_decision")
    answer_files.look_before_proposing(db(), case, own_organisation(), portal().vault, now=now())
    facts = review.facts_of(db(), case)
    try:
        proposing.propose(
            case,
            own_organisation(),
            facts,
            unanswered_seen=bool(seen.seen.data),
            actor=g.actor,
            now=now(),
        )
    except NotReady as error:
        if Obstacle.LEAKS_OPEN in error.obstacles:
            keep()  # what was found must be there to be judged
        part_form.mark(views, error.hindrances)
        return _page(case, facts, views, code=422, found=error.hindrances, seen=seen)
    flash(_("The decision is proposed. Nothing was sent to the citizen yet."), "ok")
    return back_to(case, "staff.show_decision")


@pages.post("/verzoek/<reference>/besluit/goedkeuren")
@access.staff(*roles_that_may(Task.APPROVE))
def approve_decision(reference: str) -> Response | tuple[str, int]:
    """Decide as proposed."""
    case = opened(reference, "decision")
    facts = review.facts_of(db(), case)
    try:
        decision.approve(db(), case, own_organisation(), facts, actor=g.actor, now=now())
    except NotReady as error:
        return _page(case, facts, code=422, found=error.hindrances)
    flash(_("Decided. The letter is being made; then the citizen gets a mail."), "ok")
    return back_to(case)


@pages.post("/verzoek/<reference>/besluit/terug")
@access.staff(*roles_that_may(Task.APPROVE))
def return_decision(reference: str) -> Response | tuple[str, int]:
    """Give a proposal back to its handler."""
    case = opened(reference, "decision")
    form = ReturnForm(request.form)
    if not form.validate():
        return _page(case, review.facts_of(db(), case), code=422, back=form)
    decision.send_back(db(), case, form.reason.data or "", actor=g.actor, now=now())
    flash(_("The proposal went back to its handler, with your note."), "ok")
    return back_to(case)


@pages.post("/verzoek/<reference>/sluiten")
@access.staff(*roles_that_may(Task.CLOSE))
def close_case(reference: str) -> Response:
    """Put an answered case away."""
    case = opened(reference, "overview")
    try:
        decision.close(db(), case, own_organisation(), actor=g.actor, now=now())
    except NotReady as error:
        for each in hindrances.todos(case, error.hindrances):
            flash(_("Not closed yet. %(todo)s", todo=each.text), "error")
        return back_to(case)
    flash(_("The case is closed."), "ok")
    return back_to(case)


def _views(case: Case, facts: Facts, *, typed: bool) -> list[PartView]:
    """The form of each part: with what was typed, or with what is stored."""
    given = request.form if typed else None
    return [part_form.view_of(part, own_organisation(), facts, given) for part in case.parts]


def _page(
    case: Case,
    facts: Facts,
    views: list[PartView] | None = None,
    *,
    code: int = 200,
    found: tuple[Hindrance, ...] = (),
    seen: SeenForm | None = None,
    back: ReturnForm | None = None,
) -> tuple[str, int]:
    organisation = own_organisation()
    views = views or _views(case, facts, typed=False)
    wrong = [each.form for each in views if each.form.errors]
    hindered = possible(case, Action.APPROVE) and code == 200
    in_the_way = (
        decision.hindrances(case, organisation, facts, g.actor, today()) if hindered else ()
    )
    return case_page(
        "decision.html",
        case,
        "staff.show_decision",
        code=code,
        facts=facts,
        form=back if back is not None else (wrong[0] if wrong and not found else None),
        views=views,
        decided=[shown.part(part, facts) for part in case.parts],
        todos=hindrances.todos(case, found),
        hindrances=hindrances.todos(case, in_the_way),
        seen=seen or SeenForm(),
        back=back or ReturnForm(),
        second=decision.needs_second_person(case, organisation),
        reasons=reasons,
        outcome_hints=verdicts.hints(case),
        unanswered=_names(facts),
        reports=reporting.report_part(case) is not None,
    )


def _names(facts: Facts) -> list[str]:
    """The systems that gave no answer, as the profile calls them."""
    known = {source.id: source.name for source in own_organisation().sources}
    language = words().language
    return [
        known[search.source].in_(language) if search.source in known else search.source
        for search in facts.unanswered
    ]
