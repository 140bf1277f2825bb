"""How long it takes until the portal's first page is there, when it was started before.

Measured: `python app.py` in a folder where the demo is loaded already, from the start of the
process until the front page has answered; as `make run` does the second time, after make itself.

Reference: the same for a bare Flask application with one table, by Flask's own server. They start
in turns; the medians count. Beside it the first start, in an empty folder, to its first page and
until the cases of the demo are there as well.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.figure import Figure
from bench.stage import bare, place
from bench.stage.server import SECONDS, ask, get
from portal.settings import ROOT

FIRST_SECONDS = 5 * SECONDS
STOP_SECONDS = 20


PORTAL = ("app.py",)
COMPLETE = "Ready too"
"""What the portal prints when the cases of the demo are there."""
BARE = ("-m", "flask", "--app", "bench.stage.bare:create_app()", "run")


def run(times: int = 3, portal: Sequence[str] = PORTAL) -> Iterator[Figure]:
    """The figures, over so many starts of the portal, or of another program in its place."""
    with place.fresh("start") as at:
        url = f"sqlite:///{at.folder}/bare.db"
        bare.prepare(url)

        def start(
            program: Sequence[str], environment: dict[str, str], said: str = ""
        ) -> tuple[float, float]:
            port = str(_free_port())
            own = {**environment, "PORT": port, "FLASK_RUN_PORT": port, bare.URL: url}
            return _seconds(program, own, int(port), at.folder / "said", said)

        def start_portal() -> float:
            return start(portal, at.environment)[0]

        def start_least() -> float:
            return start(BARE, {})[0]

        first, whole = start(portal, at.environment, COMPLETE if portal is PORTAL else "")
        start_least()
        pairs = [(start_portal(), start_least()) for _ in range(times)]
    ours, theirs = (median(each) for each in zip(*pairs, strict=True))
    yield Figure("second start", ours, "s", "bare start", theirs)
    yield Figure("first start", first, "s", "second start", ours)
    yield Figure("first start, with all cases of the demo", whole, "s", "second start", ours)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _seconds(
    program: Sequence[str], environment: dict[str, str], port: int, output: Path, said: str
) -> tuple[float, float]:
    """How long until the first page answered, and until the program said this too."""
    begin = time.perf_counter()
    with output.open("wb") as printed:
        server = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )

    def wait_for(come: Callable[[], bool]) -> float:
        while not come():
            if server.poll() is not None or time.perf_counter() - begin > FIRST_SECONDS:
                raise RuntimeError(f"{program} did not start")
            time.sleep(0.02)
        return time.perf_counter() - begin

    try:
        return wait_for(lambda: _answers(port)), wait_for(lambda: said in output.read_text())
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
