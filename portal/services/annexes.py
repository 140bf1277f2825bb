"""Documents as annexes of a report: what stays of each page, and its picture with bars burnt in."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.letters.annex import Annex, AnnexPage, Line, Pictures
from portal.letters.report import Report
from portal.models.base import Database
from portal.models.exhibit import Exhibit
from portal.papers import pictures as drawing
from portal.services import exhibits, masking
from portal.services.copying import NOTHING, Sheaf
from portal.services.masking import Cuts, MaskedPage, MaskedWord
from portal.vault import Vault

DPI = 150
_HALF = 0.5  # of the height of a word: what overlaps the line less stands on another


def annex_of(
    session: Session,
    vault: Vault,
    sheaf: Sheaf,
    words: Words,
    marks: Cuts,
    thirds: Mapping[int, str],
) -> Annex:
    """A document with what may be read on its pages.

    Raises:
        NotReadable, VaultShut: as `exhibits.pages_of`.
    """
    pages = exhibits.pages_of(session, vault, sheaf.exhibit)
    mine = marks.get(sheaf.finding.id, NOTHING)
    masked = masking.pages_of(sheaf.finding, mine, pages, words, thirds)
    return Annex(
        number=sheaf.number,
        name=sheaf.name,
        category=sheaf.category,
        source=sheaf.source,
        record=sheaf.record,
        pages=tuple(_page(each) for each in masked),
        origin=sheaf.exhibit.id,
    )


def pictures_of(database: Database, vault: Vault, report: Report) -> Pictures:
    """Gives the pictures of the annexes of a report; no transaction is open while they are drawn.

    Only one document is in memory at a time.
    """
    annexes = {annex.number: annex for annex in report.annexes}
    load = _loader(database, vault)

    def pictures(number: int, pages: Sequence[int]) -> Iterator[bytes]:
        annex = annexes[number]
        boxes = {page: annex.pages[page - 1].boxes for page in pages}
        for picture in drawing.pictures(load(annex.origin), boxes, dpi=DPI):
            yield picture.body

    return pictures


def _loader(database: Database, vault: Vault) -> Callable[[int], bytes]:
    last: tuple[int, bytes] = (0, b"")

    def load(exhibit_id: int) -> bytes:
        nonlocal last
        if last[0] != exhibit_id:
            last = (0, b"")
            with database.transaction(write=False) as session:
                exhibit = session.get_one(Exhibit, exhibit_id)
                last = exhibit_id, exhibits.document_of(session, vault, exhibit)
        return last[1]

    return load


def _page(masked: MaskedPage) -> AnnexPage:
    return AnnexPage(
        width=masked.width,
        height=masked.height,
        extent=masked.extent,
        lines=tuple(lines_of(masked.words)),
        boxes=masked.boxes,
        recognised=masked.recognised,
    )


def lines_of(words: Sequence[MaskedWord]) -> Iterator[Line]:
    """Words that stand beside each other, as one line; what came instead of others stays apart."""
    some: list[MaskedWord] = []
    for word in words:
        if some and (word.shown or some[-1].shown or not _beside(some[-1], word)):
            yield _line(some)
            some = []
        some.append(word)
    if some:
        yield _line(some)


def _beside(before: MaskedWord, after: MaskedWord) -> bool:
    """Whether a word goes on where another ended."""
    _, top, right, bottom = before.box
    left, upper, _, lower = after.box
    shared = min(bottom, lower) - max(top, upper)
    height = max(min(bottom - top, lower - upper), 0.1)
    return shared > _HALF * height and -height < left - right < 2 * height


def _line(some: list[MaskedWord]) -> Line:
    boxes = [word.box for word in some]
    around = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return Line(" ".join(word.text for word in some), around, some[0].shown)
