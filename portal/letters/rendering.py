"""From HTML to one PDF that is both PDF/A-3a and PDF/UA-1, in a process that can do no harm."""

import base64
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal import children

CHILD = Path(__file__).with_name("child.py")
TYPESETTER = Path(__file__).with_name("typesetting.py")
FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
_NO_MEMORY = re.compile(rb"MemoryError|memory allocation of \d+ bytes failed")
MEGABYTE = 1024 * 1024
LOGO = "asset:logo"
_TOO_LARGE = 3  # the child's exit status when memory ran out

_FONT_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


class RenderingFailed(Exception):
    """Raised if no PDF could be made; the message says why, without the document's contents."""


class RenderingTooLarge(RenderingFailed):
    """Raised if the document, or making it, is larger than the limits allow."""


class RenderingTimedOut(RenderingFailed):
    """Raised if making the document takes longer than the limits allow."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, related to it as its data (AFRelationship Data)."""

    name: str
    body: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost.

    Attributes:
        seconds: wall clock and processor time.
        memory: bytes of address space.
        html: characters of HTML.
    """

    seconds: int = 120
    memory: int = 1536 * MEGABYTE
    html: int = 30_000_000


LETTER_LIMITS = Limits(seconds=20, memory=768 * MEGABYTE, html=1_000_000)
REPORT_LIMITS = Limits()


def render_pdf(
    html: str,
    *,
    title: str,
    author: str,
    language: str,
    created: datetime,
    identifier: str,
    attachments: Sequence[Attachment] = (),
    logo: bytes | None = None,
    limits: Limits = REPORT_LIMITS,
    fonts: Path = FONTS,
) -> bytes:
    """One PDF/A-3a and PDF/UA-1 file, equal byte for byte for equal input.

    Parameters:
        created: aware moment, written as date of making of the file and of its attachments.
        identifier: what makes this document unique, such as its reference and kind.
        logo: an SVG or PNG that the HTML shows as `asset:logo`; no other address is ever read.
        fonts: folder with complete TTF files; no font of the machine is used.

    Raises:
        RenderingTooLarge, RenderingTimedOut: when a limit is reached.
        RenderingFailed: in every other case, such as missing fonts.
    """
    if len(html) > limits.html:
        raise RenderingTooLarge(f"the document has {len(html)} characters of HTML")
    if not any(fonts.glob("*.ttf")):
        raise RenderingFailed(f"no fonts in {fonts}: run 'make setup' first")
    order = {
        "html": html,
        "title": title,
        "author": author,
        "language": language,
        "created": created.isoformat(),
        "identifier": identifier,
        "fonts": str(fonts),
        "memory": limits.memory,
        "seconds": limits.seconds,
        "assets": {LOGO: (_media_type(logo), _text(logo))} if logo else {},
        "attachments": [
            {"name": file.name, "description": file.description, "body": _text(file.body)}
            for file in attachments
        ],
    }
    return _run(CHILD, json.dumps(order).encode(), fonts, limits)


def typeset_pdf(
    data: str,
    template: str,
    *,
    pictures: Sequence[bytes] = (),
    limits: Limits = REPORT_LIMITS,
    fonts: Path = FONTS,
) -> bytes:
    """A PDF of Typst, tagged, for binding with others; equal byte for byte for equal input.

    It bears no date of its own: that is told of the whole.

    Parameters:
        data: JSON that the template reads; nothing in it is taken for code.
        template: what to make of it.
        pictures: JPEG or PNG, one for each sheet in the data.

    Raises:
        RenderingTooLarge, RenderingTimedOut, RenderingFailed: as `render_pdf`.
    """
    order = {
        "data": data,
        "template": template,
        "pictures": [_text(each) for each in pictures],
        "fonts": str(fonts),
        "memory": limits.memory,
        "seconds": limits.seconds,
    }
    return _run(TYPESETTER, json.dumps(order).encode(), fonts, limits)


def _run(program: Path, order: bytes, fonts: Path, limits: Limits) -> bytes:
    with tempfile.TemporaryDirectory(prefix="rendering-") as folder:
        configuration = Path(folder, "fonts.conf")
        cache = Path(folder, "cache")
        configuration.write_text(_FONT_CONFIGURATION.format(fonts=fonts, cache=cache))
        environment = {
            "FONTCONFIG_FILE": str(configuration),
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "0",
        }
        try:
            done = children.run(
                program,
                order,
                folder=Path(folder),
                seconds=limits.seconds,
                environment=environment,
            )
        except children.ChildTooSlow:
            raise RenderingTimedOut(f"no document within {limits.seconds} s") from None
        except OSError as error:
            raise RenderingFailed(f"no child: {type(error).__name__}") from None
    return _judged(done, limits)


def _judged(done: children.Done, limits: Limits) -> bytes:
    if done.status == 0 and done.output.startswith(b"%PDF-"):
        return done.output
    if done.status == _TOO_LARGE or _NO_MEMORY.search(done.errors):
        raise RenderingTooLarge(f"more memory needed than {limits.memory // MEGABYTE} MB")
    if done.status in (-24, -9):  # SIGXCPU, then SIGKILL
        raise RenderingTimedOut(f"more processor time needed than {limits.seconds} s")
    raise RenderingFailed(f"the child ended with {done.status}: {_last_line(done.errors)}")


def _last_line(errors: bytes) -> str:
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1].split(":")[0] if lines else "no message"


def _media_type(image: bytes) -> str:
    return "image/png" if image.startswith(b"\x89PNG") else "image/svg+xml"


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode()
