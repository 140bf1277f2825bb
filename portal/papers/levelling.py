"""How a picture of a page lies, and how to turn it so that its lines are level. Runs in a child."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from PIL import Image, ImageOps

from portal.papers.pages import Box

_LONG_SIDE = 700  # pixels of the picture in which the slope of lines is looked for
_STEEPEST, _STEP, _FINE = 14.0, 2.0, 0.5  # degrees


def angles(picture: Image.Image) -> Iterator[float]:
    """Degrees to turn a grey picture to the left so that it can be read, the likeliest first.

    Lines of text make dark and light rows; a picture that lies on its head makes the same ones, so
    that has to be tried.
    """
    small = ImageOps.autocontrast(ImageOps.invert(picture))
    small.thumbnail((_LONG_SIDE, _LONG_SIDE))
    level, level_worth = _slope(small)
    upright, upright_worth = _slope(small.transpose(Image.Transpose.ROTATE_90))
    ways = [level, level + 180.0], [upright + 90.0, upright + 270.0]
    first, second = ways if level_worth >= upright_worth else ways[::-1]
    yield from (*first, *second)


def turned(picture: Image.Image, angle: float) -> Image.Image:
    """A picture turned to the left; no corner is lost."""
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def way_back(
    size: tuple[int, int], turned_size: tuple[int, int], angle: float
) -> Callable[[Box], Box]:
    """What tells of a box in a turned picture around what it stood in the picture itself.

    Parameters:
        size: width and height of the picture.
        turned_size: those of the turned picture.
        angle: as for `turned`.
    """
    turn = math.radians(angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    middle_x, middle_y = size[0] / 2, size[1] / 2
    turned_x, turned_y = turned_size[0] / 2, turned_size[1] / 2

    def back(box: Box) -> Box:
        left, top, right, bottom = box
        corners = [(x - turned_x, y - turned_y) for x in (left, right) for y in (top, bottom)]
        across = [middle_x + x * cosine - y * sine for x, y in corners]
        down = [middle_y + x * sine + y * cosine for x, y in corners]
        return min(across), min(down), max(across), max(down)

    return back


def _slope(small: Image.Image) -> tuple[float, float]:
    """Degrees to turn it, and how clear its rows are then."""
    steps = round(_STEEPEST / _STEP)
    rough = [step * _STEP for step in range(-steps, steps + 1)]
    worth, best = max((_clearness(small, angle), angle) for angle in rough)
    fine = [best + step * _FINE for step in range(-3, 4) if step]
    worth, best = max((worth, best), *((_clearness(small, angle), angle) for angle in fine))
    return (best, worth) if worth > _clearness(small, 0.0) else (0.0, worth)


def _clearness(small: Image.Image, angle: float) -> float:
    """How much each row differs from the next."""
    level = small.rotate(angle, Image.Resampling.NEAREST)
    rows = level.resize((1, small.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows)) / len(rows)
