"""Taking back consent: as easy as giving it, and at once (AVG 7.3)."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from portal.law.rights import Right
from portal.organisations.organisation import Organisation
from portal.web.citizen.answered import Stored, rights_chosen
from portal.web.citizen.step import StepForm, register_choices
from portal.web.citizen.stopping import known_only
from portal.web.fields import Boxes
from portal.web.typed import LINE, AtMost, Free, clean_line

ALL = "all"


class ConsentStep(StepForm):
    """Which consent, and whether the data should go as well."""

    id, slug, right = "consent_withdrawal", "toestemming", Right.CONSENT_WITHDRAWAL
    free_text = ("what",)
    consents = Boxes(_l("Which consent do you take back?"))
    what = StringField(
        _l("For something else?"),
        description=_l("For example: a photo on your website."),
        filters=[clean_line],
        validators=[Free(), AtMost(LINE)],
    )
    erase = BooleanField(_l("Erase the data too that you have because of my consent"))

    def prepare(self) -> None:
        """Offer what rests on consent; erasing where that is offered and not asked already."""
        self.consents.choices = [
            (ALL, _("All consent I gave you")),
            *register_choices(self.organisation, Right.CONSENT_WITHDRAWAL),
        ]
        self.erase.description = _("We then ask your date of birth, to be sure we erase your data.")
        asked_apart = self.as_told or Right.ERASURE in rights_chosen(self.answers)
        if asked_apart or not self.organisation.offers(Right.ERASURE):
            del self.erase

    @classmethod
    def part_of(cls, organisation: Organisation, stored: Stored) -> dict[str, Any]:
        """Everything, or the tasks that were chosen."""
        chosen = list(stored.get("consents") or [])
        part: dict[str, Any] = {"scope": "all" if ALL in chosen else "some"}
        if ALL not in chosen:
            part |= {"activities": chosen, "what": stored.get("what")}
        return super().part_of(organisation, part)

    @classmethod
    def erasure_of(cls, organisation: Organisation, stored: Stored) -> dict[str, Any]:
        """The erasure that goes with it (AVG 17.1.b): of what rested on the consent."""
        part = cls.part_of(organisation, stored)
        all_ids = [
            each.id for each in organisation.activities if Right.CONSENT_WITHDRAWAL in each.rights
        ]
        found = {
            "scope": "some",
            "activities": part.get("activities") or (all_ids if part["scope"] == "all" else []),
            "what": part.get("what"),
            "because": "consent_withdrawn",
        }
        return super().part_of(organisation, found)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Which consent do you take back?")

    @property
    def why(self) -> str:
        """What it does."""
        return _("You never need a reason. It counts from the moment you send this.")

    def is_right(self) -> bool:
        """Some consent must be named."""
        right = super().is_right() and known_only(self, self.consents)
        if not self.consents.data and not self.what.data and not self.errors:
            self.fail(self.consents, _("Choose which consent you take back."))
            return False
        return right
