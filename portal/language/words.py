"""Words for one reader: messages, dates and legal terms in the language and form of address."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_currency

from portal.language.catalogs import catalog
from portal.organisations.organisation import AddressForm

HERE = ZoneInfo("Europe/Amsterdam")

WORK = "nl"
"""The language of the work: of what stands in systems and documents, whoever reads it."""


def local_date(moment: datetime) -> date:
    """The calendar date of a moment in the Netherlands: the date that counts for terms."""
    return moment.astimezone(HERE).date()


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that must be said in a reader's language.

    Attributes:
        language: 'nl' or 'en'.
        form: u or je; only Dutch knows the difference.
    """

    language: str
    form: AddressForm = AddressForm.U

    def gettext(self, message: str, **values: Any) -> str:
        """The message in this language, with %(name)s filled in."""
        text = catalog(self.language, self.form).ugettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, number: int, **values: Any) -> str:
        """The singular or plural message; %(num)s is the number."""
        text = catalog(self.language, self.form).ungettext(one, many, number)
        return text % {"num": number, **values}

    def short_date(self, day: date) -> str:
        """A date for tables: '18 dec. 2026'."""
        return format_date(day, "d MMM y", locale="en_GB" if self.language == "en" else "nl")

    def day(self, day: date) -> str:
        """A date with its weekday, for tables: 'vr 18 dec. 2026'."""
        return format_date(day, "EEEEEE d MMM y", locale="en_GB" if self.language == "en" else "nl")

    def moment(self, moment: datetime) -> str:
        """A moment in local time: '18 december 2026 om 14:05'."""
        local = moment.astimezone(HERE)
        locale = "en_GB" if self.language == "en" else "nl"
        return self.gettext(
            "%(date)s at %(time)s",
            date=format_date(local.date(), "d MMMM y", locale=locale),
            time=format_time(local.timetz(), "HH:mm", locale=locale),
        )

    def money(self, cents: int) -> str:
        """An amount as people say it, whole euros without cents: '€ 1.442'."""
        pattern = "¤ #,##0.00" if cents % 100 else "¤ #,##0"
        locale = "en_GB" if self.language == "en" else "nl"
        amount = Decimal(cents) / 100
        return format_currency(amount, "EUR", pattern, locale, currency_digits=False)

    def date(self, day: date) -> str:
        """A date as people say it: 'vrijdag 18 december 2026'."""
        pattern = "EEEE d MMMM y"
        return format_date(day, pattern, locale="en_GB" if self.language == "en" else "nl")
