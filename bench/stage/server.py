"""gunicorn as in production, on a free port, and a client that costs next to nothing."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from urllib.parse import urlencode

from portal.settings import ROOT

WORKERS = 2
CLIENTS = 4
SECONDS = 60
Address = tuple[str, int]


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str]) -> Iterator[Address]:
    """A running server.

    Args:
        application: as gunicorn names it, such as `app:app`.
        environment: settings, besides those of this process.

    Raises:
        RuntimeError: it did not answer within a minute.
    """
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=512))
        address: Address = listening.getsockname()
        number = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        command += ["--workers", str(WORKERS), "--preload", "--log-level", "error", application]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            pass_fds=[number],
            stderr=stack.enter_context(TemporaryFile()),  # its log lines are part of the work
        )
    try:
        _wait(server, address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], address: Address) -> None:
    for _ in range(WORKERS * 4):  # so that each worker has answered before anything is measured
        end = time.monotonic() + SECONDS
        while not ask(address, get("/")):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)


def get(path: str, cookie: str = "") -> bytes:
    """A request for a page."""
    return _request(f"GET {path}", cookie, {}, b"")


def post(path: str, fields: Mapping[str, str], cookie: str = "", sender: str = "") -> bytes:
    """A request that sends a form, from an address of its own if one is given."""
    more = {"X-Forwarded-For": sender} if sender else {}
    more["Content-Type"] = "application/x-www-form-urlencoded"
    return _request(f"POST {path}", cookie, more, urlencode(fields).encode())


def _request(line: str, cookie: str, more: Mapping[str, str], body: bytes) -> bytes:
    headers = {"Host": "127.0.0.1", "Connection": "close", **more}
    if cookie:
        headers["Cookie"] = cookie
    if body:
        headers["Content-Length"] = str(len(body))
    head = [f"{line} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(head).encode() + body


def ask(address: Address, request: bytes) -> bytes:
    """The whole answer to a request."""
    with socket.create_connection(address, timeout=SECONDS) as connection:
        connection.sendall(request)
        answer = bytearray()
        while part := connection.recv(65536):
            answer += part
    return bytes(answer)


def ask_all(address: Address, requests: Sequence[bytes]) -> tuple[float, list[bytes]]:
    """Requests per second of a few clients that never wait, and the answers in order."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        begin = time.perf_counter()
        answers = list(clients.map(lambda request: ask(address, request), requests))
        spent = time.perf_counter() - begin
    return len(requests) / spent, answers
