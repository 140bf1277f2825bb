"""What of an item somebody gets to see: its fields and pages without what was marked (AVG 15.4)."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language import redaction
from portal.language.words import Words
from portal.law.redaction import Extent, Passage, apply, joined
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.papers.pages import Box, Page
from portal.services import secrecy
from portal.sources.values import Field, Kind

AT_ONCE = 500  # in memory as they are stored
NEARLY_ALL = 0.98
"""So much of a page must be covered to call it withheld."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What an answer needs of an accepted `Mark`: in a large case there are many thousands.

    Attributes: as those of the mark. `needs` is shared by all that say the same.
    """

    finding_id: int
    field: int | None
    language: str
    page: int | None
    start: int | None
    end: int | None
    boxes: Sequence[Sequence[float]]
    third_id: int | None
    ground: str | None
    needs: Mapping[str, Any]
    state: ClassVar[MarkState] = MarkState.ACCEPTED


AnyMark = Mark | Cut
Cuts = Mapping[int, tuple[Cut, ...]]
"""What counts, by the key of the item."""


@dataclass(frozen=True, slots=True)
class MaskedWord:
    """A word of a page as it may be read, or what stands for a passage that is gone.

    Attributes:
        shown: whether it stands for a passage: written over the black box.
    """

    text: str
    box: Box
    shown: bool = False


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """A page as it may be seen: `boxes` are blacked out, `words` are what can be read.

    Attributes:
        recognised: whether a machine read some of them from a picture.
    """

    number: int
    width: float
    height: float
    extent: Extent
    boxes: tuple[Box, ...]
    words: tuple[MaskedWord, ...]
    recognised: bool = False


def cuts_of(session: Session, case: Case) -> Cuts:
    """What is taken out of what is given, by the key of the item."""
    columns = [getattr(Mark, each.name) for each in fields(Cut)]
    query = (
        select(*columns)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(
            Mark.case_id == case.id,
            Mark.state == MarkState.ACCEPTED,
            Finding.review == Review.INCLUDE,
        )
        .order_by(Mark.id)
        .execution_options(yield_per=AT_ONCE)
    )
    found: dict[int, tuple[Cut, ...]] = {}
    alike: dict[str, Any] = {}
    for row in session.execute(query):
        values = row._asdict()
        values["needs"] = alike.setdefault(repr(row.needs), row.needs)
        cut = Cut(**values | {"boxes": tuple(row.boxes)})
        found[cut.finding_id] = (*found.get(cut.finding_id, ()), cut)
    return found


def pseudonyms(session: Session, case: Case, words: Words) -> dict[int, str]:
    """What stands in the place of everybody else's names, by the key of the person."""
    query = select(ThirdPerson.id, ThirdPerson.letter).where(ThirdPerson.case_id == case.id)
    return {key: redaction.called(words, letter) for key, letter in session.execute(query)}


def rows_of(
    case: Case,
    finding: Finding,
    words: Words,
    marks: Iterable[AnyMark],
    thirds: Mapping[int, str],
) -> tuple[Field, ...]:
    """The fields of an item as an answer may show them.

    Parameters:
        marks: of this item; only those that are accepted count.
        thirds: as `pseudonyms` gives them.
    """
    counted: dict[int, list[AnyMark]] = defaultdict(list)
    for mark in marks:
        if mark.state is MarkState.ACCEPTED and mark.field is not None:
            counted[mark.field].append(mark)
    rows = secrecy.rows_of(case, finding, words)
    return tuple(
        _masked(row, counted[number], words, thirds) if counted[number] else row
        for number, row in enumerate(rows)
    )


def _masked(
    field: Field, marks: Sequence[AnyMark], words: Words, thirds: Mapping[int, str]
) -> Field:
    """A field without its marks. What reads otherwise than it is stored goes as a whole."""
    passages = {
        language: [_passage(mark, words, thirds) for mark in marks if mark.language == language]
        for language in ("", "nl", "en")
    }
    everything = " ".join(dict.fromkeys(each.instead for own in passages.values() for each in own))
    if field.kind is not Kind.TEXT:
        return replace(field, value=everything, value_en=everything, kind=Kind.TEXT)
    if not field.value_en:
        gone = [*passages[""], *passages["nl"]]
        value = apply(field.value, gone)
        rest = apply(field.value, [replace(each, instead="") for each in gone])
        # Where nothing stands but our own words, they are in the language of who reads them.
        return replace(field, value=value, value_en="" if rest.strip() else value)
    value = apply(field.value, passages["nl"]) if passages["nl"] else everything
    value_en = apply(field.value_en, passages["en"]) if passages["en"] else everything
    if passages[""]:
        value = value_en = everything
    return replace(field, value=value, value_en=value_en)


