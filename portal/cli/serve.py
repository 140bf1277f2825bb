"""`python app.py`: everything in one process, for trying the portal on one's own machine."""

import threading
from datetime import UTC, datetime

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import demo, jobs
from portal.cli.migrate import upgrade
from portal.demo.registers import stand
from portal.language.words import local_date
from portal.parts import Portal


class QuietHandler(WSGIRequestHandler):
    """Requests without a second log line, answers without a version."""

    server_version = "portal"
    sys_version = ""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Leave it to the portal's own log: an address line can hold personal data."""


def serve(app: Flask) -> None:
    """Bring the database up to date, and answer until stopped; the demo's cases come meanwhile.

    Parameters:
        app: the application of `create_app`.
    """
    portal: Portal = app.extensions["portal"]
    settings = portal.settings
    upgrade(portal.database)
    now, stopped = datetime.now(UTC), threading.Event()
    if settings.is_demo:
        demo.prepare(portal, now=now)
        portal = app.extensions["portal"] = stand(portal, today=local_date(now))
    server = make_server(
        "127.0.0.1", settings.port, app, threaded=True, request_handler=QuietHandler
    )
    worker = jobs.worker(portal)

    def begin() -> None:
        """Work once the cases are whole: the daily round would end questions half told."""
        try:
            if settings.is_demo:
                _fill(portal, now, stopped)
        finally:
            worker.start()

    beginning = threading.Thread(target=begin, daemon=True)
    beginning.start()
    _announce(portal, server.server_port)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nOne moment: what was begun is finished first.", flush=True)
    finally:
        stopped.set()
        beginning.join()
        worker.stop()


def _fill(portal: Portal, now: datetime, stopped: threading.Event) -> None:
    """Load the cases of the demo, each whole, until told to stop; tells when all are there."""
    lines = demo.load_cases(portal, now=now, goes_on=lambda: not stopped.is_set())
    if not stopped.is_set():
        print(f"Ready too: the {len(lines)} cases of the demo, and the worker.", flush=True)


def _announce(portal: Portal, port: int) -> None:
    lines = [f"Rechtenloket is ready: http://127.0.0.1:{port}/"]
    if portal.settings.is_demo:
        lines += [
            f"Staff sign in at:      http://127.0.0.1:{port}/balie/",
            f"Demo mail:             http://127.0.0.1:{port}/demo/mail",
            f"Accounts and codes:    http://127.0.0.1:{port}/demo/accounts",
            f"Accounts are kept in:  {demo.accounts_file(portal)}",
            "The cases of the demo are made the first time, which takes another moment.",
            *demo.describe_accounts(portal),
        ]
    print("\n".join(lines), flush=True)
