"""The ways in which a passage may be written elsewhere, so that it is found there too."""

from collections.abc import Iterator

from portal.law.redaction import normal
from portal.redaction.familiar import telephone
from portal.redaction.matching import Wanted
from portal.redaction.written_dates import read_day, ways_to_write

SHORTEST_NUMBER = 5
"""A shorter number alone, such as an age, stands everywhere and says nothing."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def ways(text: str) -> Iterator[Wanted]:
    """A passage as it stands, and as people and systems write the same thing otherwise."""
    text = text.strip()
    key = normal(text)
    yield Wanted(text)
    day = read_day(text)
    if day is not None:
        for way in ways_to_write(day):
            yield Wanted(way, known_as=text)
    number = telephone(text)
    if number and key.isdigit():
        for start in ("0", "31", "0031", "310"):
            yield Wanted(start + number, known_as=text)
    written_out = text.translate(_UMLAUTS)
    if written_out != text:
        yield Wanted(written_out, known_as=text)


def says_little(text: str) -> bool:
    """Whether a passage is too short to be looked for in everything that is sent."""
    key = normal(text)
    return len(key) < 2 or (key.isdigit() and len(key) < SHORTEST_NUMBER)
