"""Servers that do harm, searched by the job as the worker does: the others go on, memory flat."""

import gzip
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.law.rights import Right
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, SearchResult, SourceSearch
from portal.services import collection, searching, triage
from portal.services.searching import SearchFailed
from portal.sources.connector import Limits, Secret
from portal.sources.places import Places
from portal.sources.secrets import Secrets
from tests.ports import free_port
from tests.services import stories, told
from tests.services.vaults import vault_in
from tests.sources.server import TOKEN, serving

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ROW = {"surname": SCRIPT, "number": "K-100", "email": "sanne@voorbeeld.example"}
MEGABYTE = 1024 * 1024


def pour(web):
    web.send_response(200)
    web.send_header("Content-Type", "application/json")
    web.send_header("Transfer-Encoding", "chunked")
    web.end_headers()
    while True:
        web.wfile.write(b"10000\r\n" + b"[" * 65_536 + b"\r\n")


def million(web):
    row = b'{"surname":"x","number":"K-100","email":"sanne@voorbeeld.example"},'
    web.say(200, b'{"content":{"million_advice":[' + row * 1_000_000 + b"{}]}}")


def packed(web):
    web.say(200, gzip.compress(b"\0" * 100 * MEGABYTE, 1), Content_Encoding="gzip")


def good(other):
    """Rows with script in them, and two documents: one here, one elsewhere."""

    def answer(web):
        if web.command == "GET":
            web.say(200, b"Geachte mevrouw De Wit,", "text/plain")
        else:
            named = [
                {"filename": "brief.txt", "contentType": "text/plain", "url": "/brief.txt"},
                {"filename": "spion.txt", "contentType": "text/plain", "url": other},
            ]
            web.say(200, {"content": {"good_advice": [ROW]}, "attachments": named})

    return answer


HOSTILE = {
    "endless": (pour, "too_large: endless"),
    "million": (million, "too_large: million"),
    "brackets": (lambda web: web.say(200, b"[" + b"{}," * 6_000_000 + b"0]"), "too_many: brackets"),
    "packed": (packed, "unclear: packed: gzip"),
    "html": (lambda web: web.say(200, b"<h1>Log in</h1>", "text/html"), "unclear: html: text/html"),
    "broken": (lambda web: web.say(200, b'{"content": {'), "unclear: broken"),
    "slow": (lambda web: web.hang(), "too_slow: slow"),
    "refusing": (lambda web: web.say(401, {}), "refused: refusing: 401"),
}


@pytest.fixture
def searched(sqlite_database, tmp_path):
    """Every one of them searched, with a redirecting one, one that is away and a good one."""
    with ExitStack() as stack:
        other = stack.enter_context(serving(lambda web: web.say(200, ROW)))
        address = other.at("/elders")
        answers = {name: answer for name, (answer, _) in HOSTILE.items()}
        answers |= {
            "good": good(address),
            "elsewhere": lambda web: web.say(302, {}, Location=address),
        }
        servers = {name: stack.enter_context(serving(each)) for name, each in answers.items()}
        places = {name: each.at("/api") for name, each in servers.items()}
        places["away"] = f"http://127.0.0.1:{free_port()}/api"
        here = told.organisation(
            "", *(told.system(name, "http", at, "advice") for name, at in places.items())
        )
        begin(sqlite_database, here)
        most = search_all(sqlite_database, here, tmp_path)
        yield sqlite_database, other, most


def begin(database, here):
    with database.transaction() as session:
        case = told.case_of(session, Right.ACCESS)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        collection.start(session, here, case, actor=told.STAFF, now=stories.NOW)


def search_all(database, here, folder) -> int:
    """Search them one after another; gives by how many bytes the process grew at most."""
    secrets = Secrets({(told.SLUG, each.id): Secret(token=TOKEN) for each in here.sources})
    with database.transaction(write=False) as session:
        numbers = session.scalars(select(SourceSearch.id).order_by(SourceSearch.id)).all()
    before, most = memory(), 0
    for number in numbers:
        with suppress(SearchFailed):
            searching.run_search(
                database,
                {here.slug: here},
                Places(folder / "sources", secrets),
                vault_in(folder / "sources"),
                number,
                now=stories.NOW,
                limits=Limits(seconds=1.5),
            )
        most = max(most, memory() - before)
    return most


def memory() -> int:
    """What this process has in memory now, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_each_is_shown_as_failed_with_its_reason_and_the_good_one_goes_on(searched):
    database, other, most = searched
    with database.transaction(write=False) as session:
        rows = {row.source: row for row in session.scalars(select(SourceSearch))}
        findings = session.scalars(select(Finding).order_by(Finding.id)).all()
        exhibits = {each.name: each for each in session.scalars(select(Exhibit))}
    expected = {name: reason for name, (_, reason) in HOSTILE.items()}
    expected |= {"elsewhere": "unclear: elsewhere: 302", "away": "unreachable: away"}
    assert {name: rows[name].reason for name in expected} == expected
    assert {rows[name].result for name in expected} == {SearchResult.FAILED}
    assert rows["away"].next_try_at is not None
    assert rows["refusing"].next_try_at is None
    assert rows["good"].result is SearchResult.HELD
    assert findings[0].fields[0][2] == SCRIPT
    assert exhibits["brief.txt"].state is ExhibitState.WAITING
    assert exhibits["spion.txt"].state is ExhibitState.UNREADABLE
    assert exhibits["spion.txt"].problem == "location"
    assert not other.asked  # nothing was fetched from an address that is not in the profile
    assert most < 120 * MEGABYTE
