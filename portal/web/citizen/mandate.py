"""May somebody ask for this person? What the law says, and what we must know to check it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField

from portal.language import representatives
from portal.language.words import local_date
from portal.law import representation
from portal.law.representation import Answer, Kind, Proof, Reason, Verdict
from portal.organisations.organisation import Organisation
from portal.web import page
from portal.web.citizen.answered import (
    Stored,
    asks_for_another,
    birth_date,
    rights_asked,
    whom,
)
from portal.web.citizen.step import Changes, StepForm
from portal.web.typed import NAME, AtMost, Needed, OneOf, clean_line

OF_A_COURT = frozenset({Kind.CURATOR, Kind.BEWINDVOERDER, Kind.MENTOR})
ON_PAPER = frozenset({Kind.AUTHORISED, Kind.FOSTER_PARENT})


def kind_of(answers: Stored) -> Kind:
    """What somebody who asks is to the person."""
    if not asks_for_another(answers):
        return Kind.SELF
    if whom(answers) == "deceased":
        return Kind.RELATIVE_OF_DECEASED
    told = (answers.get("representative") or {}).get("kind")
    return Kind(told) if told in list(Kind) else Kind.AUTHORISED


def verdict_on(organisation: Organisation, answers: Stored) -> Verdict:
    """What the law says of this person asking, as far as it is known now."""
    today = local_date(page.now())
    born = birth_date(answers)
    return representation.verdict(
        kind_of(answers),
        birth_date=born if born is None or born <= today else None,
        on=today,
        free_youth_help=organisation.free_youth_help,
        rights=rights_asked(answers),
    )


class MandateStep(StepForm):
    """What the law says, and the one or two things we must know."""

    id, slug = "mandate", "mag-dat"
    free_text: tuple[str, ...] = ("office",)
    go_on = RadioField(
        _l("What do you want to do?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what you want to do."))],
    )
    other_parent = RadioField(
        _l("Who has authority over the child?"),
        description=_l("Two parents who were married or filled in a form often both have it."),
        validate_choice=False,
        validators=[OneOf(_l("Choose who has authority over the child."))],
    )
    apart = BooleanField(_l("The parents do not live together"))
    scope = RadioField(
        _l("What do you decide for this person?"),
        description=_l("This stands in the decision of the court."),
        validate_choice=False,
        validators=[OneOf(_l("Choose what you decide for this person."))],
    )
    permission = RadioField(
        _l("Do you have written permission?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose whether you have written permission."))],
    )
    office = StringField(
        _l("Which office do you work for?"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in the name of your office.")), AtMost(NAME)],
        render_kw={"autocomplete": "organization"},
    )
    relation = RadioField(
        _l("Why do you ask for these data?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose why you ask for these data."))],
    )

    def prepare(self) -> None:
        """Ask only what must be known of this person."""
        self.verdict = verdict_on(self.organisation, self.answers)
        self.apart.description = _("Then we take care that our letters go to you alone.")
        wanted = set(needed_of(kind_of(self.answers), self.verdict))
        if self.as_told:
            wanted.discard("go_on")  # the letter is here: it was sent
        for name in ("go_on", "other_parent", "apart", "scope", "permission", "office", "relation"):
            if name not in wanted:
                del self[name]
        if "go_on" in self:
            self.go_on.choices = ways_on(self.verdict)
        for name in ("other_parent", "scope", "permission", "relation"):
            if name in self:
                self[name].choices = [
                    (value, page.words().gettext(words))
                    for (about, value), words in representatives.CHOICE.items()
                    if about == name
                ]
        self.free_text = tuple(name for name in self.free_text if name in self)

    @classmethod
    def is_asked(cls, organisation: Organisation, answers: Stored) -> bool:
        """When something must be known, or when the law says no."""
        verdict = verdict_on(organisation, answers)
        return verdict.answer is Answer.NO or bool(needed_of(kind_of(answers), verdict))

    @classmethod
    def part_of(cls, organisation: Organisation, stored: Stored) -> dict[str, Any]:
        """What goes to staff; permission that came up on the way is the same permission."""
        found = dict(stored)
        if found.pop("go_on", None) == "permission":
            found["permission"] = "yes"
        if found.pop("apart", False):
            found["apart"] = "y"
        return super().part_of(organisation, found)

    @property
    def heading(self) -> str:
        """The question."""
        if kind_of(self.answers) is Kind.SELF:
            return _("You are younger than 12")
        return _("May you ask for this person?")

    @property
    def told(self) -> tuple[str, ...]:
        """What the law says, and what we may ask to see."""
        here = page.words()
        reasons = self.verdict.reasons
        if kind_of(self.answers) is Kind.FOSTER_PARENT:
            reasons = reasons[:1]  # what a parent may do is not what this reader may do
        elif Reason.FILE_OF_DECEASED in reasons:
            reasons = (Reason.FILE_OF_DECEASED,)  # the rest was told at the door
        return (
            *(here.gettext(representatives.REASON[each]) for each in reasons),
            *(here.gettext(representatives.PROOF[each]) for each in self.verdict.proofs),
        )

    def changes(self) -> Changes:
        """Who would rather ask about the own data starts over as the person itself."""
        if "go_on" in self and self.go_on.data == "own":
            return {"whom": {"whom": "self"}, "about": None, "mandate": None}
        return {}


def needed_of(kind: Kind, verdict: Verdict) -> tuple[str, ...]:
    """What must be asked of somebody of this kind, and no more."""
    if kind is Kind.RELATIVE_OF_DECEASED:
        return ("relation",)
    if verdict.answer is Answer.NO:
        return () if kind is Kind.SELF else ("go_on",)
    if kind is Kind.PARENT:
        return ("other_parent", "apart")
    if kind in OF_A_COURT:
        return ("scope",)
    if kind is Kind.LAWYER:
        return ("office",)
    return ("permission",) if kind in ON_PAPER else ()


def ways_on(verdict: Verdict) -> list[tuple[str, str]]:
    """What somebody can do who may not ask: nobody is sent away without a way on."""
    ways = [
        ("own", _("Ask about my own data instead")),
        ("send", _("Send it all the same: I want an answer in writing")),
    ]
    if Proof.SIGNED_AUTHORISATION in verdict.proofs:
        ways.insert(0, ("permission", _("I have this person's written permission")))
    return ways


def representative_of(organisation: Organisation, answers: Stored) -> dict[str, Any] | None:
    """Who asks and in what role, as a case keeps it; None when people ask for themselves."""
    if not asks_for_another(answers):
        return None
    told = dict(answers.get("representative") or {})
    mandate = MandateStep.part_of(organisation, answers.get("mandate") or {})
    asked = needed_of(kind_of(answers), verdict_on(organisation, answers))
    kept = {name: value for name, value in mandate.items() if name in (*asked, "permission")}
    return {
        "whom": whom(answers),
        "kind": kind_of(answers).value,
        "name": told.get("name", ""),
        **kept,
    }
