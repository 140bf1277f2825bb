"""A page of a document at the desk: its picture with what is marked drawn over it, and its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, g, request, url_for

from portal.models.case import Case
from portal.models.exhibit import ExhibitState
from portal.models.finding import Finding
from portal.models.redaction import Mark, MarkState
from portal.papers import pictures
from portal.papers.pages import Box, Page, Pages
from portal.papers.problems import Unreadable
from portal.services import cases, exhibits, looking, marking, masking, review
from portal.services.looking import Look
from portal.services.masking import MaskedPage
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, portal, words
from portal.web.staff import passages
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import sitting
from portal.web.staff.passages import Piece

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as its page at the desk shows it.

    Attributes:
        recognised: whether a machine read some of the text from a picture.
        unread: whether there is a picture on it that no machine read.
        lies: whether the file says other words than it shows.
        may_lie: whether that could not be found out.
    """

    number: int
    total: int
    width: float
    height: float
    picture: str
    areas: tuple[Area, ...]
    pieces: tuple[Piece, ...]
    unseen: int
    recognised: bool
    unread: bool
    lies: bool
    may_lie: bool
    as_sent: bool

    @property
    def wide(self) -> int:
        """How wide it is, in millimetres."""
        return round(self.width / POINTS_PER_MM)

    @property
    def high(self) -> int:
        """How high it is, in millimetres."""
        return round(self.height / POINTS_PER_MM)


def pages_of(finding: Finding) -> Pages | tuple[()]:
    """The pages of an item's document; none when there is no document that can be read."""
    document = finding.exhibit
    if document is None or document.state is not ExhibitState.READABLE:
        return ()
    return exhibits.pages_of(db(), portal().vault, document)


def sheet(
    case: Case,
    finding: Finding,
    marks: Sequence[Mark],
    called: dict[int, str],
    number: int,
    *,
    as_sent: bool = False,
) -> Sheet | None:
    """A page of an item's document; None without one.

    Parameters:
        marks: all of the item.
        called: what stands in the place of each third person, by key.
        number: which page; one that is not there gives the nearest.
        as_sent: as the answer will show it, without what is redacted.
    """
    found = pages_of(finding)
    if not len(found):
        return None
    if finding.exhibit is not None:
        who = {"since": sitting(), "actor": g.actor}
        looking.note_document(db(), finding.exhibit, Look.SHEET, now=now(), **who)
    page = found[min(max(number, 1), len(found)) - 1]
    own = [m for m in marks if m.page == page.number and m.state is not MarkState.DISMISSED]
    sent = masking.pages_of(finding, own, [page], words(), called)[0] if as_sent else None
    return Sheet(
        number=page.number,
        total=len(found),
        width=page.width,
        height=page.height,
        picture=url_for(
            "staff.show_sheet",
            reference=case.reference,
            finding_id=finding.id,
            page=page.number,
            lak=1 if as_sent else None,
        ),
        areas=() if as_sent else tuple(area for mark in own for area in _areas(mark)),
        pieces=_read(sent) if sent else passages.cut_at(page.text, _places(page, own), called),
        unseen=page.unseen,
        recognised=page.recognised is not None,
        unread=page.is_unread,
        lies=page.lies,
        may_lie=page.may_lie,
        as_sent=as_sent,
    )


def _read(sent: MaskedPage) -> tuple[Piece, ...]:
    """What can be read on the page once it is sent."""
    text = " ".join(word.text for word in sent.words if word.text)
    return (Piece(text),) if text else ()


def _places(page: Page, marks: Sequence[Mark]) -> list[tuple[Mark, int, int]]:
    """Where the marks stand in the text of their page; an area covers what lies under it."""
    found = []
    for mark in marks:
        if mark.start is not None and mark.end is not None:
            found.append((mark, mark.start, mark.end))
        else:
            ranges = [part for box in mark.boxes for part in page.under(tuple(box))]
            found += [(mark, start, end) for start, end in ranges]
    return found


def _areas(mark: Mark) -> list[Area]:
    return [
        Area(left, top, right - left, bottom - top, mark.state is MarkState.ACCEPTED)
        for left, top, right, bottom in mark.boxes
    ]


@pages.get("/verzoek/<reference>/gegevens/item/<int:finding_id>/blad/<int:page>")
@access.staff(*roles_that_may(Task.READ))
def show_sheet(reference: str, finding_id: int, page: int) -> Response:
    """The picture of a page; with `lak` in the address black where it is redacted.

    That somebody looks is recorded by the page it stands on: without that line there is no picture.
    """
    case = cases.find_visible(db(), reference, g.actor)
    finding = review.find_finding(db(), case, finding_id) if case else None
    document = finding.exhibit if finding else None
    if finding is None or document is None or not 0 < page <= document.pages:
        abort(404)
    if not looking.has_looked(db(), document, Look.SHEET, since=sitting(), actor=g.actor):
        abort(404)  # AVG 5.2, 32
    boxes: tuple[Box, ...] = ()
    try:
        if "lak" in request.args:
            marks = marking.marks_of(db(), [finding.id]).get(finding.id, ())
            own = pages_of(finding)[page - 1]
            boxes = masking.pages_of(finding, marks, [own], words(), {})[0].boxes
        pdf = exhibits.document_of(db(), portal().vault, document)
        drawn = pictures.picture(pdf, page, boxes=boxes)
    except (exhibits.NotReadable, Unreadable):
        abort(404)
    return Response(drawn.body, mimetype="image/jpeg")
