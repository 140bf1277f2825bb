"""Whether a row is about the person: identifiers compared as people mean them.

Matching too widely gives somebody another person's data, so nothing is guessed: what is empty on
either side never matches, and identifiers joined in the profile must all fit.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.connector import Subject
from portal.sources.values import read_date, read_moment

KNOWN = "known_"
"""How the name of a way begins that uses what a system told."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A column that must hold a value; `value` is in the form `same` gives."""

    identifier: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to find a person: every condition must fit.

    Attributes:
        is_known: whether it uses what a system told, and not what the person did.
    """

    name: str
    conditions: tuple[Condition, ...]
    is_known: bool = False

    @property
    def identifiers(self) -> tuple[str, ...]:
        """What is compared."""
        return tuple(each.identifier for each in self.conditions)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a person is looked up in a source system.

    Attributes:
        tables: those that can be searched, each with the ways to do it.
        searched_with: the names of all these ways.
        not_searched: those for which too little is known of the person.
    """

    tables: tuple[tuple[SourceTable, tuple[Way, ...]], ...]
    searched_with: tuple[str, ...]
    not_searched: tuple[SourceTable, ...]


def make_plan(system: SourceSystem, subject: Subject) -> Plan:
    """Look up with all that is known of the person, table by table."""
    found = [(table, ways(table, subject)) for table in system.tables]
    return Plan(
        tables=tuple((table, each) for table, each in found if each),
        searched_with=tuple(dict.fromkeys(way.name for _, each in found for way in each)),
        not_searched=tuple(table for table, each in found if not each),
    )


def ways(table: SourceTable, subject: Subject) -> tuple[Way, ...]:
    """The ways to find this person in this table; none when too little is known of the person."""
    found = []
    for name, pairs in zip((name for name, _ in table.match), table.ways(), strict=True):
        conditions = tuple(
            Condition(identifier, column, same(identifier, subject.value(identifier)))
            for identifier, column in pairs
        )
        if all(condition.value for condition in conditions):
            found.append(Way(name, conditions))
        if len(pairs) == 1:
            found += _known_ways(pairs[0], subject)
    return tuple(found)


def _known_ways(pair: tuple[str, str], subject: Subject) -> list[Way]:
    identifier, column = pair
    return [
        Way(f"{KNOWN}{identifier}", (Condition(identifier, column, same(identifier, value)),), True)
        for name, value in subject.known
        if name == identifier and same(identifier, value)
    ]


def same(identifier: str, value: object) -> str:
    """The form of a value in which equal means the same; empty when there is nothing to compare.

    Parameters:
        identifier: "email", "phone", "name", "birth_date", "postcode", "bsn" or another number.
        value: what a person typed or a system holds.
    """
    text = "" if value is None or isinstance(value, bytes) else str(value).strip()
    return _FORMS.get(identifier, _number)(text) if text else ""


def _email(text: str) -> str:
    return text.casefold() if "@" in text else ""


def _name(text: str) -> str:
    family, comma, given = text.partition(",")
    words = f"{given} {family}" if comma else text
    letters = unicodedata.normalize("NFKD", words)
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold()
    return " ".join(re.sub(r"[\s.’'`-]+", " ", plain).split())


def _phone(text: str) -> str:
    digits = re.sub(r"(?!^)\+|[^\d+]", "", text.replace("(0)", ""))
    digits = re.sub(r"^(\+|00)31", "0", digits)
    if re.fullmatch(r"[1-9]\d{8}", digits):  # a spreadsheet took it for a number
        digits = f"0{digits}"
    return digits if len(digits) >= 9 else ""


def _date(text: str) -> str:
    moment = read_date(text) or read_moment(text) or ""
    return moment[:10]


def _postcode(text: str) -> str:
    return re.sub(r"\s", "", text).upper()


def _bsn(text: str) -> str:
    digits = re.sub(r"[\s.]", "", text)
    return digits.zfill(9) if re.fullmatch(r"\d{8,9}", digits) else ""


def _number(text: str) -> str:
    plain = re.sub(r"[\s.-]", "", text).upper()
    # "0", "N/A" and "onbekend" stand in many rows for a number that nobody knows.
    return plain if len(plain) > 2 and re.search(r"[1-9]", plain) else ""


_FORMS: dict[str, Callable[[str], str]] = {
    "email": _email,
    "name": _name,
    "phone": _phone,
    "birth_date": _date,
    "postcode": _postcode,
    "bsn": _bsn,
}
