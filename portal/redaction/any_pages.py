"""Looks on the pages of any PDF, in all of its versions, as a library reads them."""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from portal.mapped import Body
from portal.redaction.found import Hit, NotCheckable, Spot, Watching
from portal.redaction.page_texts import texts

_END = re.compile(rb"%%EOF\s*")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")


class AnyPages:
    """The pages of a PDF.

    Attributes:
        names: how the files in it are called, by the number of their stream.
    """

    def __init__(self, pdf: Body) -> None:
        """Reads what draws the pages and how the files in it are called.

        Raises:
            NotCheckable: it is locked, or broken.
        """
        self._pdf = pdf = bytes(pdf)
        shown: set[int] = set()
        try:
            with pikepdf.open(io.BytesIO(pdf)) as opened:
                if opened.is_encrypted:
                    raise NotCheckable("an encrypted PDF")
                for page in opened.pages:
                    contents = page.obj.get("/Contents")
                    each = contents if isinstance(contents, pikepdf.Array) else [contents]
                    shown |= {one.objgen[0] for one in each if isinstance(one, pikepdf.Object)}
                self.names = {
                    file.obj.objgen[0]: name
                    for name, specification in opened.attachments.items()
                    for file in [specification.get_file()]
                }
        except (pikepdf.PdfError, ValueError, RuntimeError) as error:
            raise NotCheckable("a PDF that cannot be read") from error
        times = Counter(map(int, _OBJECT.findall(pdf)))
        self._shown = {number for number in shown if times[number] == 1}

    def hits(self, watch: Watching) -> Iterator[Hit]:
        """What stands on the pages, and what stood on them in earlier versions.

        Raises:
            NotCheckable: a page cannot be read.
        """
        yield from _on_pages(self._pdf, watch, Spot.PAGE)
        for match in list(_END.finditer(self._pdf))[:-1]:
            yield from _on_pages(self._pdf[: match.end()], watch, Spot.EARLIER)

    def shows(self, number: int, _place: int) -> bool:
        """Whether an object draws a page; one of which there are two by that number does not."""
        return number in self._shown


def _on_pages(pdf: bytes, watch: Watching, spot: Spot) -> Iterator[Hit]:
    for number, text in texts(pdf, strict=spot is Spot.PAGE):
        yield from watch.hits(text, f"{spot}:{number}")
