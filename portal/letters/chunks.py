"""Cuts the records of a large report in chunks that can be set in type apart from each other."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from portal.language.words import WORK, Words
from portal.letters.environment import clean, human
from portal.letters.records import ReportGroup, ReportItem, Table, Value
from portal.letters.report import Report

RECORDS, CHARACTERS = 500, 400_000  # of one chunk at most, but one record always fits
WHOLE = 12  # lines of a record that stays on one page: Typst would leave a single fact behind
PLAIN, NOT_GIVEN, LONG_TEXT = 0, 1, 2  # how a value is set; records.typ knows the numbers

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Records that are set in type together.

    Attributes:
        section: place of their section in the report, from 1.
        records: how many.
        data: JSON of what stands on the pages, for `typesetting`.
    """

    section: int
    records: int
    data: str


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chunk may become."""

    records: int = RECORDS
    characters: int = CHARACTERS


def chunks_of(
    report: Report, words: Words, size: Size, sections: Collection[int]
) -> Iterator[Chunk]:
    """The chunks of these sections of a report in the order of its pages, one at a time."""
    head = running(report, words)
    for number, (groups, is_looks) in enumerate(report.sections, start=1):
        if number not in sections:
            continue
        draft = _Draft(number, head, size)
        draft.blocks.append({"kind": "chapter", "text": title_of(words, looks=is_looks)})
        for group in groups:
            yield from _set(group, words, draft)
        if draft.records:
            yield draft.cut()


def title_of(words: Words, *, looks: bool) -> str:
    """What stands above the records of a section."""
    return words.gettext("The moments") if looks else words.gettext("The data we hold for this")


def running(report: Report, words: Words) -> dict[str, str]:
    """What stands on top and at the foot of each page, and in which colours."""
    title = words.gettext("Report of your data")
    return {
        "title": title,
        "organisation": report.sender.name,
        "reference": f"{title} {report.reference}",
        "subject": report.subject,
        "language": report.language,
        "written": WORK,
        "dark": report.sender.accent_dark,
        "light": report.sender.accent_light,
    }


class _Draft:
    """The blocks of the chunk that is being filled."""

    def __init__(self, section: int, head: dict[str, str], size: Size) -> None:
        self.section, self.head, self.size = section, head, size
        self.blocks: list[Block] = []
        self.records = self.characters = 0

    def holds(self, item: ReportItem) -> bool:
        """Whether a record still fits."""
        more = sum(len(field.label) + len(str(field.value)) for field in item.fields)
        full = self.records >= self.size.records or self.characters + more > self.size.characters
        if self.records and full:
            return False
        self.records += 1
        self.characters += more
        return True

    def cut(self) -> Chunk:
        """What was filled; the draft is empty afterwards."""
        text = json.dumps({**self.head, "blocks": self.blocks}, ensure_ascii=False)
        made = Chunk(self.section, self.records, text)
        self.blocks, self.records, self.characters = [], 0, 0
        return made


def _set(group: ReportGroup, words: Words, draft: _Draft) -> Iterator[Chunk]:
    table = group.table
    draft.blocks.append({"kind": "group", "text": clean(group.category)})
    origin = words.ngettext(
        "%(num)s record from the system '%(name)s'",
        "%(num)s records from the system '%(name)s'",
        len(group.items),
        name=group.source,
    )
    draft.blocks.append({"kind": "origin", "text": clean(origin)})
    rows: list[Any] | None = None
    for item in group.items:
        if not draft.holds(item):
            yield draft.cut()
            rows = None
            draft.holds(item)
        if table is None:
            draft.blocks.append(_record(item, words))
            continue
        if rows is None:
            rows = []
            draft.blocks.append(_list(table, rows, words))
        cells = [(*_value(field.value, words), field.lang) for field in item.fields]
        rows.append([(clean(item.label), PLAIN, ""), *cells] if table.named else cells)


def _list(table: Table, rows: list[Any], words: Words) -> Block:
    head = [words.gettext("Record")] if table.named else []
    named = [clean(text) for text in (*head, *table.columns)]
    return {"kind": "list", "head": named, "rows": rows, "widths": table.widths}


def _record(item: ReportItem, words: Words) -> Block:
    rows = []
    for field in item.fields:
        text, how = _value(field.value, words)
        rows.append([clean(field.label), text, LONG_TEXT if field.is_long else how, field.lang])
    return {
        "kind": "record",
        "label": clean(item.label),
        "rows": rows,
        "splits": item.lines > WHOLE,
    }


def _value(value: Value, words: Words) -> tuple[str, int]:
    text = clean(human(words, value) if isinstance(value, str) else _human(words, value))
    return (text, PLAIN) if text else (words.gettext("not filled in"), NOT_GIVEN)


@lru_cache(maxsize=4096, typed=True)  # True is not 1
def _human(words: Words, value: Value) -> str:
    return human(words, value)
