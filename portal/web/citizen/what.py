"""Questions about what exactly is asked: each right has its own."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField

from portal.language.words import local_date
from portal.law.rights import Right
from portal.web import page
from portal.web.citizen.step import Boxes, StepForm, Stored, rights_asked
from portal.web.typed import LINE, TEXT, AtMost, Free, Needed, OneOf, clean_line, clean_text


class PeriodDate(DateField):
    """A date that may be left out; what cannot be read stays in the box."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is no date."""
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = date.fromisoformat(valuelist[0].strip())
            except ValueError:
                raise ValueError(_("Fill in a date, such as 2026-03-24.")) from None


class AccessStep(StepForm):
    """Everything, or a part."""

    id, slug, right = "access", "inzage", Right.ACCESS
    scope = RadioField(
        _l("What do you want to see?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what you want to see."))],
    )

    def prepare(self) -> None:
        """Two ways to ask."""
        self.scope.choices = [
            ("all", _("All data you have about me")),
            ("some", _("A part: I choose what it is about")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("What do you want to see?")

    @property
    def why(self) -> str:
        """What comes with it."""
        return _("We also tell you why we have the data, who gets them and how long we keep them.")

    def hints(self) -> dict[str, dict[str, str]]:
        """A part is quicker to read."""
        return {"scope": {"some": _("Handy if you look for something. The answer is shorter.")}}


class AccessPartsStep(StepForm):
    """Which activities of the register, and which period."""

    id, slug, right = "access_parts", "inzage-onderdelen", Right.ACCESS
    activities = Boxes(
        _l("What is it about?"), validators=[OneOf(_l("Choose at least one subject."))]
    )
    period_from = PeriodDate(_l("From which day?"), validators=[Free()])
    period_to = PeriodDate(_l("Until which day?"), validators=[Free()])

    def prepare(self) -> None:
        """Offer the register; dates come out of the draft as text."""
        language = page.words().language
        self.activities.choices = [
            (each.id, each.name.in_(language)) for each in self.organisation.activities
        ]
        for field in (self.period_from, self.period_to):
            kept: Any = field.data
            if isinstance(kept, str):
                field.data = date.fromisoformat(kept)

    @classmethod
    def is_asked(cls, answers: Stored) -> bool:
        """Only of who does not want everything."""
        some = (answers.get("access") or {}).get("scope") == "some"
        return some and Right.ACCESS in rights_asked(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which data do you want to see?")

    def keep(self) -> dict[str, Any]:
        """The answers to store."""
        dates = {"period_from": self.period_from.data, "period_to": self.period_to.data}
        kept = {name: day.isoformat() for name, day in dates.items() if day}
        return {"activities": list(self.activities.data or []), **kept}

    def is_right(self) -> bool:
        """A period ends after it begins."""
        right = super().is_right()
        first, last = self.period_from.data, self.period_to.data
        if first and first > local_date(page.now()):
            self.fail(self.period_from, _("Choose a day that is not in the future."))
            return False
        if first and last and last < first:
            self.fail(self.period_to, _("Choose a day after the first day."))
            return False
        return right


class RectificationStep(StepForm):
    """What is wrong, and what it should be."""

    id, slug, right = "rectification", "correctie", Right.RECTIFICATION
    free_text = ("field", "old", "new")
    field = StringField(
        _l("Which data are wrong or missing?"),
        description=_l("For example: my surname, or the report of 3 March."),
        filters=[clean_line],
        validators=[Needed(_l("Tell which data are wrong or missing.")), AtMost(LINE)],
    )
    old = TextAreaField(
        _l("What does it say now?"),
        description=_l("You do not know, or it is missing? Leave this empty."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    new = TextAreaField(
        _l("What should it say?"),
        filters=[clean_text],
        validators=[Needed(_l("Tell what it should say.")), AtMost(TEXT)],
    )

    @property
    def heading(self) -> str:
        """The question."""
        return _("What should we correct?")


class ErasureStep(StepForm):
    """All or a part, and why if somebody wants to tell."""

    id, slug, right = "erasure", "wissen", Right.ERASURE
    free_text = ("what", "reason")
    scope = RadioField(
        _l("What should we erase?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what we should erase."))],
    )
    what = TextAreaField(
        _l("Which part?"),
        description=_l("Only fill this in when you chose a part."),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
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
            ("all", _("All data you have about me")),
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

    def is_right(self) -> bool:
        """A part needs a name."""
        right = super().is_right()
        if self.scope.data == "some" and not self.what.data and not self.what.errors:
            self.fail(self.what, _("Tell which part we should erase."))
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
    free_text = ("situation",)
    kind = RadioField(
        _l("What should we stop with?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what we should stop with."))],
    )
    situation = TextAreaField(
        _l("What should we stop with, and what in your situation makes you ask this?"),
        description=_l("Only fill this in when you chose the second."),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
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
        return {"kind": {"marketing": _("We always do this. You do not have to say why.")}}

    def is_right(self) -> bool:
        """Another use needs the person's own situation (AVG 21.1)."""
        right = super().is_right()
        if self.kind.data == "situation" and not self.situation.data and not self.situation.errors:
            self.fail(self.situation, _("Tell what we should stop with and why."))
            return False
        return right
