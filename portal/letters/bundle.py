"""Data to take along: a table for each kind, in a form that other computers read (AVG 20.1)."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from portal.language.articles import spoken
from portal.language.words import Words
from portal.letters.blocks import demand
from portal.letters.environment import clean
from portal.letters.records import Money, ReportItem, Value

_MEANS_SOMETHING = re.compile(r"[=@\t\r]|[+-](?!\(?\d[\d\s.,()-]*$)")
"""How a text begins that a spreadsheet would carry out instead of show."""

_NO_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one category, from one system, of one activity."""

    activity: str
    category: str
    source: str
    basis: str
    items: Sequence[ReportItem]

    @property
    def columns(self) -> tuple[str, ...]:
        """Each label that a record has, in the order in which they first come."""
        return tuple(dict.fromkeys(field.label for item in self.items for field in item.fields))


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a person takes along.

    Attributes:
        subject: the name of the person.
        created: aware moment of making.
    """

    reference: str
    language: str
    organisation: str
    subject: str
    created: datetime
    tables: tuple[Table, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when there is nothing to take along."""
        demand("the data to take along", subject=self.subject, tables=self.tables)


def as_zip(bundle: Bundle, words: Words) -> bytes:
    """A ZIP with a CSV for each table and a text that tells what is in it.

    Equal byte for byte for equal input.
    """
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        names = [_file_name(number, table) for number, table in enumerate(bundle.tables, start=1)]
        readme = words.gettext("READ-ME.txt")
        _write(packed, readme, [_readme(bundle, names, words)], bundle.created)
        for name, table in zip(names, bundle.tables, strict=True):
            _write(packed, name, _lines(table), bundle.created)
    return body.getvalue()


def _write(packed: zipfile.ZipFile, name: str, parts: Iterable[str], at: datetime) -> None:
    moment = at.astimezone(UTC)
    info = zipfile.ZipInfo(name, moment.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    with packed.open(info, "w") as file:
        file.write("\ufeff".encode())  # without it Excel takes the text for another alphabet
        for part in parts:
            file.write(part.encode(errors="replace"))


def _lines(table: Table) -> Iterator[str]:
    columns = table.columns
    line = io.StringIO()
    writer = csv.writer(line)  # RFC 4180
    for row in (columns, *(_row(item, columns) for item in table.items)):
        writer.writerow([_cell(each) for each in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _row(item: ReportItem, columns: Iterable[str]) -> list[Value]:
    told = {field.label: field.value for field in item.fields}
    return [told.get(column, "") for column in columns]


def _cell(value: Value) -> str:
    """A value as computers exchange it: days as in ISO 8601, amounts with a point."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case Money():
            return str(value.amount)
        case int() | Decimal():
            return str(value)
    text = clean(value)
    return f"'{text}" if _MEANS_SOMETHING.match(text) else text


def _file_name(number: int, table: Table) -> str:
    name = _NO_NAME.sub("-", table.category.casefold()).strip("-")[:_LONGEST_NAME]
    return f"{number:02}-{name or 'data'}.csv"


def _readme(bundle: Bundle, names: Iterable[str], words: Words) -> str:
    _ = words.gettext
    lines = [
        _("Your data, to take along"),
        "",
        ": ".join((_("Organisation"), bundle.organisation)),
        ": ".join((_("Data about"), bundle.subject)),
        ": ".join((_("Reference"), bundle.reference)),
        ": ".join((_("Made on"), words.moment(bundle.created))),
        "",
        _("These are data that you gave us yourself."),
        _("We use them because you consented, or because we have a contract with you."),
        _("Only such data go along. All other data stand in the report (AVG 20)."),
        "",
        _("What is in it?"),
    ]
    for name, table in zip(names, bundle.tables, strict=True):
        count = words.ngettext("%(num)s record", "%(num)s records", len(table.items))
        lines.append(f"- {name}: {table.category}, {count}")
        lines.append(f"  {table.activity} ({spoken(table.basis, bundle.language)}), {table.source}")
    lines += [
        "",
        _("How do you open it?"),
        _("Open a CSV file with Excel, LibreOffice or Numbers. Each line is one record."),
        _("Another organisation can load the files into its own system."),
        "",
        _("How is it written?"),
        _("CSV as in RFC 4180: UTF-8, a comma between values, names in the first line."),
        _(
            "Days are written as 2026-12-31, amounts in euros with a point, yes and no as true and "
            "false."
        ),
        _("Does a text begin with a sign that a spreadsheet carries out? Then ' stands before it."),
        "",
    ]
    return "\r\n".join(clean(line) for line in lines)
