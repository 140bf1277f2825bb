"""A page that lies askew is turned before it is read, and what was found is turned back."""

import pytest
from PIL import Image, ImageChops

from portal.papers import levelling
from tests.papers import scanned

LINES = ("Verslag van een gesprek aan de balie", "over de woning en de kinderen", "in maart")


@pytest.mark.parametrize(("askew", "likeliest"), [(0, 0), (4.5, -4.5), (-11, 11), (90, 90)])
def test_lines_are_level_again(askew: float, likeliest: float) -> None:
    picture = scanned.sheet(*LINES, turned=askew).picture
    first, second, *_ = levelling.angles(picture)
    assert abs(first - likeliest) <= 1
    assert second == first + 180  # on its head it looks the same


def test_an_empty_page_stays_as_it_is() -> None:
    assert next(levelling.angles(Image.new("L", (300, 400), 255))) == 0


@pytest.mark.parametrize("angle", [0, 7.5, -30, 90, 180, 270])
def test_a_box_is_found_again_around_the_same_dots(angle: float) -> None:
    picture = Image.new("L", (400, 300), 255)
    picture.paste(0, (100, 50, 140, 60))
    turned = levelling.turned(picture, angle)
    found = ImageChops.invert(turned).getbbox()
    assert found is not None
    back = levelling.way_back(picture.size, turned.size, angle)
    left, top, right, bottom = back(tuple(map(float, found)))
    assert max(left - 100, top - 50, 140 - right, 60 - bottom) <= 1
    if angle % 90 == 0:
        assert (round(left), round(top), round(right), round(bottom)) == (100, 50, 140, 60)
