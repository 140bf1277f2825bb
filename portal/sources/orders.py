"""What a source system is told to do with the data of a person, and what it answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem
from portal.sources.connector import Limits, Place, Subject


class ItemState(StrEnum):
    """What became, or would become, of one item."""

    POSSIBLE = "possible"  # of a dry run: it would be done
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item as the system names it; without a name it is all that it holds on the person."""

    what: str
    state: ItemState
    reason: str = ""

    def as_row(self) -> list[Any]:
        """As it is stored in Instruction.items."""
        return [self.what, self.state.value, self.reason]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is wrong and what it must be, in these columns: (table, column)."""

    columns: tuple[tuple[str, str], ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    Attributes:
        number: the same as long as one thing is asked, so that a system does it once.
        tables: the tables of the profile that it is about; nothing else may be touched.
        change: of a correction.
    """

    number: str
    effect: Effect
    subject: Subject
    tables: tuple[str, ...]
    change: Change | None = None


def is_sure(identifiers: Collection[str]) -> bool:
    """Whether these identifiers are of one person alone, so that data may be changed by them.

    A family shares an e-mail address. A search by one is looked at by a person, an order is not.
    """
    names = set(identifiers)
    return bool(names & {"client_number", "bsn"}) or names >= {"name", "birth_date"}


class Executor(Protocol):
    """A connector that can also tell its system to do something."""

    def can_name(self, system: SourceSystem, subject: Subject) -> bool:
        """Whether enough is known of the person to say surely whose data an order is about."""

    def carry_out(
        self, system: SourceSystem, place: Place, order: Order, limits: Limits, *, dry_run: bool
    ) -> Sequence[ItemResult]:
        """Have something done, or ask what would be done.

        Parameters:
            dry_run: nothing may change: each item is said to be possible or refused.

        Raises:
            SourceFailed: no answer that can be trusted; of a real run nobody knows what was done.
        """
