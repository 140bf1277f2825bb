"""From text, a message or a DOCX to a PDF. Runs in a child.

Everything becomes HTML that holds text, tables and our own copies of pictures, and nothing that
could ask for more: no style, script, link or address survives.
"""

import io
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import nh3
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.papers import mails, texts, words
from portal.papers.kinds import Kind
from portal.papers.limits import CHARACTERS
from portal.papers.problems import Problem, Unreadable

_BLOCKS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "hr", "blockquote", "pre", "div"))
_INLINE = frozenset(("br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "code", "span", "img"))
_LISTS = frozenset(("ul", "ol", "li", "dl", "dt", "dd"))
_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"))
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt"}}
# An annex shows the page as a picture of four fifths of its size: there letters are 10.5 points.
_STYLE = """
@page { size: A4; margin: 16mm 15mm }
body { font: 13.5pt/1.4 "Noto Sans", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 19pt } h2 { font-size: 17pt } h3, h4, h5, h6 { font-size: 15pt }
p { margin: 0 0 2.5mm }
pre { font: inherit; white-space: pre-wrap; margin: 0 }
table { border-collapse: collapse; margin-bottom: 3mm }
td, th { border: .4pt solid #777; padding: 1mm 2mm; text-align: left; vertical-align: top }
img { max-width: 100%; max-height: 220mm }
"""
_WIDEST = 1000  # columns or rows that one cell may take


def to_pdf(
    kind: Kind, content: bytes, fonts: Path, attached: Sequence[tuple[str, bool]] = ()
) -> bytes:
    """A PDF of what is written in a file.

    Parameters:
        attached: what came with a message, each with whether its pages follow.

    Raises:
        Unreadable: it is broken, or too long.
    """
    pictures: dict[str, bytes] = {}
    if kind is Kind.WORD:
        body, pictures = words.html_of(content)
    elif kind is Kind.MAIL:
        body = mails.html_of(content, attached)
    else:
        body = f"<pre>{escape(texts.decoded(content))}</pre>"
    if len(body) > CHARACTERS:
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    return printed(cleaned(body, pictures), pictures, fonts)


def cleaned(body: str, pictures: Mapping[str, bytes] | None = None) -> str:
    """HTML without anything but text, tables and the pictures that are named here."""
    own = pictures or {}

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src":
            return value if value in own else None
        if attribute in ("colspan", "rowspan"):
            return value if value.isdecimal() and 0 < int(value[:6]) <= _WIDEST else None
        return value

    return nh3.clean(
        body,
        tags=set(_BLOCKS | _INLINE | _LISTS | _TABLES),
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"picture"},
        strip_comments=True,
    )


def printed(body: str, pictures: Mapping[str, bytes], fonts: Path) -> bytes:
    """The PDF of cleaned HTML; every address in it but those of the pictures is refused."""

    class OwnPictures(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, *_headers: Any) -> Any:
            if url not in pictures:
                raise ValueError("refused: not a picture of this document")
            return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})

    html = (
        '<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>-</title>'
        f"<style>{_STYLE}</style><body>{texts.drawable(body, fonts)}</body></html>"
    )
    fetcher = OwnPictures(allowed_protocols=(), allow_redirects=False)
    buffer = io.BytesIO()
    weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(buffer)
    return buffer.getvalue()
