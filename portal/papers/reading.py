"""Reading a document: whatever it is, it becomes pages."""

from dataclasses import dataclass

from portal.papers import cell
from portal.papers.limits import FILE, SECONDS
from portal.papers.pages import Pages
from portal.papers.problems import Problem, Unreadable


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was read.

    Attributes:
        pdf: its pages and nothing else.
        packed: the text of its pages, for `Pages`.
        media_type: what the document was.
    """

    pdf: bytes
    packed: bytes
    media_type: str

    @property
    def pages(self) -> Pages:
        """The text of its pages, with the words and where they stand."""
        return Pages(self.packed)


def read(content: bytes, *, seconds: int = SECONDS) -> Paper:
    """Read a document in a child that can do no harm.

    Raises:
        Unreadable: it cannot be read; says why.
        OSError: no child could be started.
    """
    if len(content) > FILE:
        raise Unreadable(Problem.TOO_LARGE)
    facts, (pdf, packed) = cell.ask({"do": "read"}, content, seconds=seconds)
    return Paper(pdf, packed, facts["media_type"])
