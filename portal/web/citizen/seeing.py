"""Questions of who wants to see their data: everything, or which part of it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from portal.language.words import local_date
from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.web import page
from portal.web.citizen.answered import Stored, rights_chosen
from portal.web.citizen.step import StepForm, register_choices
from portal.web.fields import Boxes, DayField
from portal.web.typed import Free, OneOf


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
            ("all", _("All data")),
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
    period_from = DayField(_l("From which day?"), validators=[Free()])
    period_to = DayField(_l("Until which day?"), validators=[Free()])

    def prepare(self) -> None:
        """Offer the register."""
        self.activities.choices = register_choices(self.organisation)

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Only of who does not want everything."""
        some = (answers.get("access") or {}).get("scope") == "some"
        return some and Right.ACCESS in rights_chosen(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which data do you want to see?")

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
