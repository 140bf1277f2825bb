"""The decision: filled in, proposed, approved or returned; closing the case."""

from typing import Any

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectField, TextAreaField

from portal.language import reasons, terms
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.case import Case, CasePart
from portal.services import decision, outcomes, proposing, review
from portal.services.obstacles import Hindrance, NotReady
from portal.services.permissions import Task, roles_that_may
from portal.services.proposing import PartOutcome
from portal.services.review import Facts
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible, today
from portal.web.typed import TEXT, AtMost, Needed, PlainForm, clean_text


class PartForm(PlainForm):
    """How one part of the request ends."""

    outcome = RadioField(_l("Outcome"), validate_choice=False)
    ground = SelectField(
        _l("Ground"),
        description=_l("Needed for a refusal. What each ground asks you to write stands below."),
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("Reasons and explanation"),
        description=_l(
            "The citizen reads this in the letter. Write plainly, and name nobody else."
        ),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


class SeenForm(PlainForm):
    """That the handler knows of systems that gave no answer."""

    seen = BooleanField(_l("I know that these systems gave no answer. The report says so."))


class AuthorityForm(PlainForm):
    """That whoever asks for another may act for them (UAVG 5, Awb 2:1)."""

    checked = BooleanField()


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
    return _page(case, review.facts_of(db(), case), _part_forms(case, filled=False))


@pages.post("/verzoek/<reference>/besluit")
@access.staff(*roles_that_may(Task.PROPOSE))
def save_decision(reference: str) -> Response | tuple[str, int]:
    """Keep what was filled in; put it up for approval when asked to."""
    case = opened(reference, "decision")
    facts = review.facts_of(db(), case)
    forms = _part_forms(case, filled=True)
    seen, authority = SeenForm(request.form), _authority(case, filled=True)
    if [form for form in forms.values() if not (form.validate() and _is_known(form))]:
        return _page(case, facts, forms, code=422, seen=seen, authority=authority)
    given = {part_id: _outcome(form) for part_id, form in forms.items()}
    proposing.fill_in(case, given, actor=g.actor, now=now())
    if request.form.get("action") != "propose":
        flash(_("Your draft was kept. Nothing was sent."), "ok")
        return back_to(case, "staff.show_decision")
    try:
        proposing.propose(
            case,
            own_organisation(),
            facts,
            unanswered_seen=bool(seen.seen.data),
            authority_checked=authority is not None and bool(authority.checked.data),
            actor=g.actor,
            now=now(),
        )
    except NotReady as error:
        told = error.hindrances
        return _page(case, facts, forms, code=422, obstacles=told, seen=seen, authority=authority)
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
        forms = _part_forms(case, filled=False)
        return _page(case, facts, forms, code=422, obstacles=error.hindrances)
    flash(_("Decided. The letter is being made; then the citizen gets a mail."), "ok")
    return back_to(case)


@pages.post("/verzoek/<reference>/besluit/terug")
@access.staff(*roles_that_may(Task.APPROVE))
def return_decision(reference: str) -> Response | tuple[str, int]:
    """Give a proposal back to its handler."""
    case = opened(reference, "decision")
    form = ReturnForm(request.form)
    if not form.validate():
        facts = review.facts_of(db(), case)
        return _page(case, facts, _part_forms(case, filled=False), code=422, back=form, form=form)
    decision.send_back(db(), case, form.reason.data or "", actor=g.actor, now=now())
    flash(_("The proposal went back to its handler, with your note."), "ok")
    return back_to(case)


@pages.post("/verzoek/<reference>/sluiten")
@access.staff(*roles_that_may(Task.CLOSE))
def close_case(reference: str) -> Response:
    """Put an answered case away."""
    case = opened(reference, "overview")
    decision.close(db(), case, actor=g.actor, now=now())
    flash(_("The case is closed."), "ok")
    return back_to(case)


def _page(
    case: Case,
    facts: Facts,
    forms: dict[int, PartForm],
    *,
    code: int = 200,
    obstacles: tuple[Hindrance, ...] = (),
    seen: SeenForm | None = None,
    authority: AuthorityForm | None = None,
    back: ReturnForm | None = None,
    form: PlainForm | None = None,
) -> tuple[str, int]:
    organisation = own_organisation()
    to_approve = decision.hindrances(case, organisation, facts, g.actor, today())
    wrong = [each for each in forms.values() if each.errors]
    return case_page(
        "decision.html",
        case,
        "staff.show_decision",
        code=code,
        facts=facts,
        form=form or (wrong[0] if wrong else None),
        parts=[(part, forms[part.id], _grounds(part)) for part in case.parts],
        obstacles=obstacles,
        hindrances=to_approve if possible(case, Action.APPROVE) else (),
        seen=seen or SeenForm(),
        authority=authority or _authority(case, filled=False),
        back=back or ReturnForm(),
        second=decision.needs_second_person(case, organisation),
        reasons=reasons,
        unanswered=_names(facts),
    )


def _authority(case: Case, *, filled: bool) -> AuthorityForm | None:
    """The tick that a representative may act; None when people ask for themselves."""
    if not case.representative:
        return None
    form = AuthorityForm(request.form) if filled else AuthorityForm()
    nameless = _("who asks")
    form.checked.label.text = _(
        "I have checked that %(name)s may act for %(person)s, and I know on what ground.",
        name=str(case.representative.get("name") or nameless),
        person=case.name,
    )
    return form


def _part_forms(case: Case, *, filled: bool) -> dict[int, PartForm]:
    """A form for each part: with what was typed, or with what is stored."""
    forms = {}
    for part in case.parts:
        prefix = f"part{part.id}-"
        stored: dict[str, Any] = {
            "outcome": part.outcome.value if part.outcome else None,
            "ground": part.ground or "",
            "reason": part.reason,
        }
        form = (
            PartForm(request.form, prefix=prefix)
            if filled
            else PartForm(prefix=prefix, data=stored)
        )
        form.outcome.choices = [
            (outcome.value, words().gettext(terms.OUTCOME[outcome]))
            for outcome in outcomes.choices(part)
        ]
        form.ground.choices = [
            ("", _("No ground")),
            *(
                (each.id, reasons.ground(words(), each.id))
                for each in outcomes.grounds(part, own_organisation(), Outcome.REFUSED)
            ),
        ]
        forms[part.id] = form
    return forms


def _is_known(form: PartForm) -> bool:
    """Whether outcome and ground are among the choices; notes the fault when they are not."""
    outcomes = {value for value, *_rest in form.outcome.iter_choices()}
    if form.outcome.data and form.outcome.data not in outcomes:
        form.outcome.errors = [_("Choose one of these outcomes.")]
    grounds = {value for value, *_rest in form.ground.iter_choices()}
    if form.ground.data and form.ground.data not in grounds:
        form.ground.errors = [_("Choose one of these grounds.")]
    return not form.errors


def _outcome(form: PartForm) -> PartOutcome:
    outcome = Outcome(form.outcome.data) if form.outcome.data else None
    return PartOutcome(outcome, form.ground.data or None, form.reason.data or "")


def _grounds(part: CasePart) -> list[tuple[str, str, str]]:
    """Each ground that fits this part: what it is, its article, what must be written down."""
    return [
        (
            reasons.ground(words(), ground.id),
            ground.article_for(part.right),
            "; ".join(reasons.needs(words(), ground.needs)),
        )
        for ground in outcomes.grounds(part, own_organisation(), Outcome.REFUSED)
    ]


def _names(facts: Facts) -> list[str]:
    """The systems that gave no answer, as the profile calls them."""
    known = {source.id: source.name for source in own_organisation().sources}
    language = words().language
    return [
        known[search.source].in_(language) if search.source in known else search.source
        for search in facts.unanswered
    ]
