"""Looks in what is about to be sent for what was taken out, however it is written there.

Everything in a file counts: text, names, metadata, what is attached and what nobody sees. What is
the person's own is no leak, nor is a sentence that stands in every answer.
"""

import codecs
import io
import re
import zipfile
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise

from portal.law.redaction import normal
from portal.mapped import Body, parts_of
from portal.redaction import pdf_files
from portal.redaction.encodings import decoded, encoding_of, readings
from portal.redaction.familiar import NOBODY, Familiar, is_name
from portal.redaction.found import Hit, NotCheckable, Spot
from portal.redaction.known_names import wanted_names
from portal.redaction.matching import Finder, Match
from portal.redaction.misread import Misread
from portal.redaction.runs import Runs
from portal.redaction.wordings import says_little, ways

MOST = 1000
"""So many places of one text are told of one file: enough for anybody, and memory stays flat."""

PIECE = 256 * 1024
OVERLAP = 1024
AROUND = 40
NEIGHBOURS = 12
DEEPEST = 3
LARGEST = 500 * 1024 * 1024
_OBJECT = re.compile(r"\n[ \t]*\{")
_LINE = re.compile(r"\n")


class Watch:
    """What to look for in one answer."""

    def __init__(
        self,
        removed: Iterable[str],
        names: Iterable[str] = (),
        familiar: Familiar = NOBODY,
        quiet: Iterable[str] = (),
        left: Collection[str] = (),
    ) -> None:
        """Takes what was taken out.

        Parameters:
            removed: the passages.
            names: what others are called; parts of these count too.
            familiar: what is the person's own.
            quiet: sentences that stand in every answer.
            left: what somebody looked at in a scan and left readable, for comparing.
        """
        self._removed, self._familiar, self._left = [*removed], familiar, left
        self._names = [*names, *filter(is_name, self._removed)]
        self._quiet = "|".join(normal(each) for each in quiet)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._finder)

    def hits(self, text: str, place: str) -> Iterator[Hit]:
        """Where this text says something that was taken out."""
        for start in range(0, max(len(text), 1), PIECE) if self._finder else ():
            yield from self._in_piece(text[max(start - OVERLAP, 0) : start + PIECE], place)

    def guesses(self, text: str, place: str) -> Iterator[Hit]:
        """Where what was taken out may stand in this text, which a machine read from a picture."""
        for guess in self._misread.find(text):
            read = text[guess.start : guess.end]
            if normal(read) not in self._left:
                yield Hit(read, place, _around(text, guess.start, guess.end))

    @cached_property
    def _finder(self) -> Finder:
        """Made when it is needed: of a large case it is large, and nothing is printed by then."""
        wanted = (each for text in self._removed if not says_little(text) for each in ways(text))
        others = (each for each in wanted if not self._familiar.is_own(each.text))
        return Finder(chain(others, wanted_names(self._names, self._familiar)))

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self._finder)

    @cached_property
    def _misread(self) -> Misread:
        return Misread([*self._names, *self._removed], self._familiar)

    def may_say(self, runs: Sequence[str], placed: Sequence[int] = ()) -> bool:
        """Whether runs of text may say something that was taken out, whatever stands between."""
        return bool(self._finder) and self._runs.may_say(runs, placed)

    def _in_piece(self, text: str, place: str) -> Iterator[Hit]:
        for reading in readings(text):
            for match in self._finder.find(reading):
                if not self._is_quiet(reading, match):
                    said = match.wanted.known_as or match.wanted.text
                    yield Hit(said, place, _around(reading, match.start, match.end))

    def _is_quiet(self, text: str, match: Match) -> bool:
        """Whether a match and its neighbours stand in every answer, or it is in an own address."""
        if self._familiar.holds(text, match.start, match.end):
            return True
        key = normal(text[match.start : match.end])
        before = normal(text[max(match.start - AROUND, 0) : match.start])[-NEIGHBOURS:]
        after = normal(text[match.end : match.end + AROUND])[:NEIGHBOURS]
        return (len(before) == NEIGHBOURS and before + key in self._quiet) or (
            len(after) == NEIGHBOURS and key + after in self._quiet
        )


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(start - AROUND, 0) : end + AROUND].split())


def find_in_text(text: str, watch: Watch, place: str = Spot.TEXT) -> tuple[Hit, ...]:
    """Look in a text."""
    return told_once(watch.hits(text, place))


def find_in_json(body: bytes, watch: Watch, place: str = Spot.DATA) -> tuple[Hit, ...]:
    """Look in data, in names and values alike."""
    return told_once(_in_text([body], watch, place))


