"""Migrations give the schema of the models, on both databases, and can be run again."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from portal import queueing
from portal.cli.migrate import upgrade
from portal.models.base import Database
from portal.models.schema import metadata


def _ours(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    if kind == "table" and name:
        return not queueing.owns_table(name, parents.get("schema_name"))
    return True


def test_the_migrations_give_the_schema_of_the_models(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": _ours, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_queue_is_there_too(database):
    schema = None if database.url.startswith("sqlite") else queueing.SCHEMA
    assert "workflow_status" in inspect(database.engine).get_table_names(schema=schema)


def test_running_them_again_changes_nothing(database):
    upgrade(database)
    assert "case" in inspect(database.engine).get_table_names()


def test_a_new_folder_is_made_for_the_embedded_database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/new/portal.db")
    upgrade(database)
    assert (tmp_path / "new" / "portal.db").exists()
    database.close()


def test_the_command_says_that_it_is_done(tmp_path):
    from portal.factory import create_app
    from portal.settings import Settings

    app = create_app(Settings.from_environment({"PORTAL_DATA": str(tmp_path)}))
    result = app.test_cli_runner().invoke(args=["migrate"])
    assert result.exit_code == 0
    assert "up to date" in result.output
