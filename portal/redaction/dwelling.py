"""The parts of an address that tell where somebody lives, however somebody typed it.

A town alone tells nothing; a postcode, a street with its number, the name of most streets and of a
house do.
What is wrongly taken for a part is looked for in vain; what is missed tells where somebody hides.
"""

import re
from collections.abc import Iterable, Iterator

from portal.redaction.house_names import named

TELLING_STREET = 8  # 'Markt' alone says nothing, 'Schuilpad' does
SHORTEST_NAME = 3

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b")
_APOSTROPHE = "['’‘`´]"
_YEARS = rf"\s(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?|{_APOSTROPHE}\d\d\s?[-–]\s?{_APOSTROPHE}?\d\d)"
_NUMBERED = re.compile(
    rf"(?P<name>(?:\d{{1,2}}(?:e|de|ste)?\s)?{_APOSTROPHE}?[^\W\d]\D{{0,80}}?(?:{_YEARS}(?=\s\d))?)"
    r"(?:\s+|(?<=[^\W\d]{4}))(?:(?:nr|no|nummer|huisnummer|number)\b[\s.:]*)?"
    r"(?P<number>\d{1,5})(?!\d)(?P<more>\S*)"
)
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3}[a-z]?)\s(?P<name>[^\W\d]\D*)")
_HOUSE_NUMBER = re.compile(r"\d{1,5}(?:[\s/-]?\w{1,4}){0,2}")
_STREET_WORD = re.compile(
    r"(?:straat|str\.?|laan|weg|pad|plein|gracht|singel|kade|steeg|street|road|lane|avenue)$",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    rf"(?:\d{{1,2}}(?:e|de|ste)?|eerste|tweede|derde|vierde|vijfde|{_APOSTROPHE}t|het|de|op|aan|in)"
    r"\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r".*\b(?:sinds|vanaf|tot|woon|woont|wonen|verblijft?|verhuisd|naar|since|from|until|lives?)\b"
    r"\s*",
    re.IGNORECASE,
)
_NO_STREET = re.compile(r"\b(?:onbekend|geheim|geen|unknown|secret|none)\b", re.IGNORECASE)
_TOWN = re.compile(r"\b(?:woon)?plaats|\bstad\b|gemeente|provincie|\bland\b", re.IGNORECASE)


def telling(address: str) -> Iterator[str]:
    """The parts that tell by themselves where it is, each in the ways it may be written."""
    for line in _with_numbers(lines_of(address)):
        for postcode in _POSTCODE.finditer(line):
            yield _written(postcode)
        for stretch in _without_postcode(line):
            yield from named(stretch)
            yield from _street(stretch)
        if _POSTCODE.search(line) and (whole := _NUMBERED.match(line)):
            yield f"{whole['name']} {whole['number']}"  # 'Kanaalweg 1012 hs' is no postcode


def of_columns(columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The same of one record, in which a street and its number may be apart.

    Parameters:
        columns: what each is, in Dutch, and its value; all say where somebody lives.
    """
    columns = list(columns)
    numbers = [value for _, value in columns if _HOUSE_NUMBER.fullmatch(value)]
    numbers = [value for value in numbers if not _POSTCODE.fullmatch(value)]
    for label, value in columns:
        yield from telling(value)
        if any(sign.isdigit() for sign in value) or _TOWN.search(label) or _NO_STREET.search(value):
            continue
        if len(value) >= TELLING_STREET:
            yield value
        if len(value) >= SHORTEST_NAME:
            for number in numbers:
                yield from _street(f"{value} {number}")


def with_town(address: str) -> Iterator[str]:
    """Each postcode with the town behind it, for the town tells no more without it."""
    for line in lines_of(address):
        for postcode in _POSTCODE.finditer(line):
            if town := line[postcode.end() :].strip():
                yield f"{_written(postcode)} {town}"


def lines_of(address: str) -> list[str]:
    """The lines of an address, also of one that was typed as a single line."""
    lines = (" ".join(line.split()) for line in re.split(r"[\r\n,;|]", address))
    return [line for line in lines if line]


def _written(postcode: re.Match[str]) -> str:
    return f"{postcode[1]} {postcode[2].upper()}"


def _without_postcode(line: str) -> list[str]:
    """What stands before the last postcode of a line, and behind it."""
    found = list(_POSTCODE.finditer(line))
    return [line[: found[-1].start()].strip(), line[found[-1].end() :].strip()] if found else [line]


def _with_numbers(lines: list[str]) -> Iterator[str]:
    """Lines, and each that has no number together with the number on the line after it."""
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        yield line
        named = not any(sign.isdigit() for sign in line)
        if named and _HOUSE_NUMBER.fullmatch(after) and not _POSTCODE.match(after):
            yield f"{line} {after}"


def _street(stretch: str) -> Iterator[str]:
    """A street and its number, without what was added to the number and with it."""
    for found in _NUMBERED.finditer(stretch):
        name = _SENTENCE.sub("", found["name"])
        if len(name) < SHORTEST_NAME:
            continue  # 'sinds 2020' is no address; what follows it may be
        yield f"{name}{stretch[found.end('name') :]}"
        for way in _ways(name):
            yield from _numbered(way, found["number"], found["more"])
        yield from _alone(name)
        return
    first = _NUMBER_FIRST.fullmatch(stretch)
    name = first["name"] if first else stretch
    if _STREET_WORD.search(name):
        yield from _alone(name)
        if first:
            yield stretch
            yield f"{name} {first['number']}"


def _ways(name: str) -> list[str]:
    """A name, its last word, what it is without '1e' or ''t', and with 'str.' in full or not."""
    names = [name, _BEFORE_NAME.sub("", name, count=1)]
    if _STREET_WORD.search(name):
        names.append(name.split()[-1])
    in_full = [re.sub(r"(?<=\w)str\.?$", "straat", each) for each in names]
    in_short = [re.sub(r"(?<=\w)straat$", "str", each) for each in in_full]
    every = dict.fromkeys([*names, *in_full, *in_short])
    return [each for each in every if len(each) >= SHORTEST_NAME]


def _numbered(name: str, number: str, more: str) -> Iterator[str]:
    yield f"{name} {number}"
    yield f"{name} nr {number}"
    yield f"{name} nummer {number}"
    if added := more.rstrip(".:()"):
        yield f"{name} {number}{added}"


def _alone(name: str) -> Iterator[str]:
    """The ways to write a street that tell enough without its number."""
    yield from (each for each in _ways(name) if len(each) >= TELLING_STREET)
    bare = re.sub(rf"{_YEARS}$", "", name)
    if bare != name and len(bare) >= TELLING_STREET:
        yield bare
