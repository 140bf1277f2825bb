"""Services that speak the Helsinki GDPR API: a tree of nodes on one person, deleted as a whole.

Each node has a `key` and either a `value` or `children`. A table of the profile is the key of the
nodes that are its rows, in small letters; its columns are the keys of what lies below, joined.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.addresses import Question, addresses, placeholders
from portal.sources.connector import (
    Failure,
    Limits,
    Place,
    Record,
    SearchOutcome,
    SourceFailed,
    Subject,
)
from portal.sources.fetching import Server
from portal.sources.json_answers import cell, read_json, reasons_of, say_no
from portal.sources.orders import ItemResult, ItemState, Order, is_sure
from portal.sources.values import translate

FOUND, NOTHING = 200, 204
DEEPEST = 40  # nodes below each other; a tree of a person has a few
ALLOWED, FORBIDDEN, GONE = 204, 403, 404


class HelsinkiConnector:
    """Asks a service by the address of one person; that address says whose the answer is."""

    id = "helsinki"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find all that a service holds on a person.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        server = Server(system.id, system.location, place, limits)
        asked = addresses(system.location, subject)
        if not asked:
            return SearchOutcome(not_searched=system.tables)
        records: list[Record] = []
        unread = 0
        for question in asked:
            tree = _tree(server, question, system.id)
            if tree is not None:
                unread += tree.unread()
                records += _records(system, tree, question.way, limits)
        ways = tuple(dict.fromkeys(question.way for question in asked))
        return SearchOutcome(tuple(records), ways, broken_rows=unread)

    def can_name(self, system: SourceSystem, subject: Subject) -> bool:
        """Whether the identifier in the address is known and of one person alone."""
        return is_sure(placeholders(system.location)) and bool(addresses(system.location, subject))

    def carry_out(
        self, system: SourceSystem, place: Place, order: Order, limits: Limits, *, dry_run: bool
    ) -> tuple[ItemResult, ...]:
        """Delete all that the service holds on the person, or ask whether it would.

        Raises:
            SourceFailed: it gives no answer that can be trusted.
        """
        if order.effect is not Effect.ERASE or not self.can_name(system, order.subject):
            raise SourceFailed(Failure.REFUSED, system.id)
        server = Server(system.id, system.location, place, limits)
        results: list[ItemResult] = []
        for question in addresses(system.location, order.subject):
            results += _deleted(server, question, system.id, dry_run=dry_run)
        return tuple(dict.fromkeys(results))


def _deleted(
    server: Server, question: Question, name: str, *, dry_run: bool
) -> Iterator[ItemResult]:
    joined = "&" if "?" in question.address else "?"
    address = f"{question.address}{joined}dry_run=true" if dry_run else question.address
    answer = server.ask("DELETE", address)
    # What was deleted before the portal heard of it is not there any more the second time.
    gone = answer.status == GONE and not dry_run
    if answer.status == ALLOWED or gone:
        yield ItemResult("", ItemState.POSSIBLE if dry_run else ItemState.DONE)
    elif answer.status == FORBIDDEN:
        for reason in reasons_of(answer, name) or ("",):
            yield ItemResult("", ItemState.REFUSED, reason)
    else:
        say_no(answer, name)


@dataclass(slots=True)
class _Node:
    """One node of the tree; `error` says that the service kept its value to itself."""

    key: str
    value: Any = None
    children: list["_Node"] = field(default_factory=list)
    error: bool = False

    @classmethod
    def read(cls, given: Any, name: str, depth: int = 0) -> "_Node":
        """A node and all below it.

        Raises:
            SourceFailed: it is not in the form of the contract.
        """
        told = given if isinstance(given, dict) else {}
        key, below = told.get("key"), told.get("children", [])
        if not isinstance(key, str) or not isinstance(below, list) or depth > DEEPEST:
            raise SourceFailed(Failure.UNCLEAR, name)
        children = [cls.read(each, name, depth + 1) for each in below]
        value = cell(told.get("value"), name)
        return cls(key.strip().lower(), value, children, bool(told.get("error")))

    def unread(self) -> int:
        """How many nodes the service did not want to show."""
        return int(self.error) + sum(each.unread() for each in self.children)

    def named(self, key: str) -> Iterator["_Node"]:
        """The nodes with this key, this one included; none inside another of them."""
        if self.key == key:
            yield self
            return
        for each in self.children:
            yield from each.named(key)

    def columns(self) -> dict[str, str | bool]:
        """What lies below by the way to it, such as address_city; the same twice is one text."""
        found: dict[str, str | bool] = {}
        own = [(self.key, self.value)] if not self.children else []
        below = [(each.key, each.value) for each in self.children if not each.children]
        deeper = [
            (f"{each.key}_{column}", value)
            for each in self.children
            if each.children
            for column, value in each.columns().items()
        ]
        for column, value in (*own, *below, *deeper):
            if value is not None:
                found[column] = f"{found[column]}; {value}" if column in found else value
        return found


def _tree(server: Server, question: Question, name: str) -> _Node | None:
    """All that a service says; None when it holds nothing."""
    answer = server.ask("GET", question.address)
    if answer.status == NOTHING:
        return None
    if answer.status != FOUND:
        say_no(answer, name)
    return _Node.read(read_json(answer, name), name)


def _records(system: SourceSystem, tree: _Node, way: str, limits: Limits) -> list[Record]:
    """The rows of each table.

    Raises:
        SourceFailed: there are data, and none in a place that the profile names: after a change
            over there it would seem that nothing is held.
    """
    records = list(_mapped(system, tree, way, limits))
    if not records and tree.columns():
        raise SourceFailed(Failure.MAPPING, system.tables[0].table)
    return records


def _mapped(system: SourceSystem, tree: _Node, way: str, limits: Limits) -> Iterator[Record]:
    for table in system.tables:
        rows = list(tree.named(table.table.lower()))
        if len(rows) > limits.rows:
            raise SourceFailed(Failure.TOO_MANY, table.table)
        for row in rows:
            record = _record(table, row, way, limits)
            if record.fields:
                yield record


def _record(table: SourceTable, row: _Node, way: str, limits: Limits) -> Record:
    values = row.columns()
    if any(len(str(value)) > limits.value_bytes for value in values.values()):
        raise SourceFailed(Failure.TOO_LARGE, table.table)
    fields = (translate(each, values.get(each.column.lower())) for each in table.fields)
    return Record(table, tuple(each for each in fields if each is not None), (way,))
