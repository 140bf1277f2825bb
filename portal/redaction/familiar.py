"""What in a case is the person's own or the organisation's, and so never somebody else's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.law.redaction import in_cases, normal
from portal.redaction.written_dates import read_day

_DIGITS = re.compile(r"\d")
_LONGEST = 64  # signs of an e-mail address on either side of what stands in it
_ADDRESS_BEGINS = re.compile(r"[\w.+@-]+$")
_ADDRESS_GOES_ON = re.compile(r"[\w.+@-]+")
PARTICLES = frozenset((
    "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "von", "le", "la", "du", "des", "di",
    "da", "el", "al", "vd", "v", "d", "in", "op", "aan", "bij", "onder", "a", "ben", "bin", "bint",
))  # fmt: skip
TITLES = frozenset((
    "mevrouw", "mevr", "mw", "meneer", "mijnheer", "heer", "dhr", "hr", "dr", "drs", "mr", "ir",
    "ing", "prof", "mrs", "ms", "miss", "mister", "sir", "zuster", "broeder", "meester", "juf",
    "juffrouw", "tante", "oom", "opa", "oma", "mama", "papa", "moeder", "vader", "zus", "zusje",
    "broer", "broertje", "zoon", "dochter", "buurman", "buurvrouw", "collega", "vriend", "vriendin",
    "partner", "expartner", "ex", "pleegouder", "pleegmoeder", "pleegvader", "klant", "client",
    "advocaat", "mediator", "notaris", "rechter", "huisarts", "dokter", "arts", "psycholoog",
    "mentor", "leraar", "lerares", "docent", "begeleider", "begeleidster", "groepsleider",
    "teamleider", "voogd", "gezinsvoogd", "jeugdbeschermer", "agent", "werkgever", "werkmeester",
    "verhuurder", "familie", "fam",
))  # fmt: skip
_BODIES = frozenset((
    "team", "stichting", "vereniging", "gemeente", "provincie", "ministerie", "politie", "school",
    "college", "universiteit", "rechtbank", "gerechtshof", "inspectie", "reclassering", "ggz",
    "ggd", "uwv", "svb", "duo", "rdw", "ind", "coa", "lbio", "halt", "afdeling",
    "behandelgroep", "groep", "gezinshuis", "kliniek", "praktijk", "apotheek", "bureau", "kantoor",
    "loket", "dienst", "commissie", "crisisdienst", "veiligthuis", "legerdesheils",
))  # fmt: skip
_BODIES_END = re.compile(
    r".{3,}(?:team|dienst|school|college|stichting|rechtbank|praktijk|kliniek|ziekenhuis|bureau|"
    r"kantoor|commissie|corporatie|bescherming|bijstand|zorg|hulp|opvang|instelling|inspectie|"
    r"verzekeringen|advocaten|notarissen|advocatuur|loket|centrum|fonds)$"
)
_BODIES_LAST = frozenset((
    "advocaten", "advocatuur", "notarissen", "verzekeringen", "incasso", "bv", "nv", "vof",
    "school", "college", "stichting", "ziekenhuis", "team",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, without what stands between them."""
    return tuple(each.rstrip(".") for each in _WORD.findall(text))


def telephone(text: str) -> str:
    """The digits by which a Dutch telephone number is the same however it is written."""
    digits = "".join(_DIGITS.findall(text))
    return digits[-9:] if len(digits) >= 9 else ""


def is_organisation(text: str) -> bool:
    """Whether a name is of a body and not of a person: 'Wijkteam Tiel', 'Bosman Advocaten'."""
    keys = [normal(word) for word in words_of(text.replace("B.V.", "BV").replace("N.V.", "NV"))]
    keys = [key for key in keys if key not in PARTICLES]
    return bool(keys) and (
        keys[0] in _BODIES
        or keys[-1] in _BODIES_LAST
        or normal(text) in _BODIES
        or any(_BODIES_END.match(key) for key in keys)
    )


