"""The questions in their order: which are asked, which comes next, how far somebody is."""

from typing import Any

from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.services.intake import Answers, Asked
from portal.web.citizen.about import AboutStep, ContactStep
from portal.web.citizen.more import ComplaintStep, ConsentStep, HumanReviewStep, PortabilityStep
from portal.web.citizen.step import StepForm, Stored, Typed, asks_for_another, rights_asked
from portal.web.citizen.what import (
    AccessPartsStep,
    AccessStep,
    ErasureStep,
    ObjectionStep,
    RectificationStep,
    RestrictionStep,
)
from portal.web.citizen.who import RepresentativeStep, RightsStep, WhomStep
from portal.web.typed import read_date

STEPS: tuple[type[StepForm], ...] = (
    RightsStep,
    WhomStep,
    RepresentativeStep,
    AccessStep,
    AccessPartsStep,
    RectificationStep,
    ErasureStep,
    RestrictionStep,
    ObjectionStep,
    ConsentStep,
    PortabilityStep,
    HumanReviewStep,
    ComplaintStep,
    AboutStep,
    ContactStep,
)
BY_SLUG = {step.slug: step for step in STEPS}
FIRST = (RightsStep, WhomStep)
"""A request can begin with either: who chose on the front page is not asked again."""


def asked_steps(answers: Stored) -> list[type[StepForm]]:
    """The questions of this request, in order."""
    return [step for step in STEPS if step.is_asked(answers)]


def first_open(answers: Stored) -> type[StepForm] | None:
    """The first question without an answer; None when all have one."""
    return next((step for step in asked_steps(answers) if step.id not in answers), None)


def step_before(step: type[StepForm], answers: Stored) -> type[StepForm] | None:
    """The question before this one."""
    asked = asked_steps(answers)
    place = asked.index(step) if step in asked else 0
    return asked[place - 1] if place else None


def step_after(step: type[StepForm], answers: Stored) -> type[StepForm] | None:
    """The question after this one that still needs an answer; None: time to check.

    Who changes one answer at the end goes back to the end, past what is answered already.
    """
    asked = asked_steps(answers)
    place = asked.index(step) if step in asked else -1
    return next((later for later in asked[place + 1 :] if later.id not in answers), None) or (
        first_open(answers)
    )


def position(step: type[StepForm], answers: Stored) -> tuple[int, int]:
    """This question's number, and how many there are with the last check."""
    asked = asked_steps(answers)
    return (asked.index(step) + 1 if step in asked else 1), len(asked) + 1


def judge_all(organisation: Organisation, answers: Stored) -> type[StepForm] | None:
    """The first question whose stored answer is missing or no longer right; None when none is.

    The profile can have changed between typing and sending, and a draft is not proof of judging.
    """
    for step in asked_steps(answers):
        if step.id not in answers:
            return step
        if not step(organisation, answers, as_typed(answers[step.id])).is_right():
            return step
    return None


def as_typed(stored: Stored) -> Typed:
    """Stored answers as a form would send them."""
    typed = Typed()
    for name, value in stored.items():
        for each in value if isinstance(value, list) else [value]:
            typed.add(name, "" if each is None else str(each))
    typed.add("not_a_bsn", "y")  # that question was put when it was typed
    return typed


def to_answers(answers: Stored) -> Answers:
    """The draft as the intake takes it."""
    about, contact = dict(answers["about"]), answers["contact"]
    names = ("client_number", "bsn", "postcode")
    representative = None
    if asks_for_another(answers):
        whom = answers["whom"]["whom"]
        representative = {"whom": whom, **answers["representative"]}
    born = [about.get(f"birth_{part}") or "" for part in ("day", "month", "year")]
    return Answers(
        parts=tuple(Asked(right, part_answers(right, answers)) for right in rights_asked(answers)),
        given_name=about["given_name"],
        family_name=about["family_name"],
        birth_date=read_date(*born),
        email=contact["email"],
        phone=contact.get("phone", ""),
        address=contact.get("address", ""),
        identifiers={name: about[name] for name in names if about.get(name)},
        representative=representative,
    )


def part_answers(right: Right, answers: Stored) -> dict[str, Any]:
    """The answers to the questions of one right, empty ones left out."""
    found: dict[str, Any] = {}
    for step in asked_steps(answers):
        if step.right is right:
            found |= {name: value for name, value in answers.get(step.id, {}).items() if value}
    return found
