"""A system that answers by HTTP: what it says is read, and trusted no further than it must be."""

import json
import time
import tracemalloc
from datetime import date
from decimal import Decimal

import pytest

from portal.organisations.organisation import FieldMapping, SourceSystem
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from portal.sources.http_pull import HttpConnector
from tests.sources.server import TOKEN, place, serving
from tests.sources.systems import ANNA, COLUMNS, PIET, table, text

SUBJECT = Subject("Anna", "van den Berg", date(1980, 2, 3), "anna@post.example", "0600123456")
KEYS = {"email": "email", "name+birth_date": "full_name+born", "client_number": "number"}
NUMBERED = Subject("Anna", email="anna@post.example", identifiers=(("client_number", "K.100"),))
CRN = "/sar?crn={client_number}"
ROW = dict(zip(COLUMNS, ANNA, strict=True))
OTHER = dict(zip(COLUMNS, PIET, strict=True))


def system(server, *tables, path="/api", **more):
    return SourceSystem(
        "register",
        text("Register"),
        "http",
        server.at(path),
        tables or (table(match=KEYS),),
        **more,
    )


def held(*rows, **more):
    """What a server answers that holds these rows."""
    return lambda web: web.say(200, {"content": {"contacts": list(rows)}, **more})


def search(folder, answer, *tables, subject=SUBJECT, path="/api", limits=None):
    with serving(answer) as server:
        source = system(server, *tables, path=path)
        outcome = HttpConnector().search(source, place(folder), subject, limits or Limits())
    return outcome, server.asked


def failure(folder, answer, *tables, **more):
    with pytest.raises(SourceFailed) as failed:
        search(folder, answer, *tables, **more)
    return failed.value


def test_identifiers_are_asked_in_the_body_and_never_stand_in_an_address(tmp_path):
    _, (asked,) = search(tmp_path, held(ROW))
    assert (asked.method, asked.path) == ("POST", "/api/search")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert asked.json["tables"] == ["contacts"]
    assert asked.json["ways"] == [
        [{"identifier": "email", "value": "anna@post.example", "plain": "anna@post.example"}],
        [
            {"identifier": "name", "value": "Anna van den Berg", "plain": "anna van den berg"},
            {"identifier": "birth_date", "value": "1980-02-03", "plain": "1980-02-03"},
        ],
    ]


def test_it_reads_rows_as_every_connector_does(tmp_path):
    outcome, _ = search(tmp_path, held(ROW))
    (record,) = outcome.records
    assert outcome.result is Found.HELD
    assert outcome.searched_with == ("email", "name+birth_date")
    assert record.matched_by == ("email", "name+birth_date")
    typed = {field.label_nl: field.typed("nl") for field in record.fields}
    assert typed["Geboren"] == date(1980, 2, 3)
    assert typed["Bedrag"] == Decimal("12.50")


def test_values_of_json_keep_what_was_written(tmp_path):
    row = {**ROW, "amount": 1234567.10, "paid": False, "note": ["een", "twee"]}
    outcome, _ = search(tmp_path, held(row))
    typed = {field.label_nl: field.typed("nl") for field in outcome.records[0].fields}
    assert typed["Bedrag"] == Decimal("1234567.10")
    assert typed["Betaald"] is False
    assert typed["Aantekening"] == "een; twee"


def test_a_row_of_somebody_else_is_left_out_whatever_the_server_says(tmp_path):
    outcome, _ = search(tmp_path, held(ROW, OTHER))
    assert [record.fields[0].value for record in outcome.records] == ["Anna van den Berg"]


def test_nothing_held_and_not_by_this_are_different_answers(tmp_path):
    outcome, _ = search(tmp_path, lambda web: web.say(204))
    assert (outcome.result, outcome.searched_with) == (
        Found.NOTHING_HELD,
        ("email", "name+birth_date"),
    )
    outcome, _ = search(tmp_path, lambda web: web.say(209))
    assert outcome.result is Found.CANNOT_SEARCH
    assert [each.table for each in outcome.not_searched] == ["contacts"]


