"""Who asks for somebody else: what they are to that person (UAVG 5), or to somebody who died."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.law.representation import Kind
from portal.organisations.organisation import Organisation
from portal.web.citizen.answered import Stored, asks_for_another, whom
from portal.web.citizen.step import Changes, StepForm
from portal.web.typed import NAME, AtMost, Needed, OneOf, clean_line


def kinds_for(whose: str) -> list[tuple[str, str]]:
    """What somebody can be to a child, to somebody else; nothing where it is plain."""
    child = [
        (Kind.PARENT.value, _("Parent with parental authority")),
        (Kind.GUARDIAN.value, _("Guardian")),
        (Kind.FOSTER_PARENT.value, _("Foster parent")),
    ]
    other = [
        (Kind.AUTHORISED.value, _("With permission of this person")),
        (Kind.LAWYER.value, _("Lawyer")),
        (Kind.CURATOR.value, _("Legal guardian of an adult (curator)")),
        (Kind.BEWINDVOERDER.value, _("Administrator of property (bewindvoerder)")),
        (Kind.MENTOR.value, _("Mentor")),
    ]
    return {"child": child, "other": other}.get(whose, [])


class DeceasedStep(StepForm):
    """The AVG is for the living: what somebody can still ask (recital 27)."""

    id, slug = "deceased", "overleden"
    want = RadioField(
        _l("What do you want to ask?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what you want to ask."))],
    )

    def prepare(self) -> None:
        """Two roads, and nobody is sent away."""
        self.want.choices = [
            ("own", _("My own data: also in the file of the person who died")),
            ("file", _("The file of the person who died")),
        ]

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Only of who asks about somebody who died."""
        return whom(answers) == "deceased"

    @property
    def heading(self) -> str:
        """The question."""
        return _("What do you want to ask?")

    @property
    def why(self) -> str:
        """What the law says."""
        return _(
            "We are sorry for your loss. The privacy law (AVG) is about people who are alive. "
            "Sometimes another law lets relatives see a file."
        )  # AVG recital 27

    def hints(self) -> dict[str, dict[str, str]]:
        """What each road gives."""
        return {
            "want": {
                "own": _("This is your own right. It works like any other request."),
                "file": _(
                    "You may see it with permission given while alive, or for an important reason. "
                    "Parents may also see the file of a child who was younger than 16."
                ),  # Jeugdwet 7.3.12a, BW 7:458a
            }
        }

    def changes(self) -> Changes:
        """Who asks for the own data asks as anybody does."""
        return {"whom": {"whom": "self"}} if self.want.data == "own" else {}


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
        self.kind.choices = kinds_for(whom(self.answers))
        if not self.kind.choices:
            del self.kind

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
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
                Kind.FOSTER_PARENT.value: _(
                    "You can send this request. Without authority over the child "
                    "we may need permission from the parent or guardian."
                )
            }
        }
