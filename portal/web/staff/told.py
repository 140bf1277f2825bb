"""What a letter or a call says, in the questions of the portal: only what it says is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field

from portal.language import terms
from portal.law.representation import Kind
from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.services.intake import Asked
from portal.web.citizen.mandate import MandateStep, representative_of
from portal.web.citizen.step import StepForm
from portal.web.citizen.steps import OF_RIGHTS
from portal.web.page import words

IN_WORDS: dict[Right, str] = {  # where the request's own words stand among a part's answers
    Right.ACCESS: "words",
    Right.RECTIFICATION: "field",
    Right.ERASURE: "what",
    Right.RESTRICTION: "explanation",
    Right.OBJECTION: "situation",
    Right.CONSENT_WITHDRAWAL: "what",
    Right.PORTABILITY: "receiver",
    Right.HUMAN_REVIEW: "decision",
    Right.COMPLAINT: "what",
}
CHILD = frozenset({Kind.PARENT, Kind.GUARDIAN, Kind.FOSTER_PARENT})


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together on the page."""

    title: str
    forms: tuple[StepForm, ...]


class Together:
    """The questions of a page as one form, for the summary of its faults."""

    form_errors = ()

    def __init__(self, found: list[Section]) -> None:
        """Take the sections."""
        self._forms = [form for section in found for form in section.forms]

    def __iter__(self) -> Iterator[Field]:
        """Every field, from top to bottom."""
        return (field for form in self._forms for field in form)

    @property
    def errors(self) -> dict[str, Any]:
        """The faults by the name of the field."""
        return {field.name: field.errors for field in self if field.errors}


def stored(rights: list[Right], kind: Kind, name: str, born: date | None) -> dict[str, Any]:
    """What is known by now, as a draft of the portal would hold it.

    Parameters:
        kind: what somebody who asks is to the person.
        name: of who asks for somebody else.
        born: the date of birth, or None.
    """
    whom = "child" if kind in CHILD else "other"
    if kind in (Kind.SELF, Kind.RELATIVE_OF_DECEASED):
        whom = "self" if kind is Kind.SELF else "deceased"
    about = (
        {"birth_day": born.day, "birth_month": born.month, "birth_year": born.year} if born else {}
    )
    return {
        "rights": {"rights": [right.value for right in rights]},
        "whom": {"whom": whom},
        "representative": {"kind": kind.value, "name": name},
        "about": {name: str(number) for name, number in about.items()},
    }


def sections(
    organisation: Organisation, answers: dict[str, Any], typed: MultiDict[str, str]
) -> list[Section]:
    """The questions of each right that is asked, and those about who asks for somebody else."""
    asked = [Right(each) for each in answers["rights"]["rights"]]
    found = [
        Section(
            terms.plain_right(words(), right),
            tuple(
                step(organisation, answers, typed, prefix=f"{step.id}-", as_told=True)
                for step in OF_RIGHTS
                if step.right is right and step.is_offered(organisation)
            ),
        )
        for right in Right
        if right in asked
    ]
    mandate = MandateStep(organisation, answers, typed, prefix="mandate-", as_told=True)
    if any(field is not mandate.not_a_bsn for field in mandate):
        found.insert(0, Section(_("Who asks for somebody else"), (mandate,)))
    return found


def are_right(found: list[Section]) -> bool:
    """Judge all of it, so that every fault is told at once."""
    judged = [form.is_right_as_told() for section in found for form in section.forms]
    return all(judged)


def asked_of(
    organisation: Organisation, answers: dict[str, Any], found: list[Section], in_words: str
) -> tuple[Asked, ...]:
    """The rights with their answers, as the portal's own questions store them.

    Parameters:
        in_words: the request in the person's own words.
    """
    told: dict[Right, dict[str, Any]] = {Right(each): {} for each in answers["rights"]["rights"]}
    for section in found:
        for form in section.forms:
            if form.right is not None and form.is_filled:
                told[form.right] |= type(form).part_of(organisation, form.keep())
    return tuple(Asked(right, _completed(right, part, in_words)) for right, part in told.items())


def _completed(right: Right, part: dict[str, Any], in_words: str) -> dict[str, Any]:
    """Add what goes without saying, and the own words where nothing else is said."""
    some = bool(part.get("activities") or part.get("what") or part.get("period_from"))
    usual: dict[Right, dict[str, str]] = {
        Right.ACCESS: {"scope": "some" if some else "all"},
        Right.ERASURE: {"scope": "some" if some or in_words else "all"},
        Right.OBJECTION: {"kind": "situation"},
        Right.CONSENT_WITHDRAWAL: {"scope": "some" if some or in_words else "all"},
        Right.PORTABILITY: {"to": "organisation" if part.get("receiver") or in_words else "self"},
    }
    completed = {**usual.get(right, {}), **part}
    return {IN_WORDS[right]: in_words, **completed} if in_words else completed


def acting_for(
    organisation: Organisation, answers: dict[str, Any], found: list[Section]
) -> dict[str, Any] | None:
    """Who asks for somebody else, as a case keeps it; None when people ask for themselves."""
    mandates = [form for each in found for form in each.forms if isinstance(form, MandateStep)]
    kept = {"mandate": mandates[0].keep()} if mandates else {}
    return representative_of(organisation, {**answers, **kept})
