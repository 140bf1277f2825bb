"""Asking one server: it gets no more time, memory or addresses than were agreed."""

import gzip
import time
import tracemalloc
from contextlib import suppress

import pytest

from portal.sources.connector import Failure, Limits, Place, SourceFailed
from portal.sources.fetching import Elsewhere, Server
from tests.ports import free_port
from tests.sources.server import TOKEN, place, raw, serving

QUICK = Limits(seconds=0.6, total_bytes=200_000)


def ask(folder, address, limits=QUICK, **more):
    return Server("register", address, place(folder), limits).ask("GET", address, **more)


def failure(folder, address, limits=QUICK):
    with pytest.raises(SourceFailed) as failed:
        ask(folder, address, limits)
    return failed.value


def test_it_asks_with_its_token_and_reads_the_answer(tmp_path):
    with serving(lambda web: web.say(200, {"content": {}})) as server:
        answer = ask(tmp_path, server.at("/a/b?c=d"))
    (asked,) = server.asked
    assert (answer.status, answer.media_type) == (200, "application/json")
    assert (asked.method, asked.path) == ("GET", "/a/b?c=d")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"


def test_without_a_token_nobody_is_asked(tmp_path):
    with serving(lambda web: web.say(200, {})) as server, pytest.raises(SourceFailed) as failed:
        Server("register", server.at(), Place(tmp_path), QUICK)
    assert failed.value.failure is Failure.CLOSED
    assert not server.asked


@pytest.mark.parametrize("token", ["twee\r\nX-Regels: 1", "regel\n"])
def test_a_token_that_would_add_a_header_is_not_sent(tmp_path, token):
    with serving(lambda web: web.say(200, {})) as server, pytest.raises(SourceFailed) as failed:
        Server("register", server.at(), place(tmp_path, token), QUICK).ask("GET", server.at())
    assert failed.value.failure is Failure.CLOSED
    assert not server.asked


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_nowhere(tmp_path, status):
    with (
        serving(lambda web: web.say(200, {})) as other,
        serving(lambda web: web.say(status, {}, Location=other.at("/elders"))) as server,
    ):
        failed = failure(tmp_path, server.at())
    assert (failed.failure, failed.may_retry) == (Failure.UNCLEAR, False)
    assert str(status) in failed.detail
    assert not other.asked


def test_a_redirect_to_the_same_server_is_not_followed_either(tmp_path):
    with serving(lambda web: web.say(302, {}, Location="/tweede")) as server:
        assert failure(tmp_path, server.at("/eerste")).failure is Failure.UNCLEAR
    assert [each.path for each in server.asked] == ["/eerste"]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
def test_a_server_in_trouble_may_come_back(tmp_path, status):
    with serving(lambda web: web.say(status, {})) as server:
        failed = failure(tmp_path, server.at())
    assert (failed.failure, failed.may_retry) == (Failure.UNREACHABLE, True)


@pytest.mark.parametrize("status", [408, 425, 429])
def test_a_server_that_asks_to_come_back_later_is_asked_again_later(tmp_path, status):
    with serving(lambda web: web.say(status, {})) as server:
        failed = failure(tmp_path, server.at())
    assert (failed.failure, failed.may_retry) == (Failure.BUSY, True)


def test_a_server_that_is_away_may_come_back(tmp_path):
    failed = failure(tmp_path, f"http://127.0.0.1:{free_port()}/")
    assert (failed.failure, failed.may_retry) == (Failure.UNREACHABLE, True)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000,
    ],
)
def test_what_is_not_proper_http_is_a_failure(tmp_path, said):
    with raw(said) as port:
        assert failure(tmp_path, f"http://127.0.0.1:{port}/").failure is Failure.UNREACHABLE


@pytest.mark.parametrize("where", ["before", "in the head", "in the body"])
def test_a_server_that_trickles_is_left_when_the_time_is_over(tmp_path, where):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n"
    first = {"before": b"", "in the head": head, "in the body": head + b"\r\n"}[where]
    drop = b"" if where == "before" else b"x"
    began = time.monotonic()
    with raw(first, drip=drop) as port:
        failed = failure(tmp_path, f"http://127.0.0.1:{port}/")
    assert failed.failure is Failure.TOO_SLOW
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("told", [None, "10"])
def test_a_body_without_an_end_is_cut_off_and_the_memory_stays_flat(tmp_path, told):
    """With no length, the connection's end is the body's end; it never comes."""

    def pour(web):
        web.send_response(200)
        web.send_header("Content-Type", "application/json")
        if told is None:
            web.send_header("Transfer-Encoding", "chunked")
        web.end_headers()
        piece = b"[" * 65_536
        while True:
            web.wfile.write(b"10000\r\n" + piece + b"\r\n" if told is None else piece)

    with serving(pour) as server:
        tracemalloc.start()
        limits = Limits(seconds=20, total_bytes=4_000_000)
        failed = failure(tmp_path, server.at(), limits)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert failed.failure is Failure.TOO_LARGE
    assert most < 16_000_000


