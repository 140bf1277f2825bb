"""Questions of who finds data wrong: what is the matter, and what should stand there (AVG 16)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField

from portal.law.rights import Right
from portal.web.citizen.step import StepForm
from portal.web.typed import LINE, TEXT, AtMost, Free, Needed, OneOf, clean_line, clean_text


class RectificationStep(StepForm):
    """What is the matter: a fact is wrong, something is missing, or opinions differ."""

    id, slug, right = "rectification", "correctie", Right.RECTIFICATION
    kind = RadioField(
        _l("What is wrong with the data?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what is wrong with the data."))],
    )

    def prepare(self) -> None:
        """Three ways to ask."""
        self.kind.choices = [
            ("wrong", _("Something in them is wrong")),
            ("missing", _("Something is missing")),
            ("opinion", _("I disagree with what somebody thinks of me")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("What is wrong with the data?")

    @property
    def why(self) -> str:
        """What happens meanwhile."""
        return _("Until we have checked it, we keep these data but do not use them.")  # AVG 18.1.a

    def hints(self) -> dict[str, dict[str, str]]:
        """An example of each."""
        return {
            "kind": {
                "wrong": _("For example: a misspelt name, an old address, a wrong date."),
                "missing": _("For example: a letter, or what you said in a talk."),
                "opinion": _(
                    "An opinion often stays as it is. "
                    "But you can always have your own view put beside it."
                ),
            }
        }


class CorrectionStep(StepForm):
    """Which data, and what should stand there."""

    id, slug, right = "correction", "correctie-gegevens", Right.RECTIFICATION
    free_text: tuple[str, ...] = ("field", "old", "new", "statement", "proof")
    field = StringField(
        _l("Which data is it about?"),
        description=_l("For example: my surname, or the report of 3 March."),
        filters=[clean_line],
        validators=[Needed(_l("Tell which data it is about.")), AtMost(LINE)],
    )
    old = TextAreaField(
        _l("What does it say now?"),
        description=_l("You do not know? Leave this empty."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )
    new = TextAreaField(
        _l("What should it say?"),
        filters=[clean_text],
        validators=[Needed(_l("Tell what it should say.")), AtMost(TEXT)],
    )
    statement = TextAreaField(
        _l("What do you think of it yourself?"),
        description=_l("Write it as it should stand in the file. We put it there in your words."),
        filters=[clean_text],
        validators=[Needed(_l("Tell what you think of it yourself.")), AtMost(TEXT)],
    )
    proof = TextAreaField(
        _l("What shows that you are right?"),
        description=_l("For example: my passport, a letter of 3 March. You need not send it now."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """Ask what fits: nothing stood there, or nobody can be proven right."""
        kind = (self.answers.get("rectification") or {}).get("kind")
        unfit = {"missing": ("old", "statement"), "opinion": ("new", "proof")}
        for name in () if self.as_told else unfit.get(str(kind), ("statement",)):
            del self[name]
        self.free_text = tuple(name for name in self.free_text if name in self)

    @property
    def heading(self) -> str:
        """The question."""
        return _("What should we correct?")