def find_in_pdf(pdf: Body, watch: Watch, name: str = "") -> tuple[Hit, ...]:
    """Look in a PDF: what can be read on it, and everything else in the file.

    Raises:
        NotCheckable: it cannot be read.
    """
    return find_in_file(name, pdf, watch)


def find_in_zip(body: bytes, watch: Watch, name: str = "") -> tuple[Hit, ...]:
    """Look in every file of an archive, and in their names.

    Raises:
        NotCheckable: it cannot be read.
    """
    return find_in_file(name, body, watch)


def find_in_file(name: str, body: Body, watch: Watch) -> tuple[Hit, ...]:
    """Look in a file of any kind that the portal makes, and in its name.

    Raises:
        NotCheckable: it cannot be read.
    """
    return told_once(_in_file(name, [body], watch, "", 0)) if watch else ()


def _in_file(
    name: str, parts: Iterable[Body], watch: Watch, within: str, depth: int
) -> Iterator[Hit]:
    if depth > DEEPEST:
        raise NotCheckable("files in files in files")
    yield from watch.hits(name, f"{within}{Spot.FILE_NAME}:{name}")
    waiting = iter(parts)
    first = next(waiting, b"")
    if first[:4] == b"%PDF":
        yield from _in_pdf(_whole(first, waiting), watch, within, depth)
    elif first[:2] == b"PK":
        yield from _in_zip(bytes(_whole(first, waiting)), watch, within, depth)
    else:
        several = (part for each in chain([first], waiting) for part in parts_of(each))
        yield from _in_text(several, watch, within + Spot.DATA)


def _whole(first: Body, waiting: Iterator[Body]) -> Body:
    """A file of which the first part was read; one of a single part is not copied."""
    more = list(waiting)
    return b"".join([bytes(first), *map(bytes, more)]) if more else first


def _in_pdf(pdf: Body, watch: Watch, within: str, depth: int) -> Iterator[Hit]:
    for found in pdf_files.look(pdf, watch):
        if isinstance(found, Hit):
            yield Hit(found.text, within + found.place, found.around)
        else:
            place = f"{within}{Spot.ATTACHMENT}:{found.name}/"
            yield from _in_file(found.name, found.parts, watch, place, depth + 1)


def _in_zip(body: bytes, watch: Watch, within: str, depth: int) -> Iterator[Hit]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise NotCheckable("too much in an archive")
            yield from watch.hits(decoded(archive.comment), f"{within}{Spot.METADATA}")
            for each in archive.infolist():
                place = f"{within}{each.filename}/"
                yield from watch.hits(decoded(each.comment + each.extra), place + Spot.METADATA)
                yield from _in_file(each.filename, [archive.read(each)], watch, place, depth + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error) as error:
        raise NotCheckable("an archive that cannot be read") from error


def _in_text(parts: Iterable[bytes], watch: Watch, place: str) -> Iterator[Hit]:
    """Look in a text that comes in parts, also where two of them meet."""
    decoder, before, passed, begins = None, "", 0, _LINE
    for part in parts:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(encoding_of(part))(errors="replace")
            begins = _OBJECT if part.lstrip()[:1] in (b"{", b"[") else _LINE
        text = before + decoder.decode(part)
        starts = [each.start() for each in begins.finditer(text)]
        hits = list(watch.hits(text, place))
        if hits:
            yield from _by_record(text, starts, passed, watch, hits)
        before = text[-OVERLAP:]
        passed += bisect_left(starts, len(text) - len(before))


def _by_record(
    text: str, starts: Sequence[int], passed: int, watch: Watch, hits: Sequence[Hit]
) -> Iterator[Hit]:
    """Hits with the record in which they are: elsewhere the same words may be about somebody else.

    A record is known by its place in the file, which shifts, and by what is in it, which does not.

    Parameters:
        starts: where records begin in the text.
        passed: how many began before it.
    """
    place, told = hits[0].place, set()
    for number, (start, end) in enumerate(pairwise([0, *starts, len(text)]), passed + 1):
        said = text[start:end]
        where = f"{place}:{number}.{zlib.crc32(said.encode(errors='replace')):08x}"
        for hit in watch.hits(said, where):
            told.add(hit.text)
            yield hit
    yield from (hit for hit in hits if hit.text not in told)  # it goes on in the next


def told_once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Each hit once, and no more of one text than anybody needs to see."""
    found: dict[Hit, None] = {}
    count: Counter[str] = Counter()
    for hit in hits:
        if hit not in found and count[hit.text] < MOST:
            found[hit] = None
            count[hit.text] += 1
    return tuple(found)
