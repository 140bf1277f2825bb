"""Alembic's environment: migrations run on the connection they are given."""

from alembic import context

from portal import queueing
from portal.models.schema import metadata


def include_name(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    """Leave the tables of the queue alone: the queue brings its own up to date."""
    if kind == "schema":
        return name is None or name != queueing.SCHEMA
    if kind == "table" and name:
        return not queueing.owns_table(name, parents.get("schema_name"))
    return True


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=include_name,
    compare_type=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
