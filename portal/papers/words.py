"""DOCX: what is written, with its tables and pictures, and what stands above and below pages.

Macros, objects, comments and everything that lies elsewhere are not looked at.
"""

import io
import re
import zipfile
from html import escape
from typing import Any
from xml.etree import ElementTree

import mammoth

from portal.papers import photos, texts
from portal.papers.problems import Problem, Unreadable

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
_LARGEST_EDGE = 1_000_000  # bytes of what stands above or below pages
PICTURES = 500


def html_of(content: bytes) -> tuple[str, dict[str, bytes]]:
    """The text as HTML that is not cleaned yet, and its pictures as JPEG by address.

    Raises:
        Unreadable: it cannot be taken apart.
    """
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        address = f"picture:{len(pictures) + 1}"
        if len(pictures) >= PICTURES:
            return {"src": "", "alt": "[-]"}
        try:
            with image.open() as opened:
                found = next(photos.pictures_in(opened.read()))
        except (Unreadable, OSError, KeyError, ValueError, NotImplementedError):
            return {"src": "", "alt": "[-]"}
        pictures[address] = photos.as_jpeg(found)
        return {"src": address}

    try:
        edges = _edges(content)
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        )
    except (MemoryError, Unreadable):
        raise
    except Exception:  # it is taken apart by code that trusts what it reads
        raise Unreadable(Problem.BROKEN) from None
    return edges + texts.readable(result.value), pictures


def _edges(content: bytes) -> str:
    """What stands above and below pages, once: a name or number there is a datum as well."""
    seen: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for part in file.infolist():
            if _EDGE.fullmatch(part.filename) and part.file_size <= _LARGEST_EDGE:
                for line in _paragraphs(file.read(part)):
                    seen[line] = None
    lines = "<br>".join(escape(line) for line in seen)
    return f"<p>{lines}</p><hr>" if lines else ""


def _paragraphs(xml: bytes) -> list[str]:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        return []
    tree = ElementTree.fromstring(xml)  # noqa: S314 - no declarations, so no entities
    found = []
    for paragraph in tree.iter(f"{_TEXT}p"):
        text = "".join(each.text or "" for each in paragraph.iter(f"{_TEXT}t")).strip()
        if text:
            found.append(texts.readable(text))
    return found