def test_somebody_of_whom_too_little_is_known_is_not_asked_about(tmp_path):
    outcome, asked = search(tmp_path, held(ROW), subject=Subject("Anna", "van den Berg"))
    assert outcome.result is Found.CANNOT_SEARCH
    assert not asked


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 422, 451])
def test_a_refusal_is_final(tmp_path, status):
    failed = failure(tmp_path, lambda web: web.say(status, {"why": ANNA[0]}))
    assert (failed.failure, failed.may_retry) == (Failure.REFUSED, False)
    assert failed.detail == f"register: {status}"


@pytest.mark.parametrize("status", [201, 202, 203, 206, 226])
def test_a_status_that_is_not_in_the_contract_is_no_answer(tmp_path, status):
    failed = failure(tmp_path, lambda web: web.say(status, {"content": {"contacts": []}}))
    assert (failed.failure, failed.may_retry) == (Failure.UNCLEAR, False)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>Inloggen</html>", "text/html"),
        (b'{"content": {"contacts": []}}', "text/html"),
        (b'{"content": {"contacts": []}}', "application/jsonp"),
        (b'{"content": {"contacts": [', "application/json"),
        (b"\xff\xfe{", "application/json"),
        (b"", "application/json"),
        (b"null", "application/json"),
        (b"[]", "application/json"),
        (b'"content"', "application/json"),
        (b"{}", "application/json"),
        (b'{"content": []}', "application/json"),
        (b'{"content": {"contacts": {}}}', "application/json"),
        (b'{"content": {"contacts": [1]}}', "application/json"),
        (b'{"content": {"contacts": [{"email": NaN}]}}', "application/json"),
        (b"[" * 90_000, "application/json"),
        (b'{"a":' * 90_000, "application/json"),
    ],
)
def test_what_is_not_in_the_contract_is_a_failure_and_not_an_empty_answer(tmp_path, body, kind):
    failed = failure(tmp_path, lambda web: web.say(200, body, kind))
    assert (failed.failure, failed.may_retry) == (Failure.UNCLEAR, False)


def test_a_number_of_a_million_digits_is_a_text_too_large_to_show(tmp_path):
    row = json.dumps({**ROW, "paid": 0}).replace("0}", "9" * 1_100_000 + "}")
    body = f'{{"content": {{"contacts": [{row}]}}}}'.encode()
    assert failure(tmp_path, lambda web: web.say(200, body)).failure is Failure.TOO_LARGE


def test_a_value_with_parts_of_its_own_is_not_flattened_in_silence(tmp_path):
    assert failure(tmp_path, held({**ROW, "note": {"a": "b"}})).failure is Failure.UNCLEAR


def test_a_table_or_column_that_is_gone_is_a_mistake_in_the_mapping(tmp_path):
    empty = failure(tmp_path, lambda web: web.say(200, {"content": {}}))
    assert (empty.failure, empty.detail) == (Failure.MAPPING, "contacts")
    less = {name: value for name, value in ROW.items() if name != "note"}
    assert failure(tmp_path, held(less, less)).detail == "contacts: note"


def test_a_column_that_some_rows_leave_out_is_empty_there(tmp_path):
    less = {name: value for name, value in ROW.items() if name != "note"}
    outcome, _ = search(tmp_path, held(ROW, less))
    assert ["Aantekening" in {f.label_nl for f in r.fields} for r in outcome.records] == [
        True,
        False,
    ]


def test_a_million_rows_are_refused_before_they_fill_the_memory(tmp_path):
    row = b'{"email":"anna@post.example"},'
    body = b'{"content":{"contacts":[' + row * 1_000_000 + b"{}]}}"
    limits = Limits(total_bytes=40_000_000)
    tracemalloc.start()
    failed = failure(tmp_path, lambda web: web.say(200, body), limits=limits)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (failed.failure, failed.may_retry) == (Failure.TOO_MANY, False)
    assert most < 3 * len(body)  # the answer here and on its way; never a million rows


@pytest.mark.parametrize("filling", [b"[],", b"{},", b"0,"])
def test_an_answer_of_nothing_but_brackets_fills_no_memory(tmp_path, filling):
    body = b'{"content":[' + filling * 3_000_000 + b"0]}"
    tracemalloc.start()
    failed = failure(tmp_path, lambda web: web.say(200, body))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert failed.failure is Failure.TOO_MANY
    assert most < 60_000_000


