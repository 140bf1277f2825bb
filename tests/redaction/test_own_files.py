"""Only a file that the binder wrote, to the letter, is read as one."""

import re
import zlib

import pytest

from portal.redaction.own_files import NotOurs, OwnFile, unpacked
from tests.redaction import leaking
from tests.redaction.typesetting import page, report, run

PDF = report(page(run("Een")), page(run("Twee")), files={"data é.json": b"{}", "b.json": b"[]"})


def test_its_pages_and_files_are_where_its_table_says():
    file = OwnFile(PDF)
    pages = list(file.pages())
    assert len(pages) == 2
    assert all(b"/Type/Page/" in file.words(number) for number in pages)
    assert sorted(file.attachments().values()) == ["b.json", "data é.json"]
    [number] = (each for each, name in file.attachments().items() if name == "b.json")
    words, body = file.stream(number)
    assert b"/EmbeddedFile" in words
    assert zlib.decompress(body) == b"[]"
    assert PDF.startswith(b"%d 0 obj" % number, file.place(number))


def test_an_object_that_is_not_there_or_of_another_kind_is_refused():
    file = OwnFile(PDF)
    page_number, (stream, *_) = next(file.pages()), file.attachments()
    for ask in (file.words, file.stream):
        with pytest.raises(NotOurs):
            ask(9999)
    with pytest.raises(NotOurs):
        file.words(stream)
    with pytest.raises(NotOurs):
        file.stream(page_number)


def _moved(pdf: bytes, kind: int) -> bytes:
    """The same file, whose table says that each object lies one byte, or one object, further."""
    found = re.search(rb"(\d+) 0 obj\n<</Type/XRef.*?/Length (\d+)>>\nstream\n", pdf)
    table = bytearray(zlib.decompress(pdf[found.end() : found.end() + int(found[2])]))
    for at in range(0, len(table), 11):
        if table[at] == kind and at // 11 != int(found[1]):
            last = at + (8 if kind == 1 else 10)
            table[last] = (table[last] + 1) % 256
    packed = zlib.compress(bytes(table))
    head = found[0].replace(b"/Length %s" % found[2], b"/Length %d" % len(packed))
    tail = pdf[found.end() + int(found[2]) :]
    return pdf[: found.start()] + head + packed + tail


OTHERS = {
    "of a library": leaking.clean(),
    "with something behind it": PDF + b"\n",
    "with an earlier version": PDF + PDF,
    "with another head": PDF.replace(b"%PDF-1.7", b"%PDF-1.4"),
    "locked": PDF.replace(b"/W[1 8 2]", b"/Encrypt 1 0 R/W[1 8 2]"),
    "continued": PDF.replace(b"/W[1 8 2]", b"/Prev 20/W[1 8 2]"),
    "cut off": PDF[:-40],
    "with half a table": PDF.replace(b"/XRef/Size ", b"/XRef/Size 1"),
    "whose end leads nowhere": re.sub(rb"startxref\n\d+", b"startxref\n17", PDF),
    "whose catalog tells of two trees": report(page(run("A")), catalog=b"/Pages 3 0 R"),
    "whose catalog has another tree": report(page(run("A")), catalog=b"/P#61ges 3 0 R"),
    "whose streams lie elsewhere": _moved(PDF, 1),
    "whose objects are others": _moved(PDF, 2),
}


@pytest.mark.parametrize("other", OTHERS)
def test_another_file_is_left_to_a_library(other):
    with pytest.raises(NotOurs):
        list(OwnFile(OTHERS[other]).pages())


def test_what_is_not_packed_to_the_end_is_refused():
    packed = zlib.compress(b"a" * 100)
    assert unpacked(packed) == b"a" * 100
    for body in (packed[:-3], packed + b"x", b"plain"):
        with pytest.raises(NotOurs):
            unpacked(body)


def test_a_stream_of_another_length_than_it_says_is_refused():
    body = b"\nstream\nq\nendstream"
    assert PDF.count(b"<</Length 1>>" + body) == 1
    [number] = re.findall(rb"(\d+) 0 obj\n<</Length 1>>", PDF)
    assert OwnFile(PDF).stream(int(number)) == (b"<</Length 1>>", b"q")
    other = PDF.replace(b"<</Length 1>>" + body, b"<</Length 0>>" + body)
    with pytest.raises(NotOurs):
        OwnFile(other).stream(int(number))


def test_an_object_that_is_another_than_the_table_says_is_refused():
    right, wrong = OwnFile(PDF), OwnFile(_moved(PDF, 2))
    for number in filter(right.is_packed, range(1, right.size)):
        assert right.words(number)
        with pytest.raises(NotOurs):
            wrong.words(number)
