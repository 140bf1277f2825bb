"""What a child does with a file: read it, draw its pages, read or compare their pictures.

Runs in `child` and nowhere else.
"""

from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from portal.papers import comparing, drawing, lettering, mails, pdfs, photos, prose, recognising
from portal.papers.kinds import Kind, kind_of
from portal.papers.limits import ATTACHED, OUTPUT
from portal.papers.pages import pack
from portal.papers.problems import Problem, Unreadable

Answer = tuple[dict[str, Any], list[bytes]]
STRANGE = (Kind.PDF, Kind.MAIL)
"""What may have pages that others drew, so that their text may not be what they show."""


def answer(order: dict[str, Any], content: bytes) -> Answer:
    """Facts, and parts in bytes; of what cannot be done the fact is the problem."""
    try:
        does = {"read": _read, "draw": _draw, "recognise": _recognise, "compare": _compare}
        return does[order["do"]](order, content)
    except Unreadable as found:
        return {"problem": found.problem.value}, []
    except (MemoryError, RecursionError):
        return {"problem": Problem.TOO_MUCH_INSIDE.value}, []


def _read(order: dict[str, Any], content: bytes) -> Answer:
    kind, media_type = kind_of(content)
    fonts = Path(order["fonts"])
    raw = _letter(content, fonts) if kind is Kind.MAIL else _as_pdf(kind, content, fonts)
    clean = pdfs.cleaned(raw)
    packed = pack(lettering.pages_of(clean, is_ours=kind not in STRANGE))
    if len(clean) + len(packed) > OUTPUT:
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    return {"media_type": media_type}, [clean, packed]


def _as_pdf(kind: Kind, content: bytes, fonts: Path) -> bytes:
    if kind is Kind.PDF:
        return content
    if kind is Kind.PICTURE:
        return photos.to_pdf(content)
    return prose.to_pdf(kind, content, fonts)


def _letter(content: bytes, fonts: Path) -> bytes:
    """A message with the pages of what was attached behind it."""
    pages: list[bytes] = []
    told: list[tuple[str, bool]] = []
    for each in mails.attached_to(content):
        try:
            if len(pages) >= ATTACHED:
                raise Unreadable(Problem.TOO_MANY_PAGES)
            kind, _ = kind_of(each.content)
            pages.append(pdfs.alone(pdfs.cleaned(_as_pdf(kind, each.content, fonts))))
        except Unreadable:
            told.append((each.name, False))
        else:
            told.append((each.name, True))
    return pdfs.joined([prose.to_pdf(Kind.MAIL, content, fonts, told), *pages])


def _draw(order: dict[str, Any], content: bytes) -> Answer:
    drawn = drawing.pictures_of(content, order["pages"], order["dpi"])
    facts, bodies = [], []
    for fact, body in drawn:
        facts.append(fact)
        bodies.append(body)
    return {"pictures": facts}, bodies


def _recognise(order: dict[str, Any], content: bytes) -> Answer:
    found = recognising.words_on(content, order["page"], Path(order["models"]))
    return {"words": [astuple(each) for each in found]}, []


def _compare(order: dict[str, Any], content: bytes) -> Answer:
    return asdict(comparing.compared(content, order["page"], Path(order["models"]))), []
