"""Names of houses that tell where somebody lives without a number: 'Huize Avondrood'.

Of most words for a house the name behind it must have a capital; a few stand before a name only.
"""

import re
from collections.abc import Iterator

from portal.redaction import lexicon

TELLING_NAME = 8
"""So many letters has a name that tells enough without the word for what it is."""

_BEFORE_A_NAME = "huize|villa|woonboot|woonschip|woonark|landgoed|hofstede|buitenplaats|kasteel"
_OTHERS = (
    "huis|landhuis|boerderij|zorgboerderij|woonboerderij|hoeve|boot|schip|ark|molen|pastorie|"
    "residentie|residence|flat|hotel|hostel|pension|camping|recreatiepark|vakantiepark|chalet|"
    "bungalowpark|bungalow|woonwagenkamp|hofje|begijnhof|klooster|abdij|woongroep|gezinshuis|"
    "logeerhuis|opvanghuis|opvang|vrouwenopvang|azc|asielzoekerscentrum|hospice|zorgcentrum|"
    "woonzorgcentrum|verzorgingshuis|verpleeghuis|zorghotel|houseboat|cottage|lodge|manor"
)
_LINKS = r"(?:(?:de|het|den|der|'t|ter|ten|ons|onze|nieuw|oud)\s+){0,2}"
_QUOTES = "'’‘`´\"“”„«»"
_QUOTE = f"[{_QUOTES}]?"
_WORD = r"[^\W\d_][\w'’-]+"
_WITHIN = r"(?:(?:van|aan|en|&|de|der|den|des|het|'t)\s+){0,2}"  # 'Rust en Vreugd'
_NAMED = re.compile(
    rf"(?<![\w-])(?P<kind>(?P<sure>{_BEFORE_A_NAME})|{_OTHERS})\s+{_QUOTE}"
    rf"(?P<links>{_LINKS}){_QUOTE}(?P<name>{_WORD}(?:\s+{_WITHIN}{_WORD}){{0,3}})",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"\s+{_WITHIN}(?P<word>{_WORD})", re.IGNORECASE)
_BY_ITSELF = re.compile(
    r"(?:(?:de|het|'t)\s+)?[^\W\d_]\w+(?:hoeve|stede|rust|zicht|lust|wende|huize|staete)",
    re.IGNORECASE,
)
_SMALL = frozenset((
    "van", "met", "in", "bij", "te", "aan", "en", "is", "op", "naar", "een", "voor", "uit", "mijn",
    "waar", "die", "dat", "of", "en", "tot", "and", "of", "with", "at", "where", "for", "from",
))  # fmt: skip
_TOWNS = frozenset(("huis ter heide",))


def named(stretch: str) -> Iterator[str]:
    """The names of houses in a line of an address, in the ways they may be written.

    Nobody can tell where a name ends and a town begins: each end is one of the ways, the last one
    first, so that nothing of a name stays readable behind a part of it.
    """
    for found in _NAMED.finditer(stretch):
        kind, links, sure = found["kind"], found["links"], bool(found["sure"])
        for name in reversed(_names(found["name"], is_sure=sure)):
            if f"{kind} {links}{name}".casefold() in _TOWNS:
                continue
            yield f"{kind} {links}{name}"
            if links:
                yield f"{kind} {name}"
            if kind.casefold().startswith("woon"):
                yield f"{kind[4:]} {links}{name}"
            if _tells_alone(name, is_sure=sure):
                yield from dict.fromkeys((f"{links}{name}", name))
    if _BY_ITSELF.fullmatch(stretch) and len(stretch) >= TELLING_NAME:
        yield stretch


def _names(text: str, *, is_sure: bool) -> list[str]:
    """What may be the name at the begin of a text, the shortest first."""
    first = re.match(_WORD, text)
    if first is None or not _may_be_name(first[0], is_sure=is_sure):
        return []
    ends = [first.end()]
    while (more := _NEXT.match(text, ends[-1])) and _may_be_name(more["word"], is_sure=is_sure):
        ends.append(more.end())
    return [text[:end].strip(_QUOTES) for end in ends]


def _may_be_name(word: str, *, is_sure: bool) -> bool:
    """Whether a word can be of a name; some words for a house stand before nothing else."""
    word = word.strip(_QUOTES)
    return word.casefold() not in _SMALL and (word[:1].isupper() or is_sure)


def _tells_alone(name: str, *, is_sure: bool) -> bool:
    """Whether a name tells which house it is without the word for one; a town does not."""
    words = name.split()
    if len(words) > 1:
        is_town = lexicon.is_there() and lexicon.may_be_proper(name)
        return words[-1][:1].isupper() and words[0][:1].isupper() and not is_town
    return is_sure and len(name) >= TELLING_NAME and not lexicon.may_be_proper(name)
