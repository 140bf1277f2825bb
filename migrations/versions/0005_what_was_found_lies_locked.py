"""What was found and what was marked lies under the lock of its case.

The values that are there are locked on the way, so it needs the keys of the vault. PostgreSQL
writes each table anew, and SQLite overwrites: nothing of them is left beside.

Revision: 0005
Before: 0004
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

from portal.models.sealing import RowLock

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AT_ONCE = 1000
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATA = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
LOCKED: dict[str, dict[str, tuple[Any, str]]] = {  # table -> column -> its type before, and empty
    "source_search": {"told": (DATA, "[]")},
    "finding": {"fields": (DATA, "[]"), "needs": (DATA, "{}"), "reason": (sa.Text(), "")},
    "third_person": {"names": (DATA, "[]")},
    "mark": {"text": (sa.Text(), ""), "needs": (DATA, "{}")},
    "leak": {"text": (sa.Text(), ""), "around": (sa.Text(), ""), "reason": (sa.Text(), "")},
    "exhibit": {"name": (sa.String(200), "")},
    "expert_task": {"question": (sa.Text(), ""), "note": (sa.Text(), "")},
    "viewing": {"what": (sa.Text(), ""), "where": (sa.Text(), ""), "contact": (sa.Text(), "")},
}
KEYS = sa.table(
    "case_key",
    sa.column("case_id", NUMBER),
    sa.column("wrapped", sa.String()),
    sa.column("rows", sa.String()),
    sa.column("made_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.add_column("case_key", sa.Column("rows", sa.String(80), server_default="", nullable=False))
    op.add_column("case_key", sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True))
    for table, columns in LOCKED.items():
        locked = {name: (kind, sa.Text(), "") for name, (kind, _) in columns.items()}
        _change(table, locked, _seal)
        _write_anew(table, next(iter(columns)))


def downgrade() -> None:
    for table, columns in LOCKED.items():
        opened = {name: (sa.Text(), kind, empty) for name, (kind, empty) in columns.items()}
        _change(table, opened, _unseal)
    op.drop_column("case_key", "destroyed_at")
    op.drop_column("case_key", "rows")


def _change(
    table: str,
    columns: dict[str, tuple[Any, Any, str]],
    convert: Callable[[RowLock, str, Any], Any],
) -> None:
    """Put the columns of a table in the place of others.

    Parameters:
        columns: the type before, the type after, and what is empty, by name.
        convert: makes of a value what comes after, with the lock of its case and its place.
    """
    for name, (_, after, empty) in columns.items():
        new = sa.Column(_beside(name), after, server_default=empty, nullable=False)
        op.add_column(table, new)
    _fill(table, columns, convert)
    for name in columns:
        op.drop_column(table, name)
        op.alter_column(table, _beside(name), new_column_name=name)


def _fill(
    table: str,
    columns: dict[str, tuple[Any, Any, str]],
    convert: Callable[[RowLock, str, Any], Any],
) -> None:
    before = [sa.column(name, kind) for name, (kind, _, _) in columns.items()]
    after = [sa.column(_beside(name), kind) for name, (_, kind, _) in columns.items()]
    there = sa.table(table, sa.column("id", NUMBER), sa.column("case_id", NUMBER), *before, *after)
    lock = _locks()
    change = there.update().where(there.c.id == sa.bindparam("key"))
    change = change.values({each.name: sa.bindparam(f"new_{each.name}") for each in after})
    for rows in _in_steps(sa.select(there.c.id, there.c.case_id, *before)):
        changed = [
            {"key": row.id}
            | {
                f"new_{_beside(name)}": convert(lock(row.case_id), f"{table}.{name}", value)
                if (value := row._mapping[name])
                else (json.loads(empty) if after_kind is DATA else empty)
                for name, (_, after_kind, empty) in columns.items()
            }
            for row in rows
        ]
        op.get_bind().execute(change, changed)


def _in_steps(query: sa.Select[Any]) -> Iterator[Any]:
    key, last = query.selected_columns[0], 0
    while rows := op.get_bind().execute(query.where(key > last).order_by(key).limit(AT_ONCE)).all():
        yield rows
        last = rows[-1].id


def _locks() -> Callable[[int], RowLock]:
    """The lock of a case by its key, with new keys where it has none."""
    bind, vault = op.get_bind(), context.config.attributes.get("locks")

    @cache
    def lock(case_id: int) -> RowLock:
        if vault is None:
            raise RuntimeError("There are values to lock, so the keys are needed: flask migrate")
        of_case = KEYS.c.case_id == case_id
        found = bind.execute(sa.select(KEYS.c.wrapped, KEYS.c.rows).where(of_case)).first()
        wrapped, rows = found or ("", "")
        if found is None:
            wrapped = vault.new_wrapped()
            new = {"case_id": case_id, "wrapped": wrapped, "made_at": datetime.now(UTC)}
            bind.execute(KEYS.insert().values(new))
        if not rows:
            rows = vault.new_rows(case_id, wrapped)
            bind.execute(KEYS.update().where(of_case).values(rows=rows))
        made: RowLock = vault.unlock(case_id, wrapped, rows)
        return made

    return lock


def _write_anew(table: str, name: str) -> None:
    """Have all of a table written again, or what was dropped stays in its old rows on the disk."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, name, type_=sa.Text(), postgresql_using=f"\"{name}\" || ''")


def _beside(name: str) -> str:
    return f"new_{name}"


def _seal(lock: RowLock, place: str, value: Any) -> str:
    return lock.close(json.dumps(value, separators=(",", ":")).encode(), place)


def _unseal(lock: RowLock, place: str, value: str) -> Any:
    return json.loads(lock.open(value, place))
