"""What a file really is: told by its first bytes and by opening it, never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from portal.papers.limits import PARTS, RATIO, UNPACKED
from portal.papers.problems import Problem, Unreadable

_HEAD = 1024  # how far into a file the sign of a PDF may stand
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAIL = re.compile(rb"(?:[A-Z][A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3,}\r?\n")
_OF_MAIL = re.compile(rb"^(?:From|Received|Return-Path|MIME-Version): ", re.MULTILINE)


class Kind(StrEnum):
    """What the portal reads, each by its own road."""

    PDF = "pdf"
    PICTURE = "picture"
    WORD = "word"
    MAIL = "mail"
    TEXT = "text"


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.MAIL: "message/rfc822",
    Kind.TEXT: "text/plain",
}


def kind_of(content: bytes) -> tuple[Kind, str]:
    """What these bytes are, and their media type.

    Raises:
        Unreadable: they are nothing that the portal reads, or unpack to too much.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(Problem.EMPTY)
    if picture := _picture(content):
        return Kind.PICTURE, picture
    if b"%PDF-" in content[:_HEAD]:
        return Kind.PDF, MEDIA_TYPES[Kind.PDF]
    if content.startswith(b"PK"):
        check_archive(content)
        return Kind.WORD, MEDIA_TYPES[Kind.WORD]
    if content.startswith(_OLD_OFFICE):
        locked = _LOCKED_OFFICE in content
        raise Unreadable(Problem.ENCRYPTED if locked else Problem.UNSUPPORTED)
    if not is_text(content):
        raise Unreadable(Problem.UNSUPPORTED)
    kind = Kind.MAIL if is_mail(content) else Kind.TEXT
    return kind, MEDIA_TYPES[kind]


def _picture(content: bytes) -> str:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    found = [kind for sign, kind in _PICTURES.items() if content.startswith(sign)]
    return found[0] if found else ""


def check_archive(content: bytes) -> None:
    """See that a file that holds files is a DOCX, and a modest one, without unpacking it.

    A part cannot unpack to more than it says here: reading it stops there.

    Raises:
        Unreadable: it is not, or it is broken or locked.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(Problem.BROKEN) from None
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    if any(part.file_size > RATIO * max(part.compress_size, 1024) for part in parts):
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Problem.ENCRYPTED)
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise Unreadable(Problem.UNSUPPORTED)


def is_text(content: bytes) -> bool:
    """Whether these bytes are text: a wide form with its mark, or no control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return _CONTROL.search(content) is None


def is_mail(content: bytes) -> bool:
    """Whether a text begins with the lines that a message begins with."""
    head = content[:100_000].replace(b"\r\n", b"\n")
    found = _MAIL.match(head)
    return found is not None and _OF_MAIL.search(found[0]) is not None
