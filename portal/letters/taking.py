"""Takes the objects of one PDF in another, under other numbers."""

import re
from collections.abc import Mapping

from portal.letters.book import Book
from portal.letters.page_numbers import NAME
from portal.letters.pieces import Part, Piece
from portal.letters.writing import references

_ENTRY = re.compile(rb"(\d+)\s+(?:(\d+) 0 R|(\[[^\]]*\]))")
_CELL_WORDS = re.compile(rb"/ID\(U\d+x\d+y\d+\)|/Headers\[[^\]]*\]")
_FIRST_CELL = re.compile(rb"/S/TR\b.*?/K\[(\d+) 0 R", re.DOTALL)
_PLACE = re.compile(rb"\(([\w-]+)\)\s*\[[^\]]*\]")
_PAGE_WORDS = re.compile(rb"/(Parent|StructParents|Contents)\s*(?:\[[^\]]*\]|\d+ 0 R|\d+)")


def with_row_heads(piece: Piece) -> None:
    """Make the first cell of each row a head, and leave out what names the heads of a cell.

    Typst knows heads of columns only. With a head that says of itself what it heads, a cell needs
    no list of its heads.
    """
    firsts = set()
    for part in piece.parts.values():
        if part.stream is None and (found := _FIRST_CELL.search(part.words)):
            firsts.add(int(found[1]))
    for number, part in piece.parts.items():
        if part.stream is not None or b"/StructElem" not in part.words:
            continue
        words = _CELL_WORDS.sub(b"", part.words) if b"/O/Table" in part.words else part.words
        if number in firsts and b"/S/TD" in words:
            words = words.replace(b"/S/TD", b"/S/TH", 1)
            words = words.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
        piece.parts[number] = Part(words)


class Taken:
    """A piece on its way into the file."""

    def __init__(self, book: Book, piece: Piece) -> None:
        """Writes all of the piece but its pages, its catalog and its trees."""
        self._book, self._piece = book, piece
        self._base = book.writer.numbers(max(piece.parts) + 1)
        self._instead: dict[int, int] = {}
        self._tree = piece.reference(piece.root, b"StructTreeRoot")
        document = piece.reference(self._tree, b"K")
        self._instead[document] = book.document
        self.elements = piece.references(document, b"K")
        self._keys = book.next_key
        self._contents = {piece.reference(page, b"Contents") for page in piece.pages}
        skipped = {piece.root, piece.reference(piece.root, b"Pages"), self._tree, document}
        if led := re.search(rb"/RLDests (\d+) 0 R", piece.parts[piece.root].words):
            skipped.add(int(led[1]))
        self._write(skipped | set(piece.pages) | self._enter())

    def number(self, number: int) -> int:
        """The number that an object of the piece has in the file."""
        return self._instead.get(number, self._base + number)

    def page(self, page: int) -> None:
        """Write a page, at the end of those that were written."""
        book, number = self._book, self.number(page)
        part = self._piece.parts[page]
        node = book.place(number)
        contents = self.number(self._piece.reference(page, b"Contents"))
        drawn = b"/Contents %d 0 R" % contents
        if book.is_first:
            drawn += book.stamped(number)
        else:
            over = book.over(self._piece.width(page))
            words = b"<</Length %d>>" % len(over)
            numbers = book.save, contents, book.writer.stream(words, over)
            drawn = b"/Contents[%s]" % references(numbers)
        key = re.search(rb"/StructParents (\d+)", part.words)
        words = Part(_PAGE_WORDS.sub(b"", part.words)).renumbered(self.number)
        more = b"%s/Parent %d 0 R/StructParents %d>>"
        more %= (drawn, node, self._keys + int(key[1]) if key else book.next_key)
        book.writer.add(words[: words.rindex(b">>")] + more, number)

    def page_of(self, element: int) -> int:
        """The page of the piece on which an element stands."""
        return self._piece.reference(element, b"Pg")

    def catalog(self) -> bytes:
        """What the catalog of the piece says of the whole document."""
        words = self._piece.parts[self._piece.root].renumbered(self.number)
        return re.sub(rb"/(Pages|StructTreeRoot|RLDests) \d+ 0 R", b"", words).strip()[2:-2]

    def destinations(self, elsewhere: Mapping[str, int]) -> int:
        """Write the places that links in the piece lead to; gives the number of their tree.

        Parameters:
            elsewhere: the page, by its number in the file, of names that lead out of the piece.
        """
        words = self._piece.parts[self._places_tree].renumbered(self.number)

        def led(found: re.Match[bytes]) -> bytes:
            page = elsewhere.get(found[1].decode())
            return found[0] if page is None else b"(%s)[%d 0 R/Fit]" % (found[1], page)

        return self._book.writer.add(_PLACE.sub(led, words), self.number(self._places_tree))

    def places(self) -> dict[str, int]:
        """The page of the piece that each name of a link leads to."""
        piece = self._piece
        words = piece.parts[self._places_tree].words
        found = re.findall(rb"\(([\w-]+)\)\s*(?:\[\s*)?(\d+) 0 R", words)
        return {name.decode(): int(page) for name, page in found}

    @property
    def _places_tree(self) -> int:
        return self._piece.reference(self._piece.root, b"RLDests")

    def info(self) -> int:
        """What is said of the document."""
        return self.number(self._piece.info)

    def _enter(self) -> set[int]:
        """Enter the piece's elements in the tree from pages to structure; gives what to skip."""
        words, skipped = self._piece.parts[self._tree].words, set[int]()
        if found := re.search(rb"/ParentTree (\d+) 0 R", words):
            skipped.add(int(found[1]))
            words = self._piece.parts[int(found[1])].words
        for key, reference, several in _ENTRY.findall(words[words.index(b"/Nums") :]):
            value = b"%s 0 R" % reference if reference else several
            self._book.enter(self._keys + int(key), Part(value).renumbered(self.number))
        return skipped

    def _write(self, skipped: set[int]) -> None:
        piece, writer = self._piece, self._book.writer
        fonts = self._fonts()
        for number, part in piece.parts.items():
            if part.stream is None or number in skipped or number in self._contents:
                continue
            if b" 0 R" not in part.words:
                self._instead[number] = self._book.once(part, self.number(number))
                skipped.add(number)
        for number, part in piece.parts.items():
            if number in skipped:
                continue
            words = part.renumbered(self.number)
            if number in fonts:
                words = self._with_page_font(words)
            if part.stream is not None:
                writer.stream(words, part.stream, self.number(number))
            else:
                writer.add(words, self.number(number))

    def _fonts(self) -> set[int]:
        """The objects that list the fonts of pages."""
        listed = set()
        for page in self._piece.pages:
            resources = self._piece.reference(page, b"Resources")
            inner = re.search(rb"/Font (\d+) 0 R", self._piece.parts[resources].words)
            listed.add(int(inner[1]) if inner else resources)
        return listed

    def _with_page_font(self, words: bytes) -> bytes:
        entry = b"/%s %d 0 R" % (NAME, self._book.page_font)
        found = re.search(rb"/Font\s*<<", words)
        at = found.end() if found else words.index(b"<<") + 2
        return words[:at] + entry + words[at:]
