"""The ages at which a child may ask itself and a parent no longer, as dated data."""

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from portal.law.rights import Right

ADULT = 18  # BW 1:233


class Band(StrEnum):
    """The ages at which the law draws lines."""

    UNDER_12 = "under_12"
    FROM_12 = "12_15"
    FROM_16 = "16_17"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class AgeLines:
    """The ages of a period.

    Attributes:
        valid_from: the first day of the period.
        may_ask_from: from this age a child may ask itself.
        parent_until: up to this age a parent may ask.
        withdraws_from: from this age a child may take back consent.
        parent_withdraws_until: up to this age a parent may take back consent.
        article: where the first two stand.
        withdrawal_article: where the next two stand.
        helper_article: where free help for minors is left out of all of it.
    """

    valid_from: date
    may_ask_from: int
    parent_until: int
    withdraws_from: int
    parent_withdraws_until: int
    article: str
    withdrawal_article: str
    helper_article: str

    def child_from(self, rights: Collection[Right]) -> int:
        """From this age a child may ask this itself, all of it.

        The act speaks of the rights of chapter III and of consent; anyone may complain (AVG 38.4).
        """
        ages = {Right.CONSENT_WITHDRAWAL: self.withdraws_from, Right.COMPLAINT: 0}  # UAVG 5.3.b
        asked = (ages.get(right, self.may_ask_from) for right in rights)
        return max(asked, default=self.may_ask_from)  # UAVG 5.4

    def parent_may_until(self, rights: Collection[Right]) -> int:
        """Up to this age a parent may ask this, all of it."""
        if set(rights) == {Right.CONSENT_WITHDRAWAL}:
            return self.parent_withdraws_until  # UAVG 5.3.a
        return self.parent_until  # UAVG 5.4


def read_age_lines(lines: Iterable[str]) -> tuple[AgeLines, ...]:
    """Read the ages from comma-separated lines with a heading, oldest first.

    Raises:
        ValueError: a number or date is none, or the ages are in the wrong order.
    """
    found = [
        AgeLines(
            date.fromisoformat(row["valid_from"]),
            int(row["may_ask_from"]),
            int(row["parent_until"]),
            int(row["withdraws_from"]),
            int(row["parent_withdraws_until"]),
            row["article"],
            row["withdrawal_article"],
            row["helper_article"],
        )
        for row in csv.DictReader(lines)
    ]
    for each in found:
        rising = 0 < each.may_ask_from <= each.parent_until <= ADULT
        if not (rising and 0 < each.withdraws_from <= each.parent_withdraws_until <= ADULT):
            raise ValueError(f"the ages from {each.valid_from} on are in the wrong order")
    return tuple(sorted(found, key=lambda each: each.valid_from))


@cache
def known_age_lines() -> tuple[AgeLines, ...]:
    """The ages known to this version (UAVG 5)."""
    path = resources.files("portal.law") / "data" / "age_lines.csv"
    return read_age_lines(path.read_text(encoding="utf-8").splitlines())


def age_lines_on(day: date) -> AgeLines:
    """The ages in force on a day; before the first known day, the first that are known."""
    known = known_age_lines()
    return max((each for each in known if each.valid_from <= day), default=known[0], key=_start)


def age(birth_date: date, on: date) -> int:
    """How many years old somebody is on a day.

    Raises:
        ValueError: the day lies before the birth.
    """
    if on < birth_date:
        raise ValueError(f"nobody born on {birth_date} has an age on {on}")
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def band(birth_date: date, on: date) -> Band:
    """Between which lines somebody's age lies on a day.

    Raises:
        ValueError: the day lies before the birth.
    """
    years = age(birth_date, on)
    if years < 12:
        return Band.UNDER_12
    if years < 16:
        return Band.FROM_12
    return Band.FROM_16 if years < ADULT else Band.ADULT  # BW 1:233


def _start(lines: AgeLines) -> date:
    return lines.valid_from
