"""Names of houses that tell where somebody lives without a number: 'Huize Avondrood'.

Of most words for a house the name behind it must have a capital; a few stand before a name only.
"""

import re
from collections.abc import Iterator

from portal.redaction.lexicon import may_be_proper

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
_NAMED = re.compile(
    rf"(?<![\w-])(?P<kind>(?P<sure>{_BEFORE_A_NAME})|{_OTHERS})\s+{_QUOTE}"
    rf"(?P<name>(?P<links>{_LINKS}){_QUOTE}(?P<first>[^\W\d_][\w'’-]+)(?:\s+(?-i:[A-Z])[\w'’-]+){{0,2}})",
    re.IGNORECASE,
)
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
    """The names of houses in a line of an address, in the ways they may be written."""
    for found in _NAMED.finditer(stretch):
        kind, links, first = found["kind"], found["links"], found["first"].strip(_QUOTES)
        whole = f"{kind} {links}{first}"
        if whole.casefold() in _TOWNS or first.casefold() in _SMALL:
            continue
        if not found["sure"] and not first[0].isupper():
            continue
        yield whole
        if links:
            yield f"{kind} {first}"
        if kind.casefold().startswith("woon"):
            yield f"{kind[4:]} {links}{first}"
        name = found["name"][len(links) :].strip(_QUOTES)
        if found["sure"] and len(name) >= TELLING_NAME and not may_be_proper(name):
            yield name
    if _BY_ITSELF.fullmatch(stretch) and len(stretch) >= TELLING_NAME:
        yield stretch
