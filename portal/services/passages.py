"""Where in an item a passage stands: in the text of a field, or on a page of its document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from portal.models.redaction import Mark
from portal.papers.pages import Box, Page, Range
from portal.redaction.matching import Finder, Wanted
from portal.redaction.whole_names import says_more, whole_name, without_titles
from portal.sources.values import Field, Kind

Pages = Mapping[int, Sequence[Page]]
"""The pages of the documents of a case, by the key of the item."""


class PassageUnknown(Exception):
    """Raised if there is no such text at this place of an item."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of one item, as `Mark` keeps it.

    Attributes:
        under: of a region the ranges of the page's text that go with it.
    """

    text: str
    field: int | None = None
    language: str = ""
    page: int | None = None
    start: int | None = None
    end: int | None = None
    boxes: tuple[Box, ...] = ()
    under: tuple[Range, ...] = ()

    @property
    def key(self) -> tuple[int | None, str, int | None, int | None, int | None, tuple[Box, ...]]:
        """What makes it this place and no other."""
        regions = self.boxes if self.start is None else ()
        return self.field, self.language, self.page, self.start, self.end, regions

    def as_values(self) -> dict[str, Any]:
        """As a mark is stored."""
        return {
            "text": self.text,
            "field": self.field,
            "language": self.language,
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "boxes": [list(box) for box in self.boxes],
        }


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text of an item in which passages can be marked.

    Attributes:
        whole: whether it is marked as a whole only: a date or an amount is shown otherwise.
        names_others, tells_address: as `Field` has them.
    """

    text: str
    field: int | None = None
    language: str = ""
    page: Page | None = None
    whole: bool = False
    names_others: bool = False
    tells_address: bool = False

    def place(self, start: int, end: int) -> Place:
        """A passage in this text.

        Raises:
            PassageUnknown: nothing stands there.
        """
        if self.whole:
            start, end = 0, len(self.text)
        if not 0 <= start < end <= len(self.text) or not self.text[start:end].strip():
            raise PassageUnknown
        boxes = self.page.boxes_of(start, end) if self.page else ()
        if self.page and not boxes:
            raise PassageUnknown
        number = self.page.number if self.page else None
        text = self.text[start:end]
        return Place(text, self.field, self.language, number, start, end, boxes)


def stretches(fields: Sequence[Any], pages: Sequence[Page] = ()) -> Iterator[Stretch]:
    """Every text of an item.

    Parameters:
        fields: as `Finding.fields` has them.
    """
    for number, row in enumerate(fields):
        field = Field.from_row(row)
        texts = {"nl": field.value, "en": field.value_en} if field.value_en else {"": field.value}
        for language, text in texts.items():
            yield Stretch(
                text,
                number,
                language,
                whole=field.kind is not Kind.TEXT,
                names_others=field.names_third_person,
                tells_address=field.tells_address,
            )
    for page in pages:
        yield Stretch(page.text, page=page, names_others=True)


class Where(TypedDict, total=False):
    """What somebody selected: a text of a field or page, a region of a page, or a whole page.

    Keys:
        text: what was selected, to be sure of the place.
        field, language, page, start, end, boxes: as `Mark` has them.
        whole: all of the page.
    """

    text: str
    field: int | None
    language: str
    page: int | None
    start: int | None
    end: int | None
    boxes: Sequence[Box]
    whole: bool


def selected(fields: Sequence[Any], pages: Sequence[Page], where: Where) -> Place:
    """The passage that somebody selected.

    Raises:
        PassageUnknown: there is nothing there.
    """
    if where.get("start") is not None and where.get("end") is not None:
        return _passage(fields, pages, where)
    sheet = next((each for each in pages if each.number == where.get("page")), None)
    if sheet is None:
        raise PassageUnknown
    return whole_page(sheet) if where.get("whole") else region(sheet, where.get("boxes", ()))


