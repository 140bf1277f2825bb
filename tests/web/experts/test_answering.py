"""An answer: judged at the field, taken in once, and kept when the session ended."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.models.exhibit import Exhibit
from portal.models.expert import ExpertAnswer, TaskState, Viewing
from portal.models.finding import Finding
from portal.organisations.organisation import SourceTable, Text
from portal.web.experts import blueprint
from tests.services import experts
from tests.web.citizen.walk import faults, hidden

SEEN = {"what": "Beelden", "where": "Balie", "contact": "088 123", "hold_until": ""}
HOME = {"Sec-Fetch-Site": "same-origin"}


def rows(expert, model):
    with expert.app.extensions["portal"].database.transaction() as session:
        return session.scalars(select(model)).all()


def file(content=b"Brief", name="brief.txt"):
    return (io.BytesIO(content), name)


@pytest.fixture
def inside(expert):
    expert.open()
    return expert


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("nothing_held", {}),
        ("overview", {"overview": "Map 12:\nbrief"}),
        ("viewing", SEEN),
        ("cannot_say", {"note": "Bram weet dit"}),
    ],
)
def test_each_answer_is_taken_in_and_thanked_for(inside, answer, typed):
    response = inside.send(answer, copies="gone", **typed)
    assert (response.status_code, response.headers["Location"]) == (303, inside.path())
    task = inside.task()
    assert (task.state, task.answer) == (TaskState.ANSWERED, ExpertAnswer(answer))
    page = inside.client.get(inside.path()).text
    assert "Bedankt" in page
    assert "Sanne" not in page


def test_files_come_into_the_case(inside):
    files = [file(), file(b"%PDF-1.7", "../map/scan.pdf")]
    response = inside.send("files", copies="gone", files=files)
    assert response.status_code == 303
    assert [each.name for each in rows(inside, Exhibit)] == ["brief.txt", "scan.pdf"]


@pytest.mark.parametrize(
    ("answer", "typed", "wrong"),
    [
        ("nothing_held", {}, {"copies"}),
        ("nothing_held", {"copies": "sold"}, {"copies"}),
        ("overview", {"copies": "gone", "overview": "  "}, {"overview"}),
        ("overview", {"copies": "gone", "overview": "x" * 40_001}, {"overview"}),
        ("viewing", {"copies": "gone"}, {"what", "where", "contact"}),
        ("viewing", {**SEEN, "copies": "gone", "hold_until": "2020-01-01"}, {"hold_until"}),
        ("viewing", {**SEEN, "copies": "gone", "hold_until": "morgen"}, {"hold_until"}),
        ("cannot_say", {"copies": "gone"}, {"note"}),
        ("files", {"copies": "gone"}, {"files"}),
        ("files", {"copies": "gone", "files": file(b"")}, {"files"}),
        ("files", {"copies": "gone", "files": file(b"\0\0\0\x18ftypmp42\0", "a.mp4")}, {"files"}),
        ("files", {"copies": "gone", "files": file(b"MZ\x90\0\x03", "a.pdf")}, {"files"}),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_stored(inside, answer, typed, wrong):
    response = inside.send(answer, **typed)
    assert response.status_code == 422
    assert set(faults(response.text)) == wrong
    assert "<title>Fout:" in response.text
    assert inside.task().state is TaskState.OPEN
    for model in (Finding, Exhibit, Viewing):
        assert rows(inside, model) == []


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.4 broken", b"\xff\xd8\xff"])
def test_what_only_its_whole_can_tell_is_for_the_reader_to_judge(inside, content):
    assert inside.send("files", copies="gone", files=file(content, "x")).status_code == 303


def test_more_files_than_anybody_looks_at_are_refused(inside):
    files = [file(name=f"{number}.txt") for number in range(21)]
    assert set(faults(inside.send("files", copies="gone", files=files).text)) == {"files"}


def test_too_large_is_told_with_words_of_its_own(inside, monkeypatch):
    monkeypatch.setattr(blueprint, "LARGEST", 1_000)
    response = inside.send("files", copies="gone", files=file(b"x" * 2_000))
    assert response.status_code == 413
    assert "te groot" in response.text
    assert inside.task().state is TaskState.OPEN


def test_who_came_in_to_nothing_sends_no_large_body(expert):
    stranger = expert.app.test_client()
    data = {"files": file(b"x" * 1_100_000), "copies": "gone"}
    response = stranger.post(expert.path("files"), data=data, headers=HOME)
    assert response.status_code == 413


def test_what_was_typed_stays_in_a_form_that_is_wrong(inside):
    page = inside.send("overview", overview="Map 12 <b>", note="Let op").text
    assert "Map 12 &lt;b&gt;</textarea>" in page
    assert "Let op</textarea>" in page


def test_a_second_answer_is_not_stored(inside):
    form = hidden(inside.client.get(inside.path("overview")).text)
    data = {**form, "overview": "Eerste", "copies": "gone"}
    for text in ("Eerste", "Tweede"):
        sent = inside.client.post(inside.path("overview"), data={**data, "overview": text})
        assert sent.status_code == 303
    assert [each.fields[0][2] for each in rows(inside, Finding)] == ["Eerste"]
    assert "Er is niets opgeslagen" in inside.client.get(inside.path()).text


def test_an_answer_that_the_task_does_not_have_is_no_page(inside):
    for answer in ("done", "not_done", "nonsense"):
        assert inside.client.get(inside.path(answer)).status_code == 404


def test_a_form_from_elsewhere_is_refused(inside):
    data = {"overview": "x", "copies": "gone"}
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = inside.client.post(inside.path("overview"), data=data, headers=foreign)
    assert answer.status_code == 400
    assert inside.task().state is TaskState.OPEN


def test_a_session_that_ended_loses_no_text(inside):
    form = hidden(inside.client.get(inside.path("overview")).text)
    late = replace(inside, client=inside.app.test_client())
    data = {**form, "overview": "Lang verhaal", "copies": "later", "note": "Ook dit"}
    answer = late.client.post(late.path("overview"), data=data, headers=HOME)
    assert answer.status_code == 410
    assert "Sanne" not in answer.text
    sent = late.client.post("/vraag/nieuwe-link", data=hidden(answer.text))
    assert sent.status_code == 200
    late.open()
    page = late.client.get(late.path("overview")).text
    assert "Lang verhaal</textarea>" in page
    assert "Ook dit</textarea>" in page
    late.send("overview", overview="Lang verhaal", copies="gone")
    assert len(rows(late, Finding)) == 1


def other_task(expert):
    """A second question, whose newest link is given as a path."""
    with expert.app.extensions["portal"].database.transaction() as session:
        task_id = experts.begin(session, key="other").id
    return replace(expert, task_id=task_id)


def test_what_was_kept_is_for_that_task_alone(inside):
    form = hidden(inside.client.get(inside.path("overview")).text)
    late = replace(other_task(inside), client=inside.app.test_client())
    data = {**form, "overview": "Lang verhaal", "copies": "later"}
    answer = late.client.post(late.path("overview"), data=data, headers=HOME)
    assert answer.status_code == 410
    late.open()
    assert "Lang verhaal" not in late.client.get(late.path("overview")).text


def test_who_has_a_task_answers_no_other(inside):
    other = other_task(inside)
    data = {**hidden(inside.client.get(inside.path("overview")).text), "copies": "gone"}
    answer = inside.client.post(other.path("overview"), data={**data, "overview": "x"})
    assert answer.status_code == 410
    assert (inside.task().state, other.task().state) == (TaskState.OPEN, TaskState.OPEN)
    assert rows(inside, Finding) == []


def test_a_form_of_an_older_session_is_not_taken_in(inside):
    form = hidden(inside.client.get(inside.path("overview")).text)
    data = {**form, "csrf_token": "older", "overview": "x", "copies": "gone"}
    assert inside.client.post(inside.path("overview"), data=data, headers=HOME).status_code == 410
    assert inside.task().state is TaskState.OPEN
    assert "x</textarea>" in inside.client.get(inside.path("overview")).text


IMAGES = SourceTable("images", "camera", Text("Camerabeelden", "Camera images"))
TWO = replace(experts.CELLAR, tables=(experts.PAPER, IMAGES))


@pytest.mark.parametrize("system", [TWO])
def test_who_has_more_than_one_kind_of_data_says_which(inside):
    wrong = inside.send("overview", overview="Map 12", copies="gone")
    assert set(faults(wrong.text)) == {"table"}
    inside.send("overview", overview="Map 12", copies="gone", table="images")
    assert [each.activity for each in rows(inside, Finding)] == ["camera"]


@pytest.mark.parametrize("system", [TWO])
def test_nothing_is_of_no_kind(inside):
    assert inside.send("nothing_held", copies="gone").status_code == 303


def test_the_faults_stand_in_the_order_of_the_page(inside):
    page = inside.send("viewing").text
    places = [page.index(f'href="#{name}') for name in ("what", "where", "contact", "copies")]
    assert places == sorted(places)
