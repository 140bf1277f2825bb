"""How many names and numbers are guessed that a machine misread, and how often something else is.

Measured: names, telephone numbers and accounts of made-up people in a sentence, with as many slips
as a machine makes on a bad scan: one sign in six, mostly for one that looks like it. Then sentences
of the demo's systems in which none of a hundred known people is named: a guess there is wrong, or
names somebody who is called much like one of them.

Reference: what is found without guessing, as it is written elsewhere; others in those sentences.
"""

import random
from collections.abc import Iterator

from bench import suggesting
from bench.figure import Figure
from portal.demo import people
from portal.redaction.familiar import NOBODY
from portal.redaction.matching import Finder, Wanted
from portal.redaction.misread import Misread

SIGNS_A_SLIP = 6
MOSTLY = 0.75  # of the slips is a sign that looks alike
ALIKE = {
    "e": "c", "c": "e", "i": "l", "l": "1", "I": "l", "o": "0", "O": "0", "0": "O", "1": "l",
    "5": "S", "8": "B", "m": "rn", "w": "vv", "d": "cl", "g": "9", "t": "f", "n": "u", "2": "Z",
}  # fmt: skip
ANY = "aeioulrnstk"


def run(count: int = 100) -> Iterator[Figure]:
    """The figures, over so many people."""
    chance = random.Random(6)
    known = [people.make_person("akj", "Y", number, 0.2) for number in range(900, 900 + count)]
    texts = [text for each in known for text in (each.name, each.phone)]
    misread = Misread(texts, NOBODY)
    read = [f"Daarna belde {_slipped(text, chance)} over de huur." for text in texts]
    written = Finder(Wanted(text) for text in texts)
    exact = sum(next(written.find(line), None) is not None for line in read)
    found = exact + sum(
        next(written.find(line), None) is None and bool(misread.find(line)) for line in read
    )
    yield Figure(
        "misread, found", 100 * found / len(texts), "%", "as written", 100 * exact / len(texts)
    )
    words = guesses = others = 0
    for text, named, *_ in suggesting.texts(1):
        words += len(text.split())
        others += len(named)
        guesses += len(misread.find(text))
    name, unit = "misread, guesses elsewhere", "in 1,000 words"
    yield Figure(name, 1000 * guesses / words, unit, "others named", 1000 * others / words)


def _slipped(text: str, chance: random.Random) -> str:
    """A text with slips."""
    signs = list(text)
    places = [at for at, sign in enumerate(signs) if sign.isalnum()]
    for at in chance.sample(places, max(len(places) // SIGNS_A_SLIP, 1)):
        sign = signs[at]
        other = chance.choice("0123456789" if sign.isdigit() else ANY)
        if sign in ALIKE and chance.random() < MOSTLY:
            other = ALIKE[sign]
        signs[at] = other.upper() if sign.isupper() else other
    return "".join(signs)
