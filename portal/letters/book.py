"""A PDF while it is being bound: its pages, the structure of each, and the trees over them."""

import hashlib
import zlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from portal.letters.embedding import Embedded, embed
from portal.letters.outlines import Mark, write_outlines
from portal.letters.page_numbers import PageNumbers
from portal.letters.pieces import Part
from portal.letters.stamp import Stamp, keep_room
from portal.letters.writing import PdfWriter, references

LEAF = 200  # pages, and entries of the tree from pages to structure, in one node
ROLES = b"<</Datetime/Span/Terms/Part/Title/P/Strong/Span/Em/Span>>"  # names that Typst gives


class Book:
    """Takes pieces in one after the other, and ends the file."""

    def __init__(
        self,
        file: BinaryIO,
        total: int,
        wording: str,
        fonts: Path,
        sealed_at: datetime | None = None,
    ) -> None:
        """Begins the file, which will have so many pages.

        Parameters:
            sealed_at: when it is sealed, if it is; then `stamp` is the room for the seal.
        """
        self.stamp: Stamp | None = None
        self._sealed_at = sealed_at
        self.writer = PdfWriter(file)
        self._total = total
        self._numbers = PageNumbers(self.writer, wording, fonts)
        self._save = self.writer.stream(b"<</Length 1>>", b"q")
        self._document = self.writer.number()
        self._structure = self.writer.number()
        self._pages_root = self.writer.number()
        self._nodes: list[tuple[int, list[int]]] = []
        self._kids: list[int] = []
        self._entries: list[tuple[int, bytes]] = []
        self._key = self._count = 0
        self._streams: dict[bytes, int] = {}
        self.marks: list[Mark] = []

    def place(self, page: int) -> int:
        """Give a page its place in the tree; gives the number of the node it hangs under."""
        if not self._nodes or len(self._nodes[-1][1]) == LEAF:
            self._nodes.append((self.writer.number(), []))
        node, kids = self._nodes[-1]
        kids.append(page)
        self._count += 1
        return node

    def stamped(self, page: int) -> bytes:
        """What the first page says of the seal, for which room is made."""
        if self._sealed_at is None:
            return b""
        self.stamp = keep_room(self.writer, page, self._sealed_at)
        return b"/Annots[%d 0 R]" % self.stamp.field

    def over(self, width: float) -> bytes:
        """What is drawn over the page that was placed last, which is so many points wide."""
        return self._numbers.over(self._count, self._total, width)

    @property
    def is_first(self) -> bool:
        """Whether the page placed last is the cover, which bears no number."""
        return self._count == 1

    @property
    def page_font(self) -> int:
        """The font of the page numbers."""
        return self._numbers.font

    @property
    def save(self) -> int:
        """A stream that keeps the state of drawing."""
        return self._save

    @property
    def document(self) -> int:
        """The one element that holds all others."""
        return self._document

    @property
    def next_key(self) -> int:
        """The first key of the tree from pages to structure that is free."""
        return self._key

    def enter(self, key: int, words: bytes) -> None:
        """Tell which elements a page holds, or which element an annotation belongs to."""
        self._entries.append((key, zlib.compress(words, 1)))  # a page holds a hundred of them
        self._key = max(self._key, key + 1)

    def hold(self, element: int) -> None:
        """Put an element at the end of the document."""
        self._kids.append(element)

    def once(self, part: Part, number: int) -> int:
        """Write a stream, or find the equal one that was written before; gives its number."""
        if part.stream is None:
            raise ValueError("not a stream")
        print_of = hashlib.sha256(part.words + part.stream).digest()
        if print_of not in self._streams:
            self._streams[print_of] = self.writer.stream(part.words, part.stream, number)
        return self._streams[print_of]

    def finish(
        self,
        embedded: Iterable[Embedded],
        *,
        catalog: bytes,
        destinations: int,
        info: int,
        identifier: str,
    ) -> None:
        """Write the trees, the attachments and the catalog.

        Parameters:
            catalog: what it says beside what is known here.
            destinations, info: objects that were written.
        """
        writer = self.writer
        for number, kids in self._nodes:
            words = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
            writer.add(words % (self._pages_root, len(kids), references(kids)), number)
        words = b"<</Type/Pages/Count %d/Kids[%s]>>"
        writer.add(words % (self._count, references(n for n, _ in self._nodes)), self._pages_root)
        words = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>"
        writer.add(words % (self._structure, references(self._kids)), self._document)
        words = (
            b"<</Type/StructTreeRoot/RoleMap %s/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        )
        tree = ROLES, self._document, self._parent_tree(), self._key
        writer.add(words % tree, self._structure)
        names, attached = embed(writer, embedded)
        catalog += b"/Pages %d 0 R/StructTreeRoot %d 0 R" % (self._pages_root, self._structure)
        catalog += b"/Outlines %d 0 R/AF[%s]" % (
            write_outlines(writer, self.marks),
            references(attached),
        )
        catalog += b"/Names<</EmbeddedFiles %d 0 R/Dests %d 0 R>>" % (names, destinations)
        if self.stamp:
            catalog += b"/AcroForm<</SigFlags 3/Fields[%d 0 R]>>" % self.stamp.field
        root = writer.add(b"<<%s>>" % catalog)
        print_of = hashlib.sha256(identifier.encode()).hexdigest()[:32].encode()
        writer.finish(root, info, print_of)

    def _parent_tree(self) -> int:
        leaves = []
        entries = sorted(self._entries)
        for at in range(0, len(entries), LEAF):
            some = entries[at : at + LEAF]
            words = b" ".join(b"%d %s" % (key, zlib.decompress(packed)) for key, packed in some)
            limits = some[0][0], some[-1][0]
            leaves.append(self.writer.add(b"<</Limits[%d %d]/Nums[%s]>>" % (*limits, words)))
        return self.writer.add(b"<</Kids[%s]>>" % references(leaves))
