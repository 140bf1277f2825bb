"""The records of a report in human words: facts, and how they are laid out on a page."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in euros unless said otherwise."""

    amount: Decimal
    currency: str = "EUR"


COLUMNS, CELL = 4, 60  # columns beside the label, and characters in one of them
LONG = 900  # characters of a text that may run on to the next page
LINES = 12  # lines of such a text
TOGETHER = 4  # facts of a record that stay on one page

Value = str | bool | int | date | datetime | Decimal | Money


@dataclass(frozen=True, slots=True)
class Field:
    """One fact in human words; `value` may be a date, a number, a yes/no or text."""

    label: str
    value: Value

    @property
    def is_long(self) -> bool:
        """Whether the value is a text that may be cut in two by the end of a page."""
        text = self.value
        return isinstance(text, str) and (len(text) > LONG or text.count("\n") >= LINES)


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One record about the person, such as a phone call or a letter.

    Attributes:
        annex: number of the annex with its document, if it has one.
    """

    label: str
    fields: tuple[Field, ...]
    annex: int | None = None

    @property
    def splits(self) -> bool:
        """Whether the record may run on to the next page, between two facts or in a long text."""
        return len(self.fields) > TOGETHER or any(field.is_long for field in self.fields)


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """The records of one category, from one source system.

    Attributes:
        views: whether they tell who looked into the file of the person.
    """

    category: str
    source: str
    items: tuple[ReportItem, ...]
    views: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The labels that every record shares, when one table can show them all; else nothing."""
        labels = {tuple(field.label for field in item.fields) for item in self.items}
        if len(self.items) < 2 or len(labels) != 1:
            return ()
        shared = labels.pop()
        values = (str(field.value) for item in self.items for field in item.fields)
        fits = len(shared) <= COLUMNS and all(
            len(value) <= CELL and "\n" not in value for value in values
        )
        return shared if fits else ()
