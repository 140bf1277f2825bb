"""Asking one server by HTTP: no further, no longer and no more than was agreed.

A server is trusted as little as a file somebody sent. Nothing is fetched from any other address
than that of the profile: no redirect is followed, no proxy of the environment used. Nothing is
unpacked: a compressed answer is refused unread. Our own clock ends what trickles in bit by bit.
"""

import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore

from portal.sources.connector import Failure, Limits, Place, SourceFailed

AGENT = b"rechtenloket"
BUSY = frozenset({408, 425, 429})  # the client is asked to come back, which is no refusal
USUAL_PORT = {"http": 80, "https": 443}
SAFE = "/%:@!$&'()*+,;=~-._"  # stay as they are in an address; the rest is written in percents


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status, what it says the body is, and the body."""

    status: int
    media_type: str
    body: bytes


class Elsewhere(Exception):
    """Raised if an address is not on the server of the profile."""


class Server:
    """The server of one source, reached with its token for as long as a search may take."""

    def __init__(self, name: str, address: str, place: Place, limits: Limits) -> None:
        """Take whose server it is, for failures; its address; what opens it; and the limits.

        Raises:
            SourceFailed: there is no token, so that it is closed, or the address is none.
        """
        if not place.secret.token:
            raise SourceFailed(Failure.CLOSED, name)
        self._name, self._address, self._limits = name, address, limits
        self._token = place.secret.token
        self._ends = time.monotonic() + limits.seconds
        self._origin = _origin(address)
        if self._origin is None:
            raise SourceFailed(Failure.LOCATION, name)

    def ask(
        self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask one thing and read the whole answer; all questions together have the time of one.

        Parameters:
            address: on this server, as made from the profile.
            body: JSON; empty sends none.

        Raises:
            SourceFailed: nothing came that can be used, or more than may come.
        """
        most = self._limits.total_bytes
        with self._open(method, address, self._ends, body, headers) as response:
            found = bytearray()
            for piece in response.iter_stream():
                found += piece
                if len(found) > most:
                    raise SourceFailed(Failure.TOO_LARGE, self._name)
            return Answer(response.status, _media_type(response), bytes(found))

    def fetch(self, address: str, into: Path, most: int) -> int:
        """Save what is at an address that the server named; gives how many bytes.

        Parameters:
            address: whole, or from the address of the profile on.
            into: a file of ours, written anew.
            most: how many bytes it may have.

        Raises:
            Elsewhere: it is not on this server.
            SourceFailed: it could not be fetched to its end.
        """
        target = self._here(address)
        size = 0
        ends = time.monotonic() + self._limits.seconds
        with (
            self._open("GET", target, ends, headers={"accept": "*/*"}) as response,
            into.open("wb") as file,
        ):
            if response.status != 200:
                refused = 400 <= response.status < 500
                failure = Failure.REFUSED if refused else Failure.UNCLEAR
                raise SourceFailed(failure, f"{self._name}: {response.status}")
            for piece in response.iter_stream():
                size += len(piece)
                if size > most:
                    raise SourceFailed(Failure.TOO_LARGE, self._name)
                file.write(piece)
        return size

    def _here(self, address: str) -> str:
        """An address that the server named, when it is on this very server."""
        try:
            whole = urljoin(self._address, address)
            if _origin(whole) != self._origin:
                raise Elsewhere
        except ValueError as error:  # not an address at all
            raise Elsewhere from error
        return whole

    @contextmanager
    def _open(
        self,
        method: str,
        address: str,
        ends: float,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[httpcore.Response]:
        """Ask, and give the answer with its body unread, when it is one that can be used."""
        pool = httpcore.ConnectionPool(ssl_context=self._trust, network_backend=_Clock(ends))
        lines = self._headers(body, headers or {})
        try:
            with (
                pool,
                pool.stream(method, self._url(address), headers=lines, content=body) as response,
            ):
                self._judge(response)
                yield response
        except httpcore.TimeoutException as error:
            raise SourceFailed(Failure.TOO_SLOW, self._name) from error
        except httpcore.LocalProtocolError as error:  # such as a token with a line break in it
            raise SourceFailed(Failure.CLOSED, self._name) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            unproven = any(isinstance(each, ssl.SSLCertVerificationError) for each in error.args)
            detail = f"{self._name}: certificate" if unproven else self._name
            raise SourceFailed(Failure.UNREACHABLE, detail) from error

    @cached_property
    def _trust(self) -> ssl.SSLContext | None:
        """Whom to believe that they are this server; reading the list of them takes a while."""
        encrypted = self._origin is not None and self._origin[0] == "https"
        return ssl.create_default_context() if encrypted else None

    def _url(self, address: str) -> httpcore.URL:
        # Host and port are those of the profile whatever the address says, so that two readers of
        # addresses who disagree about a strange one cannot lead us to another server.
        scheme, host, port = self._origin or ("", "", 0)
        parts = urlsplit(address)
        target = quote(parts.path or "/", safe=SAFE)
        if parts.query:
            target += "?" + quote(parts.query, safe=f"{SAFE}?")
        return httpcore.URL(
            scheme=scheme.encode(), host=host.encode(), port=port, target=target.encode()
        )

    def _headers(self, body: bytes, more: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        given = {
            "accept": "application/json",
            "accept-encoding": "identity",
            "authorization": f"Bearer {self._token}",
            "content-type": "application/json" if body else "",
            **more,
        }
        lines = [(name.encode(), value.encode()) for name, value in given.items() if value]
        return [(b"user-agent", AGENT), *lines]

    def _judge(self, response: httpcore.Response) -> None:
        """Refuse an answer that nobody should read on."""
        status = response.status
        detail = f"{self._name}: {status}"
        if 300 <= status < 400:  # followed nowhere, for the token and the question would go along
            raise SourceFailed(Failure.UNCLEAR, detail)
        if status in BUSY:
            raise SourceFailed(Failure.BUSY, detail)
        if status >= 500:
            raise SourceFailed(Failure.UNREACHABLE, detail)
        packed = _header(response.headers, b"content-encoding")
        if packed not in ("", "identity"):  # a small answer could unpack to any size
            raise SourceFailed(Failure.UNCLEAR, f"{self._name}: {packed[:20]}")


def _origin(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address; None when it is no address of a server.

    Raises:
        ValueError: the port is no port.
    """
    parts = urlsplit(address)
    if parts.scheme not in USUAL_PORT or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, parts.port or USUAL_PORT[parts.scheme]


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    found = [value for key, value in headers if key.lower() == name]
    return found[-1].decode("latin-1").strip().lower() if found else ""


def _media_type(response: httpcore.Response) -> str:
    return _header(response.headers, b"content-type").partition(";")[0].strip()


class _Clock(httpcore.NetworkBackend):
    """Opens connections on which everything together must be done before a moment.

    The timeouts of HTTP libraries are for each read, so that a byte now and then goes on for ever.
    """

    def __init__(self, ends: float) -> None:
        self._ends = ends
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - ours counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(
            host, port, _left(self._ends), local_address, socket_options
        )
        return _Timed(stream, self._ends)


class _Timed(httpcore.NetworkStream):
    """A connection that ends when the time is over."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float) -> None:
        self._inner, self._ends = inner, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, _left(self._ends))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, _left(self._ends))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, _left(self._ends))
        return _Timed(stream, self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
