"""Documents beside the rows of a server: fetched from there and nowhere else."""

import time

import pytest

from portal.organisations.organisation import FieldMapping, SourceSystem
from portal.sources import attachments
from portal.sources.connector import Failure, Limits, SourceFailed, Subject
from portal.sources.http_pull import HttpConnector
from tests.sources.server import place, serving
from tests.sources.systems import table, text

ANNA = Subject(email="anna@post.example")
PDF = b"%PDF-1.7 brief"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(attachments, "PAUSES", (0.0, 0.0))


def search(folder, *named, limits=None, mapped=True, answer=None):
    """Search a server that names these documents and has one at /brief."""

    def whole(web):
        if web.command == "POST":
            web.say(200, {"content": {"contacts": []}, "attachments": list(named)})
        elif answer is not None:
            answer(web)
        elif web.path.startswith("/brief"):
            web.say(200, PDF, "application/pdf")
        else:
            web.say(404, {})

    shown = table("attachments")
    fields = (
        FieldMapping("filename", text("Bestand")),
        FieldMapping("contentType", text("Soort")),
    )
    shown = type(shown)("attachments", "advice", text("Stukken"), shown.match, fields)
    tables = (table(), shown) if mapped else (table(),)
    with serving(whole) as server:
        source = SourceSystem("register", text("R"), "http", server.at("/api"), tables)
        outcome = HttpConnector().search(source, place(folder), ANNA, limits or Limits())
    return outcome.records, server.asked[1:]


def named(url="/brief", **more):
    return {
        "attachmentNumber": 1,
        "name": "Brief van maart",
        "filename": "brief.pdf",
        "contentType": "application/pdf",
        "url": url,
        **more,
    }


def test_a_document_is_a_record_with_its_file(tmp_path):
    (record,), (asked,) = search(tmp_path, named())
    assert record.table.table == "attachments"
    assert [field.value for field in record.fields] == ["brief.pdf", "application/pdf"]
    assert record.matched_by == ("email",)
    assert (record.document.name, record.document.media_type) == ("brief.pdf", "application/pdf")
    assert record.document.problem == ""
    assert record.document.path.read_bytes() == PDF
    assert record.document.path.parent == tmp_path / "scratch"
    assert asked.headers["authorization"].startswith("Bearer ")


def test_without_a_table_for_documents_they_stand_under_the_first(tmp_path):
    (record,), _ = search(tmp_path, named(), mapped=False)
    assert (record.table.table, record.fields) == ("contacts", ())
    assert record.document.problem == ""


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "a/b.pdf", "\x00.pdf", "CON", "x" * 5_000, ""]
)
def test_nothing_is_written_under_a_name_of_theirs(tmp_path, name):
    (record,), _ = search(tmp_path, named(filename=name, name=""))
    assert record.document.path.name == "attachment-0"
    assert 0 < len(record.document.name) <= 200
    assert [each.name for each in (tmp_path / "scratch").iterdir()] == ["attachment-0"]


def test_a_document_at_another_address_is_named_and_not_fetched(tmp_path):
    with serving(lambda web: web.say(200, b"spy")) as other:
        found, asked = search(tmp_path, named(other.at("/brief")), named())
    assert [each.document.problem for each in found] == [Failure.LOCATION, ""]
    assert not other.asked
    assert len(asked) == 1


def test_headers_that_a_server_wants_on_the_question_are_not_taken_over(tmp_path):
    _, (asked,) = search(tmp_path, named(headers=[{"name": "X-Evil", "value": "1"}]))
    assert "x-evil" not in asked.headers


@pytest.mark.parametrize(
    ("status", "problem", "times"),
    [(404, Failure.REFUSED, 1), (403, Failure.REFUSED, 1), (302, Failure.UNCLEAR, 1),
     (503, Failure.UNREACHABLE, 3), (429, Failure.BUSY, 3)],
)  # fmt: skip
def test_one_that_cannot_be_fetched_is_named_with_its_reason(tmp_path, status, problem, times):
    found, asked = search(tmp_path, named(), answer=lambda web: web.say(status, b"no"))
    assert [each.document.problem for each in found] == [problem]
    assert len(asked) == times
    assert not list((tmp_path / "scratch").iterdir())


def test_a_server_that_stumbles_once_is_asked_again(tmp_path):
    tries = []

    def stumble(web):
        tries.append(web)
        web.say(*((503, b"") if len(tries) == 1 else (200, PDF)))

    (record,), _ = search(tmp_path, named(), answer=stumble)
    assert record.document.path.read_bytes() == PDF


def test_one_that_is_too_large_leaves_the_others(tmp_path):
    def pour(web):
        web.say(200, b"x" * 5_000 if "groot" in web.path else PDF)

    found, _ = search(
        tmp_path, named("/groot"), named(), limits=Limits(document_bytes=1_000), answer=pour
    )
    assert [each.document.problem for each in found] == [Failure.TOO_LARGE, ""]


def test_all_together_have_a_limit_too(tmp_path):
    found, asked = search(
        tmp_path, *(named(f"/brief?{n}") for n in range(5)),
        limits=Limits(documents_bytes=2 * len(PDF)),
    )  # fmt: skip
    problems = [each.document.problem for each in found]
    assert problems == ["", "", Failure.TOO_LARGE, Failure.TOO_LARGE, Failure.TOO_LARGE]
    assert len(asked) == 2


def test_one_that_never_ends_is_left_when_the_time_is_over(tmp_path):
    began = time.monotonic()
    found, _ = search(tmp_path, named(), limits=Limits(seconds=0.2), answer=lambda web: web.hang())
    assert [each.document.problem for each in found] == [Failure.TOO_SLOW]
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("url", [None, "", True, [], {}])
def test_one_without_an_address_is_named(tmp_path, url):
    found, asked = search(tmp_path, named(url), named(url))
    assert [each.document.problem for each in found] == [Failure.UNCLEAR] * 2
    assert not asked


@pytest.mark.parametrize("given", ["brief", {"url": "/brief"}, [1], [None]])
def test_what_is_no_list_of_documents_is_a_failure(tmp_path, given):
    def wrong(web):
        web.say(200, {"content": {"contacts": []}, "attachments": given})

    with serving(wrong) as server:
        source = SourceSystem("register", text("R"), "http", server.at("/api"), (table(),))
        with pytest.raises(SourceFailed) as failed:
            HttpConnector().search(source, place(tmp_path), ANNA, Limits())
    assert failed.value.failure is Failure.UNCLEAR


def test_thousands_of_documents_are_not_of_one_person(tmp_path):
    with pytest.raises(SourceFailed) as failed:
        search(tmp_path, *(named(f"/{number}") for number in range(301)))
    assert failed.value.failure is Failure.TOO_MANY
