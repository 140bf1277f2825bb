"""Questions about the person: by what we find the data, and how to reach who asks."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, StringField, TelField, TextAreaField

from portal.language.words import local_date
from portal.law.rights import RULES
from portal.organisations.organisation import Organisation
from portal.web import page
from portal.web.citizen.answered import (
    Stored,
    asks_for_another,
    is_short,
    rights_asked,
    whom,
)
from portal.web.citizen.step import StepForm
from portal.web.typed import (
    LINE,
    NAME,
    SHORT,
    AtMost,
    Free,
    Needed,
    check_bsn,
    check_email,
    check_phone,
    check_postcode,
    clean_line,
    clean_text,
    holds_bsn,
    read_date,
)

OLDEST = date(1900, 1, 1)


class AboutStep(StepForm):
    """The person the data are about."""

    id, slug = "about", "over-wie"
    free_text: tuple[str, ...] = ("client_number",)
    given_name = StringField(
        _l("First name or initials"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a first name or initials.")), AtMost(NAME)],
    )
    family_name = StringField(
        _l("Surname"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a surname.")), AtMost(NAME)],
    )
    birth_day = StringField(_l("Day"), filters=[clean_line], validators=[AtMost(20)])
    birth_month = StringField(_l("Month"), filters=[clean_line], validators=[AtMost(20)])
    birth_year = StringField(_l("Year"), filters=[clean_line], validators=[AtMost(20)])
    client_number = StringField(
        _l("Client number or case number"),
        description=_l("It is on letters we sent. You do not know it? Leave this empty."),
        filters=[clean_line],
        validators=[Free(), AtMost(SHORT)],
    )
    postcode = StringField(
        _l("Postcode"),
        filters=[clean_line],
        validators=[Free(), AtMost(SHORT), check_postcode],
        render_kw={"autocomplete": "postal-code"},
    )
    bsn = StringField(
        _l("Citizen service number (BSN)"),
        description=_l("With this number we are sure to find the right person."),
        filters=[clean_line],
        validators=[Free(), AtMost(SHORT), check_bsn],
        render_kw={"inputmode": "numeric"},
    )

    def prepare(self) -> None:
        """Ask only for what this organisation finds people by; a BSN only where the law allows."""
        used = identifiers_used(self.organisation)
        if "client_number" not in used:
            del self.client_number
            self.free_text = ()
        if "postcode" not in used:
            del self.postcode
        if not self.organisation.may_ask_bsn:  # UAVG 46
            del self.bsn
        own = not asks_for_another(self.answers)
        for name, token in (("given_name", "given-name"), ("family_name", "family-name")):
            self[name].render_kw = {"autocomplete": token} if own else {}
        for name, token in (("birth_day", "day"), ("birth_month", "month"), ("birth_year", "year")):
            kind = {"autocomplete": f"bday-{token}"} if own else {}
            self[name].render_kw = {"inputmode": "numeric", **kind}

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Always, unless a name and an address are enough."""
        return not is_short(answers)

    @property
    def heading(self) -> str:
        """The question."""
        if whom(self.answers) == "deceased":
            return _("Who is the person who died?")
        if asks_for_another(self.answers):
            return _("Who is the person the data are about?")
        return _("Who are you?")

    @property
    def why(self) -> str:
        """Why we ask."""
        return _("We use this to find the right data, and to give them to nobody else.")

    @property
    def needs_birth_date(self) -> bool:
        """Asked for what the law gives a term for; a withdrawal should be as easy as consent."""
        asked = rights_asked(self.answers)
        by_law = not asked or any(RULES[right].has_month for right in asked)  # AVG 7.3
        return by_law or whom(self.answers) == "child"  # UAVG 5.4: the age decides who may ask

    def is_right(self) -> bool:
        """Judge the fields, the date as a whole, and numbers where they do not belong."""
        right = super().is_right()
        parts = [self.birth_day, self.birth_month, self.birth_year]
        typed = [field.data or "" for field in parts]
        if any(field.errors for field in parts):
            return False
        if not any(typed) and not self.needs_birth_date:
            return right
        born = read_date(*typed)
        if born is None or not OLDEST <= born <= local_date(page.now()):
            self.fail(parts[0], _("Fill in the date of birth, such as 24 3 1956."))
            return False
        return names_hold_no_number(self) and right


def names_hold_no_number(form: StepForm) -> bool:
    """Whether nobody typed a number where a name belongs; notes the fault when somebody did."""
    found = [
        form[name] for name in ("given_name", "family_name") if holds_bsn(form[name].data or "")
    ]
    for field in found:
        form.fail(field, _("Fill in a name, not a number."))
    return not found


def email_field(hint: Any) -> EmailField:
    """Where mail goes.

    Parameters:
        hint: what it is used for.
    """
    return EmailField(
        _l("E-mail address"),
        description=hint,
        filters=[clean_line],
        validators=[Needed(_l("Fill in your e-mail address.")), AtMost(254), check_email],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class ShortStep(StepForm):
    """All there is to ask of who only wants something to stop (AVG 7.3, 21.3)."""

    id, slug = "short", "wie-bent-u"
    given_name = StringField(
        _l("First name or initials"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a first name or initials.")), AtMost(NAME)],
        render_kw={"autocomplete": "given-name"},
    )
    family_name = StringField(
        _l("Surname"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a surname.")), AtMost(NAME)],
        render_kw={"autocomplete": "family-name"},
    )
    email = email_field(_l("Use the address by which we know you. Then we find you soonest."))

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Only where this is enough."""
        return is_short(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("Who are you?")

    @property
    def why(self) -> str:
        """Why we ask."""
        return _("This is all we need. You get a receipt by mail.")

    def is_right(self) -> bool:
        """Names are no numbers."""
        right = super().is_right()
        return names_hold_no_number(self) and right


class ContactStep(StepForm):
    """Where the answer goes."""

    id, slug = "contact", "contact"
    free_text = ("address",)
    email = email_field(
        _l("For example name@example.com. We send you a code to check the address.")
    )
    phone = TelField(
        _l("Telephone number"),
        description=_l("Handy when we have a question."),
        filters=[clean_line],
        validators=[Free(), AtMost(30), check_phone],
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    address = TextAreaField(
        _l("Address"),
        description=_l("Only if you want our answer by post."),
        filters=[clean_text],
        validators=[Free(), AtMost(LINE)],
        render_kw={"autocomplete": "street-address"},
    )
    secret_address = BooleanField(
        _l("The address is secret"),
        description=_l("Nobody may know where you live? Then we write it in no letter."),
    )

    def prepare(self) -> None:
        """Of a child the secret can be where it lives."""
        if whom(self.answers) == "child":
            self.secret_address.description = _(
                "May nobody know where you or the child live? Then we write it in no letter."
            )

    @classmethod
    def is_asked(cls, _organisation: Organisation, answers: Stored) -> bool:
        """Always, unless it was asked already."""
        return not is_short(answers)

    @property
    def heading(self) -> str:
        """The question."""
        return _("How can we reach you?")

    @property
    def why(self) -> str:
        """Why we ask."""
        return _(
            "You get mail when there is news. The mail does not say what your request is about."
        )


def identifiers_used(organisation: Organisation) -> frozenset[str]:
    """The identifiers by which this organisation's systems find a person."""
    return frozenset(
        name
        for source in organisation.sources
        for table in source.tables
        for identifier, _column in table.match
        for name in identifier.split("+")
    )
