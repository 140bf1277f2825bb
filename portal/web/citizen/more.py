"""Questions about taking data along, a human look at a decision, and the complaint."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from portal.language.roads import RoadWords, road_words
from portal.language.words import local_date
from portal.law.rights import Right
from portal.organisations.organisation import Activity, Organisation
from portal.services.confidential import has_officer
from portal.web import page
from portal.web.citizen.answered import Stored, rights_asked, rights_chosen
from portal.web.citizen.step import StepForm, register_choices
from portal.web.citizen.stopping import known_only
from portal.web.fields import Boxes, DayField
from portal.web.typed import LINE, TEXT, AtMost, Free, Needed, OneOf, clean_text

OTHER = "other"
FIRST_DECISION = date(2000, 1, 1)


class PortabilityStep(StepForm):
    """To the person, or straight to somebody else; everything, or some of it."""

    id, slug, right = "portability", "meenemen", Right.PORTABILITY
    to = RadioField(
        _l("Who should get the data?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose who should get the data."))],
    )
    activities = Boxes(
        _l("Which data do you want to take with you?"),
        description=_l("You want all of them? Choose nothing here."),
        validators=[Free()],
    )

    def prepare(self) -> None:
        """Two ways to ask; a choice of data where there is something to choose."""
        self.to.choices = [
            ("self", _("Me")),
            ("organisation", _("Another organisation, straight from you")),
        ]
        self.activities.choices = register_choices(self.organisation, Right.PORTABILITY)
        if len(self.activities.choices) < 2:
            del self.activities

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
        """Only data that can be taken along."""
        right = super().is_right()
        return right and ("activities" not in self or known_only(self, self.activities))


class ReceiverStep(StepForm):
    """The organisation that should get the data (AVG 20.2)."""

    id, slug, right = "receiver", "meenemen-naar", Right.PORTABILITY
    free_text = ("receiver",)
    receiver = TextAreaField(
        _l("Which organisation?"),
        description=_l("Name and address or e-mail."),
        filters=[clean_text],
        validators=[Needed(_l("Tell which organisation should get the data.")), AtMost(LINE)],
    )

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Only when somebody else should get them."""
        straight = (answers.get("portability") or {}).get("to") == "organisation"
        return straight and Right.PORTABILITY in rights_chosen(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which organisation?")

    @property
    def note(self) -> str:
        """What if it cannot be done."""
        return _("If we cannot send them there, you get the data yourself.")


def decisions_of(organisation: Organisation) -> list[Activity]:
    """The tasks of which the register names decisions that can be contested."""
    return [each for each in organisation.activities if each.automated_decision or each.roads]


class WhichDecisionStep(StepForm):
    """What the decision is about: it tells which roads there are."""

    id, slug, right = "which_decision", "menselijke-blik", Right.HUMAN_REVIEW
    activity = RadioField(
        _l("What is the decision about?"),
        validate_choice=False,
        validators=[OneOf(_l("Choose what the decision is about."))],
    )

    def prepare(self) -> None:
        """Offer what the register names."""
        language = page.words().language
        self.activity.choices = [
            *((each.id, each.name.in_(language)) for each in decisions_of(self.organisation)),
            (OTHER, _("Something else")),
        ]

    @classmethod
    def is_asked(cls, organisation: Organisation, answers: Stored) -> bool:
        """Only where there is a choice."""
        return super().is_asked(organisation, answers) and cls.is_offered(organisation)

    @classmethod
    def is_offered(cls, organisation: Organisation) -> bool:
        """Whether the register names decisions."""
        return bool(decisions_of(organisation))

    @classmethod
    def part_of(cls, _organisation: Organisation, stored: Stored) -> dict[str, object]:
        """The task, as a list like everywhere."""
        chosen = stored.get("activity")
        return {"activities": [chosen]} if chosen and chosen != OTHER else {}

    @property
    def heading(self) -> str:
        """The question."""
        return _("What is the decision about?")

    @property
    def why(self) -> str:
        """What a computer decides."""
        names = [each for each in decisions_of(self.organisation) if each.automated_decision]
        language = page.words().language
        listed = ", ".join(each.name.in_(language) for each in names)
        return _("Here a computer decides by itself: %(names)s.", names=listed) if listed else ""


class HumanReviewStep(StepForm):
    """Which decision, and what this person thinks of it (AVG 22.3)."""

    id, slug, right = "human_review", "menselijke-blik-besluit", Right.HUMAN_REVIEW
    free_text = ("decision", "view")
    decision = TextAreaField(
        _l("Which decision should a person look at?"),
        description=_l("For example: the fine of 3 March, with the number on the letter."),
        filters=[clean_text],
        validators=[Needed(_l("Tell which decision it is about.")), AtMost(TEXT)],
    )
    decided_on = DayField(
        _l("Which date is on the decision?"),
        description=_l("Then we can say until which day you can use the other road."),
        validators=[Free()],
    )
    view = TextAreaField(
        _l("What do you think of the decision?"),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )

    def prepare(self) -> None:
        """Keep the date where it serves."""
        if not self.roads and not self.as_told:
            del self.decided_on

    @property
    def heading(self) -> str:
        """The question."""
        return _("Have a person look at a decision")

    @property
    def roads(self) -> tuple[RoadWords, ...]:
        """How the decision itself can be contested (Awb 6:4)."""
        chosen = (self.answers.get("which_decision") or {}).get("activity")
        known = [each for each in decisions_of(self.organisation) if each.id == chosen]
        typed: date | None = self.decided_on.data if "decided_on" in self else None
        day = typed if typed and is_likely(typed) else None
        return tuple(road for each in known for road in road_words(page.words(), each, day))

    @property
    def note(self) -> str:
        """The other road is not replaced by this one."""
        return _(
            "Did you get a letter with a day before which you can object (bezwaar)? "
            "That day stays the same. This request does not change it."
        )

    def is_right(self) -> bool:
        """A decision was made before today, and not in another century."""
        right = super().is_right()
        typed: date | None = self.decided_on.data if "decided_on" in self else None
        if typed and not is_likely(typed):
            self.fail(self.decided_on, _("Check the date on the decision."))
            return False
        return right


def is_likely(decided_on: date) -> bool:
    """Whether a decision can bear this date."""
    return FIRST_DECISION <= decided_on <= local_date(page.now())


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
        """The organisation itself or its privacy officer, if it has one who would see it here."""
        language = page.words().language
        choices = [("organisation", self.organisation.name.in_(language))]
        officer = self.organisation.privacy_officer
        if officer is not None and has_officer(page.db(), self.organisation.slug):
            choices.append(("officer", officer.name.in_(language)))
        if len(choices) == 1:
            del self.to
        else:
            self.to.choices = choices

    @property
    def heading(self) -> str:
        """The question."""
        return _("What is your complaint about?")

    def hints(self) -> dict[str, dict[str, str]]:
        """Who gets to see it (UAVG 39)."""
        alone = len(rights_asked(self.answers)) == 1
        officer = _("Only this officer sees it. Our other staff cannot open it.")
        apart = _("Your other questions do go to our staff. You get two references.")
        return {
            "to": {
                "organisation": _("The staff who handle complaints see it."),
                "officer": officer if alone else f"{officer} {apart}",
            }
        }

    @property
    def note(self) -> str:
        """The AP is always open (AVG 77), and so is an FG who does not read along here (38.4)."""
        always = _(
            "You can also complain to the Dutch Data Protection Authority (AP) at any time. "
            "You do not have to complain to us first."
        )
        officer = self.organisation.privacy_officer
        if officer is None or "to" in self:
            return always
        reach = officer.email or ", ".join(officer.address) or officer.phone
        name = officer.name.in_(page.words().language)
        apart = _("You can also write to the %(name)s: %(reach)s.", name=name, reach=reach)
        return f"{apart} {always}"
