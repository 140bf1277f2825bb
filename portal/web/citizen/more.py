"""Questions about the rights that are asked for less often, and the complaint."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField

from portal.law.rights import Right
from portal.web import page
from portal.web.citizen.step import StepForm
from portal.web.typed import LINE, TEXT, AtMost, Free, Needed, OneOf, clean_line, clean_text


class ConsentStep(StepForm):
    """Which consent; as easy as giving it (AVG 7.3)."""

    id, slug, right = "consent_withdrawal", "toestemming", Right.CONSENT_WITHDRAWAL
    free_text = ("what",)
    scope = RadioField(
        _l("Which consent do you take back?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose which consent you take back."))],
    )
    what = StringField(
        _l("For what?"),
        description=_l("Only fill this in when you chose a part. For example: the newsletter."),
        filters=[clean_line],
        validators=[AtMost(LINE)],
    )

    def prepare(self) -> None:
        """Two ways to ask."""
        self.scope.choices = [
            ("all", _("All consent I gave you")),
            ("some", _("Consent for one thing")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which consent do you take back?")

    @property
    def why(self) -> str:
        """What it does."""
        return _("You never need a reason. It counts from the moment you send this.")

    def is_right(self) -> bool:
        """A part needs a name."""
        right = super().is_right()
        if self.scope.data == "some" and not self.what.data and not self.what.errors:
            self.fail(self.what, _("Tell for what you take back your consent."))
            return False
        return right


class PortabilityStep(StepForm):
    """To the person, or straight to somebody else."""

    id, slug, right = "portability", "meenemen", Right.PORTABILITY
    free_text = ("receiver",)
    to = RadioField(
        _l("Who should get the data?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose who should get the data."))],
    )
    receiver = TextAreaField(
        _l("Which organisation?"),
        description=_l("Name and address or e-mail. Only fill this in when you chose the second."),
        filters=[clean_text],
        validators=[AtMost(LINE)],
    )

    def prepare(self) -> None:
        """Two ways to ask."""
        self.to.choices = [
            ("self", _("Me")),
            ("organisation", _("Another organisation, straight from you")),
        ]

    @property
    def heading(self) -> str:
        """The question."""
        return _("Who should get the data?")

    @property
    def why(self) -> str:
        """What it is about."""
        return _(
            "It is about data that you gave us yourself. "
            "You get them in a form that other computers can read."
        )

    def is_right(self) -> bool:
        """Another organisation needs a name."""
        right = super().is_right()
        missing = self.to.data == "organisation" and not self.receiver.data
        if missing and not self.receiver.errors:
            self.fail(self.receiver, _("Tell which organisation should get the data."))
            return False
        return right


class HumanReviewStep(StepForm):
    """Which decision."""

    id, slug, right = "human_review", "menselijke-blik", Right.HUMAN_REVIEW
    free_text = ("decision", "view")
    decision = TextAreaField(
        _l("Which decision should a person look at?"),
        description=_l("For example: the fine of 3 March, with the number on the letter."),
        filters=[clean_text],
        validators=[Needed(_l("Tell which decision it is about.")), AtMost(TEXT)],
    )
    view = TextAreaField(
        _l("What do you think of the decision?"),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which decision should a person look at?")

    @property
    def note(self) -> str:
        """The other road is not replaced by this one."""
        return _(
            "Did you get a letter with a day before which you can object (bezwaar)? "
            "That day stays the same. This request does not change it."
        )


class ComplaintStep(StepForm):
    """What happened, and who should look at it."""

    id, slug, right = "complaint", "klacht", Right.COMPLAINT
    free_text = ("what",)
    what = TextAreaField(
        _l("What happened?"),
        description=_l("Tell what went wrong, when, and what you want us to do."),
        filters=[clean_text],
        validators=[Needed(_l("Tell what happened.")), AtMost(TEXT)],
    )
    to = RadioField(
        _l("Who should look at your complaint?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose who should look at your complaint."))],
    )

    def prepare(self) -> None:
        """The organisation itself or its privacy officer, if it has one."""
        language = page.words().language
        choices = [("organisation", self.organisation.name.in_(language))]
        officer = self.organisation.privacy_officer
        if officer is not None:
            choices.append(("officer", officer.name.in_(language)))
        if len(choices) == 1:
            del self.to
        else:
            self.to.choices = choices

    @property
    def heading(self) -> str:
        """The question."""
        return _("What is your complaint about?")

    @property
    def note(self) -> str:
        """The AP is always open (AVG 77)."""
        return _(
            "You can also complain to the Dutch Data Protection Authority (AP) at any time. "
            "You do not have to complain to us first."
        )
