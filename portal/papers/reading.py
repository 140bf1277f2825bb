"""Reading a document: whatever it is, it becomes pages."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from portal.papers import cell
from portal.papers.limits import FILE, RECOGNISING_PATIENCE, RECOGNISING_SECONDS, SECONDS
from portal.papers.pages import Page, Pages, Scan, Seen
from portal.papers.problems import Problem, Unreadable

MODELS = Path("/usr/share/tesseract-ocr")
_BEHIND = 10  # how far it steps back for who waits for a page of the portal


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was read.

    Attributes:
        pdf: its pages and nothing else.
        packed: the text of its pages, for `Pages`.
        media_type: what the document was.
    """

    pdf: bytes
    packed: bytes
    media_type: str

    @property
    def pages(self) -> Pages:
        """The text of its pages, with the words and where they stand."""
        return Pages(self.packed)


def read(content: bytes, *, seconds: int = SECONDS) -> Paper:
    """Read a document in a child that can do no harm.

    Raises:
        Unreadable: it cannot be read; says why.
        OSError: no child could be started.
    """
    if len(content) > FILE:
        raise Unreadable(Problem.TOO_LARGE)
    facts, (pdf, packed) = cell.ask({"do": "read"}, content, seconds=seconds)
    return Paper(pdf, packed, facts["media_type"])


@cache
def models() -> Path | None:
    """The folder with what letters look like; None where this machine has none for Dutch."""
    found = sorted(MODELS.glob("*/tessdata/nld.traineddata"))
    return found[-1].parent if found else None


def recognise(pdf: bytes, page: Page, models: Path) -> Page:
    """A page with the words in its picture, as far as a machine can read them.

    Parameters:
        pdf: as reading gave it.
        models: the folder with what letters look like.

    Raises:
        OSError: no child could be started.
    """
    try:
        facts = _ask("recognise", pdf, page, models)
    except Unreadable:
        return replace(page, scan=Scan.FAILED)
    return page.with_seen([Seen(text, tuple(box), *rest) for text, box, *rest in facts["words"]])


def compare(pdf: bytes, page: Page, models: Path) -> Page:
    """A page with the words that are drawn on it; for the others there is a picture to be read.

    What is too much for the machine stays unsure. Parameters and errors as `recognise`.
    """
    try:
        facts = _ask("compare", pdf, page, models)
    except Unreadable:
        facts = {"drawn": True, "others": [], "sure": False}
    if not facts["drawn"]:
        return page.as_drawn()
    if facts["others"]:
        return page.without([tuple(box) for box in facts["others"]])
    if page.scan is Scan.COVERED:
        return replace(page, scan=Scan.UNREAD)
    return replace(page, scan=Scan.NONE if facts["sure"] else Scan.UNSURE)


def _ask(what: str, pdf: bytes, page: Page, models: Path) -> dict[str, Any]:
    order = {"do": what, "page": page.number, "models": str(models), "nice": _BEHIND}
    facts, _ = cell.ask(order, pdf, seconds=RECOGNISING_SECONDS, patience=RECOGNISING_PATIENCE)
    return facts
