"""`python app.py`: everything in one process, for trying the portal on one's own machine."""

import sys
import threading
import traceback
from datetime import UTC, datetime

import structlog
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import demo, jobs
from portal.cli.migrate import upgrade
from portal.demo.registers import stand
from portal.language.words import local_date
from portal.parts import Portal

log = structlog.get_logger("portal.serve")


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

    Raises:
        SystemExit: the demo could not be made whole, or the worker could not start; told already.
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
    begun, failed = threading.Event(), threading.Event()

    def begin() -> None:
        """Work once the cases are whole: the daily round would end questions half told."""
        try:
            if settings.is_demo:
                _fill(portal, now, stopped)
            if not stopped.is_set():
                worker.start()
                begun.set()
        except Exception as error:  # whatever it is: pages without a worker would promise in vain
            failed.set()
            _tell(portal, error)
            server.shutdown()

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
        if begun.is_set():
            worker.stop()
    if failed.is_set():
        sys.exit(1)


def _tell(portal: Portal, error: Exception) -> None:
    """Say why the portal stops and what to do, without what the error quotes."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rsplit('/', 1)[-1]}:{last.lineno}"
    log.error("begin_failed", error=type(error).__name__, where=where)
    what = "The portal could not begin its work"
    todo = "Mend that and start again."
    if portal.settings.is_demo:
        what = "The demo could not be made whole"
        todo = f"Empty its database and {portal.settings.data}, and start again."
    print(f"{what} ({type(error).__name__}, {where}). The portal stops. {todo}", flush=True)


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
