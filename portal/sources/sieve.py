"""What a row must show to be worth reading, in terms that a database or a small program knows.

A database cannot compare as `matching` does. So it is asked for the rows that may be about the
person, never fewer, and each of those is compared here. What is not plain ASCII may be written in
more ways than can be foreseen (é is one sign or two), so such a value is always worth reading.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.sources.matching import Condition, Way


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to see in a row.

    Attributes:
        column: where.
        patterns: the value holds the pieces of one of these, in their order and in any case;
            or it holds a sign beyond ASCII.
    """

    column: str
    patterns: tuple[tuple[str, ...], ...]


Sieve = tuple[tuple[Clause, ...], ...]
"""A row is worth reading when it shows every clause of one of these."""


def make_sieve(ways: Iterable[Way]) -> Sieve:
    """What lets pass every row that fits one of these ways, and few others."""
    return tuple(tuple(_clauses(way.conditions)) for way in ways)


def _clauses(conditions: Iterable[Condition]) -> list[Clause]:
    clauses = []
    for each in conditions:
        pieces = _PIECES.get(each.identifier, _signs)
        for patterns in pieces(each.value) if each.value.isascii() else [()]:
            clauses.append(Clause(each.column, patterns))
    return clauses


Patterns = tuple[tuple[str, ...], ...]


def _whole(value: str) -> list[Patterns]:
    return [((value,),)]


def _words(value: str) -> list[Patterns]:
    return [((word,),) for word in value.split()]


def _signs(value: str) -> list[Patterns]:
    """Sign by sign: whatever separates them."""
    return [(tuple(value),)]


def _digits(value: str) -> list[Patterns]:
    """Without what may stand in front of it: a zero, 0031, +31."""
    return [(tuple(value.lstrip("+0")),)]


def _date(value: str) -> list[Patterns]:
    year, month, day = (str(int(part)) for part in value.split("-"))
    return [((year, month, day), (day, month, year), (year, "W"))]


_PIECES: dict[str, Callable[[str], list[Patterns]]] = {
    "email": _whole,
    "name": _words,
    "phone": _digits,
    "birth_date": _date,
    "bsn": _digits,
}
