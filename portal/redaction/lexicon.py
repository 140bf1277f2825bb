"""Which texts are Dutch words, so that a name is told from one where no capital tells it.

The list is Debian's (`wdutch`, of OpenTaal). Without it anything may be a word: names are then
recognised by their capital alone, and everything else works.
"""

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

LIST = Path("/usr/share/dict/dutch")
_START = 3  # so many letters find the words among which one stands


def is_there() -> bool:
    """Whether there is a list of words here."""
    return bool(_words(LIST))


def may_be_word(text: str) -> bool:
    """Whether a text is a word in small letters, or nobody can tell."""
    words = _words(LIST)
    return not words or _is_in(words, text.casefold())


def may_be_proper(text: str) -> bool:
    """Whether a text is a name that many know, such as of a town, or nobody can tell."""
    words = _words(LIST)
    return not words or (_is_in(words, text) and not _is_in(words, text.casefold()))


def _is_in(words: Mapping[str, bytes], text: str) -> bool:
    return b"\n%b\n" % text.encode() in words.get(text[:_START].casefold(), b"")


@cache
def _words(path: Path) -> Mapping[str, bytes]:
    """The words by how they begin, each between line breaks."""
    if not path.is_file():
        return {}
    found: dict[str, bytes] = {}
    with path.open(encoding="utf-8") as lines:
        for start, same in groupby(lines, key=lambda line: line[:_START].rstrip().casefold()):
            found[start] = found.get(start, b"\n") + "".join(same).encode()
    return found
