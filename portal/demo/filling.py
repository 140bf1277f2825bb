"""Many rows into a table, as fast as each database can take them."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, text

Row = Sequence[Any]


def prepare(connection: Connection) -> None:
    """Give the connection room to keep the indexes in memory while they grow."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size = -262144")  # 256 MB, this connection only


def take_keys(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Take keys nobody else gets.

    Args:
        connection: in the writing transaction in which the rows are stored.
        table: with a numbered column `id`.
        count: how many.
    """
    if connection.dialect.name == "postgresql":
        quoted = connection.dialect.identifier_preparer.quote(table.name)
        query = text(
            "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
        )
        return connection.scalars(query, {"name": quoted, "count": count}).all()
    quoted = connection.dialect.identifier_preparer.quote(table.name)
    last = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {quoted}").scalar_one()  # noqa: S608 - a table of ours
    return range(last + 1, last + 1 + count)


def fill(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Store rows past the ORM: executemany on SQLite, COPY on PostgreSQL.

    Args:
        connection: in a writing transaction.
        table: where they go.
        columns: what the cells of a row are, in order.
        rows: plain values; a dict or list becomes JSON, unless it is JSON text already.
    """
    quote = connection.dialect.identifier_preparer.quote
    name, names = quote(table.name), ", ".join(map(quote, columns))
    cursor = connection.connection.cursor()
    try:
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([_for_server(cell) for cell in row])
        else:
            marks = ", ".join("?" * len(columns))
            insert = f"INSERT INTO {name} ({names}) VALUES ({marks})"  # noqa: S608 - names of ours
            cursor.executemany(insert, [[_for_file(cell) for cell in row] for row in rows])
    finally:
        cursor.close()


def _for_server(cell: Any) -> Any:
    return json.dumps(cell) if isinstance(cell, dict | list) else cell


def _for_file(cell: Any) -> Any:
    write = _WRITERS.get(type(cell))
    return write(cell) if write else cell


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


_WRITERS: dict[type, Callable[[Any], str]] = {
    datetime: lambda moment: _naive(moment).isoformat(" ", "microseconds"),
    date: date.isoformat,
    dict: json.dumps,
    list: json.dumps,
}
"""How SQLAlchemy's own types store these values in SQLite."""
