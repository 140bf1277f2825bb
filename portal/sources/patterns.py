"""Patterns of paths in which identifiers stand: "dossiers/{client_number}*/**".

A star is any text within one name, two stars are any folders. An identifier in braces must be that
of the person, compared as `matching.same` does. Beside a star it must stand by itself: "{…}*" for
K-204 is the folder "K204 De Wit", and not K-2041, K-204-1 or K-204-A, which are of somebody else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.sources.connector import Subject
from portal.sources.matching import KNOWN, Condition, Way, same

ANY_FOLDERS = "**"
_PIECE = re.compile(r"\{(\w+)\}|\*+|[^{*]+|\{")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a step: fixed text, or an identifier, or (without both) any text.

    Attributes:
        open_before, open_after: whether any text may stand there.
    """

    text: str = ""
    identifier: str = ""
    open_before: bool = False
    open_after: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One folder or file of a pattern.

    Attributes:
        is_any: whether it stands for any folders, also none.
    """

    pieces: tuple[Piece, ...]
    is_any: bool = False

    def fits(self, name: str, wanted: Mapping[str, str]) -> bool:
        """Whether a name fits, with these identifiers in the form that `same` gives."""
        return _fits(self.pieces, name, 0, wanted)


def read_pattern(pattern: str) -> tuple[Step, ...]:
    """The steps of a pattern; one that ends in two stars means every file below."""
    written = [part for part in pattern.split("/") if part]
    if written and written[-1] == ANY_FOLDERS:
        written.append("*")
    return tuple(_step(part) for part in written)


def identifiers_in(pattern: str) -> tuple[str, ...]:
    """The identifiers of a pattern, each once, in their order."""
    found = (piece.identifier for step in read_pattern(pattern) for piece in step.pieces)
    return tuple(dict.fromkeys(name for name in found if name))


def ways_to(pattern: str, subject: Subject) -> tuple[Way, ...]:
    """The ways to find this person's files; none when too little is known of the person.

    What a system told of the person is used too, when the pattern has one identifier only.
    """
    names = identifiers_in(pattern)
    own = tuple(Condition(name, "", same(name, subject.value(name))) for name in names)
    ways = [Way("+".join(names), own)] if own and all(each.value for each in own) else []
    if len(names) == 1:
        told = {same(name, value) for name, value in subject.known if name == names[0]}
        ways += [
            Way(f"{KNOWN}{names[0]}", (Condition(names[0], "", value),), True)
            for value in sorted(told - {""})
        ]
    return tuple(ways)


def _step(written: str) -> Step:
    if written == ANY_FOLDERS:
        return Step((), is_any=True)
    parts = list(_PIECE.finditer(written))
    stars = [part[0].startswith("*") for part in parts]
    pieces = []
    for number, part in enumerate(parts):
        before = number > 0 and stars[number - 1]
        after = number + 1 < len(parts) and stars[number + 1]
        text = "" if part[1] or stars[number] else part[0]
        pieces.append(Piece(text, part[1] or "", before, after))
    return Step(tuple(pieces))


def _fits(pieces: tuple[Piece, ...], name: str, at: int, wanted: Mapping[str, str]) -> bool:
    if not pieces:
        return at == len(name)
    piece, rest = pieces[0], pieces[1:]
    if piece.text:
        to = at + len(piece.text)
        return name[at:to].casefold() == piece.text.casefold() and _fits(rest, name, to, wanted)
    if piece.identifier:
        value = wanted[piece.identifier]
        return any(
            same(piece.identifier, name[at:to]) == value and _fits(rest, name, to, wanted)
            for to in range(at + 1, len(name) + 1)
            if _stands_alone(piece, name, at, to)
        )
    return any(_fits(rest, name, to, wanted) for to in range(at, len(name) + 1))


def _stands_alone(piece: Piece, name: str, start: int, end: int) -> bool:
    """Whether what stands here is not a piece of something longer."""
    before, after = name[:start], name[end:]
    if piece.open_before and (
        before[-1:].isalnum() or (name[start].isdigit() and re.search(r"\d[-.]$", before))
    ):
        return False
    return not (piece.open_after and (after[:1].isalnum() or re.match(r"[-.]\d|-\w(?!\w)", after)))
