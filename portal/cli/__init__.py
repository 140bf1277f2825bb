"""The commands of `flask`, one module a group."""

from flask import Flask

from portal.cli import (
    cases,
    check_organisation,
    check_source,
    deadline,
    demo,
    migrate,
    report,
    rotate_keys,
    verify,
    worker,
)


def register(app: Flask) -> None:
    """Add our commands to the application's."""
    for command in (
        cases.cases,
        check_organisation.check_organisation,
        check_source.check_source,
        deadline.deadline,
        demo.demo,
        migrate.migrate,
        report.report,
        rotate_keys.rotate_keys,
        verify.verify,
        worker.worker,
    ):
        app.cli.add_command(command)
