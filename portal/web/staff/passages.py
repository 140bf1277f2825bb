"""Text with its marks, cut into pieces that a template can print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.language.redaction import RULE
from portal.law.redaction import normal
from portal.models.redaction import Mark, MarkState
from portal.web.page import words

HANDLER = "handler"


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark as a handler reads it.

    Attributes:
        becomes: what comes in its place; empty when nothing does.
        why: who or what marked it.
    """

    id: int
    text: str
    accepted: bool
    becomes: str
    why: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """Marks of one item with one text, found in one way: they are judged together."""

    text: str
    becomes: str
    why: str
    ids: tuple[int, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `mark` when it is marked."""

    text: str
    mark: Seen | None = None


def seen(mark: Mark, called: dict[int, str]) -> Seen:
    """A mark in words.

    Parameters:
        called: what stands in the place of each third person, by key.
    """
    return Seen(
        id=mark.id,
        text=mark.text or _("an area on the page"),
        accepted=mark.state is MarkState.ACCEPTED,
        becomes=called.get(mark.third_id, "") if mark.third_id else "",
        why=_("by hand") if mark.origin == HANDLER else words().gettext(RULE[mark.origin]),
        page=mark.page,
    )


def gather(marks: Iterable[Seen]) -> tuple[Same, ...]:
    """Take marks together that read the same, in the order of the first of each."""
    found: dict[tuple[str, str, str], list[Seen]] = {}
    for mark in marks:
        found.setdefault((normal(mark.text), mark.becomes, mark.why), []).append(mark)
    return tuple(
        Same(
            text=same[0].text,
            becomes=same[0].becomes,
            why=same[0].why,
            ids=tuple(mark.id for mark in same),
            pages=tuple(sorted({mark.page for mark in same if mark.page is not None})),
        )
        for same in found.values()
    )


def cut(text: str, marks: Iterable[Mark], called: dict[int, str]) -> tuple[Piece, ...]:
    """Cut a text at its marks; those without a place in it and dismissed ones are passed over."""
    places = [
        (mark, mark.start, mark.end)
        for mark in marks
        if mark.start is not None and mark.end is not None
    ]
    return cut_at(text, places, called)


def cut_at(
    text: str, places: Iterable[tuple[Mark, int, int]], called: dict[int, str]
) -> tuple[Piece, ...]:
    """Cut a text at marks; where two overlap, what is redacted comes before what may be.

    Parameters:
        places: each mark with where it begins and ends in this text.
    """
    counted = [place for place in places if place[0].state is not MarkState.DISMISSED]
    counted.sort(key=lambda place: (place[0].state is not MarkState.ACCEPTED, place[1]))
    spans = [
        (max(start, 0), min(end, len(text)), seen(mark, called))
        for mark, start, end in counted
        if max(start, 0) < min(end, len(text))
    ]
    pieces, done = [], 0
    for start, end, mark in sorted(_apart(spans), key=lambda span: span[0]):
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], mark))
        done = end
    return (*pieces, Piece(text[done:])) if done < len(text) else tuple(pieces)


def _apart(spans: Sequence[tuple[int, int, Seen]]) -> list[tuple[int, int, Seen]]:
    """The spans without what an earlier one in the list covers already."""
    kept: list[tuple[int, int, Seen]] = []
    for start, end, mark in spans:
        free = [(start, end)]
        for low, high, _mark in kept:
            free = [
                part
                for left, right in free
                for part in ((left, min(right, low)), (max(left, high), right))
                if part[0] < part[1]
            ]
        kept += [(left, right, mark) for left, right in free]
    return kept
