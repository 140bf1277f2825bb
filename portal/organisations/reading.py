"""Turn a TOML table into the profile dataclasses, noting every mistake on the way.

The dataclasses are the schema: their type hints say what a profile must hold. A part that is wrong
becomes a blank value, so that reading goes on and the administrator sees all mistakes at once.
"""

import dataclasses
import difflib
import re
import types
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # names reach mail headers

BLANKS: dict[Any, object] = {str: "", int: 0, bool: False, tuple: ()}
KINDS: dict[Any, str] = {str: "text between quotes", int: "a whole number", bool: "true or false"}


class Mistakes:
    """The mistakes found so far in one profile, in the order in which they were found."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, key: str, reason: str) -> None:
        """Note a mistake, unless this part is already known to be wrong.

        Args:
            key: dotted path in the file, such as `activities[2].retention[0].period.nl`.
            reason: what is wrong and what to do, in plain words.
        """
        if not self.touch(key):
            self.found.append((key, reason))

    def touch(self, key: str) -> bool:
        """Whether this part, one inside it or one around it is known to be wrong."""
        return any(_within(key, known) or _within(known, key) for known, _ in self.found)


def read(kind: type[T], table: dict[str, Any], mistakes: Mistakes) -> T:
    """Read a TOML table as a dataclass.

    Parameters:
        kind: the dataclass; its type hints are the schema. Fields with `set_by_loader` in their
            metadata are not read.
        table: what `tomllib` made of the file.
        mistakes: gets a line for each unknown or missing key and each wrong or empty value.

    Returns:
        The dataclass, with blank values where a mistake was noted.
    """
    return cast(T, _record(kind, table, "", mistakes))


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _record(kind: Any, table: dict[str, Any], key: str, mistakes: Mistakes) -> object:
    hints = _hints(kind)
    fields = {
        field.name: field
        for field in dataclasses.fields(kind)
        if "set_by_loader" not in field.metadata
    }
    for name in table.keys() - fields.keys():
        mistakes.add(_join(key, name), _unknown(name, sorted(fields)))
    values: dict[str, object] = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _value(hints[name], table[name], _join(key, name), mistakes)
        elif field.default is dataclasses.MISSING:
            values[name] = _blank(hints[name])
            if not _optional(hints[name]):
                mistakes.add(_join(key, name), f"is missing; add {_describe(hints[name])}")
    return kind(**values)


def _value(hint: Any, value: object, key: str, mistakes: Mistakes) -> object:
    hint = _plain(hint)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return _record(hint, value, key, mistakes)
    if get_origin(hint) is tuple:
        return _items(hint, value, key, mistakes)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if isinstance(value, str) and value in list(hint):
            return hint(value)
        return _wrong(hint, value, key, mistakes)
    if hint is str and isinstance(value, str):
        if not value.strip():
            mistakes.add(key, "is empty; write the text, or leave the key out if it may be absent")
        elif CONTROL.search(value):
            mistakes.add(key, "has a line break or another control character; take it out")
        return value
    if hint in (int, bool) and type(value) is hint:  # to Python, true is a whole number as well
        return value
    return _wrong(hint, value, key, mistakes)


def _items(hint: Any, value: object, key: str, mistakes: Mistakes) -> object:
    item = get_args(hint)[0]
    pairs = get_origin(item) is tuple
    if pairs and isinstance(value, dict):
        first, second = get_args(item)
        return _pairs(first, second, value, key, mistakes)
    if not pairs and isinstance(value, list):
        return tuple(
            _value(item, each, f"{key}[{number}]", mistakes) for number, each in enumerate(value)
        )
    return _wrong(hint, value, key, mistakes)


def _wrong(hint: Any, value: object, key: str, mistakes: Mistakes) -> object:
    mistakes.add(key, f"has the wrong kind of value ({_show(value)}); give {_describe(hint)}")
    return _blank(hint)


def _pairs(
    first: Any, second: Any, table: dict[str, Any], key: str, mistakes: Mistakes
) -> tuple[tuple[object, object], ...]:
    pairs = []
    for name, value in table.items():
        if first is not str and name not in list(first):
            mistakes.add(_join(key, name), _unknown(name, list(first)))
        else:
            pairs.append((first(name), _value(second, value, _join(key, name), mistakes)))
    return tuple(pairs)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(hint: Any) -> Any:
    """Return the hint without `| None`."""
    if _optional(hint):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def _blank(hint: Any) -> object:
    if _optional(hint):
        return None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if dataclasses.is_dataclass(hint):
        hints = _hints(cast(Any, hint))
        return cast(Any, hint)(
            **{
                field.name: _blank(hints[field.name])
                for field in dataclasses.fields(hint)
                if field.default is dataclasses.MISSING
            }
        )
    return BLANKS[get_origin(hint) or hint]


def _describe(hint: Any) -> str:
    hint = _plain(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of " + ", ".join(f'"{member}"' for member in hint)
    if dataclasses.is_dataclass(hint):
        needed = [f.name for f in dataclasses.fields(hint) if f.default is dataclasses.MISSING]
        return f"a table with {', '.join(needed)}"
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_origin(item) is tuple:
            return "a table of names and values"
        return f"a list, each item {_describe(item)}"
    return KINDS[hint]


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
    return f"is not a key of a profile; {hint}"


def _show(value: object) -> str:
    names = {dict: "a table", list: "a list", str: f'"{value}"', bool: str(value).lower()}
    return names.get(type(value), str(value))[:60]


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
