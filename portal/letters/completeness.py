"""Guards the finished letter: every mandatory block stands in it, filled, in the fixed order."""

from html.parser import HTMLParser

from portal.law.mandatory import Block, mandatory_blocks, out_of_order
from portal.letters.blocks import LetterIncomplete
from portal.letters.letter import Letter

MARK = "data-block"
"""The attribute by which a template says which block an element is."""

_VOID = frozenset({"br", "img", "meta", "hr", "link", "input"})


class _Reader(HTMLParser):
    """Notes each marked element, and whether it holds a word."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Block, list[str]]] = []
        self._open: list[tuple[str, list[str] | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        words: list[str] | None = None
        if name := dict(attrs).get(MARK):
            words = []
            self.found.append((Block(name), words))
        self._open.append((tag, words))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass  # an element that HTML lets one leave open, such as li

    def handle_data(self, data: str) -> None:
        if data.strip():
            for _tag, words in self._open:
                if words is not None:
                    words.append(data)


def blocks_in(html: str) -> tuple[Block, ...]:
    """The blocks of a letter that hold a word, in the order in which they are read.

    Raises:
        ValueError: a template marks a block that does not exist.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(block for block, words in reader.found if words)


def check(letter: Letter, html: str) -> None:
    """Refuse a letter that lacks what the law asks, or says it in another order.

    Raises:
        LetterIncomplete: naming the blocks that are missing, or the one that stands wrong.
    """
    found = blocks_in(html)
    officer = letter.sender.privacy_officer is not None
    missing = mandatory_blocks(letter.about, officer=officer) - set(found)
    if missing:
        names = ", ".join(sorted(missing))
        raise LetterIncomplete(f"the letter {letter.kind} lacks its mandatory blocks: {names}")
    if (early := out_of_order(found)) is not None:
        raise LetterIncomplete(f"in the letter {letter.kind} the block {early} stands too late")
