"""Values of a source system in human words: typed, harmless, and storable as JSON."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Self

from portal.language.words import WORK
from portal.organisations.organisation import FieldMapping

TRUE = frozenset({"1", "true", "ja", "j", "yes", "y", "waar"})
FALSE = frozenset({"0", "false", "nee", "n", "no", "onwaar"})
DATE_PATTERNS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d")
MOMENT_PATTERNS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S")

_LETTER = re.compile(r"[^\W\d_]")
# Signs that no reader sees but that break a database, a PDF or the direction of the text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


class Kind(StrEnum):
    """What a value is; anything that is not what the profile says it is stays text."""

    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    MONEY = "money"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """One fact on a person.

    Attributes:
        label_nl, label_en: what it is, as the profile says.
        value: text; a date or moment in ISO form; an amount as "12.50"; a yes/no as "1" or "0".
        value_en: the English of a code that the profile explains; empty for everything else.
        names_third_person: whether the value may name somebody else.
        tells_address: whether the value says where somebody lives.
    """

    label_nl: str
    label_en: str
    value: str
    kind: Kind = Kind.TEXT
    value_en: str = ""
    names_third_person: bool = False
    tells_address: bool = False

    def as_row(self) -> list[Any]:
        """As it is stored in Finding.fields."""
        marks = [self.names_third_person, self.tells_address]
        return [self.label_nl, self.label_en, self.value, self.kind.value, self.value_en, *marks]

    @classmethod
    def from_row(cls, row: list[Any]) -> Self:
        """Read back what `as_row` wrote; a row of three is a label twice and a text."""
        label_nl, label_en, value, *rest = row
        if not rest:
            return cls(label_nl, label_en, value)
        kind, value_en, *marks = rest
        return cls(label_nl, label_en, value, Kind(kind), value_en, *marks)

    def label(self, language: str) -> str:
        """What it is, in the reader's language."""
        return self.label_en if language == "en" else self.label_nl

    def typed(self, language: str) -> str | bool | date | datetime | Decimal:
        """The value as what it is, so that whoever prints it writes it in the reader's way."""
        match self.kind:
            case Kind.DATE:
                return date.fromisoformat(self.value)
            case Kind.DATETIME:
                return datetime.fromisoformat(self.value)
            case Kind.MONEY:
                return Decimal(self.value)
            case Kind.BOOLEAN:
                return self.value == "1"
        return self.value_en if self.value_en and language == "en" else self.value

    def tongue(self, language: str) -> str:
        """The language of the value where that is not the reader's; empty where it is.

        What a source holds is in the language of the work. A code that the profile explains, and
        what stands for something that was taken out, is in the language of who reads it.
        """
        translated = self.kind is not Kind.TEXT or self.value_en
        if language == WORK or translated or not _LETTER.search(self.value):
            return ""
        return WORK


def clean(value: object) -> str:
    """A cell as text that can be stored and shown; what no one can see becomes a � sign."""
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    return _INVISIBLE.sub("\ufffd", str(value).replace("\r\n", "\n")).strip()


def translate(mapping: FieldMapping, cell: object) -> Field | None:
    """One cell in human words; None when it is empty.

    Parameters:
        mapping: what the profile says of the column.
        cell: what the source gave; a value that is not of the kind promised is given as text.
    """
    text = "" if cell is None else clean(cell)
    if not text:
        return None
    kind, value, value_en = _read(mapping, text)
    marks = mapping.names_third_person, mapping.tells_address
    return Field(mapping.label.nl, mapping.label.en, value, kind, value_en, *marks)


def _read(mapping: FieldMapping, text: str) -> tuple[Kind, str, str]:
    if mapping.kind == "code":
        meaning = dict(mapping.codes).get(text)
        return (Kind.TEXT, meaning.nl, meaning.en) if meaning else (Kind.TEXT, text, "")
    readers = {"date": read_date, "datetime": read_moment, "money": read_money, "boolean": _bool}
    reader = readers.get(mapping.kind)
    value = reader(text) if reader else None
    return (Kind(mapping.kind), value, "") if value is not None else (Kind.TEXT, text, "")


def read_date(text: str) -> str | None:
    """A date in ISO form from one of the ways in which systems write it, or None."""
    for pattern in DATE_PATTERNS:
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 - a date
        except ValueError:
            continue
    return None


def read_moment(text: str) -> str | None:
    """A moment in ISO form, or None; without a zone it is local time."""
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for pattern in MOMENT_PATTERNS:
        try:
            return datetime.strptime(text, pattern).isoformat()  # noqa: DTZ007 - local time
        except ValueError:
            continue
    return None


def read_money(text: str) -> str | None:
    """An amount with a point and two decimals, from Dutch or English writing, or None."""
    plain = re.sub(r"^(€|EUR)\s*", "", text)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d{1,2}|-?\d+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", plain):
        return None
    try:
        return str(Decimal(plain).quantize(Decimal("0.01")))
    except InvalidOperation:
        return None


def _bool(text: str) -> str | None:
    if text.lower() in TRUE:
        return "1"
    return "0" if text.lower() in FALSE else None
