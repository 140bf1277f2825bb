"""A book takes pages in one after the other; its trees stay shallow however many there are."""

import io
from pathlib import Path

import pikepdf
import pytest

from portal.letters.book import LEAF, Book
from portal.letters.outlines import Mark
from portal.letters.pieces import Part
from portal.letters.rendering import FONTS

PAGE = b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent %d 0 R>>"


def bound(pages: int, fonts: Path = FONTS) -> tuple[io.BytesIO, Book]:
    """A book of empty pages, each with one element of the structure."""
    file = io.BytesIO()
    book = Book(file, pages, "%d / %d", fonts)
    for key in range(pages):
        page = book.writer.number()
        book.writer.add(PAGE % book.place(page), page)
        element = book.writer.add(b"<</Type/StructElem/S/P/P %d 0 R>>" % book.document)
        book.hold(element)
        book.enter(key, b"[%d 0 R]" % element)
    book.marks.append(Mark(1, b"(book)", page))
    book.finish(
        (),
        catalog=b"/Type/Catalog",
        destinations=book.writer.add(b"<</Names[]>>"),
        info=book.writer.add(b"<</Title(x)>>"),
        identifier="book",
    )
    return file, book


@pytest.mark.parametrize("pages", [1, LEAF, LEAF + 1])
def test_every_page_is_found_in_its_order_and_no_node_grows_beyond_a_leaf(pages: int) -> None:
    file, _ = bound(pages)
    with pikepdf.open(io.BytesIO(file.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == pages
        nodes = list(pdf.Root.Pages.Kids)
        assert [int(node.Count) for node in nodes] == [min(LEAF, pages)] + [1] * (pages > LEAF)
        for node in nodes:
            assert all(kid.Parent.objgen == node.objgen for kid in node.Kids)


def test_every_page_leads_to_its_element_of_the_one_document() -> None:
    file, _ = bound(LEAF + 1)
    with pikepdf.open(io.BytesIO(file.getvalue())) as pdf:
        root = pdf.Root.StructTreeRoot
        [document] = root.K
        held = [kid.objgen for kid in document.K]
        led = []
        for leaf in root.ParentTree.Kids:
            numbers = list(leaf.Nums)
            keys = [int(key) for key in numbers[::2]]
            assert [keys[0], keys[-1]] == [int(each) for each in leaf.Limits]
            led += [elements[0].objgen for elements in numbers[1::2]]
        assert led == held
        assert int(root.ParentTreeNextKey) == LEAF + 1


def test_equal_streams_are_written_once_and_words_alone_are_no_stream() -> None:
    _, book = bound(1)
    font = Part(b"<</Length 4>>", b"font")
    first = book.once(font, book.writer.number())
    assert book.once(Part(b"<</Length 4>>", b"font"), book.writer.number()) == first
    assert book.once(Part(b"<</Length 4>>", b"FONT"), book.writer.number()) != first
    with pytest.raises(ValueError, match="stream"):
        book.once(Part(b"<<>>"), book.writer.number())


def test_the_cover_bears_no_number_and_no_room_for_a_seal_that_nobody_sets() -> None:
    file = io.BytesIO()
    book = Book(file, 2, "%d / %d", FONTS)
    page = book.writer.number()
    book.place(page)
    assert book.is_first
    assert book.stamped(page) == b""
    assert book.stamp is None
    book.place(book.writer.number())
    assert not book.is_first
