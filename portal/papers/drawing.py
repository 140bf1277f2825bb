"""Pictures of pages with regions blacked out in the picture itself. Runs in a child."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from portal.papers import pdfs
from portal.papers.photos import as_jpeg

MOST_PIXELS = 16_000_000
QUALITY = 80
_GREY = 12  # of 255: less colour than this nobody sees


def pictures_of(
    content: bytes, pages: list[tuple[int, list[list[float]]]], dpi: float
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """A JPEG of each of these pages of a cleaned PDF, equal byte for byte for equal input.

    Parameters:
        pages: numbers from 1 on, each with what is to be black.
        dpi: dots an inch; fewer on a page that would be too large.

    Raises:
        Unreadable: the PDF cannot be opened.
    """
    document = pdfs.opened(content)
    for number, boxes in pages:
        page = document[number - 1]
        width, height = page.get_size()
        picture, scale = _drawn(page, dpi)
        pen = ImageDraw.Draw(picture)
        for left, top, right, bottom in boxes:  # both corners are drawn, and all between them
            across, down = sorted((left, right)), sorted((top, bottom))
            corners = (across[0], down[0], across[1], down[1])
            pen.rectangle([int(each * scale) for each in corners], fill="black")
        fact = {"page": number, "width": round(width, 1), "height": round(height, 1)}
        yield fact, as_jpeg(_greyed(picture), QUALITY)
        page.close()


def _drawn(page: pypdfium2.PdfPage, dpi: float) -> tuple[Image.Image, float]:
    width, height = page.get_size()
    scale = min(dpi / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"), scale


def _greyed(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    if any(any(each.histogram()[_GREY:]) for each in apart):
        return picture
    return picture.convert("L")
