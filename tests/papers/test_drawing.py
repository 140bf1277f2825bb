"""Drawing pages: what is black is black to the last dot."""

import io

import pytest
from PIL import Image

from portal.papers import drawing
from tests.papers import samples


def drawn(content: bytes, boxes: list[list[float]], dpi: float = 72) -> Image.Image:
    ((_, body),) = drawing.pictures_of(content, [(1, boxes)], dpi)
    return Image.open(io.BytesIO(body))


def test_a_box_covers_every_dot_that_it_touches() -> None:
    white = samples.saved(samples.pdf(""))
    picture = drawn(white, [[10.4, 20.4, 30.6, 40.6]]).convert("L")
    inside = picture.crop((10, 20, 31, 41)).tobytes()
    assert max(inside) < 60
    assert min(picture.crop((40, 50, 100, 100)).tobytes()) > 250


@pytest.mark.parametrize(
    ("colour", "mode"), [("0.5 0.5 0.5", "L"), ("0.5 0.52 0.5", "L"), ("0.2 0.2 0.9", "RGB")]
)
def test_a_page_without_colour_that_can_be_seen_is_grey(colour: str, mode: str) -> None:
    content = samples.saved(samples.pdf(f"{colour} rg 50 50 400 400 re f"))
    assert drawn(content, []).mode == mode


def test_a_box_beside_the_page_or_turned_inside_out_does_no_harm() -> None:
    content = samples.simple_pdf("Hallo")
    assert drawn(content, [[900.0, 900.0, 950.0, 950.0]]).size == (595, 842)
    turned = drawn(content, [[30.6, 40.6, 10.4, 20.4]]).convert("L")
    assert max(turned.crop((10, 20, 31, 41)).tobytes()) < 60
