"""What the writer of PDFs writes, others can read: objects, streams, trees, files and seals."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from portal.letters import pieces, stamp
from portal.letters.binding import Insert
from portal.letters.embedding import embed, pack
from portal.letters.outlines import Mark, write_outlines
from portal.letters.page_numbers import PageNumbers
from portal.letters.rendering import FONTS
from portal.letters.sealing import Sealer, new_seal
from portal.letters.taking import with_row_heads
from portal.letters.writing import TOGETHER, PdfWriter, text_string

WHEN = datetime(2026, 11, 20, tzinfo=UTC)


def written(file: io.BytesIO, writer: PdfWriter, **catalog: int) -> pikepdf.Pdf:
    """The file ended with one empty page, and opened."""
    pages = writer.number()
    page = writer.add(b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent %d 0 R>>" % pages)
    writer.add(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page, pages)
    more = b"".join(b"/%s %d 0 R" % (key.encode(), number) for key, number in catalog.items())
    root = writer.add(b"<</Type/Catalog/Pages %d 0 R%s>>" % (pages, more))
    writer.finish(root, writer.add(b"<</Title(x)>>"), b"ab" * 16)
    opened = pikepdf.open(io.BytesIO(file.getvalue()))
    assert opened.check_pdf_syntax() == []
    return opened


def test_objects_packed_and_plain_are_found_under_their_numbers() -> None:
    file = io.BytesIO()
    writer = PdfWriter(file)
    later = writer.number()
    numbers = [writer.add(b"<</N %d>>" % number) for number in range(2 * TOGETHER + 3)]
    stream = writer.stream(b"<</Length 5>>", b"hello")
    writer.plain(b"[%d 0 R]" % stream, later)
    pdf = written(file, writer)
    assert [int(pdf.get_object(each, 0).N) for each in numbers] == list(range(len(numbers)))
    assert pdf.get_object(later, 0)[0].read_bytes() == b"hello"


def test_bookmarks_hang_under_the_one_of_a_higher_level() -> None:
    file = io.BytesIO()
    writer = PdfWriter(file)
    page = writer.add(b"<</Type/Nothing>>")
    levels = [(1, "report"), (2, "a"), (3, "a1"), (4, "a11"), (3, "a2"), (2, "b (é"), (4, "b1")]
    marks = [Mark(level, text_string(title), page) for level, title in levels]
    with written(file, writer, Outlines=write_outlines(writer, marks)).open_outline() as outline:
        [report] = outline.root
    chapters = [(each.title, [child.title for child in each.children]) for each in report.children]
    assert chapters == [("a", ["a1", "a2"]), ("b (é", ["b1"])]
    assert report.children[0].is_closed
    assert not report.is_closed


def test_a_file_comes_out_as_it_went_in() -> None:
    file = io.BytesIO()
    writer = PdfWriter(file)
    packed = pack("dätä.json", "De gegevens", "application/json", WHEN, [b"a" * 999, b"b"])
    names, [number] = embed(writer, [packed])
    tree = writer.add(b"<</EmbeddedFiles %d 0 R>>" % names)
    pdf = written(file, writer, Names=tree)
    found = pdf.attachments["dätä.json"].get_file()
    assert found.read_bytes() == b"a" * 999 + b"b"
    assert (found.mime_type, found.creation_date, found.size) == ("application/json", WHEN, 1000)
    assert pdf.get_object(number, 0).AFRelationship == "/Data"


def test_page_numbers_are_set_with_the_letters_of_their_wording_only() -> None:
    writer = PdfWriter(io.BytesIO())
    numbers = PageNumbers(writer, "Página # (of #)", FONTS)
    drawn = numbers.over(7, 12, 595.28)
    assert b"(P\xe1gina 7 \\(of 12\\)) Tj" in drawn
    on_its_side = numbers.over(7, 12, 841.89)
    left, right = (float(re.search(rb"Tf ([\d.]+)", each)[1]) for each in (drawn, on_its_side))
    assert right - left == pytest.approx(841.89 - 595.28, abs=0.02)


def test_a_seal_that_does_not_fit_its_room_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "ROOM", 64)
    file = io.BytesIO()
    writer = PdfWriter(file)
    room = stamp.keep_room(writer, 1, WHEN)
    with pytest.raises(ValueError, match="no room"):
        room.fill(file, writer.length, Sealer(new_seal("x")))


@pytest.mark.parametrize(
    "body",
    [b"", b"%PDF-1.7", b"startxref\n9\n%%EOF", b"xref\n0 1\ntrailer\n<<>>\nstartxref\n0\n"],
)
def test_what_is_no_piece_is_not_bound(body: bytes) -> None:
    with pytest.raises(pieces.PieceBroken):
        pieces.read(body)


def test_references_move_and_texts_that_look_like_them_stay() -> None:
    part = pieces.Part(rb"<</A 12 0 R/T(12 0 R \) 3 0 R)/H<3132>/K[1 0 R 0 2 0 R]>>")
    moved = part.renumbered(lambda number: number + 100)
    assert moved == rb"<</A 112 0 R/T(12 0 R \) 3 0 R)/H<3132>/K[101 0 R 0 102 0 R]>>"


def test_the_first_cell_of_a_row_becomes_its_head() -> None:
    cell = b"<</Type/StructElem/S/TD/P 3 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[3]/Pg 9 0 R>>"
    row = b"<</Type/StructElem/S/TR/P 4 0 R/K[1 0 R 2 0 R]>>"
    parts = {1: pieces.Part(cell), 2: pieces.Part(cell), 3: pieces.Part(row)}
    piece = pieces.Piece(parts, 0, 0)
    with_row_heads(piece)
    assert b"/S/TH" in piece.parts[1].words
    assert b"/Scope/Row" in piece.parts[1].words
    assert b"/S/TD" in piece.parts[2].words
    assert b"Headers" not in piece.parts[2].words


def test_an_insert_names_the_chapter_it_goes_before() -> None:
    assert Insert("sources", (Path("a.pdf"),)).chapter == "sources"
