"""The first two questions: what somebody wants, and whose data it is about."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from portal.language import terms
from portal.law.rights import Right
from portal.web import page
from portal.web.citizen.answered import whom
from portal.web.citizen.step import Changes, StepForm
from portal.web.fields import Boxes
from portal.web.typed import OneOf


class RightsStep(StepForm):
    """What somebody wants."""

    id, slug = "rights", "wat"
    rights = Boxes(_l("What do you want?"), validators=[OneOf(_l("Choose what you want."))])

    def prepare(self) -> None:
        """Offer what this organisation offers."""
        words = page.words()
        self.rights.choices = [
            (offered.right.value, terms.plain_right(words, offered.right))
            for offered in self.organisation.rights
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("What do you want?")

    @property
    def why(self) -> str:
        """Several things go in one request."""
        return _("You can choose more than one. You do not have to say why you ask.")

    def hints(self) -> dict[str, dict[str, str]]:
        """The law's term under the plain one."""
        words = page.words()
        return {"rights": {each.value: terms.legal_right(words, each) for each in Right}}


def whom_choices() -> dict[str, str]:
    """Whose data it can be about, in words."""
    return {
        "self": _("My own data"),
        "child": _("Data about my child or a child in my care"),
        "other": _("Data about somebody else I act for"),
        "deceased": _("Data about somebody who died"),
    }


class WhomStep(StepForm):
    """Whose data."""

    id, slug = "whom", "voor-wie"
    whom = RadioField(
        _l("Whose data is it about?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose whose data it is about."))],
    )

    def prepare(self) -> None:
        """Four ways to ask."""
        self.whom.choices = list(whom_choices().items())

    @property
    def heading(self) -> str:
        """The question."""
        return _("Whose data is it about?")

    def hints(self) -> dict[str, dict[str, str]]:
        """Who may act for whom."""
        return {
            "whom": {
                "child": _(
                    "Is the child 12 or older? Then the child may also ask without you. "
                    "From 16 the child asks, or gives you permission in writing."  # UAVG 5.4
                ),
                "other": _("For example as mentor, curator, lawyer or with written permission."),
                "deceased": _("Other rules hold for this. We tell you what is possible."),
            }
        }

    def changes(self) -> Changes:
        """Another person has another name: what was typed of the first one is taken away."""
        if whom(self.answers) in ("", self.whom.data):
            return {}
        return {"representative": None, "about": None, "mandate": None, "deceased": None}
