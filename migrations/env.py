"""Alembic's environment: migrations run on the connection they are given."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Enum

from portal import queueing
from portal.models.base import UtcDateTime
from portal.models.schema import metadata
from portal.models.sealing import Sealed


def include_name(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    """Leave the tables of the queue alone: the queue brings its own up to date."""
    if kind == "schema":
        return name is None or name != queueing.SCHEMA
    if kind == "table" and name:
        return not queueing.owns_table(name, parents.get("schema_name"))
    return True


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Write our own types as what the database stores, so that migrations import none of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Sealed):
        return "sa.Text()"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=include_name,
    compare_type=True,
    render_item=render_item,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
