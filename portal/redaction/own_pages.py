"""Looks on the pages of the portal's own large PDFs: fast where all is known, thoroughly elsewhere.

A page of which every byte is understood, and on which no letters of what was taken out stand, in
the order drawn or in the order placed, is clear. Every other page is cut out and read by the
library that reads any page, which alone says what stands there.
"""

from collections.abc import Iterator

from portal.mapped import Body, forget
from portal.redaction.cutting import contents_of, cut
from portal.redaction.found import Hit, Spot, Watching
from portal.redaction.own_files import OFTEN, NotOurs, OwnFile
from portal.redaction.page_texts import texts
from portal.redaction.typeset import Typeset

TOGETHER = 24
"""Pages that are cut out at once."""


class OwnPages:
    """The pages of a file of ours; what draws them is known when all hits were given."""

    def __init__(self, pdf: Body) -> None:
        """Reads where the pages and the files in it are.

        Raises:
            NotOurs: it is not written as the portal writes its large files.
        """
        self._pdf = pdf
        self._file = OwnFile(pdf)
        self._pages = list(self._file.pages())
        self.names = self._file.attachments()
        forget(pdf)
        self._streams: set[int] = set()

    def hits(self, watch: Watching) -> Iterator[Hit]:
        """What stands on the pages.

        Raises:
            NotOurs: a page cannot be cut out.
            NotCheckable: a page cannot be read.
        """
        typeset = Typeset(self._file)
        doubtful: list[tuple[int, int]] = []
        for place, number in enumerate(self._pages, start=1):
            if not self._is_clear(typeset, number, watch):
                doubtful.append((place, number))
            if len(doubtful) == TOGETHER:
                yield from self._thoroughly(doubtful, watch)
                doubtful = []
            if place % OFTEN == 0:
                forget(self._pdf)
        if doubtful:
            yield from self._thoroughly(doubtful, watch)

    def shows(self, number: int, place: int) -> bool:
        """Whether what streams at a place of the file is an object that draws a page."""
        return number in self._streams and self._file.place(number) == place

    def _is_clear(self, typeset: Typeset, number: int, watch: Watching) -> bool:
        try:
            drawn = typeset.page(number)
        except NotOurs:
            return False
        self._streams.update(drawn.streams)
        return not watch.may_say(drawn.runs, drawn.placed)

    def _thoroughly(self, pages: list[tuple[int, int]], watch: Watching) -> Iterator[Hit]:
        read = set()
        for index, text in texts(cut(self._file, [number for _, number in pages])):
            read.add(index)
            yield from watch.hits(text, f"{Spot.PAGE}:{pages[index - 1][0]}")
        if read != set(range(1, len(pages) + 1)):
            raise NotOurs("a page that is not there when it is cut out")
        for _, number in pages:
            self._streams.update(contents_of(self._file.words(number)))
