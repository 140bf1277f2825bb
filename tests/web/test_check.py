"""Anybody can see whether a file is ours, without us keeping it; and how our data are formed."""

import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.letters.attachment import VERSION, schema_file
from portal.letters.rendering import render_pdf
from portal.letters.sealing import Verdict
from portal.services.throttle import Limit
from portal.web import check

WHEN = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Something that could be sealed."""
    return render_pdf(
        '<html lang="nl"><p>x', title="x", author="x", language="nl", created=WHEN, identifier="x"
    )


@pytest.fixture
def sealed(app, pdf) -> bytes:
    """What this portal sealed."""
    return app.extensions["portal"].sealer.seal(pdf)


def hand_in(client, body: bytes, name: str = "brief.pdf"):
    return post(client, {"file": (io.BytesIO(body), name)})


def post(client, data):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/controleer").text)
    return client.post("/controleer", data={"csrf_token": token[1], **data})


def test_it_asks_for_a_file(client):
    page = client.get("/controleer")
    assert page.status_code == 200
    assert "Welk bestand wilt u controleren?" in page.text
    assert 'type="file"' in page.text


def test_our_own_file_is_real(client, sealed):
    page = hand_in(client, sealed)
    assert page.status_code == 200
    assert "<title>Ja, het is echt: Is dit document echt?" in page.text


def test_a_changed_file_is_told_to_be_changed(client, sealed):
    assert "Nee, het is veranderd" in hand_in(client, sealed + b" ").text


def test_another_file_is_not_known(client, pdf):
    assert "Wij kennen dit document niet" in hand_in(client, pdf).text


@pytest.mark.parametrize(
    ("body", "name", "told"),
    [
        (b"", "", "Kies een bestand."),
        (b"", "leeg.pdf", "Dit is geen pdf."),
        (b"hello", "brief.txt", "Dit is geen pdf."),
        (b"\x00" * 5000, "../../etc/passwd", "Dit is geen pdf."),
    ],
)
def test_what_is_no_pdf_is_told_at_the_field(client, body, name, told):
    page = hand_in(client, body, name)
    assert page.status_code == 422
    assert told in page.text
    assert "Fout:" in page.text
    assert "passwd" not in page.text


def test_a_form_without_a_file_is_told_at_the_field(client):
    page = post(client, {"file": "text in place of a file"})
    assert page.status_code == 422
    assert "Kies een bestand." in page.text
    assert "<title>Fout: " in page.text


def test_a_document_may_be_larger_than_any_other_form_and_no_larger_than_the_limit(
    client, sealed, monkeypatch
):
    assert check.LARGEST == 300_000_000
    monkeypatch.setattr(check, "LARGEST", 4_000_000)
    assert hand_in(client, sealed + b"\0" * 2_000_000).status_code == 200
    assert hand_in(client, sealed + b"\0" * 4_000_000).status_code == 413


def test_who_checks_many_files_waits_an_hour_and_somebody_else_does_not(client, pdf, monkeypatch):
    monkeypatch.setattr(check, "PER_SENDER", Limit("check.sender", 2, timedelta(hours=1)))
    assert [hand_in(client, pdf).status_code for _ in range(2)] == [200, 200]
    page = hand_in(client, pdf)
    assert page.status_code == 429
    assert "Wacht even" in page.text
    assert "over een uur" in page.text
    assert "Welk bestand wilt u controleren?" in page.text
    client.environ_base["REMOTE_ADDR"] = "10.1.2.3"
    assert hand_in(client, pdf).status_code == 200


def test_of_many_files_at_once_some_wait_and_then_are_asked_to_come_back(
    app, client, pdf, monkeypatch
):
    monkeypatch.setattr(check, "PATIENCE", 0.01)
    for _ in range(check.AT_ONCE):
        assert check.looking.acquire(blocking=False)
    try:
        page = hand_in(client, pdf)
        assert page.status_code == 429
        assert "Wacht een minuut" in page.text
    finally:
        for _ in range(check.AT_ONCE):
            check.looking.release()
    with monkeypatch.context() as broken:
        broken.setattr(app.extensions["portal"].sealer, "check", fail)
        assert [hand_in(client, pdf).status_code for _ in range(3)] == [500, 500, 500]
    assert [hand_in(client, pdf).status_code for _ in range(3)] == [200, 200, 200]


def fail(_file):
    raise RuntimeError


def test_nobody_waits_for_the_database_while_a_file_is_looked_at(app, client, pdf, monkeypatch):
    portal = app.extensions["portal"]
    seen = []

    def look(_file):
        with portal.database.transaction(write=True):
            seen.append(True)
        return Verdict.NOT_OURS

    monkeypatch.setattr(portal.sealer, "check", look)
    assert hand_in(client, pdf).status_code == 200
    assert seen


def test_nothing_of_the_file_is_kept(app, client, sealed):
    data = app.extensions["portal"].settings.data
    before = {path: path.stat().st_size for path in files(data)}
    hand_in(client, sealed)
    after = {path: path.stat().st_size for path in files(data)}
    assert set(after) - set(before) == set()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "portal.db" not in path.name]


def test_the_schema_of_our_data_is_published(client):
    answer = client.get(f"/schema/inzage/{VERSION}")
    assert answer.mimetype == "application/schema+json"
    assert json.loads(answer.data) == json.loads(schema_file().read_text())
    assert client.get("/schema/inzage/1").status_code == 200  # of reports made before
    assert client.get(f"/schema/inzage/{VERSION + 1}").status_code == 404
