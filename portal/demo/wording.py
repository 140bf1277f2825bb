"""Cells of a made-up system: sentences and numbers from a content file, filled in for a person."""

import random
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from stdnum import iban

from portal.demo.people import POSTCODE_LETTERS, Person, make_bsn, pools
from portal.organisations.organisation import FieldMapping

CENTS = ("00", "50", "95")
MINUTES = (0, 5, 10, 15, 20, 30, 40, 45, 50)


@dataclass
class Row:
    """One row under construction.

    Attributes:
        today: no date lies after it, unless a recipe says so.
        at: the latest date of this row so far; dates in a row go forward.
        memory: cells of earlier rows of this person, by column.
        cells: those of this row that are ready.
        weekends: whether it can happen on a Saturday or Sunday.
        places: which sentence each of them is, so that another can go with it.
    """

    rng: random.Random
    person: Person
    today: date
    at: date
    memory: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, Any] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    dated: bool = False
    weekends: bool = False

    def add(self, column: str, recipe: Any, mapping: FieldMapping | None) -> None:
        """Make one cell.

        Args:
            column: its name.
            recipe: from the content file: sentences to choose from, or a table such as
                {from, to}, {new}, {pick}, {after}, {of, empty, follows} or {by, ...}; None for
                what the column or its kind suggests.
            mapping: what the profile says; None for a column that serves to find people only.

        Raises:
            LookupError: a recipe picks from earlier rows and there are none.
        """
        self.cells[column] = self._cell(column, recipe, mapping)

    def _cell(self, column: str, recipe: Any, mapping: FieldMapping | None) -> Any:
        if isinstance(recipe, dict) and "by" in recipe:
            recipe = recipe.get(str(self.cells[recipe["by"]]))
        if isinstance(recipe, dict):
            if self.rng.random() < recipe.get("empty", 0.0):
                return None
            return self._from_table(column, recipe, mapping)
        if isinstance(recipe, str):
            return self._filled(recipe)
        if isinstance(recipe, list):
            return self._sentence(column, recipe)
        known = self.person.words
        return known[column] if column in known else self._from_kind(mapping)

    def _sentence(self, column: str, sentences: list[str], follows: str = "") -> str:
        """One of the sentences, another one each time as long as there are more."""
        place = self.places.get(follows)
        if place is None:
            used = self.memory.setdefault(f"{column} places", [])
            left = [n for n in range(len(sentences)) if str(n) not in used]
            place = self.rng.choice(left or range(len(sentences)))
            used.append(str(place))
        self.places[column] = place
        return self._filled(sentences[place % len(sentences)])

    def _filled(self, sentence: str) -> str:
        """The sentence with the names and numbers of this person."""
        figures = re.sub(r"#", lambda _: str(self.rng.randrange(10)), sentence)
        return figures.format_map(_Words(self))

    def _from_table(self, column: str, recipe: dict[str, Any], mapping: FieldMapping | None) -> Any:
        if "from" in recipe:
            number = self.rng.randrange(recipe["from"], recipe["to"] + 1)
            return f"{number}.{self.rng.choice(CENTS)}" if _is_money(mapping) else number
        if "pick" in recipe:
            return self.rng.choice(self.memory[recipe["pick"]])
        if "new" in recipe:
            return self._filled(recipe["new"])
        if "after" in recipe:
            return (self.at + timedelta(days=recipe["after"])).isoformat()
        if "of" in recipe:
            return self._sentence(column, recipe["of"], recipe.get("follows", ""))
        return self._from_kind(mapping)

    def _from_kind(self, mapping: FieldMapping | None) -> Any:
        kind = mapping.kind if mapping else "text"
        match kind:
            case "date":
                return self._next_day().isoformat()
            case "datetime":
                hour = time(self.rng.randrange(9, 17), self.rng.choice(MINUTES))
                return datetime.combine(self._next_day(), hour).isoformat(" ", "minutes")
            case "money":
                return f"{self.rng.randrange(20, 900)}.{self.rng.choice(CENTS)}"
            case "boolean":
                return int(self.rng.random() < 0.3)
            case "code" if mapping:
                return self.rng.choice(mapping.codes)[0]
        return self._filled("{given_name} ({client_number})")

    def _next_day(self) -> date:
        if self.dated:
            self.at = min(self.today, self.at + timedelta(days=self.rng.randrange(2, 40)))
        self.dated = True
        if not self.weekends:
            self.at -= timedelta(days=max(0, self.at.weekday() - 4))  # Friday at the latest
        return self.at


class _Words(dict[str, str]):
    """What a sentence can name: the person, their circle, and a few things that vary."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row

    def __missing__(self, name: str) -> str:
        known = self._row.person.words
        if name in known:
            return known[name]
        rng = self._row.rng
        varying = {
            "amount": lambda: str(rng.randrange(3, 95) * 25),
            "rent": lambda: str(rng.randrange(500, 1250, 5)),
            "months": lambda: str(rng.randrange(2, 11)),
            "weeks": lambda: str(rng.randrange(2, 9)),
            "years": lambda: str(rng.randrange(2, 15)),
            "age": lambda: str(rng.randrange(5, 17)),
            "month": lambda: rng.choice(_MONTHS),
            "weekday": lambda: rng.choice(_WEEKDAYS),
            "plate": lambda: _plate(rng),
            "born": lambda: _in_words(self._row.person.birth_date),
            "other_phone": lambda: f"06 0{rng.randrange(10)} {_digits(rng, 2)} {_digits(rng, 4)}",
            "other_email": lambda: f"post{_digits(rng, 4)}@bericht.example",
            "other_address": lambda: _address(rng),
            "other_birth": lambda: _birth_date(rng),
            "other_iban": lambda: _iban(rng),
            "other_bsn": lambda: make_bsn(rng),
        }
        return varying[name]()


_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
_PLATE_LETTERS = "BDFGHJKLNPRSTVXZ"


def _plate(rng: random.Random) -> str:
    """A number plate in a form that no vehicle has had: three letters, three figures, an X."""
    letters = "".join(rng.choices(_PLATE_LETTERS, k=3))
    return f"{letters}-{rng.randrange(1000):03d}-X"


def _digits(rng: random.Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def _address(rng: random.Random) -> str:
    """Where somebody around the person lives."""
    each = pools()
    city, code = rng.choice(each.places)
    letters = "".join(rng.choices(POSTCODE_LETTERS, k=2))
    street = f"{rng.choice(each.streets)} {rng.randrange(1, 180)}"
    return f"{street}, {code}{rng.randrange(11, 99)} {letters} {city}"


def _birth_date(rng: random.Random) -> str:
    return _in_words(date(rng.randrange(1955, 2001), rng.randrange(1, 13), rng.randrange(1, 29)))


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _iban(rng: random.Random) -> str:
    """An account number with right check digits at a bank that does not exist."""
    account = f"RLKT{_digits(rng, 10)}"
    return iban.format(f"NL{iban.calc_check_digits(f'NL00{account}')}{account}")


def _is_money(mapping: FieldMapping | None) -> bool:
    return mapping is not None and mapping.kind == "money"