def _passage(fields: Sequence[Any], pages: Sequence[Page], where: Where) -> Place:
    """The text at a place; browsers count some signs double, so it may stand nearby."""
    text, start, end = where.get("text", ""), where.get("start") or 0, where.get("end") or 0
    wanted = (where.get("field"), where.get("page"))
    for stretch in stretches(fields, pages):
        number = stretch.page.number if stretch.page else None
        languages = ("", where.get("language", ""))
        if (stretch.field, number) != wanted or stretch.language not in languages:
            continue
        if not text or stretch.text[start:end] == text:
            return stretch.place(start, end)
        found = list(Finder([Wanted(text)]).find(stretch.text))
        if found:
            nearest = min(found, key=lambda match: abs(match.start - start))
            return stretch.place(nearest.start, nearest.end)
        at = stretch.text.find(text.strip())
        if at >= 0 and text.strip():
            return stretch.place(at, at + len(text.strip()))
    raise PassageUnknown


def region(page: Page, boxes: Sequence[Box]) -> Place:
    """What stands under a drawn region of a page; the text is gone with it.

    Raises:
        PassageUnknown: no part of it is on the page.
    """
    inside = []
    for left, top, right, bottom in boxes:
        box = (max(left, 0.0), max(top, 0.0), min(right, page.width), min(bottom, page.height))
        if box[0] < box[2] and box[1] < box[3]:
            inside.append(box)
    if not inside:
        raise PassageUnknown
    under = _joined(page, sorted({each for box in inside for each in page.under(box)}))
    text = " ".join(page.text[start:end] for start, end in under)
    return Place(text, page=page.number, boxes=tuple(inside), under=under)


def _joined(page: Page, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Ranges with those made one between which nothing stands."""
    found: list[Range] = []
    for start, end in ranges:
        if found and not page.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def whole_page(page: Page) -> Place:
    """All of a page, with the text on it."""
    everything = (0.0, 0.0, page.width, page.height)
    return Place(page.text, page=page.number, boxes=(everything,), under=((0, len(page.text)),))


def key_of(mark: Mark) -> tuple[object, ...]:
    """What makes the place of a mark this place and no other; as `Place.key`."""
    boxes = tuple(tuple(box) for box in mark.boxes) if mark.start is None else ()
    return mark.field, mark.language, mark.page, mark.start, mark.end, boxes


def _same_text(mark: Mark, place: Place) -> bool:
    where = (mark.field, mark.language, mark.page)
    return mark.start is not None and where == (place.field, place.language, place.page)


def is_within(mark: Mark, place: Place) -> bool:
    """Whether a mark says nothing that this place does not say as well."""
    if not _same_text(mark, place):
        return False
    ranges = place.under if place.start is None else ((place.start, place.end or 0),)
    return any(start <= (mark.start or 0) and (mark.end or 0) <= end for start, end in ranges)


def covers(mark: Mark, place: Place) -> bool:
    """Whether this place is gone already with a mark."""
    if not _same_text(mark, place) or place.start is None or place.end is None:
        return False
    return (mark.start or 0) <= place.start and place.end <= (mark.end or 0)


def places(finder: Finder, texts: Iterable[Stretch]) -> list[Place]:
    """Where in these texts something stands, each place once.

    A part of a name that stands in the name of somebody else is passed over.
    """
    found: dict[object, Place] = {}
    for stretch in texts:
        last = 0
        for start, end in sorted(
            _ranges(finder, stretch.text), key=lambda each: (each[0], -each[1])
        ):
            if end > last:
                place = stretch.place(start, end)
                found[place.key] = place
                last = end
    return list(found.values())


def _ranges(finder: Finder, text: str) -> Iterator[Range]:
    for match in finder.find(text):
        start, end = match.start, match.end
        if match.wanted.part:
            name = match.wanted.known_as
            start, end = without_titles(text, *whole_name(text, start, end))
            if says_more(text[start:end], name):
                continue
        yield start, end
