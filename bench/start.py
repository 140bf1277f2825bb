"""How long it takes until the portal's first page is there, when it was started before.

Measured: `python app.py` in a folder where the demo is loaded already, from the start of the
process until the front page has answered; as `make run` does the second time, after make itself.

Reference: the same for a bare Flask application with one table, by Flask's own server. They start
in turns; the medians count. The first start, which loads the demo, is told beside it.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median

from bench.figure import Figure
from bench.stage import bare, place
from bench.stage.server import SECONDS, ask, get
from portal.settings import ROOT

FIRST_SECONDS = 5 * SECONDS
STOP_SECONDS = 20


PORTAL = ("app.py",)
BARE = ("-m", "flask", "--app", "bench.stage.bare:create_app()", "run")


def run(times: int = 3, portal: Sequence[str] = PORTAL) -> Iterator[Figure]:
    """The figures, over so many starts of the portal, or of another program in its place."""
    with place.fresh("start") as at:
        url = f"sqlite:///{at.folder}/bare.db"
        bare.prepare(url)

        def start(program: Sequence[str], environment: dict[str, str]) -> float:
            port = str(_free_port())
            own = {**environment, "PORT": port, "FLASK_RUN_PORT": port, bare.URL: url}
            return _seconds(program, own, int(port))

        def start_portal() -> float:
            return start(portal, at.environment)

        def start_least() -> float:
            return start(BARE, {})

        first = start_portal()
        start_least()
        pairs = [(start_portal(), start_least()) for _ in range(times)]
    ours, theirs = (median(each) for each in zip(*pairs, strict=True))
    yield Figure("second start", ours, "s", "bare start", theirs)
    yield Figure("first start, with the demo", first, "s", "second start", ours)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _seconds(program: Sequence[str], environment: dict[str, str], port: int) -> float:
    begin = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, *program],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if server.poll() is not None or time.perf_counter() - begin > FIRST_SECONDS:
                raise RuntimeError(f"{program} did not start")
            time.sleep(0.02)
        return time.perf_counter() - begin
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(port: int) -> bool:
    try:
        return ask(("127.0.0.1", port), get("/")).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False
