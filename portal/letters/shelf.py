"""Keeps many records in little memory: packed, some together, and unpacked where they are read."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, overload

from portal.letters.records import Field, Money, ReportItem, Value

TOGETHER = 250
"""Records that are packed together; fewer are kept as they are."""


class Shelf(Sequence[ReportItem]):
    """Records in their order, read from the first to the last or by their place."""

    def __init__(self, items: Iterable[ReportItem] = ()) -> None:
        """Takes records one by one."""
        self._packs: list[bytes] = []
        self._last: list[ReportItem] = []
        self._unpacked = lru_cache(maxsize=2)(self._unpack)
        for item in items:
            self.add(item)

    def add(self, item: ReportItem) -> None:
        """Put a record behind the others."""
        self._last.append(item)
        if len(self._last) == TOGETHER:
            body = json.dumps([_plain(each) for each in self._last])
            self._packs.append(zlib.compress(body.encode(), 1))
            self._last = []

    def closed(self) -> Sequence[ReportItem]:
        """The records, to be read: few of them are in memory as they are."""
        return self if self._packs else tuple(self._last)

    def __len__(self) -> int:
        return TOGETHER * len(self._packs) + len(self._last)

    def __iter__(self) -> Iterator[ReportItem]:
        for number in range(len(self._packs)):
            yield from self._unpack(number)
        yield from self._last

    @overload
    def __getitem__(self, place: int) -> ReportItem: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[ReportItem]: ...

    def __getitem__(self, place: int | slice) -> ReportItem | Sequence[ReportItem]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        pack, index = divmod(range(len(self))[place], TOGETHER)
        return (self._unpacked(pack) if pack < len(self._packs) else self._last)[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _unpack(self, number: int) -> list[ReportItem]:
        return [_item(*each) for each in json.loads(zlib.decompress(self._packs[number]))]


def _plain(item: ReportItem) -> list[Any]:
    told = [[field.label, field.lang, *_value(field.value)] for field in item.fields]
    return [item.label, item.annex, told]


def _value(value: Value) -> tuple[str, Any]:
    match value:
        case datetime():
            return "moment", value.isoformat()
        case date():
            return "day", value.isoformat()
        case Money():
            return "money", [str(value.amount), value.currency]
        case Decimal():
            return "number", str(value)
    return "", value


def _item(label: str, annex: int | None, fields: list[list[Any]]) -> ReportItem:
    return ReportItem(
        label, tuple(Field(name, _read(*told), lang) for name, lang, *told in fields), annex
    )


def _read(kind: str, value: Any) -> Value:
    match kind:
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "money":
            return Money(Decimal(value[0]), value[1])
        case "number":
            return Decimal(value)
    return value  # type: ignore[no-any-return]
