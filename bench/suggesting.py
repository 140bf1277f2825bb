"""How much of what is about others the portal suggests by itself, and how much of that is right.

Measured: every sentence of the demo's systems, filled in for made-up people, each text by itself:
no name is known from another field. In each place where a sentence names somebody else, or tells
their number or address, the whole of it must be suggested. What is suggested elsewhere is wrong.

Reference: the rules alone, as they work without the extra `names`.
"""

import random
import string
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.figure import Figure
from portal.demo import people, wording
from portal.redaction import names
from portal.redaction.detecting import Detector, Suggestion, apart
from portal.redaction.familiar import Familiar
from portal.settings import ROOT

CONTENT = Path(ROOT, "portal", "demo", "content")
OTHERS = frozenset(
    (
        *people.CIRCLE,
        *(f"{who}_first" for who in people.CIRCLE),
        *(f"other_{what}" for what in ("phone", "email", "address", "birth", "iban", "bsn")),
    )
)
EITHER = frozenset({"plate"})  # it may be the person's own
TODAY = date(2026, 9, 1)
Span = tuple[int, int]


@dataclass
class Tally:
    """What was found: places in texts, and suggestions."""

    there: int = 0
    found: int = 0
    suggested: int = 0
    right: int = 0

    def add(self, suggested: list[Suggestion], others: list[Span], either: list[Span]) -> None:
        """Count one text, without what may be the person's own as well."""
        suggested = [each for each in suggested if not _touches(each, either)]
        self.there += len(others)
        self.found += sum(
            any(each.start <= start and end <= each.end for each in suggested)
            for start, end in others
        )
        self.suggested += len(suggested)
        self.right += sum(_touches(each, others) for each in suggested)


def _touches(suggestion: Suggestion, spans: list[Span]) -> bool:
    return any(suggestion.start < end and start < suggestion.end for start, end in spans)


def run(count: int = 12) -> Iterator[Figure]:
    """The figures, over so many people of each organisation."""
    both, rules = Tally(), Tally()
    for tally, find in ((rules, by_rules), (both, by_rules_and_names)):
        for text, others, either, familiar in texts(count):
            tally.add(find(text, familiar), others, either)
    yield _share("found", both.found, both.there, rules.found, rules.there)
    yield _share("right", both.right, both.suggested, rules.right, rules.suggested)


def by_rules(text: str, familiar: Familiar) -> list[Suggestion]:
    """What the rules alone suggest."""
    return Detector(familiar).suggest(text)


def by_rules_and_names(text: str, familiar: Familiar) -> list[Suggestion]:
    """What is suggested with the extra."""
    return apart([*by_rules(text, familiar), *names.find(text, familiar)])


def texts(count: int) -> Iterator[tuple[str, list[Span], list[Span], Familiar]]:
    """Every sentence for each person, with the places that are about others, or may be."""
    for path in sorted(CONTENT.glob("*.toml")):
        systems = tomllib.loads(path.read_text(encoding="utf-8"))["systems"]
        sentences = sorted(set(_sentences(systems)))
        for number in range(count):
            person = people.make_person(path.stem, "X", number, 0.2)
            row = wording.Row(random.Random(number), person, TODAY, TODAY)
            own = (person.email, person.phone, person.address, person.street, person.postcode)
            familiar = Familiar((person.name,), (*own, person.city), person.birth_date)
            for sentence in sentences:
                text, spans = _filled(sentence, wording._Words(row))
                # That a namesake is somebody else only a reader can tell.
                others = [
                    at
                    for name, at in spans
                    if name in OTHERS and text[slice(*at)] != person.given_name
                ]
                yield text, others, [at for name, at in spans if name in EITHER], familiar


def _sentences(content: Any) -> Iterator[str]:
    """The texts in a content file that say something about somebody."""
    if isinstance(content, str):
        if "{" in content:
            yield content
        return
    values: Iterable[Any] = content.values() if isinstance(content, dict) else content
    for value in values if isinstance(content, (dict, list)) else ():
        yield from _sentences(value)


def _filled(sentence: str, words: dict[str, Any]) -> tuple[str, list[tuple[str, Span]]]:
    text, spans = "", []
    for literal, name, _, _ in string.Formatter().parse(sentence):
        text += literal
        if name is not None:
            value = str(words[name])
            spans.append((name, (len(text), len(text) + len(value))))
            text += value
    return text, spans


def _share(what: str, number: int, of: int, rules: int, of_rules: int) -> Figure:
    name, value = f"suggestions {what}", 100 * number / of
    return Figure(name, value, "%", "without names", 100 * rules / of_rules)
