"""What one question of the request looks like: a form with a heading and a reason why we ask."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field

from portal.language.roads import RoadWords
from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.web import page
from portal.web.citizen.answered import Stored, rights_chosen
from portal.web.typed import PlainForm, holds_bsn

Typed = MultiDict[str, str]
Changes = dict[str, dict[str, str] | None]
"""Answers to other questions that an answer brings along; None takes one away."""


def register_choices(
    organisation: Organisation, right: Right | None = None
) -> list[tuple[str, str]]:
    """The activities of the register as choices.

    Parameters:
        right: only those for which this right exists.
    """
    language = page.words().language
    return [
        (each.id, each.name.in_(language))
        for each in organisation.activities
        if right is None or right in each.rights
    ]


class StepForm(PlainForm):
    """One question.

    Attributes:
        id: under which the answers are kept in the draft.
        slug: how the page is named in the address.
        right: the right this question is about, if it is about one.
        free_text: fields in which people could type a citizen service number by mistake.
        needs_bsn_answer: whether the typed text looked like such a number.
    """

    id: ClassVar[str]
    slug: ClassVar[str]
    right: ClassVar[Right | None] = None
    free_text: tuple[str, ...] = ()

    not_a_bsn = BooleanField(_l("This is not a citizen service number (BSN)"))

    def __init__(
        self,
        organisation: Organisation,
        answers: Stored,
        typed: Typed | None = None,
        first: Stored | None = None,
        *,
        prefix: str = "",
        as_told: bool = False,
    ) -> None:
        """Take where we are, what was answered before and what was typed now.

        Parameters:
            answers: the whole draft so far.
            first: what to fill in when this question was not answered yet.
            prefix: before the names of the fields, where several questions share a page.
            as_told: whether staff take over what a letter or a call says; what that leaves out
                stays open.
        """
        known = dict(answers.get(self.id) or first or {})
        super().__init__(formdata=typed, data=known, prefix=prefix)
        self.organisation = organisation
        self.answers = answers
        self.needs_bsn_answer = False
        self.as_told = as_told
        self.prepare()

    def prepare(self) -> None:
        """Set choices, and take away what this organisation does not ask."""

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Whether this question belongs to the request as answered so far."""
        return cls.right is None or cls.right in rights_chosen(answers)

    @classmethod
    def is_offered(cls, _organisation: Organisation) -> bool:
        """Whether this organisation has anything to choose from."""
        return True

    @classmethod
    def part_of(cls, _organisation: Organisation, stored: Stored) -> dict[str, Any]:
        """What of the stored answers goes into the part of the case; empty ones are left out."""
        return {name: value for name, value in stored.items() if value}

    @property
    def heading(self) -> str:
        """The question."""
        raise NotImplementedError

    @property
    def why(self) -> str:
        """Why we ask, or what to know before answering."""
        return ""

    @property
    def sizes(self) -> dict[str, str]:
        """How wide the fields are whose width tells what goes in."""
        return {"client_number": "medium", "postcode": "postcode", "bsn": "medium"}

    @property
    def note(self) -> str:
        """Something good to know, below the fields."""
        return ""

    @property
    def roads(self) -> tuple[RoadWords, ...]:
        """Other ways than this request, to be told before it is sent."""
        return ()

    def hints(self) -> dict[str, dict[str, str]]:
        """Hints under choices: field, choice, text."""
        return {}

    def shown(self) -> Iterator[Field]:
        """The fields in order; the question about a number only when there is reason for it."""
        yield from (field for field in self if field is not self.not_a_bsn)
        if self.needs_bsn_answer or self.not_a_bsn.data:
            yield self.not_a_bsn

    @property
    def told(self) -> tuple[str, ...]:
        """What to know of the law before answering, above the fields."""
        return ()

    def changes(self) -> Changes:
        """Which other answers this one changes."""
        return {}

    def keep(self) -> dict[str, Any]:
        """The answers to store."""
        return {
            name: value.isoformat() if isinstance(value, date) else "" if value is None else value
            for name, value in self.data.items()
            if name != "not_a_bsn"
        }

    def is_right_as_told(self) -> bool:
        """Judge what staff took over; nobody need have written in our form (EDPB 01/2022, 52)."""
        if not self.is_filled:
            return True
        for field in self:
            if not is_filled(field):
                field.validators = ()
        return self.is_right()

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed or chosen."""
        return any(is_filled(field) for field in self)

    def is_right(self) -> bool:
        """Judge what was typed; the faults stand at the fields."""
        right = bool(self.validate())
        return self._judge_numbers() and right

    def fail(self, field: Field, message: str) -> None:
        """Put a fault at a field."""
        field.errors = [*field.errors, message]

    def _judge_numbers(self) -> bool:
        """Keep citizen service numbers out of free text, unless it is no such number (UAVG 46)."""
        if self.not_a_bsn.data:
            return True
        for name in self.free_text:
            field = self[name]
            if field.data and holds_bsn(field.data):
                self.needs_bsn_answer = True
                self.fail(
                    field,
                    _(
                        "This looks like a citizen service number (BSN). We may not keep it here. "
                        "Take it out."
                    ),
                )
        return not self.needs_bsn_answer


def is_filled(field: Field) -> bool:
    """Whether something was typed or chosen in a field."""
    return any(isinstance(each, str) and each.strip() for each in field.raw_data or ())
