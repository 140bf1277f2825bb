"""Suggests by rule what in a text may be about somebody else; a person decides (AVG 15.4)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iban
from stdnum.nl import bsn

from portal.law.redaction import normal
from portal.redaction.familiar import Familiar, is_name
from portal.redaction.known_names import KnownNames
from portal.redaction.matching import Finder, Wanted
from portal.redaction.whole_names import NO_NAMES, says_more, whole_name, without_titles
from portal.redaction.written_dates import DATE, read_day


class Rule(StrEnum):
    """Why a passage is suggested; a mark keeps it as its origin."""

    THIRD_PERSON = "third_person"  # named in a field that names others
    NAME = "name"  # looks like a name: after 'mevrouw', or as the extra `names` says
    BSN = "bsn"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTH_DATE = "birth_date"
    SECRET_ADDRESS = "secret_address"  # noqa: S105 - no password
    MISREAD = "misread"  # like a name or number that is known, in what a machine read


NAMES = frozenset({Rule.THIRD_PERSON, Rule.NAME})
"""The rules that find who somebody is: they get a name of ours in its place."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may have to go."""

    rule: Rule
    start: int
    end: int


_STREET = (
    "straat|laan|weg|plein|kade|gracht|dijk|hof|steeg|singel|pad|park|dreef|markt|baan|dam|"
    "plantsoen|boulevard|wal|haven|erf|akker|veld|kamp|burg|heide|horst|ring|oord"
)
_POSTCODE = r"[1-9]\d{3} ?(?:(?!SA|SD|SS)[A-Z]{2})\b"
_ADDITION = r" ?-? ?(?:[a-zA-Z]|[A-Z]{2,3}|\d{1,3}|bis|hs)"  # not the 'in' of 'nummer 12 in Venlo'
_PLACE = r"(?:,? [A-Z][\w'-]+(?: [A-Z][\w-]+)?(?: aan (?:de|den) [A-Z][\w'-]+)?)?"
_BSN = re.compile(r"(?<![\w+])\d{3}[ .-]?\d{2,3}[ .-]?\d{3,4}(?!\w)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)31[ -]?(?:\(0\))?[ -]?|\(0(?=\d{1,3}\))|0)(?:[ ().-]{0,2}\d){9}(?!\w)"
    r"|(?<![\w+])\+(?!31)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,11}(?!\w)"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ADDRESS = re.compile(
    rf"(?:\b[A-Z][\w'.-]*(?: (?:van|de|der|den|het|[A-Z][\w'.-]*)){{0,3}}? ?(?:{_STREET})"
    rf" \d{{1,4}}(?:{_ADDITION})?\b,?\s*(?:{_POSTCODE}{_PLACE})?)"
    rf"|\b[A-Z][\w'.-]*(?: (?:van|de|der|den|het|[A-Z][\w'.-]*)){{0,3}}? \d{{1,4}}[a-zA-Z]?,?\s+"
    rf"{_POSTCODE}{_PLACE}"
    rf"|(?<!\w){_POSTCODE}(?:,? ?\d{{1,4}}\b)?{_PLACE}"
)
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}-\d\d-\d\d|\d\d-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}"
    r"|[A-Z]{2}-[A-Z]{2}-\d\d|\d\d-[A-Z]{2}-[A-Z]{2}|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d"
    r"|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d\d-[A-Z]|[A-Z]-\d\d-[A-Z]{3}"
    r"|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d|[A-Z]{3}-\d{3}-[A-Z])(?![\w-])"
)
_BORN = re.compile(
    r"(?:\bgeb(?:oren|\.)?\b|geboortedatum|geb\.? ?datum|\bborn\b|date of birth|birthday|jarig|\*)"
    rf"[^\d\n]{{0,20}}({DATE.pattern})",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(?<=[^\n]{40})\n(?=[^\s])")
_TITLE = (
    r"(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Mm]ijnheer|[Dd]e heer|[Dd]hr\.?|[Dd]rs?\.|"
    r"[Mm]r\.|[Zz]uster|[Tt]ante|[Oo]om|[Oo]pa|[Oo]ma|[Mm]oeder|[Vv]ader|[Zz]us(?:je)?|"
    r"[Bb]roer(?:tje)?|[Zz]oon(?:tje)?|[Dd]ochter(?:tje)?|[Bb]uurman|[Bb]uurvrouw|[Cc]ollega|"
    r"[Vv]riend(?:in)?|[Pp]artner|[Jj]uf|[Mm]eester|[Bb]egeleider|[Mm]entor|Mrs?\.?|Ms\.?)"
)
_LINKS = r"(?:(?:van|de|der|den|ter|ten|el|al|te|'t) ){0,3}"
_CAPITAL = r"[A-Z][^\W\d_]+(?:[-'’][A-Z]?[^\W\d_]+)?"
_CALLED = rf"((?:(?:[A-Z]\.){{1,4}} ?)?{_LINKS}{_CAPITAL}(?: {_LINKS}{_CAPITAL}){{0,3}})"
_INTRODUCED = re.compile(rf"\b{_TITLE},? (?:(?:heet|heten|genaamd) )?{_CALLED}")


class Names:
    """Finds others by their names, and by nothing else."""

    def __init__(self, familiar: Familiar, known: Iterable[str]) -> None:
        """Takes what is familiar, and the names."""
        self._known = KnownNames(known, familiar)

    def suggest(self, text: str) -> list[Suggestion]:
        """Where they are named, each place once."""
        return apart(_known(self._known, text))


class Secrets:
    """Finds what is secret, such as where somebody lives."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Takes each way in which it may be written."""
        self._finder = Finder(Wanted(each) for each in secrets)

    def suggest(self, text: str) -> list[Suggestion]:
        """Where it is told, each place once."""
        return apart(
            Suggestion(Rule.SECRET_ADDRESS, match.start, match.end)
            for match in self._finder.find(text)
        )


class Detector:
    """Looks through the texts of one case."""

    def __init__(
        self, familiar: Familiar, known: Iterable[str] = (), secrets: Iterable[str] = ()
    ) -> None:
        """Takes what is familiar, names of others that are known, and what is secret."""
        self._familiar = familiar
        self._secrets = Secrets(secrets)
        self._known = KnownNames(known, familiar)

    def suggest(self, text: str) -> list[Suggestion]:
        """What may have to go, in order; of what overlaps only the first rule's, or the longer."""
        return apart(self._all(text))

    def _all(self, text: str) -> Iterator[Suggestion]:
        running = unwrapped(text)
        yield from _known(self._known, text)
        yield from self._secrets.suggest(text)
        if any(sign.isdigit() for sign in text):
            yield from self._numbers(text.replace("\n", " "))
            has_part = self._familiar.has_part
            yield from _spans(Rule.ADDRESS, _ADDRESS, running, lambda value: not has_part(value))
        if "@" in text:
            yield from _spans(Rule.EMAIL, _EMAIL, text, lambda value: not self._familiar.has(value))
        for called in _INTRODUCED.finditer(running):
            name = called[1]
            if normal(name.split()[0]) not in NO_NAMES and not self._familiar.is_named(name):
                yield Suggestion(Rule.NAME, called.start(1), called.end(1))

    def _numbers(self, text: str) -> Iterator[Suggestion]:
        own = self._familiar
        yield from _spans(Rule.IBAN, _IBAN, text, lambda v: _is_iban(v) and not own.has(v))
        yield from _spans(Rule.BSN, _BSN, text, lambda v: _is_bsn(v) and not own.has(v))
        yield from _spans(Rule.PHONE, _PHONE, text, lambda v: not own.has_telephone(v))
        yield from _spans(Rule.PLATE, _PLATE, text, lambda v: not own.has(v))
        for born in _BORN.finditer(text):
            if read_day(born[1]) not in (None, own.birth_date):
                yield Suggestion(Rule.BIRTH_DATE, born.start(1), born.end(1))


def unwrapped(text: str) -> str:
    """A text in which a line goes on where it was wrapped, as on a page; each sign stays in place.

    A short line ends where somebody ended it: the next one is about something else.
    """
    return _WRAPPED.sub(" ", text)


def _known(known: KnownNames, text: str) -> Iterator[Suggestion]:
    """Where somebody is named who is known; a namesake is somebody else."""
    text = unwrapped(text)
    for match in known.find(text):
        name = match.wanted.known_as
        if not name:
            yield Suggestion(Rule.THIRD_PERSON, match.start, match.end)
            continue
        start, end = without_titles(text, *whole_name(text, match.start, match.end))
        rule = Rule.NAME if says_more(text[start:end], name) else Rule.THIRD_PERSON
        yield Suggestion(rule, start, end)


def apart(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Suggestions in the order of the text; of what overlaps the first, or what covers it."""
    found: list[Suggestion] = []  # in order, none over another
    for each in suggestions:
        first = bisect_right(found, each.start, key=lambda one: one.end)
        last = bisect_left(found, each.end, key=lambda one: one.start)
        if all(_covers(each, one) for one in found[first:last]):
            found[first:last] = [each]
    return found


def _covers(new: Suggestion, old: Suggestion) -> bool:
    """Whether a suggestion says all that an earlier one said, and more."""
    return (
        new.start <= old.start and old.end <= new.end and new.end - new.start > old.end - old.start
    )


def _spans(
    rule: Rule, pattern: re.Pattern[str], text: str, fits: Callable[[str], bool]
) -> Iterator[Suggestion]:
    for match in pattern.finditer(text):
        value = match[0].rstrip(" ,.\n")
        if fits(value):
            yield Suggestion(rule, match.start(), match.start() + len(value))


def _is_bsn(value: str) -> bool:
    return bool(bsn.is_valid(value.replace("-", "")))


def _is_iban(value: str) -> bool:
    return bool(iban.is_valid(value))


def name_in(value: str) -> str:
    """The name that a field holds which names somebody else; empty when it holds a story."""
    return value.strip() if is_name(value) and normal(value) else ""


def is_value(text: str) -> bool:
    """Whether a field holds a number, an address or a plate, and nothing else."""
    text = text.strip()
    patterns = (_EMAIL, _IBAN, _BSN, _PHONE, _ADDRESS, _PLATE)
    return bool(text) and any(each.fullmatch(text) for each in patterns)
