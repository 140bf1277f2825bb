"""Questions about who asks: what they want, whose data it is about, on whose behalf."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.language import terms
from portal.law.rights import Right
from portal.web import page
from portal.web.citizen.step import Boxes, StepForm, Stored, asks_for_another
from portal.web.typed import NAME, AtMost, Needed, OneOf, clean_line


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


class WhomStep(StepForm):
    """Whose data."""

    id, slug = "whom", "voor-wie"
    whom = RadioField(
        _l("Whose data is it about?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose whose data it is about."))],
    )

    def prepare(self) -> None:
        """Three ways to ask."""
        self.whom.choices = [
            ("self", _("My own data")),
            ("child", _("Data about my child or a child in my care")),
            ("other", _("Data about somebody else I act for")),
        ]

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
                "other": _("For example as guardian, mentor, lawyer or with written permission."),
            }
        }


class RepresentativeStep(StepForm):
    """Who asks, when it is not the person itself."""

    id, slug = "representative", "namens"
    kind = RadioField(
        _l("What are you to this person?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what you are to this person."))],
    )
    name = StringField(
        _l("Your own first name and surname"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in your own name.")), AtMost(NAME)],
        render_kw={"autocomplete": "name"},
    )

    def prepare(self) -> None:
        """Other answers fit a child than an adult."""
        child = [
            ("parent", _("Parent with parental authority")),
            ("guardian", _("Guardian")),
            ("foster_parent", _("Foster parent")),
        ]
        other = [
            ("authorised", _("I have written permission")),
            ("lawyer", _("Lawyer")),
            ("curator", _("Legal guardian of an adult (curator)")),
            ("administrator", _("Administrator of property (bewindvoerder)")),
            ("mentor", _("Mentor")),
        ]
        self.kind.choices = child if self.answers.get("whom", {}).get("whom") == "child" else other

    @classmethod
    def is_asked(cls, answers: Stored) -> bool:
        """Only of who asks for another."""
        return asks_for_another(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Who are you?")

    @property
    def why(self) -> str:
        """Why we ask."""
        return _(
            "We check whether you may ask for this person. "
            "You do not have to send proof now. We tell you when we need it."
        )

    def hints(self) -> dict[str, dict[str, str]]:
        """A foster parent often lacks authority: better told before than after."""
        return {
            "kind": {
                "foster_parent": _(
                    "You can send this request. Without authority over the child "
                    "we may need permission from the parent or guardian."
                )
            }
        }