@pytest.mark.parametrize("packed", ["gzip", "br", "zstd", "deflate", "x-gzip"])
def test_a_compressed_answer_is_refused_unread(tmp_path, packed):
    bomb = gzip.compress(b"\0" * 50_000_000)
    with serving(lambda web: web.say(200, bomb, Content_Encoding=packed)) as server:
        tracemalloc.start()
        failed = failure(tmp_path, server.at())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert failed.failure is Failure.UNCLEAR
    assert most < 5_000_000


def test_no_proxy_of_the_environment_hears_of_it(tmp_path, monkeypatch):
    with (
        serving(lambda web: web.say(200, {})) as proxy,
        serving(lambda web: web.say(200, {})) as server,
    ):
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.at())
        ask(tmp_path, server.at())
    assert len(server.asked) == 1
    assert not proxy.asked


def test_a_cookie_is_not_kept(tmp_path):
    with serving(lambda web: web.say(200, {}, Set_Cookie="volg=mij; Path=/")) as server:
        asking = Server("register", server.at(), place(tmp_path), QUICK)
        asking.ask("GET", server.at())
        asking.ask("GET", server.at())
    assert all("cookie" not in each.headers for each in server.asked)


@pytest.mark.parametrize(
    "address", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://", "127.0.0.1", ""]
)
def test_what_is_no_address_of_a_server_is_a_mistake_in_the_profile(tmp_path, address):
    with pytest.raises(SourceFailed) as failed:
        Server("register", address, place(tmp_path), QUICK)
    assert failed.value.failure is Failure.LOCATION


def fetch(folder, server, address, most=1_000):
    asking = Server("register", server.at("/api/search"), place(folder), QUICK)
    asking.fetch(address, folder / "document", most)
    return (folder / "document").read_bytes()


@pytest.mark.parametrize("address", ["/files/1", "../files/1", "whole"])
def test_a_document_of_this_server_is_saved(tmp_path, address):
    with serving(lambda web: web.say(200, b"%PDF-1.7", "application/pdf")) as server:
        whole = server.at("/files/1") if address == "whole" else address
        assert fetch(tmp_path, server, whole) == b"%PDF-1.7"
    assert server.asked[0].path == "/files/1"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{other}/files/1",
        "//127.0.0.1:{other}/files/1",
        "http://127.0.0.1:{here}@127.0.0.1:{other}/",
        "https://127.0.0.1:{here}/files/1",
        "http://localhost:{here}/files/1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:{other}",
        "file:///etc/passwd",
        "ftp://127.0.0.1:{here}/",
        "data:text/plain,hallo",
        "javascript:alert(1)",
        "http://[::1/",
    ],
)
def test_nothing_is_fetched_from_another_address(tmp_path, address):
    with (
        serving(lambda web: web.say(200, b"other")) as other,
        serving(lambda web: web.say(200, b"here")) as server,
    ):
        address = address.format(other=other.port, here=server.port)
        with pytest.raises(Elsewhere):
            fetch(tmp_path, server, address)
    assert not other.asked
    assert not server.asked


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{here}\\@127.0.0.1:{other}/x",
        "http://127.0.0.1:{here}#@127.0.0.1:{other}/x",
        "http://127.0.0.1:{here}?@127.0.0.1:{other}/x",
        "/\\127.0.0.1:{other}/x",
        "http:\t//127.0.0.1:{other}/x",
    ],
)
def test_an_address_that_two_readers_understand_differently_leads_nowhere_else(tmp_path, address):
    with (
        serving(lambda web: web.say(200, b"other")) as other,
        serving(lambda web: web.say(200, b"here")) as server,
        suppress(Elsewhere, SourceFailed),
    ):
        fetch(tmp_path, server, address.format(other=other.port, here=server.port))
    assert not other.asked


@pytest.mark.parametrize("address", ["/a\r\nX-Extra: 1", "/a b", "/é", "/a\x00b"])
def test_an_odd_path_adds_no_line_to_the_question(tmp_path, address):
    with serving(lambda web: web.say(200, b"here")) as server:
        fetch(tmp_path, server, address)
    assert "x-extra" not in server.asked[0].headers
    assert len(server.asked) == 1


def test_a_document_larger_than_agreed_is_not_kept_on(tmp_path):
    with (
        serving(lambda web: web.say(200, b"x" * 100_000)) as server,
        pytest.raises(SourceFailed) as failed,
    ):
        fetch(tmp_path, server, "/files/1", most=1_000)
    assert failed.value.failure is Failure.TOO_LARGE
    assert (tmp_path / "document").stat().st_size <= 70_000


def test_a_page_that_says_there_is_none_is_no_document(tmp_path):
    with (
        serving(lambda web: web.say(404, b"<h1>niet gevonden</h1>", "text/html")) as server,
        pytest.raises(SourceFailed) as failed,
    ):
        fetch(tmp_path, server, "/files/1")
    assert failed.value.failure is Failure.REFUSED