def _passage(mark: AnyMark, words: Words, thirds: Mapping[int, str]) -> Passage:
    end = sys.maxsize if mark.end is None else mark.end
    return Passage(mark.start or 0, end, _instead(mark, words, thirds))


def _instead(mark: AnyMark, words: Words, thirds: Mapping[int, str]) -> str:
    return thirds.get(mark.third_id or 0) or redaction.removed(words)


def pages_of(
    finding: Finding,
    marks: Iterable[AnyMark],
    pages: Sequence[Page],
    words: Words,
    thirds: Mapping[int, str],
) -> tuple[MaskedPage, ...]:
    """The pages of a document as an answer may show them.

    Parameters:
        marks: of this item; only those that are accepted count.
        pages: as they were read.
        thirds: as `pseudonyms` gives them.
    """
    counted: dict[int, list[AnyMark]] = defaultdict(list)
    for mark in marks:
        if mark.state is MarkState.ACCEPTED and mark.finding_id == finding.id and mark.page:
            counted[mark.page].append(mark)
    return tuple(_masked_page(page, counted[page.number], words, thirds) for page in pages)


def _masked_page(
    page: Page, marks: Sequence[AnyMark], words: Words, thirds: Mapping[int, str]
) -> MaskedPage:
    """One page without its marks."""
    boxes: list[Box] = []
    passages: list[Passage] = []
    shown: list[MaskedWord] = []
    for mark in marks:
        own = [_box(box) for box in mark.boxes]
        if mark.start is not None and mark.end is not None:
            under = [(mark.start, mark.end)]
        else:
            under = [each for box in own for each in page.under(box)]
        passages += [Passage(*each) for each in under]
        # Half a letter can still be read: what goes from the text goes from the picture as a whole.
        own += [box for each in under for box in page.boxes_of(*each)]
        boxes += own
        if own:
            widest = max(own, key=lambda box: box[2] - box[0])  # a line may end in a passage
            shown.append(MaskedWord(_instead(mark, words, thirds), widest, shown=True))
    gone = joined(page.text, passages)
    whole = tuple(dict.fromkeys(boxes))
    left = tuple(_left(page, gone))
    return MaskedPage(
        page.number,
        page.width,
        page.height,
        _extent(page, whole),
        whole,
        tuple(_in_order(left, shown)),
        page.recognised is not None,
    )


def _box(stored: Sequence[float]) -> Box:
    left, top, right, bottom = (float(edge) for edge in stored)
    return left, top, right, bottom


def _left(page: Page, gone: Sequence[Passage]) -> Iterator[MaskedWord]:
    """The words, or what is left of them."""
    for word in page.words:
        at = word.start
        for each in gone:
            if each.end <= at or each.start >= word.end:
                continue
            if each.start > at:
                yield MaskedWord(page.text[at : each.start], word.part(at, each.start))
            at = max(at, each.end)
        if at < word.end:
            yield MaskedWord(page.text[at : word.end], word.part(at, word.end))


def _in_order(left: Sequence[MaskedWord], shown: Sequence[MaskedWord]) -> Iterator[MaskedWord]:
    """The words with what stands for the passages put where those were."""
    waiting = sorted(dict.fromkeys(shown), key=lambda each: (each.box[1], each.box[0]))
    for word in left:
        while waiting and _before(waiting[0].box, word.box):
            yield waiting.pop(0)
        yield word
    yield from waiting


def _before(one: Box, other: Box) -> bool:
    """Whether a box is read before another: on a line above, or on its line and to the left."""
    middle = (one[1] + one[3]) / 2
    if other[1] <= middle <= other[3] or one[1] <= (other[1] + other[3]) / 2 <= one[3]:
        return one[0] <= other[0]
    return one[1] < other[1]


def _extent(page: Page, boxes: Sequence[Box]) -> Extent:
    if not boxes:
        return Extent.FULL
    if any(
        (right - x) * (bottom - y) >= NEARLY_ALL * page.width * page.height
        for x, y, right, bottom in boxes
    ):
        return Extent.WITHHELD
    return Extent.PARTIAL


def extent_of(
    finding: Finding, marks: Iterable[AnyMark], pages: Sequence[MaskedPage] = ()
) -> Extent:
    """How much of an item the answer shows.

    Parameters:
        marks: of this item; only those that are accepted count.
        pages: those of its document, masked.
    """
    if finding.review is Review.LEAVE_OUT:
        return Extent.WITHHELD
    if pages and all(page.extent is Extent.WITHHELD for page in pages):
        return Extent.WITHHELD
    counted = any(mark.state is MarkState.ACCEPTED for mark in marks)
    return Extent.PARTIAL if counted else Extent.FULL
