"""Reading what a server says in JSON: as text, bounded before it is taken apart."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from portal.organisations.organisation import SourceTable
from portal.sources.connector import Failure, Limits, SourceFailed
from portal.sources.fetching import Answer
from portal.sources.values import clean

MOST_PARTS = 1_000_000
"""Brackets and commas: 20,000 rows of fifty values have no more. Taken apart, an answer of nothing
but brackets would fill the memory."""

LONGEST_REASON = 300
LANGUAGES = ("nl", "en")


def read_json(answer: Answer, name: str) -> Any:
    """The body of an answer; numbers stay text, so that 12.50 is still 12.50.

    Parameters:
        name: which source, for failures.

    Raises:
        SourceFailed: it is not JSON, or more than can be about one person.
    """
    if not re.fullmatch(r"application/([a-z0-9.-]+\+)?json", answer.media_type):
        raise SourceFailed(Failure.UNCLEAR, f"{name}: {clean(answer.media_type)[:40]}")
    if sum(answer.body.count(sign) for sign in (b"{", b"[", b",")) > MOST_PARTS:
        raise SourceFailed(Failure.TOO_MANY, name)
    try:
        return json.loads(answer.body, parse_float=str, parse_int=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:  # a thousand brackets deep is an attack as well
        raise SourceFailed(Failure.UNCLEAR, name) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are not JSON


def say_no(answer: Answer, name: str) -> NoReturn:
    """Fail on an answer that is none of those in the contract.

    Raises:
        SourceFailed: always; a refusal is final, and so is what nobody can read.
    """
    refused = 400 <= answer.status < 500
    failure = Failure.REFUSED if refused else Failure.UNCLEAR
    raise SourceFailed(failure, f"{name}: {answer.status}")


def rows_of(
    table: SourceTable, given: Any, columns: Sequence[str], limits: Limits
) -> list[dict[str, object]]:
    """The rows of one table: only the columns of the profile, as plain values.

    Parameters:
        given: what the server has under the name of the table.

    Raises:
        SourceFailed: it is no list of rows, or a column is in none of them: then it may have
            another name by now, and its data would seem not to be there.
    """
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise SourceFailed(Failure.UNCLEAR, table.table)
    if len(given) > limits.rows:
        raise SourceFailed(Failure.TOO_MANY, table.table)
    missing = [column for column in columns if not any(column in row for row in given)]
    if given and missing:
        raise SourceFailed(Failure.MAPPING, f"{table.table}: {', '.join(missing)}"[:150])
    return [_row(table, row, columns, limits) for row in given]


def _row(
    table: SourceTable, given: Mapping[str, Any], columns: Iterable[str], limits: Limits
) -> dict[str, object]:
    row: dict[str, object] = {name: cell(given.get(name), table.table) for name in columns}
    if any(len(str(value)) > limits.value_bytes for value in row.values()):
        raise SourceFailed(Failure.TOO_LARGE, table.table)
    return row


def cell(value: Any, name: str) -> str | bool | None:
    """One value; a list of values is written as one text.

    Raises:
        SourceFailed: it has parts of its own, which would be lost.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    raise SourceFailed(Failure.UNCLEAR, name)


def in_words(given: Any) -> str:
    """Why a server refuses something, in Dutch if it can; harmless, and never long."""
    if isinstance(given, dict):
        texts = [given[each] for each in (*LANGUAGES, *given) if isinstance(given.get(each), str)]
        given = next(iter(texts), "")
    return clean(given)[:LONGEST_REASON] if isinstance(given, str) else ""


def reasons_of(answer: Answer, name: str) -> tuple[str, ...]:
    """The reasons in a refusal, `{"errors": [{"code", "message"}]}`; a malformed one is skipped."""
    try:
        told = read_json(answer, name)
    except SourceFailed:
        return ()
    errors = told.get("errors") if isinstance(told, dict) else None
    found = [each for each in errors or () if isinstance(each, dict)]
    lines = [in_words(each.get("message")) or in_words(each.get("code")) for each in found]
    return tuple(line for line in lines if line)[:20]
