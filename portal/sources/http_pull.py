"""Source systems that answer by HTTP, as docs/connectors.md says they must."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.addresses import addresses, placeholders, ways_of
from portal.sources.attachments import TABLE, Attachments
from portal.sources.connector import (
    Failure,
    Limits,
    Place,
    Record,
    SearchOutcome,
    SourceFailed,
    Subject,
)
from portal.sources.fetching import Answer, Server
from portal.sources.json_answers import in_words, read_json, reasons_of, rows_of, say_no
from portal.sources.matching import Plan, make_plan
from portal.sources.orders import ItemResult, ItemState, Order, is_sure
from portal.sources.records import columns_of, read_row

FOUND, NOTHING, NOT_BY_THIS = 200, 204, 209
MOST_ITEMS = 500
LONGEST_NAME = 300
SAYS = {
    True: frozenset({ItemState.POSSIBLE, ItemState.REFUSED}),
    False: frozenset({ItemState.DONE, ItemState.REFUSED, ItemState.FAILED}),
}
"""What a server may say of an item: after a dry run, and after the real thing."""


class HttpConnector:
    """Asks a server for all it holds on a person, and tells it what to do with it."""

    id = "http"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every row on a person.

        A row that the server gives and that does not fit the person is left out: a mistake over
        there must not give somebody the data of another.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        plan = make_plan(system, subject)
        server = Server(system.id, system.location, place, limits)
        searched = [each for each in plan.tables if each[0].table != TABLE]
        ways, answers = _answers(server, system, plan, subject) if searched else ([], [])
        if not ways:
            return SearchOutcome(not_searched=system.tables)
        told = [read_json(answer, system.id) for answer in answers]
        records = [
            record for table in searched for record in _records(*table, told, subject, limits)
        ]
        attachments = Attachments(server, system, place, limits)
        for each in told:
            records += attachments.records(each, tuple(ways))
        return SearchOutcome(tuple(records), tuple(ways), plan.not_searched)

    def can_name(self, system: SourceSystem, subject: Subject) -> bool:
        """Whether something is known of the person that is of one person alone."""
        return bool(_sure_ways(system, subject))

    def carry_out(
        self, system: SourceSystem, place: Place, order: Order, limits: Limits, *, dry_run: bool
    ) -> tuple[ItemResult, ...]:
        """Tell the server to erase, correct or restrict, or ask what it would do.

        Raises:
            SourceFailed: it gives no answer that can be trusted.
        """
        if not self.can_name(system, order.subject):
            raise SourceFailed(Failure.REFUSED, system.id)
        address = f"{system.location.rstrip('/')}/instructions"
        body = json.dumps(_told(system, order, dry_run)).encode()
        once = f"{order.number}-{'trial' if dry_run else 'real'}"
        answer = Server(system.id, system.location, place, limits).ask(
            "POST", address, body, {"idempotency-key": once}
        )
        if answer.status == 403:
            reasons = reasons_of(answer, system.id) or ("",)
            return tuple(ItemResult("", ItemState.REFUSED, reason) for reason in reasons)
        if answer.status != FOUND:
            say_no(answer, system.id)
        return _results(read_json(answer, system.id), system.id, dry_run)


def _answers(
    server: Server, system: SourceSystem, plan: Plan, subject: Subject
) -> tuple[list[str], list[Answer]]:
    """Ask; gives the ways in which the server could search, and what it found by them."""
    ways: list[str] = []
    found: list[Answer] = []
    for names, answer in _asked(server, system, plan, subject):
        if answer.status not in (FOUND, NOTHING, NOT_BY_THIS):
            say_no(answer, system.id)
        if answer.status != NOT_BY_THIS:
            ways += [name for name in names if name not in ways]
        if answer.status == FOUND:
            found.append(answer)
    return ways, found


def _asked(
    server: Server, system: SourceSystem, plan: Plan, subject: Subject
) -> Iterator[tuple[tuple[str, ...], Answer]]:
    if placeholders(system.location):
        for question in addresses(system.location, subject):
            yield (question.way,), server.ask("GET", question.address)
    else:
        tables = [table.table for table, _ in plan.tables if table.table != TABLE]
        body = json.dumps({"ways": ways_of(plan, subject), "tables": tables}).encode()
        # In an address identifiers would stay behind in the log of every server on the way.
        address = f"{system.location.rstrip('/')}/search"
        yield plan.searched_with, server.ask("POST", address, body)


def _records(
    table: SourceTable, found: Any, told: list[Any], subject: Subject, limits: Limits
) -> Iterator[Record]:
    """The rows of one table that are about the person; one that several answers give, once."""
    columns = columns_of(table)
    rows: Counter[tuple[object, ...]] = Counter()
    for each in told:
        given = rows_of(table, _content(each, table), columns, limits)
        rows |= Counter(tuple(row.values()) for row in given)
    for values in rows.elements():
        record = read_row(table, found, subject, dict(zip(columns, values, strict=True)))
        if record is not None:
            yield record


def _content(told: Any, table: SourceTable) -> Any:
    content = told.get("content") if isinstance(told, dict) else None
    if not isinstance(content, dict):
        raise SourceFailed(Failure.UNCLEAR, "content")
    if table.table not in content:
        raise SourceFailed(Failure.MAPPING, table.table)
    return content[table.table]


def _sure_ways(system: SourceSystem, subject: Subject) -> list[list[dict[str, str]]]:
    ways = ways_of(make_plan(system, subject), subject)
    return [way for way in ways if is_sure([each["identifier"] for each in way])]


def _told(system: SourceSystem, order: Order, dry_run: bool) -> dict[str, Any]:
    """An instruction as it is sent."""
    told: dict[str, Any] = {
        "instruction": order.number,
        "effect": order.effect.value,
        "dry_run": dry_run,
        "ways": _sure_ways(system, order.subject),
        "tables": list(order.tables),
    }
    if order.change is not None:
        columns = [{"table": table, "column": column} for table, column in order.change.columns]
        told["change"] = {"columns": columns, "old": order.change.old, "new": order.change.new}
    return told


def _results(told: Any, name: str, dry_run: bool) -> tuple[ItemResult, ...]:
    """What the server says of each item.

    An answer that does not say whether it was a dry run may be that of a server that knows none,
    and so has erased already.
    """
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list) or told.get("dry_run") is not dry_run:
        raise SourceFailed(Failure.UNCLEAR, name)
    if len(items) > MOST_ITEMS:
        raise SourceFailed(Failure.TOO_MANY, name)
    return tuple(_result(each, name, dry_run) for each in items)


def _result(given: Any, name: str, dry_run: bool) -> ItemResult:
    told = given if isinstance(given, dict) else {}
    state = next((each for each in SAYS[dry_run] if each == told.get("result")), None)
    if state is None:
        raise SourceFailed(Failure.UNCLEAR, name)
    what = in_words(told.get("what"))[:LONGEST_NAME]
    return ItemResult(what, state, in_words(told.get("reason")))
