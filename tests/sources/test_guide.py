"""What docs/connectors.md says is what happens: its examples are played against a real server."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem
from portal.organisations.reading import Mistakes, read
from portal.organisations.servers import check_carries_out, check_server
from portal.sources import attachments
from portal.sources.connector import Limits, Subject
from portal.sources.http_pull import HttpConnector
from portal.sources.orders import Change, ItemState, Order
from tests.sources.server import place, serving

GUIDE = Path(__file__).parents[2] / "docs" / "connectors.md"
EXAMPLES = re.findall(r"```(\w+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
TOML = [tomllib.loads(text) for kind, text in EXAMPLES if kind == "toml"]
ASKED, HELD, ORDERED, RESULTS = (json.loads(text) for kind, text in EXAMPLES if kind == "json")
ANNA = Subject(
    "Anna", "van den Berg", date(1980, 2, 3), "Anna@Post.example",
    identifiers=(("client_number", "K.100"),),
)  # fmt: skip


@pytest.fixture
def source():
    mistakes = Mistakes()
    (table,) = TOML[0]["sources"]
    found = read(SourceSystem, table, mistakes)
    check_server(found, ("client_number", "email"), "sources[0]", mistakes)
    check_carries_out(found, "sources[0]", mistakes)
    assert mistakes.found == []
    return found


def at(source, server):
    return SourceSystem(
        source.id, source.name, source.connector, server.at("/rechtenloket"), source.tables
    )


def test_its_profile_is_one_that_the_portal_takes(source):
    assert source.connector == "http"
    assert source.carries_out == tuple(Effect)
    assert source.owner.email


def test_its_secret_has_the_name_of_the_source(source):
    assert TOML[1]["my-office"][source.id].keys() == {"token"}


def test_its_search_is_what_is_asked_and_its_answer_what_is_read(source, tmp_path):
    def answer(web):
        web.say(*((200, HELD) if web.command == "POST" else (200, b"%PDF", "application/pdf")))

    with serving(answer) as server:
        outcome = HttpConnector().search(at(source, server), place(tmp_path), ANNA, Limits())
    assert server.asked[0].json == ASKED
    assert [each.path for each in server.asked] == [
        "/rechtenloket/search",
        "/documents/7f3a/brief.pdf",
    ]
    row, document = outcome.records
    assert [field.value for field in row.fields] == [
        "Anna van den Berg",
        "1980-02-03",
        "Belde over Piet.",
    ]
    assert row.matched_by == ("client_number", "email", "name+birth_date")
    assert document.fields[0].value == document.document.name == "brief.pdf"
    assert document.table.table == attachments.TABLE


def test_its_instruction_is_what_is_told_and_its_result_what_is_read(source, tmp_path):
    change = Change((("contacts", "full_name"),), "Anna van den Berg", "Anna de Wit")
    subject = Subject(identifiers=ANNA.identifiers)
    order = Order("41.1", Effect.RECTIFY, subject, ("contacts",), change)
    with serving(lambda web: web.say(200, RESULTS)) as server:
        results = HttpConnector().carry_out(
            at(source, server), place(tmp_path), order, Limits(), dry_run=True
        )
    assert server.asked[0].path == "/rechtenloket/instructions"
    assert server.asked[0].json == ORDERED
    assert [(each.state, each.reason) for each in results] == [
        (ItemState.POSSIBLE, ""),
        (ItemState.REFUSED, "Moet zeven jaar bewaard blijven."),
    ]


def test_its_limits_are_those_that_count():
    text = GUIDE.read_text(encoding="utf-8")
    limits = Limits()
    for said in (
        f"{limits.seconds:.0f} seconds",
        f"{limits.total_bytes // 10**6} MB, {limits.rows:,} rows a table",
        f"{limits.value_bytes // 10**6} MB a value",
        f"{limits.document_bytes // 10**6} MB; {limits.documents_bytes // 10**9} GB",
        f"; {attachments.MOST} |",
    ):
        assert said in text
