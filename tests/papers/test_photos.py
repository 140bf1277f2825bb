"""Pictures as pages: upright, on white, without what a camera adds."""

import io

import pytest
from PIL import Image

from portal.papers import photos
from portal.papers.problems import Problem, Unreadable
from tests.papers import samples


def first(content: bytes) -> Image.Image:
    return next(photos.pictures_in(content))


def made(picture: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def test_a_photo_that_lies_on_its_side_is_turned() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert first(made(Image.new("RGB", (200, 100)), "JPEG", exif=turned)).size == (100, 200)


def test_where_and_with_what_it_was_made_does_not_come_along() -> None:
    marked = Image.Exif()
    marked[0x010F] = "Camera van Fatima Bouazza"
    content = made(Image.new("RGB", (50, 50)), "JPEG", exif=marked)
    assert b"Bouazza" in content
    assert b"Bouazza" not in photos.to_pdf(content)


def test_what_is_see_through_stands_on_white() -> None:
    assert first(made(Image.new("RGBA", (5, 5), (0, 0, 0, 0)), "PNG")).getpixel((2, 2)) == (
        255,
        255,
        255,
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB", "RGBA"])
def test_every_way_to_write_colours_becomes_a_page(mode: str) -> None:
    assert photos.to_pdf(made(Image.new(mode, (20, 20)), "PNG")).startswith(b"%PDF-")


def test_sixteen_bits_of_grey_keep_their_greys() -> None:
    content = made(Image.new("I;16", (5, 5), 32768), "PNG")
    assert abs(int(first(content).getpixel((2, 2))) - 128) <= 1


def test_inks_of_a_printer_become_colours_of_a_screen() -> None:
    content = made(Image.new("CMYK", (20, 20)), "JPEG")
    assert first(content).mode == "RGB"


def test_a_picture_of_many_dots_is_made_as_sharp_as_paper_needs() -> None:
    content = made(Image.new("L", (6000, 2000)), "PNG")
    assert max(first(content).size) == photos.SHARPEST


def test_a_moving_picture_is_one_picture() -> None:
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 128, 255)]
    content = made(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert len(list(photos.pictures_in(content))) == 1


def test_more_pictures_than_pages_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "PAGES", 2)
    with pytest.raises(Unreadable) as raised:
        photos.to_pdf(samples.scan(form="TIFF", pages=3))
    assert raised.value.problem is Problem.TOO_MANY_PAGES


def test_half_a_picture_is_broken() -> None:
    content = samples.scan(form="JPEG")
    with pytest.raises(Unreadable) as raised:
        photos.to_pdf(content[: len(content) // 2])
    assert raised.value.problem is Problem.BROKEN
