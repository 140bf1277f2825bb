"""The question to a database: the mapped columns of the rows that may be about the person."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, column, func, or_, select, table
from sqlalchemy.sql import quoted_name

from portal.organisations.organisation import SourceTable
from portal.sources.connector import Limits
from portal.sources.matching import Way
from portal.sources.records import columns_of
from portal.sources.sieve import Clause, make_sieve

BEYOND_ASCII = {
    "postgresql": ("~", "[^\\x01-\\x7f]"),
    "sqlite": ("GLOB", "*[^ -~]*"),
}
"""How a database tells that a text has signs that may be written in several ways."""

CUTS = ("postgresql",)
"""Databases that give each value as text, and no more of it than may be read."""

BINARY = re.compile(r"\\x(?:[0-9a-f]{2})+")


def select_rows(
    mapped: SourceTable, schema: str, ways: tuple[Way, ...], dialect: str, limits: Limits
) -> Select[Any]:
    """The question for one table.

    Parameters:
        schema: where the table is; empty for the one that the database looks in by itself.
        ways: how the person is found in it.
        dialect: the kind of database, as SQLAlchemy calls it.

    Returns:
        A statement that gives `columns_of(mapped)`, row by row. What is not foreseen for this kind
        of database is not asked: it gives more rows then, and never fewer.
    """
    names = columns_of(mapped)
    rows = table(
        quoted_name(mapped.table, quote=True),
        *(column(quoted_name(name, quote=True)) for name in names),
        schema=quoted_name(schema, quote=True) if schema else None,
    )
    shown: list[ColumnElement[Any]] = [rows.c[name] for name in names]
    if dialect in CUTS:
        shown = [func.substr(cast(each, Text), 1, limits.value_bytes + 1) for each in shown]
    worth = [
        and_(*(_shows(rows.c[clause.column], clause, dialect) for clause in clauses))
        for clauses in make_sieve(ways)
        if dialect in BEYOND_ASCII
    ]
    query: Select[Any] = select(*shown).select_from(rows)
    return query.where(or_(*worth)) if worth else query


def plain(cell: object) -> object:
    """A value as the database meant it: bytes that came as text are bytes again."""
    if isinstance(cell, str) and cell.startswith("\\x") and BINARY.fullmatch(cell):
        return bytes.fromhex(cell[2:])
    return cell


def _shows(value: ColumnElement[Any], clause: Clause, dialect: str) -> ColumnElement[bool]:
    text = cast(value, Text)
    sign, beyond = BEYOND_ASCII[dialect]
    patterns = [
        func.lower(text).like("%" + "%".join(map(_literally, pieces)) + "%", escape="\\")
        for pieces in clause.patterns
    ]
    return or_(*patterns, text.op(sign, is_comparison=True)(beyond))


def _literally(piece: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", piece.lower())
