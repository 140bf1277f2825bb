"""The questions in their order: which are asked, which comes next, how far somebody is."""

from typing import Any

from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.services.intake import Answers, Asked
from portal.web.citizen.about import AboutStep, ContactStep, ShortStep
from portal.web.citizen.acting import DeceasedStep, RepresentativeStep
from portal.web.citizen.answered import (
    Stored,
    asks_for_another,
    birth_date,
    is_short,
    rights_asked,
    rights_chosen,
)
from portal.web.citizen.consenting import ConsentStep
from portal.web.citizen.correcting import CorrectionStep, RectificationStep
from portal.web.citizen.mandate import MandateStep, representative_of
from portal.web.citizen.more import (
    ComplaintStep,
    HumanReviewStep,
    PortabilityStep,
    ReceiverStep,
    WhichDecisionStep,
)
from portal.web.citizen.seeing import AccessPartsStep, AccessStep
from portal.web.citizen.step import StepForm, Typed
from portal.web.citizen.stopping import (
    ErasurePartsStep,
    ErasureStep,
    ObjectionStep,
    RestrictionStep,
    SituationStep,
)
from portal.web.citizen.who import RightsStep, WhomStep

FIRST: tuple[type[StepForm], ...] = (RightsStep, WhomStep)
"""A request can begin with either: who chose on the front page is not asked again."""

OF_RIGHTS: tuple[type[StepForm], ...] = (
    AccessStep,
    AccessPartsStep,
    RectificationStep,
    CorrectionStep,
    ErasureStep,
    ErasurePartsStep,
    RestrictionStep,
    ObjectionStep,
    SituationStep,
    ConsentStep,
    PortabilityStep,
    ReceiverStep,
    WhichDecisionStep,
    HumanReviewStep,
    ComplaintStep,
)
OF_PEOPLE: tuple[type[StepForm], ...] = (DeceasedStep, RepresentativeStep)
WHO: tuple[type[StepForm], ...] = (AboutStep, ShortStep, MandateStep)
ALL: tuple[type[StepForm], ...] = (*FIRST, *OF_PEOPLE, *OF_RIGHTS, *WHO, ContactStep)
BY_SLUG = {step.slug: step for step in ALL}


def in_order(answers: Stored) -> tuple[type[StepForm], ...]:
    """All questions; who asks for another tells first for whom: it decides whether they may."""
    middle = (*WHO, *OF_RIGHTS) if asks_for_another(answers) else (*OF_RIGHTS, *WHO)
    return (*FIRST, *OF_PEOPLE, *middle, ContactStep)


def asked_steps(organisation: Organisation, answers: Stored) -> list[type[StepForm]]:
    """The questions of this request, in order."""
    return [step for step in in_order(answers) if step.is_asked(organisation, answers)]


def first_open(organisation: Organisation, answers: Stored) -> type[StepForm] | None:
    """The first question without an answer; None when all have one."""
    asked = asked_steps(organisation, answers)
    return next((step for step in asked if step.id not in answers), None)


def step_before(
    organisation: Organisation, step: type[StepForm], answers: Stored
) -> type[StepForm] | None:
    """The question before this one."""
    asked = asked_steps(organisation, answers)
    place = asked.index(step) if step in asked else 0
    return asked[place - 1] if place else None


def step_after(
    organisation: Organisation, step: type[StepForm], answers: Stored
) -> type[StepForm] | None:
    """The question after this one that still needs an answer; None: time to check.

    Who changes one answer at the end goes back to the end, past what is answered already.
    """
    asked = asked_steps(organisation, answers)
    place = asked.index(step) if step in asked else -1
    later = (each for each in asked[place + 1 :] if each.id not in answers)
    return next(later, None) or first_open(organisation, answers)


def position(organisation: Organisation, step: type[StepForm], answers: Stored) -> tuple[int, int]:
    """This question's number, and how many there are with the last check."""
    asked = asked_steps(organisation, answers)
    return (asked.index(step) + 1 if step in asked else 1), len(asked) + 1


def judge_all(organisation: Organisation, answers: Stored) -> type[StepForm] | None:
    """The first question whose stored answer is missing or no longer right; None when none is.

    The profile can have changed between typing and sending, and a draft is not proof of judging.
    """
    for step in asked_steps(organisation, answers):
        if step.id not in answers:
            return step
        if not step(organisation, answers, as_typed(answers[step.id])).is_right():
            return step
    return None


def as_typed(stored: Stored) -> Typed:
    """Stored answers as a form would send them; a box without a tick is not sent."""
    typed = Typed()
    for name, value in stored.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not False:
                typed.add(name, "" if each is None else str(each))
    typed.add("not_a_bsn", "y")  # that question was put when it was typed
    return typed


def to_answers(organisation: Organisation, answers: Stored) -> Answers:
    """The draft as the intake takes it."""
    short = is_short(answers)
    about = dict(answers["short" if short else "about"])
    contact = about if short else answers["contact"]
    names = ("client_number", "bsn", "postcode")
    return Answers(
        parts=tuple(
            Asked(right, part_answers(organisation, right, answers))
            for right in rights_asked(answers)
        ),
        given_name=about["given_name"],
        family_name=about["family_name"],
        birth_date=None if short else birth_date(answers),
        email=contact["email"],
        phone=contact.get("phone", ""),
        address=contact.get("address", ""),
        identifiers={name: about[name] for name in names if about.get(name)},
        representative=representative_of(organisation, answers),
        secret_address=bool(contact.get("secret_address")),
    )


def part_answers(organisation: Organisation, right: Right, answers: Stored) -> dict[str, Any]:
    """The answers to the questions of one right, empty ones left out."""
    if right is Right.ERASURE and right not in rights_chosen(answers):
        return ConsentStep.erasure_of(organisation, answers[ConsentStep.id])
    found: dict[str, Any] = {}
    for step in steps_of(organisation, right, answers):
        found |= step.part_of(organisation, answers.get(step.id) or {})
    return found


def steps_of(organisation: Organisation, right: Right, answers: Stored) -> list[type[StepForm]]:
    """The questions about one right."""
    return [step for step in asked_steps(organisation, answers) if step.right is right]
