"""Which texts are Dutch words, so that a name is told from one where no capital tells it.

The list is Debian's (`wdutch`, of OpenTaal). Without it anything may be a word: names are then
recognised by their capital alone, and everything else works.
"""

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

LIST = Path("/usr/share/dict/dutch")
_START = 3  # so many bytes find the words among which one stands


def may_be_word(text: str) -> bool:
    """Whether a text is a word in small letters, or nobody can tell."""
    words = _words(LIST)
    if not words:
        return True
    word = text.casefold().encode()
    return b"\n%b\n" % word in words.get(word[:_START], b"")


@cache
def _words(path: Path) -> Mapping[bytes, bytes]:
    """The words that need no capital, by how they begin, each between line breaks."""
    if not path.is_file():
        return {}
    found: dict[bytes, bytes] = {}
    with path.open("rb") as lines:
        small = (line for line in lines if line == line.lower())
        for start, same in groupby(small, key=lambda line: line[:_START].rstrip()):
            found[start] = found.get(start, b"\n") + b"".join(same)
    return found
