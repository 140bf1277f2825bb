"""Whether records can stand in one table below each other, and how wide its columns are then."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

MOST = 6  # columns
LONGEST = 60  # characters in one cell
LINES = 2  # that a row takes on average at most, if each cell were as long as the longest
_PAGE = 86  # characters of ten points that go on a line of the page
_ROOM = 2.6  # characters that the edges of a column take
_BOLD = 1.12  # how much wider the letters of a head are
_MOMENT, _DAY, _OTHER = 27, 17, 13  # characters of a moment, a day, an amount or 'not filled in'
_PART = 10  # characters of the longest word of those


def fitted(head: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[int, ...]:
    """The width of each column in percents of the page, or nothing when they do not fit.

    No word is cut in two, no cell holds more than one line of text, and rows stay low.
    """
    if not 0 < len(head) <= MOST:
        return ()
    needed = [_word(label) * _BOLD for label in head]
    wanted = [max(need, len(label) / 2) for need, label in zip(needed, head, strict=True)]
    for row in rows:
        for place, value in enumerate(row):
            text = value if isinstance(value, str) else ""
            size = len(text) or _size(value)
            if size > LONGEST or "\n" in text:
                return ()
            wanted[place] = max(wanted[place], size)
            if size > needed[place]:
                needed[place] = max(needed[place], _word(text) or _PART)
    room = _PAGE - _ROOM * len(head)
    if sum(needed) > room or sum(wanted) > LINES * room:
        return ()
    return _shares(needed, [max(pair) for pair in zip(needed, wanted, strict=True)], room)


def _size(value: object) -> int:
    if isinstance(value, datetime):
        return _MOMENT
    return _DAY if isinstance(value, date) else _OTHER


def _word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _shares(needed: Sequence[float], wanted: Sequence[float], room: float) -> tuple[int, ...]:
    """What each column needs, and of what is left over what it wants more, or all alike."""
    spare = room - sum(needed)
    more = [want - need for want, need in zip(wanted, needed, strict=True)]
    asked = sum(more)
    part = min(spare / asked, 1.0) if asked else 0.0
    widths = [need + part * each for need, each in zip(needed, more, strict=True)]
    left = (room - sum(widths)) / len(widths)
    whole = [round((width + left + _ROOM) / _PAGE * 100) for width in widths]
    whole[-1] += 100 - sum(whole)
    return tuple(whole)
