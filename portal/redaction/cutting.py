"""Cuts pages out of a large PDF of the portal's own, so that a library can read them by themselves.

The library that reads any page holds the whole table of objects of what it opens. So it gets a few
pages with what is needed to draw them, byte for byte, without what leads to other pages. Pictures
are left out: no text is in them.
"""

import re
from collections.abc import Iterator, Sequence

from portal.redaction.own_files import NotOurs, OwnFile

MOST = 4000
"""More objects are never needed for some pages: something leads to all others."""

_REFERENCE = re.compile(rb"(\d+) 0 R")
_PARENT = re.compile(rb"/Parent\s+\d+ 0 R")
_NOTES = re.compile(rb"/Annots\s*(?:\[[^\[\]]*\]|\d+ 0 R)")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\[\]]*\]|\d+ 0 R)")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_ELSEWHERE = re.compile(rb"/Type\s*/(?:Page|Pages|Catalog|StructElem|StructTreeRoot)\b")


def contents_of(words: bytes) -> tuple[int, ...]:
    """The numbers of the streams that draw a page, by the words of its object.

    Raises:
        NotOurs: it does not say so in one plain way.
    """
    found = _CONTENTS.findall(words)
    if len(found) != 1 or words.count(b"/Contents") != 1 or b"#" in words:
        raise NotOurs("another kind of page")
    return tuple(int(each) for each in _REFERENCE.findall(found[0]))


def cut(file: OwnFile, pages: Sequence[int]) -> bytes:
    """A PDF with some pages of another.

    Parameters:
        pages: numbers of their objects.

    Raises:
        NotOurs: they cannot be taken out of the file.
    """
    root, tree = file.size, file.size + 1
    out, places = bytearray(b"%PDF-1.7\n"), dict[int, int]()
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    own = [
        (root, b"<</Type/Catalog/Pages %d 0 R>>" % tree),
        (tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)),
    ]
    for number, words in (*own, *_needed(file, pages, tree)):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (tree + 1, root, start)
    return bytes(out)


def _needed(file: OwnFile, pages: Sequence[int], tree: int) -> Iterator[tuple[int, bytes]]:
    """The pages, and all that they refer to."""
    seen = set(pages)
    waiting = [(page, _page(file.words(page), tree)) for page in pages]
    while waiting:
        number, words = waiting.pop()
        yield number, words
        head = words.partition(b"\nstream\n")[0]
        for reference in map(int, _REFERENCE.findall(head)):
            if reference not in seen and reference != tree:
                seen.add(reference)
                waiting.append((reference, _object(file, reference)))
        if len(seen) > MOST:
            raise NotOurs("pages that need too much")


def _page(words: bytes, tree: int) -> bytes:
    """A page without its place among others, and without notes, whose text is looked in apart."""
    contents_of(words)
    words, times = _PARENT.subn(b"/Parent %d 0 R" % tree, _NOTES.sub(b"", words))
    if times != 1 or b"/Resources" not in words or b"/MediaBox" not in words:
        raise NotOurs("a page that borrows from others")
    return words


def _object(file: OwnFile, number: int) -> bytes:
    if file.is_packed(number):
        words = file.words(number)
        if _ELSEWHERE.search(words):
            raise NotOurs("a page that leads to others")
        return words
    words, body = file.stream(number)
    return b"null" if _PICTURE.search(words) else b"%s\nstream\n%s\nendstream" % (words, body)
