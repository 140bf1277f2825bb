"""Pages of a document as text: words, where each stands, and a form in which to keep them.

Everything that must open a PDF is done when the document is read. What is asked afterwards (which
words, which boxes, what lies under a region) is answered from what was kept then.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import overload

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as it is shown."""

Range = tuple[int, int]
"""From and up to where in the text of a page."""

_MARGIN = 1.0  # points around a box, so that no edge of a letter is left
_TOUCHES = 0.15  # how much of a letter a region must cover to take it
_LOOSE = 0.12  # of the height of a word that was recognised: more margin, for its box is a guess
_SAME = 0.5  # so much of a recognised word lies on a word that was there: it is that word


class Scan(StrEnum):
    """Whether a page has more, or other text than it says, and whether a machine looked at it."""

    NONE = ""  # no picture, or what it says is text of the page as well
    DOUBTED = "doubted"  # its text may not be what is drawn: a machine has to compare them
    COVERED = "covered"  # that, and there is a picture to be read after it
    UNSURE = "unsure"  # a machine compared them, and could not tell of all of it
    UNREAD = "unread"
    READ = "read"
    FAILED = "failed"  # it was too much for the machine


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that a machine recognised in a picture.

    Attributes:
        sureness: of 100.
        begins_line: whether it is the first of its line.
    """

    text: str
    box: Box
    sureness: float
    begins_line: bool


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, on one line.

    Attributes:
        start: where it begins in the text of its page; `end` is where it is over.
        edges: the right edge of each letter, in points; empty when they do not stand side by side,
            or when that is not known.
    """

    text: str
    start: int
    end: int
    box: Box
    edges: tuple[float, ...] = ()

    def part(self, start: int, end: int) -> Box:
        """The box of the letters of this word that are in this range of the page's text."""
        left, top, right, bottom = self.box
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        if self.edges:
            lefts = (left, *self.edges)
            left, right = min(lefts[first], lefts[last]), max(lefts[first], lefts[last])
        return left, top, right, bottom

    def under(self, region: Box) -> Range | None:
        """The letters of this word that a region covers, as a range of the page's text."""
        across, down = _overlap(self.box, region)
        if across <= 0 or down <= 0:
            return None
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        if not self.edges:
            least = _TOUCHES * min(width, height)
            return (self.start, self.end) if min(across, down) > least else None
        if down <= _TOUCHES * height:
            return None
        lefts = (self.box[0], *self.edges)
        covered = [
            number
            for number, (left, right) in enumerate(pairwise(lefts))
            if min(right, region[2]) - max(left, region[0]) > _TOUCHES * max(right - left, 0.01)
        ]
        return (self.start + covered[0], self.start + covered[-1] + 1) if covered else None


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as people see it.

    Attributes:
        number: 1 for the first.
        text: what can be read on it; lines end with a line break. Empty for a picture of text.
        unseen: words that are in the file but that nobody can see on the page; not in the text.
        scan: whether there is a picture with text on it.
        recognised: from where on in the text a machine read it from a picture, so that it may be
            wrong; None when nothing was.
        lies: whether the file said other words than it shows: those are not in the text.
    """

    number: int
    width: float
    height: float
    text: str
    words: tuple[Word, ...]
    unseen: int = 0
    scan: Scan = Scan.NONE
    recognised: int | None = None
    lies: bool = False

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """What to cover so that this range of the text is gone: a box for each line."""
        parts = [
            self._covering(word, start, end)
            for word in self.words
            if word.start < end and start < word.end
        ]
        boxes: list[Box] = []
        for part in parts:
            if boxes and _same_line(boxes[-1], part):
                boxes[-1] = _around(boxes[-1], part)
            else:
                boxes.append(part)
        return tuple(self._widened(box) for box in boxes)

    def under(self, region: Box) -> tuple[Range, ...]:
        """The ranges of the text that a drawn region covers, so that they can go as well."""
        found = (word.under(region) for word in self.words)
        return tuple(each for each in found if each is not None)

    @property
    def is_doubted(self) -> bool:
        """Whether a machine has to compare its text with what is drawn."""
        return self.scan in (Scan.DOUBTED, Scan.COVERED)

    @property
    def may_lie(self) -> bool:
        """Whether its text may not be what is drawn: nobody compared it, or not all of it."""
        return self.is_doubted or self.scan is Scan.UNSURE

    @property
    def is_unread(self) -> bool:
        """Whether there is a picture on it that no machine read."""
        return self.scan in (Scan.UNREAD, Scan.FAILED, Scan.COVERED)

    def as_drawn(self) -> "Page":
        """This page without the words that the file says, as a picture that nobody read yet."""
        unseen = self.unseen + len(self.words)
        return replace(self, text="", words=(), unseen=unseen, scan=Scan.UNREAD, lies=True)

    def without(self, others: Collection[Box]) -> "Page":
        """This page without the words in these places, which are not drawn there.

        What stands behind them stays where it is in the text.
        """
        gone = [word for word in self.words if word.box in others]
        text = self.text
        for word in gone:
            text = text[: word.start] + " " * (word.end - word.start) + text[word.end :]
        left = tuple(word for word in self.words if word.box not in others)
        unseen = self.unseen + len(gone)
        return replace(self, text=text, words=left, unseen=unseen, scan=Scan.UNREAD, lies=True)

    def with_seen(self, seen: Sequence[Seen]) -> "Page":
        """This page with the words that a machine recognised, behind those that it had.

        What was marked before stays where it is.
        """
        own = [word.box for word in self.words]
        text, words = self.text, list(self.words)
        for each in seen:
            if any(_mostly_on(each.box, box) for box in own):
                continue
            if text:
                text += "\n" if each.begins_line or len(text) == len(self.text) else " "
            words.append(Word(each.text, len(text), len(text) + len(each.text), each.box))
            text += each.text
        begins = len(self.text) if text != self.text else None
        return replace(self, text=text, words=tuple(words), scan=Scan.READ, recognised=begins)

    def _covering(self, word: Word, start: int, end: int) -> Box:
        if self.recognised is None or word.start < self.recognised:
            return word.part(start, end)
        left, top, right, bottom = word.box
        return _wider(word.box, _LOOSE * min(right - left, bottom - top))

    def _widened(self, box: Box) -> Box:
        left, top, right, bottom = _wider(box, _MARGIN)
        return (
            round(max(left, 0.0), 1),
            round(max(top, 0.0), 1),
            round(min(right, self.width), 1),
            round(min(bottom, self.height), 1),
        )


class Pages(Sequence[Page]):
    """Pages as they are kept: each is unpacked only when it is looked at."""

    def __init__(self, packed: bytes) -> None:
        """Takes what `pack` gave."""
        head, _, self._body = packed.partition(b"\n")
        lengths: list[int] = json.loads(head)
        self._ends = list(accumulate(lengths, initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...
    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        """The page with this index, from 0 on."""
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return _read(zlib.decompress(self._body[self._ends[place] : self._ends[place + 1]]))

    def __iter__(self) -> Iterator[Page]:
        return (self[index] for index in range(len(self)))


def pack(pages: Iterable[Page]) -> bytes:
    """Pages in few bytes, for `Pages` to read."""
    bodies = [zlib.compress(_written(page)) for page in pages]
    return json.dumps([len(body) for body in bodies]).encode() + b"\n" + b"".join(bodies)


def _written(page: Page) -> bytes:
    words = [[word.start, word.end, word.box, word.edges] for word in page.words]
    row: list[object] = [page.number, page.width, page.height, page.text, words, page.unseen]
    row += [page.scan, page.recognised, page.lies]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _read(written: bytes) -> Page:
    number, width, height, text, rows, unseen, *scanned = json.loads(written)
    scan, recognised, *more = scanned or ("", None)  # pages that were kept before scans were read
    words = tuple(
        Word(text[start:end], start, end, tuple(box), tuple(edges))
        for start, end, box, edges in rows
    )
    return Page(number, width, height, text, words, unseen, Scan(scan), recognised, *more)


def _overlap(one: Box, other: Box) -> tuple[float, float]:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across, min(one[3], other[3]) - max(one[1], other[1])


def _mostly_on(one: Box, other: Box) -> bool:
    across, down = _overlap(one, other)
    size = max((one[2] - one[0]) * (one[3] - one[1]), 0.01)
    return across > 0 and down > 0 and across * down > _SAME * size


def _wider(box: Box, margin: float) -> Box:
    left, top, right, bottom = box
    return left - margin, top - margin, right + margin, bottom + margin


def _same_line(one: Box, other: Box) -> bool:
    middle = (other[1] + other[3]) / 2
    height = max(one[3] - one[1], 1.0)
    return one[1] <= middle <= one[3] and -height < other[0] - one[2] < 2 * height


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
