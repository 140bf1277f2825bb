"""From pictures to a PDF with a page for each. Runs in a child.

Each is drawn anew, so nothing but what is seen comes along: no place or camera, no thumbnail of
what was cut off.
"""

import io
import warnings
from collections.abc import Iterator

import pikepdf
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from portal.papers.limits import PAGES, PIXELS
from portal.papers.problems import Problem, Unreadable

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
LONG, SHORT = 842.0, 595.0  # points: A4
SHARPEST = 3508  # pixels on the long side: 300 dots an inch
QUALITY = 88

_SMOOTH = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")  # can be made smaller as they are

Image.MAX_IMAGE_PIXELS = None  # the size is looked at before a pixel is read, see `_checked`


def to_pdf(content: bytes) -> bytes:
    """A PDF of all pictures in a file.

    Raises:
        Unreadable: it is broken, or a picture in it is too large.
    """
    with warnings.catch_warnings(), pikepdf.new() as file:
        warnings.simplefilter("ignore")
        for picture in pictures_in(content):
            _add_page(file, picture)
        result = io.BytesIO()
        file.save(result, deterministic_id=True)
        return result.getvalue()


def pictures_in(content: bytes) -> Iterator[Image.Image]:
    """The pictures in a file as people see them: upright, on white, not larger than needed.

    Raises:
        Unreadable: see `to_pdf`.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library that is loaded beside this one allows it
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            # A moving picture is one picture; the pages of a fax are many.
            number = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if number > PAGES:
                raise Unreadable(Problem.TOO_MANY_PAGES)
            for index in range(number):
                if index:
                    opened.seek(index)
                yield _plain(_checked(opened))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError):
        raise Unreadable(Problem.BROKEN) from None


def _checked(picture: Image.Image) -> Image.Image:
    picture.draft("RGB", (SHARPEST, SHARPEST))  # a large JPEG is read at a part of its size
    width, height = picture.size
    if width * height > PIXELS:
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode in _SMOOTH:  # first smaller, then the copies: of a large one there is only one
        picture.thumbnail((SHARPEST, SHARPEST))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("1", "L"):
        plain = upright.convert("L")
    elif upright.mode.startswith("I"):
        plain = upright.point(lambda value: value / 256).convert("L")
    elif "A" in upright.mode or "transparency" in upright.info:
        whole = upright.convert("RGBA")
        plain = Image.new("RGB", whole.size, "white")
        plain.paste(whole, mask=whole.getchannel("A"))
    else:
        plain = upright.convert("RGB")
    plain.thumbnail((SHARPEST, SHARPEST))
    return plain


def as_jpeg(picture: Image.Image, quality: int = QUALITY) -> bytes:
    """A picture as JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def _add_page(file: pikepdf.Pdf, picture: Image.Image) -> None:
    width, height = picture.size
    room = (LONG, SHORT) if width > height else (SHORT, LONG)
    scale = min(room[0] / width, room[1] / height)
    size = [round(width * scale, 2), round(height * scale, 2)]
    drawing = pikepdf.Stream(
        file,
        as_jpeg(picture),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = file.add_blank_page(page_size=(size[0], size[1]))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=drawing))
    page.Contents = pikepdf.Stream(file, f"q {size[0]} 0 0 {size[1]} 0 0 cm /Scan Do Q".encode())
