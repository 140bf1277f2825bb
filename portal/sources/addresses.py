"""How a person is named to a server: in the address itself, or in what is asked there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from portal.sources.connector import Subject
from portal.sources.matching import KNOWN, Plan, Way, same

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One address to ask, and the name of the way in which the person stands in it."""

    way: str
    address: str


def placeholders(location: str) -> tuple[str, ...]:
    """The identifiers that stand between braces in an address, each once."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(location)))


def addresses(location: str, subject: Subject) -> tuple[Question, ...]:
    """The addresses at which a person is found; none when too little is known of them."""
    names = placeholders(location)
    found = []
    own = {name: subject.value(name) for name in names}
    if names and all(_may_stand(name, value) for name, value in own.items()):
        found.append(Question("+".join(names), _filled(location, own)))
    if len(names) == 1:
        found += _known(location, names[0], subject)
    return tuple(found)


def _known(location: str, name: str, subject: Subject) -> Iterator[Question]:
    """What a system told of the person is asked as well."""
    asked = {same(name, subject.value(name))}
    for identifier, value in subject.known:
        plain = same(name, value)
        if identifier == name and plain not in asked and _may_stand(name, value):
            asked.add(plain)
            yield Question(f"{KNOWN}{name}", _filled(location, {name: value}))


def _may_stand(name: str, value: str) -> bool:
    """Whether a value can be a part of an address; what could lead to another place cannot.

    Some servers read %2F as a slash, so that ../ typed by somebody would be a step up.
    """
    value = value.strip()
    odd = re.search(r"[/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]", value)
    whole = bool(same(name, value)) and len(value) <= LONGEST_VALUE
    return whole and odd is None and bool(value.strip("."))


def _filled(location: str, values: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: quote(values[found[1]].strip(), safe=""), location)


def ways_of(plan: Plan, subject: Subject) -> list[list[dict[str, str]]]:
    """Every way in which the person is known, for a server that is asked with all of them.

    Each identifier is given as the person or a system wrote it, and in the plain form in which the
    portal compares: small letters, no accents, digits without spaces.
    """
    different = dict.fromkeys(way for _, found in plan.tables for way in found)
    told = [
        [
            {
                "identifier": each.identifier,
                "value": _as_written(way, each.identifier, each.value, subject),
                "plain": each.value,
            }
            for each in way.conditions
        ]
        for way in different
    ]
    return [way for number, way in enumerate(told) if way not in told[:number]]


def _as_written(way: Way, identifier: str, plain: str, subject: Subject) -> str:
    """What was written, of which this is the plain form."""
    if not way.is_known:
        return subject.value(identifier)
    return next(
        (value for value in subject.values(identifier) if same(identifier, value) == plain), plain
    )
