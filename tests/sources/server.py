"""A real server on 127.0.0.1 for tests: what it does is written per test, down to the bytes."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from portal.sources.connector import Place, Secret

TOKEN = "geheim-van-de-bron"


@dataclass
class Asked:
    """One question that reached the server."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@dataclass
class Server:
    """A server that runs, and what it was asked so far."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str = "") -> str:
        """An address on it."""
        return f"http://127.0.0.1:{self.port}{path}"


class Answering(BaseHTTPRequestHandler):
    """What the tests' functions get: the question in `question`, and ways to answer."""

    protocol_version = "HTTP/1.1"
    question: Asked
    over: threading.Event

    def say(self, status: int, body: object = None, kind: str = "application/json", **more: str):
        """Answer with this; what is no bytes is written as JSON."""
        content = b""
        if body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        if body is not None:
            self.send_header("Content-Type", kind)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def hang(self) -> None:
        """Say nothing for half a minute, or until the test is done."""
        self.over.wait(30)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(
    answer: Callable[[Answering], None], tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """A server that answers each question with this function, until the test is done."""
    served = Server(0)

    class Handler(Answering):
        def handle_one_request(self):
            try:
                super().handle_one_request()
            except (BrokenPipeError, ConnectionResetError, TimeoutError):
                self.close_connection = True  # the portal hung up, as it should

        def _ask(self):
            length = int(self.headers.get("Content-Length", 0))
            self.question = Asked(
                self.command,
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
            self.over = served.over
            served.asked.append(self.question)
            answer(self)

        do_GET = do_POST = do_DELETE = _ask  # noqa: N815 - names of the library

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_about: object) -> None:
            """Say nothing: hanging up is what the portal should do."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        served.port = server.server_port
        if tls is not None:
            server.socket = tls.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield served
        finally:
            served.over.set()
            server.shutdown()
            thread.join()


def place(folder: Path, token: str = TOKEN) -> Place:
    """A place with a token and a scratch folder."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    return Place(folder, Secret(token=token), scratch)


class raw:  # noqa: N801 - used as a function
    """A socket that says these bytes and then, if told so, a drop every tenth of a second."""

    def __init__(self, said: bytes, drip: bytes | None = None) -> None:
        self._said, self._drip = said, drip
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        try:
            connection.sendall(self._said)
            while self._drip is not None and not self._over.wait(0.1):
                connection.sendall(self._drip)
        except OSError:
            return
        finally:
            connection.close()

    def __enter__(self) -> int:
        self._thread.start()
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_raised: object) -> None:
        self._over.set()
        self._socket.close()
        self._thread.join(5)
