"""`python app.py`: everything in one process, for trying the portal on one's own machine."""

import sys
import threading
from datetime import UTC, datetime

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import demo, jobs
from portal.cli.migrate import upgrade
from portal.parts import Portal


class QuietHandler(WSGIRequestHandler):
    """Requests without a second log line, answers without a version."""

    server_version = "portal"
    sys_version = ""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Leave it to the portal's own log: an address line can hold personal data."""


def serve(app: Flask) -> None:
    """Bring the database up to date, load the demo, and answer until stopped.

    Parameters:
        app: the application of `create_app`.
    """
    portal: Portal = app.extensions["portal"]
    settings = portal.settings
    upgrade(portal.database)
    if settings.is_demo:
        demo.load(portal, now=datetime.now(UTC))
    server = make_server(
        "127.0.0.1", settings.port, app, threaded=True, request_handler=QuietHandler
    )
    worker = jobs.worker(portal)
    starting = threading.Thread(target=worker.start, daemon=True)
    starting.start()
    _announce(portal, server.server_port)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    finally:
        starting.join()
        worker.stop()


def _announce(portal: Portal, port: int) -> None:
    lines = [f"Rechtenloket is ready: http://127.0.0.1:{port}/"]
    if portal.settings.is_demo:
        lines += [
            f"Staff sign in at:      http://127.0.0.1:{port}/balie/",
            f"Demo mail:             http://127.0.0.1:{port}/demo/mail",
            f"Accounts and codes:    http://127.0.0.1:{port}/demo/accounts",
            f"Accounts are kept in:  {demo.accounts_file(portal)}",
            *demo.describe_accounts(portal),
        ]
    print("\n".join(lines), flush=True)
