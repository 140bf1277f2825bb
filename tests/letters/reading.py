"""A letter as plain text, so that a lawyer can read a change of it, and as sentences to count."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from portal.letters.completeness import MARK

HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
LINES = frozenset({"p", "li", "caption", "tr", *HEADINGS})
VOID = frozenset({"br", "img", "meta"})
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý€'(])")


@dataclass
class Line:
    """One line of a letter: its kind of element, its words, and the blocks it stands in."""

    tag: str
    words: str = ""
    blocks: tuple[str, ...] = ()
    article: bool = False


@dataclass
class _Reader(HTMLParser):
    lines: list[Line] = field(default_factory=list)
    open: list[tuple[str, str | None, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.inside = True
        if tag == "br" and self.lines:
            self.lines[-1].words += "\n"
        if tag in VOID:
            return
        known = dict(attrs)
        self.open.append((tag, known.get(MARK), known.get("class") == "article"))
        in_cell = any(name in ("td", "th") for name, *_rest in self.open)
        if tag in LINES and not (in_cell and tag == "p"):
            marks = tuple(mark for _name, mark, _article in self.open if mark)
            self.lines.append(Line(tag, blocks=marks))
        elif tag in ("td", "th") and self.lines and self.lines[-1].words.strip():
            self.lines[-1].words += " | "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li") and self.lines and self.lines[-1].tag == "tr":
            self.lines[-1].words += " "
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.inside and self.lines and data.strip():
            law = any(article for _name, _mark, article in self.open)
            words = f"[{data.strip()}]" if law else data
            self.lines[-1].words += words


def lines_of(html: str) -> list[Line]:
    """The lines of a letter that hold words."""
    reader = _Reader()
    reader.feed(html)
    for line in reader.lines:
        parts = (" ".join(part.split()) for part in line.words.split("\n"))
        line.words = "\n".join(part for part in parts if part)
    return [line for line in reader.lines if line.words.strip(" |")]


def plain(html: str) -> str:
    """A letter as text: one sentence a line, headings marked, articles between brackets."""
    told = []
    for line in lines_of(html):
        mark = HEADINGS.get(line.tag, "- " if line.tag == "li" else "")
        before = "\n" if line.tag in (*HEADINGS, "p", "caption") else ""
        text = "\n".join(sentences(line.words)) if line.tag == "p" else line.words
        told.append(f"{before}{mark}{text}")
    return "\n".join(told).strip() + "\n"


def sentences(words: str) -> list[str]:
    """The sentences of a line."""
    return [each for part in words.split("\n") for each in SENTENCE.split(part)]