def test_more_rows_or_bytes_than_can_be_right_are_a_failure(tmp_path):
    rows = [ROW] * 21
    assert failure(tmp_path, held(*rows), limits=Limits(rows=20)).failure is Failure.TOO_MANY
    small = Limits(total_bytes=500)
    assert failure(tmp_path, held(*rows), limits=small).failure is Failure.TOO_LARGE
    huge = {**ROW, "note": "x" * 2_000_000}
    assert failure(tmp_path, held(huge)).failure is Failure.TOO_LARGE


def test_a_server_that_thinks_too_long_may_be_asked_again(tmp_path):
    began = time.monotonic()
    failed = failure(tmp_path, lambda web: web.hang(), limits=Limits(seconds=0.2))
    assert (failed.failure, failed.may_retry) == (Failure.TOO_SLOW, True)
    assert time.monotonic() - began < 15


def test_html_and_script_come_out_as_the_text_they_are(tmp_path):
    note = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e{{ 7*7 }}\x00\x1b[31m"
    outcome, _ = search(tmp_path, held({**ROW, "note": note, "full_name": note + ANNA[0]}))
    value = next(f.value for f in outcome.records[0].fields if f.label_nl == "Aantekening")
    assert value.startswith("<img src=x onerror=alert(1)><script>alert(2)</script>")
    assert not set(value) & {"\x00", "\x1b", "\u202e"}


def test_half_a_sign_cannot_break_the_database(tmp_path):
    body = json.dumps({"content": {"contacts": [{**ROW, "note": "half \ud800"}]}}).encode()
    outcome, _ = search(tmp_path, lambda web: web.say(200, body))
    assert "half \ufffd" in {field.value for field in outcome.records[0].fields}


def test_it_is_asked_with_what_is_known(tmp_path):
    outcome, (asked,) = search(tmp_path, held(ROW), subject=NUMBERED, path=CRN)
    assert (asked.method, asked.path, asked.body) == ("GET", "/sar?crn=K.100", b"")
    assert outcome.searched_with == ("client_number",)
    assert len(outcome.records) == 1


def test_it_is_asked_with_what_a_system_told_too_and_gives_each_row_once(tmp_path):
    subject = Subject(
        email="anna@post.example",
        identifiers=(("client_number", "K.100"),),
        known=(("client_number", "k100"), ("client_number", "K-300"), ("email", "a@b.example")),
    )
    outcome, asked = search(tmp_path, held(ROW, ROW), subject=subject, path=CRN)
    assert [each.path for each in asked] == ["/sar?crn=K.100", "/sar?crn=K-300"]
    assert outcome.searched_with == ("client_number", "known_client_number")
    assert len(outcome.records) == 2


def test_without_the_identifier_it_cannot_be_searched(tmp_path):
    outcome, asked = search(tmp_path, held(ROW), path=CRN)
    assert (outcome.result, asked) == (Found.CANNOT_SEARCH, [])


def test_several_questions_have_the_time_of_one_search(tmp_path):
    subject = Subject(
        email="anna@post.example",
        identifiers=(("client_number", "K.100"),),
        known=(("client_number", "K.200"),),
    )

    def think(web):
        web.over.wait(0.4)
        web.say(204)

    failed = failure(tmp_path, think, subject=subject, path=CRN, limits=Limits(seconds=0.6))
    assert failed.failure is Failure.TOO_SLOW


def test_what_is_found_by_one_and_not_by_the_other_is_held(tmp_path):
    subject = Subject(
        email="anna@post.example",
        identifiers=(("client_number", "K.999"),),
        known=(("client_number", "K.100"),),
    )

    def answer(web):
        web.say(*((209,) if "999" in web.path else (200, {"content": {"contacts": [ROW]}})))

    outcome, _ = search(tmp_path, answer, subject=subject, path=CRN)
    assert outcome.result is Found.HELD
    assert outcome.searched_with == ("known_client_number",)


def test_a_table_of_documents_is_not_asked_for_as_rows(tmp_path):
    documents = table("attachments", match={"email": "email"})
    outcome, (asked,) = search(tmp_path, held(ROW), table(match=KEYS), documents)
    assert asked.json["tables"] == ["contacts"]
    assert len(outcome.records) == 1


def test_fields_that_are_unknown_to_the_profile_are_not_read(tmp_path):
    outcome, _ = search(tmp_path, held({**ROW, "secret": "achter"}))
    assert "achter" not in str(outcome.records)
    assert FieldMapping("secret", text("x")) not in outcome.records[0].table.fields
