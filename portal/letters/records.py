"""The records of a report in human words: facts, and how they are laid out on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.letters.columns import fitted


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in euros unless said otherwise."""

    amount: Decimal
    currency: str = "EUR"


LONG = 900  # characters of a text that may run on to the next page
LINES = 12  # lines of such a text
TOGETHER = 8  # lines of a record that stays on one page
LINE = 56  # characters of a value on one line

Value = str | bool | int | date | datetime | Decimal | Money


@dataclass(frozen=True, slots=True)
class Field:
    """One fact in human words; `value` may be a date, a number, a yes/no or text.

    Attributes:
        lang: the language of the value, where it is not that of the report.
    """

    label: str
    value: Value
    lang: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the value is a text that may be cut in two by the end of a page."""
        text = self.value
        return isinstance(text, str) and (len(text) > LONG or text.count("\n") >= LINES)

    @property
    def lines(self) -> int:
        """How many lines the value takes, about."""
        text = self.value
        return 1 + len(text) // LINE + text.count("\n") if isinstance(text, str) else 1


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
    def lines(self) -> int:
        """How many lines the record takes, about."""
        return sum(field.lines for field in self.fields)

    @property
    def splits(self) -> bool:
        """Whether the record may run on to the next page, between two facts or in a long text."""
        return self.lines > TOGETHER


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """The records of one category, from one source system.

    Attributes:
        views: whether they tell who looked into the file of the person.
    """

    category: str
    source: str
    items: Sequence[ReportItem]
    views: bool = False

    @property
    def table(self) -> "Table | None":
        """One table of all records, when they have the same facts and these fit on its rows."""
        if len(self.items) < 2:
            return None
        first = tuple(field.label for field in self.items[0].fields)
        if any(tuple(field.label for field in item.fields) != first for item in self.items):
            return None
        named = not self.views  # a moment is a name by itself
        rows = (
            (*((item.label,) if named else ()), *(field.value for field in item.fields))
            for item in self.items
        )
        widths = fitted(("", *first) if named else first, rows)
        return Table(first, widths, named) if widths else None


@dataclass(frozen=True, slots=True)
class Table:
    """How records stand below each other.

    Attributes:
        columns: what heads the facts.
        widths: in percents, of each column from left to right.
        named: whether the first column has the names of the records.
    """

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    named: bool
