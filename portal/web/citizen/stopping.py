"""Questions of who wants data gone, unused for a while, or not used for something."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.web.citizen.answered import Stored, rights_chosen
from portal.web.citizen.step import StepForm, register_choices
from portal.web.fields import Boxes
from portal.web.typed import TEXT, AtMost, Free, Needed, OneOf, clean_text


class ErasureStep(StepForm):
    """All or a part, and why if somebody wants to tell."""

    id, slug, right = "erasure", "wissen", Right.ERASURE
    free_text = ("reason",)
    scope = RadioField(
        _l("What should we erase?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what we should erase."))],
    )
    reason = TextAreaField(
        _l("Why?"),
        description=_l("You do not have to tell. It can help us decide."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """Two ways to ask."""
        self.scope.choices = [
            ("all", _("All data")),
            ("some", _("A part of my data")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("What should we erase?")

    @property
    def why(self) -> str:
        """What may stay."""
        return _("Sometimes the law makes us keep something. Then we tell what stays, and why.")


class ErasurePartsStep(StepForm):
    """Which part of the register, or in the person's own words."""

    id, slug, right = "erasure_parts", "wissen-onderdelen", Right.ERASURE
    free_text = ("what",)
    activities = Boxes(_l("Which part?"))
    what = TextAreaField(
        _l("Which data exactly?"),
        description=_l(
            "For example: the report of 3 March. Do you mean all of it? Leave this empty."
        ),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """Offer the register."""
        self.activities.choices = register_choices(self.organisation)

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Only of who does not want everything gone."""
        some = (answers.get("erasure") or {}).get("scope") == "some"
        return some and Right.ERASURE in rights_chosen(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which part should we erase?")

    def is_right(self) -> bool:
        """A part needs a name."""
        right = super().is_right() and known_only(self, self.activities)
        if not self.activities.data and not self.what.data and not self.errors:
            self.fail(self.activities, _("Choose which part we should erase, or describe it."))
            return False
        return right


class RestrictionStep(StepForm):
    """Which of the four cases of AVG 18.1."""

    id, slug, right = "restriction", "beperken", Right.RESTRICTION
    free_text = ("explanation",)
    case = RadioField(
        _l("Why should we stop using your data for a while?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what fits best."))],
    )
    explanation = TextAreaField(
        _l("Which data is it about?"),
        filters=[clean_text],
        validators=[Needed(_l("Tell which data it is about.")), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """The four cases in plain words."""
        self.case.choices = [
            ("accuracy", _("The data are wrong, and you have not checked them yet")),  # 18.1.a
            ("unlawful", _("You may not use them, but I do not want them erased")),  # 18.1.b
            ("claims", _("You no longer need them, but I do, for a legal case")),  # 18.1.c
            ("objection", _("I objected, and I wait for your answer")),  # 18.1.d
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("Why should we stop using your data for a while?")

    @property
    def why(self) -> str:
        """What it means."""
        return _("We keep the data, but do nothing with them until it is settled.")


class ObjectionStep(StepForm):
    """Direct marketing needs no reason, everything else does (AVG 21)."""

    id, slug, right = "objection", "stoppen", Right.OBJECTION
    kind = RadioField(
        _l("What should we stop with?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what we should stop with."))],
    )

    def prepare(self) -> None:
        """Two ways to ask."""
        self.kind.choices = [
            ("marketing", _("Sending me advertising, newsletters or other mail I did not ask for")),
            ("situation", _("Another use of my data")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("What should we stop with?")

    def hints(self) -> dict[str, dict[str, str]]:
        """No reason is asked where the law asks none."""
        return {
            "kind": {
                "marketing": _("We always do this. You do not have to say why."),  # AVG 21.3
                "situation": _("We weigh your interest against ours. Until then we stop."),
            }
        }

    @property
    def note(self) -> str:
        """The Dutch word also names another road (Awb 6:4)."""
        return _(
            "Do you disagree with a decision in a letter, such as a fine? "
            "Then you need the road that is named in that letter."
        )


class SituationStep(StepForm):
    """Which use, and what in the person's own situation stands against it (AVG 21.1)."""

    id, slug, right = "situation", "stoppen-situatie", Right.OBJECTION
    free_text = ("situation",)
    activities = Boxes(_l("Which use is it about?"), validators=[Free()])
    situation = TextAreaField(
        _l("What in your situation makes you ask this?"),
        description=_l("A few words are enough. For example: my ex-partner works here."),
        filters=[clean_text],
        validators=[Needed(_l("Tell what in your situation makes you ask this.")), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """Offer the uses for which this right exists."""
        self.activities.choices = register_choices(self.organisation, Right.OBJECTION)
        if not self.activities.choices:
            del self.activities

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Not for advertising."""
        weighed = (answers.get("objection") or {}).get("kind") == "situation"
        return weighed and Right.OBJECTION in rights_chosen(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("What should we stop with, and why?")

    def is_right(self) -> bool:
        """Only uses that are there."""
        right = super().is_right()
        return right and ("activities" not in self or known_only(self, self.activities))


def known_only(form: StepForm, field: Boxes) -> bool:
    """Whether nothing was chosen that is not offered; notes the fault when something was."""
    known = {value for value, *_rest in field.iter_choices()}
    if set(field.data or []) <= known:
        return True
    form.fail(field, _("Choose from the list."))
    return False
