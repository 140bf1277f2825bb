"""The commands of `flask`, one module a group."""

from flask import Flask

from portal.cli import (
    check_organisation,
    deadline,
    migrate,
    report,
    worker,
)


def register(app: Flask) -> None:
    """Add our commands to the application's."""
    for command in (
        check_organisation.check_organisation,
        deadline.deadline,
        migrate.migrate,
        report.report,
        worker.worker,
    ):
        app.cli.add_command(command)
