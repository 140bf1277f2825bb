"""Sheets of paper that went through a scanner, for tests: each word stands where we know."""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from portal.papers import cell, photos

FONT = cell.FONTS / "NotoSans_400Regular.ttf"
DPI = 150
PAPER = (1240, 1754)  # A4
SIZE = 24  # dots: 11.5 points

Ink = tuple[int, int, int, int]
"""Left, top, right and bottom of what is dark, in dots; right and bottom are white again."""


@dataclass(frozen=True)
class Sheet:
    """A scan, and in which dots the ink of each word lies."""

    picture: Image.Image
    words: tuple[tuple[str, Ink], ...]

    def png(self) -> bytes:
        """The scan as a file."""
        buffer = io.BytesIO()
        self.picture.save(buffer, "PNG")
        return buffer.getvalue()

    def pdf(self) -> bytes:
        """The scan as a PDF of one page."""
        return photos.to_pdf(self.png())


@cache
def sheet(
    *lines: str, turned: float = 0, noise: int = 0, size: int = SIZE, paper: tuple[int, int] = PAPER
) -> Sheet:
    """Paper with these lines.

    Parameters:
        turned: degrees to the left; then where the words lie is not told.
        noise: of 255: how far dots are off.
    """
    font = ImageFont.truetype(str(FONT), size)
    picture = Image.new("L", paper, 255)
    words = []
    for number, line in enumerate(lines):
        x, y = 120, 120 + round(number * size * 1.6)
        for word in line.split():
            one = Image.new("L", paper, 255)
            ImageDraw.Draw(one).text((x, y), word, fill=20, font=font)
            ink = ImageChops.invert(one).getbbox()
            assert ink is not None
            words.append((word, ink))
            picture.paste(ImageChops.darker(picture, one))
            x += round(font.getlength(f"{word} "))
    if turned:
        picture = picture.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if noise:
        picture = ImageChops.add(picture, _grain(picture.size, noise), 1, -128)
    return Sheet(picture, () if turned else tuple(words))


def _grain(size: tuple[int, int], noise: int) -> Image.Image:
    """The same grains each time."""
    tile, grains = 128, random.Random(7)
    greys = (128 + round(grains.gauss(0, noise / 2)) & 255 for _ in range(tile**2))
    some = Image.frombytes("L", (tile, tile), bytes(greys))
    whole = Image.new("L", size)
    for x in range(0, size[0], tile):
        for y in range(0, size[1], tile):
            whole.paste(some, (x, y))
    return whole


def in_points(ink: Sequence[float], dpi: float = DPI) -> tuple[float, ...]:
    """A place in dots, in points."""
    return tuple(each * 72 / dpi for each in ink)