def is_name(text: str) -> bool:
    """Whether a text looks like the name of somebody and nothing else."""
    found = words_of(text)
    if not 1 <= len(found) <= 7 or re.search(r"[\d@:;!?\n]", text) or is_organisation(text):
        return False
    names = [word for word in found if normal(word) not in PARTICLES | TITLES]
    return bool(names) and all(word[0].isupper() for word in names)


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name that tell by themselves who it is: 'Kees' and 'van den Berg', 'Berg'.

    Empty for a name of one word: that is found as it is.
    """
    if not is_name(name) or len(words_of(name)) < 2:
        return ()
    parts, links = [], []
    for word in words_of(name):
        key = normal(word)
        if key in PARTICLES:
            links.append(word)
            continue
        if key not in TITLES and len(key) > 2:
            parts += [" ".join([*links, word]), word] if links else [word]
        links = []
    return tuple(dict.fromkeys(part for part in parts if part != name.strip()))


@dataclass(frozen=True, slots=True)
class Familiar:
    """What may be seen: it is about the person, or about the organisation.

    Attributes:
        names: the names of the person, and of who asks for them.
        values: numbers and addresses of the person and the organisation.
    """

    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    birth_date: date | None = None
    _keys: frozenset[str] = field(init=False, repr=False, default=frozenset())
    _words: frozenset[str] = field(init=False, repr=False, default=frozenset())
    _telephones: frozenset[str] = field(init=False, repr=False, default=frozenset())

    def __post_init__(self) -> None:
        """Work out the forms for comparing."""
        names = [way for name in self.names for way in in_cases(name)]
        keys = {normal(each) for each in (*names, *self.values)}
        words = {normal(word) for name in names for word in words_of(name)}
        telephones = {telephone(each) for each in self.values}
        object.__setattr__(self, "_keys", frozenset(keys - {""}))
        object.__setattr__(self, "_words", frozenset(words - {""}))
        object.__setattr__(self, "_telephones", frozenset(telephones - {""}))

    def has(self, text: str) -> bool:
        """Whether this value is one of those: a number, an address, a whole name."""
        return normal(text) in self._keys

    def has_part(self, text: str) -> bool:
        """Whether this value is part of a longer one that is familiar, such as a postcode."""
        key = normal(text)
        more = r"(?!\d)" if key[-1:].isdigit() else ""  # number 1 is not part of number 12
        return len(key) > 3 and any(re.search(key + more, each) for each in self._keys)

    def has_telephone(self, text: str) -> bool:
        """Whether this is a telephone number of the person or the organisation."""
        return telephone(text) in self._telephones

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether a range of a text stands in an e-mail address that is familiar."""
        before, after = text[max(start - _LONGEST, 0) : start], text[end : end + _LONGEST]
        if "@" not in before and "@" not in after:
            return False
        begins, goes_on = _ADDRESS_BEGINS.search(before), _ADDRESS_GOES_ON.match(after)
        whole = (begins[0] if begins else "") + text[start:end] + (goes_on[0] if goes_on else "")
        return "@" in whole and self.has(whole)

    def is_own(self, text: str) -> bool:
        """Whether a passage says nothing but what is familiar."""
        own_day = self.birth_date is not None and read_day(text) == self.birth_date
        return own_day or self.is_named(text) or self.has_telephone(text)

    def is_named(self, text: str) -> bool:
        """Whether a name says nothing but the person's own: 'mevrouw De Wit' of Sanne de Wit."""
        words = [normal(word) for word in words_of(text)]
        words = [word for word in words if word not in TITLES | PARTICLES]
        telling = [word for word in words if len(word) > 1]
        initials = {word for word in words if len(word) == 1}
        return self.has(text) or (
            bool(telling)
            and all(word in self._words for word in telling)
            and initials <= {word[0] for word in self._words - PARTICLES}  # J. is no Sanne
        )


def values_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that say something, each once."""
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))


NOBODY = Familiar()
"""When nothing is known of a person."""
