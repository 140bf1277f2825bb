"""Questions about the person: by what we find the data, and how to reach who asks."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField, TelField, TextAreaField

from portal.language.words import local_date
from portal.law.rights import RULES
from portal.organisations.organisation import Organisation
from portal.web import page
from portal.web.citizen.step import StepForm, asks_for_another, rights_asked
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

    @property
    def heading(self) -> str:
        """The question."""
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
        return not asked or any(RULES[right].has_month for right in asked)  # AVG 7.3

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
        return self._judge_names() and right

    def _judge_names(self) -> bool:
        found = [each for each in (self.given_name, self.family_name) if holds_bsn(each.data)]
        for field in found:
            self.fail(field, _("Fill in a name, not a number."))
        return not found


class ContactStep(StepForm):
    """Where the answer goes."""

    id, slug = "contact", "contact"
    free_text = ("address",)
    email = EmailField(
        _l("E-mail address"),
        description=_l("For example name@example.com. We send you a code to check the address."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in your e-mail address.")), AtMost(254), check_email],
        render_kw={"autocomplete": "email", "inputmode": "email"},
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

    def keep(self) -> dict[str, Any]:
        """The answers to store."""
        return {name: value or "" for name, value in super().keep().items()}


def identifiers_used(organisation: Organisation) -> frozenset[str]:
    """The identifiers by which this organisation's systems find a person."""
    return frozenset(
        name
        for source in organisation.sources
        for table in source.tables
        for identifier, _column in table.match
        for name in identifier.split("+")
    )
