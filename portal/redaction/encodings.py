"""Texts as they can be written in files: with escapes, packed, in another character set."""

import base64
import binascii
import codecs
import html
import quopri
import re
import string
from collections.abc import Iterator
from urllib.parse import unquote

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_QUOTED = re.compile(r"=[0-9A-F]{2}|=\r?\n")
_TAG = re.compile(r"<[^<>]{0,200}>")
_BASE64 = frozenset(string.ascii_letters + string.digits + "+/_-")
_SHAPE = bytes(ord("x" if chr(code) in _BASE64 else " ") for code in range(256))
_RUN = b"x" * 16
_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def encoding_of(body: bytes) -> str:
    """In which character set bytes are, by how they look."""
    for mark, encoding in _BYTE_ORDER.items():
        if body.startswith(mark):
            return encoding
    if body.count(b"\0") > 0.3 * len(body):
        return "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def decoded(body: bytes) -> str:
    """Bytes as text, whatever it is."""
    encoding = encoding_of(body)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return body.decode("latin-1" if encoding == "utf-8" else encoding, errors="replace")


def readings(text: str) -> Iterator[str]:
    """A text as it stands, and as it reads when what is written with escapes is read."""
    yield text
    if "\\" in text:
        yield _ESCAPE.sub(_unescaped, text)
    if "&" in text and _ENTITY.search(text):
        yield html.unescape(text)
    if "<" in text and _TAG.search(text):
        yield html.unescape(_TAG.sub("", text))
    if "%" in text and _PERCENT.search(text):
        yield unquote(text)
    if "=" in text and _QUOTED.search(text):
        packed = text.encode(errors="replace")
        yield decoded(quopri.decodestring(packed))
    unpacked = [found for packed in _packed_in(text) if (found := _unpacked(packed))]
    if unpacked:
        yield "\n".join(unpacked)


def _packed_in(text: str) -> Iterator[str]:
    """Runs of letters that may be base64; looked for as bytes, which is several times as fast."""
    shape = text.encode("ascii", "replace").translate(_SHAPE) if len(text) >= len(_RUN) else b""
    at = shape.find(_RUN)
    while at >= 0:
        end = shape.find(b" ", at)
        end = len(shape) if end < 0 else end
        yield text[at:end]
        at = shape.find(_RUN, end)


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    return chr(int(sign[1:], 16)) if len(sign) > 1 else _SHORT.get(sign, sign)


def _unpacked(packed: str) -> str:
    """What letters of base64 hold, when it is a text."""
    plain = packed.translate({ord("-"): "+", ord("_"): "/"})
    if len(plain) % 4 == 1:
        return ""
    try:
        body = base64.b64decode(plain + "=" * (-len(plain) % 4))
        text = body.decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if text.isprintable() or "\n" in text else ""
