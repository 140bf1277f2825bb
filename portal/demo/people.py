"""People who do not exist, the same ones each time: names, addresses, birth dates, their circle.

No address in mail can be delivered (.example), no telephone number is given out (060), and the
citizen service numbers come from the series that only test systems use (9…).
"""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

from portal.models.case import fold

SEED = "rechtenloket"
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
BORN_BEFORE = date(2026, 1, 1)
ADULT_DAYS = (19 * 366, 80 * 365)
YOUNG_DAYS = (12 * 366, 17 * 365)
POSTCODE_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
CIRCLE = (
    "partner", "ex", "mother", "father", "child", "child2", "neighbour", "boss", "colleague",
    "friend", "teacher", "lawyer", "doctor", "worker", "landlord", "foster", "family_guardian",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pools:
    """What people are made of."""

    male: tuple[str, ...]
    female: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    mail_hosts: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist.

    Attributes:
        number: from 0 up, the same person each time.
        bsn: passes the eleven test; used by organisations that may ask for it only.
        circle: full names of the people around them, by what they are to them.
    """

    number: int
    given_name: str
    family_name: str
    birth_date: date
    email: str
    phone: str
    street: str
    postcode: str
    city: str
    client_number: str
    bsn: str
    circle: dict[str, str]

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def address(self) -> str:
        """Street, postcode and town on one line."""
        return f"{self.street}, {self.postcode} {self.city}"

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What sentences and columns can name."""
        own = {
            "full_name": self.name,
            "given_name": self.given_name,
            "first_name": self.given_name,
            "family_name": self.family_name,
            "last_name": self.family_name,
            "birth_date": self.birth_date.isoformat(),
            "email": self.email,
            "phone": self.phone,
            "street": self.street,
            "postcode": self.postcode,
            "city": self.city,
            "address": self.address,
            "client_number": self.client_number,
            "bsn": self.bsn,
        }
        first_names = {f"{who}_first": name.split()[0] for who, name in self.circle.items()}
        return {**self.circle, **first_names, **own}


@cache
def pools() -> Pools:
    """Load the pools; the first names are those of Faker's Dutch provider."""
    from faker.providers.person.nl_NL import Provider  # slow to load, rarely needed

    own = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    further = tuple(own["further_names"])
    return Pools(
        male=(*Provider.first_names_male, *further),
        female=(*Provider.first_names_female, *further),
        surnames=tuple(own["surnames"]),
        streets=tuple(own["streets"]),
        places=tuple((name.replace("_", " "), code) for name, code in own["places"].items()),
        mail_hosts=tuple(own["mail_hosts"]),
    )


def make_people(organisation: str, prefix: str, count: int, youth: float = 0.0) -> list[Person]:
    """Make the people of one organisation, the same ones each time.

    Args:
        organisation: its slug; another one has other people.
        prefix: what client numbers begin with.
        count: how many; the first ones are the same whatever the number.
        youth: which share is between 12 and 18 years of age.
    """
    return [make_person(organisation, prefix, number, youth) for number in range(count)]


def make_person(organisation: str, prefix: str, number: int, youth: float = 0.0) -> Person:
    """Make one of the people of an organisation, the same as `make_people` makes."""
    rng = random.Random(f"{SEED}:{organisation}:{number}")  # noqa: S311 - reproducible, not secret
    each = pools()
    given = rng.choice(each.male if rng.random() < 0.5 else each.female)
    family = rng.choice(each.surnames)
    city, code = rng.choice(each.places)
    young = rng.random() < youth
    days = rng.randrange(*(YOUNG_DAYS if young else ADULT_DAYS))
    return Person(
        number=number,
        given_name=given,
        family_name=family,
        birth_date=BORN_BEFORE - timedelta(days=days),
        email=_email(given, family, number, rng.choice(each.mail_hosts)),
        phone=_phone(rng),
        street=f"{rng.choice(each.streets)} {rng.randrange(1, 180)}",
        postcode=f"{code}{rng.randrange(11, 99)} {''.join(rng.choices(POSTCODE_LETTERS, k=2))}",
        city=city,
        client_number=f"{prefix}{100_000 + number * 17 + rng.randrange(17)}",
        bsn=make_bsn(rng),
        circle=_circle(rng, each, family),
    )


def _circle(rng: random.Random, each: Pools, family: str) -> dict[str, str]:
    circle = {}
    for who in CIRCLE:
        first = rng.choice(each.female if who == "mother" else each.male + each.female)
        first = rng.choice(each.male) if who == "father" else first
        same = who in ("child", "child2", "father")
        circle[who] = f"{first} {family if same else rng.choice(each.surnames)}"
    return circle


def _email(given: str, family: str, number: int, host: str) -> str:
    plain = ".".join(fold(f"{given} {family}").replace("'", "").split())
    return f"{plain}{number}@{host}"


def _phone(rng: random.Random) -> str:
    pairs = (f"{rng.randrange(100):02d}" for _ in range(3))
    return f"06 0{rng.randrange(10)} {' '.join(pairs)}"


def make_bsn(rng: random.Random) -> str:
    """A citizen service number of the test series that passes the eleven test (BRP, LO)."""
    while True:
        digits: Sequence[int] = (9, 9, 9, *(rng.randrange(10) for _ in range(5)))
        total = sum(weight * digit for weight, digit in zip(BSN_WEIGHTS, digits, strict=True))
        if total % 11 < 10:
            return "".join(map(str, (*digits, total % 11)))
