"""What a child does with a file: read it, or draw its pages. Runs in `child` and nowhere else."""

from pathlib import Path
from typing import Any

from portal.papers import drawing, lettering, pdfs, photos, prose
from portal.papers.kinds import Kind, kind_of
from portal.papers.limits import OUTPUT
from portal.papers.pages import pack
from portal.papers.problems import Problem, Unreadable

Answer = tuple[dict[str, Any], list[bytes]]


def answer(order: dict[str, Any], content: bytes) -> Answer:
    """Facts, and parts in bytes; of what cannot be done the fact is the problem."""
    try:
        return {"read": _read, "draw": _draw}[order["do"]](order, content)
    except Unreadable as found:
        return {"problem": found.problem.value}, []
    except (MemoryError, RecursionError):
        return {"problem": Problem.TOO_MUCH_INSIDE.value}, []


def _read(order: dict[str, Any], content: bytes) -> Answer:
    kind, media_type = kind_of(content)
    fonts = Path(order["fonts"])
    if kind is Kind.PDF:
        raw = content
    elif kind is Kind.PICTURE:
        raw = photos.to_pdf(content)
    else:
        raw = prose.to_pdf(kind, content, fonts)
    clean = pdfs.cleaned(raw)
    packed = pack(lettering.pages_of(clean))
    if len(clean) + len(packed) > OUTPUT:
        raise Unreadable(Problem.TOO_MUCH_INSIDE)
    return {"media_type": media_type}, [clean, packed]


def _draw(order: dict[str, Any], content: bytes) -> Answer:
    drawn = drawing.pictures_of(content, order["pages"], order["dpi"])
    facts, bodies = [], []
    for fact, body in drawn:
        facts.append(fact)
        bodies.append(body)
    return {"pictures": facts}, bodies
