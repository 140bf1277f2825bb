"""Rendering: one file, the same each time, within limits, and with no way out."""

import base64
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from portal.letters import rendering
from portal.letters.rendering import (
    MEGABYTE,
    Attachment,
    Limits,
    RenderingFailed,
    RenderingTimedOut,
    RenderingTooLarge,
    render_pdf,
)

CREATED = datetime(2026, 12, 4, 13, 30, tzinfo=UTC)
Visits = list[str]


def pdf_of(body: str, **options: Any) -> bytes:
    html = f'<html lang="nl"><body>{body}</body></html>'
    chosen = {
        "title": "Proef",
        "author": "Bureau Voorbeeld",
        "language": "nl",
        "created": CREATED,
        "identifier": "VB-2026-7F3K-9Q/proef",
    }
    return render_pdf(html, **(chosen | options))


@pytest.fixture
def canary() -> Iterator[tuple[str, Visits]]:
    """An address on this machine that remembers who came by."""
    visits: Visits = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", visits
    server.shutdown()
    server.server_close()


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (pdf_of("<h1>Hallo</h1><p>Dag <b>allen</b>") for _ in range(2))
    assert first == second


def test_other_input_gives_another_identifier(opened: Callable[[bytes], pikepdf.Pdf]) -> None:
    first, second = pdf_of("<p>a"), pdf_of("<p>a", identifier="another")
    assert first != second


def test_a_cell_in_another_language_says_so(opened: Callable[[bytes], pikepdf.Pdf]) -> None:
    pdf = opened(pdf_of('<table><tr><th lang="en">a<td lang="fr">b<td>c</table>'))
    cells = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
    said = {(str(each.S), str(each.Lang)) for each in cells if "/Lang" in each}
    assert said == {("/TH", "en"), ("/TD", "fr")}


def test_attachments_come_out_as_they_went_in(opened: Callable[[bytes], pikepdf.Pdf]) -> None:
    body = '{"naam": "Zoë"}'.encode()
    pdf = opened(pdf_of("<p>x", attachments=[Attachment("data.json", body, "De gegevens")]))
    [specification] = [each for _, each in pdf.attachments.items()]
    file = specification.get_file()
    assert file.read_bytes() == body
    assert file.mime_type == "application/json"
    assert file.creation_date == CREATED
    assert specification.obj.AFRelationship == "/Data"
    assert pdf.Root.AF[0].UF == "data.json"


def test_nothing_is_fetched_whatever_the_html_asks(
    canary: tuple[str, Visits], text_of: Callable[[bytes], str], tmp_path: Path
) -> None:
    address, visits = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    body = f"""
        <link rel="stylesheet" href="{address}/link.css">
        <link rel="attachment" href="{address}/attachment">
        <link rel="attachment" href="{secret.as_uri()}">
        <style>@import url({address}/import.css);
        @font-face {{ font-family: x; src: url({address}/x.ttf) }}
        p {{ background: url({address}/background.png); list-style: url({address}/list.png) }}
        p::after {{ content: url({address}/content.png) }}</style>
        <base href="{address}/"><img src="relative.png" alt="r"><img src="{address}/i.png" alt="i">
        <img src="{secret.as_uri()}" alt="f"><img src="data:image/png;base64,AAAA" alt="d">
        <img src="asset:other" alt="a"><img srcset="{address}/srcset.png 1x" alt="s">
        <object data="{address}/object"></object><embed src="{address}/embed">
        <iframe src="{address}/frame"></iframe>
        <svg><image href="{address}/svg.png"/><use href="{address}/use.svg#a"/></svg>
        <p style="font-family: x">Dit blijft staan.</p>"""
    logo = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">
        <image href="{address}/inside-logo.png" width="1" height="1"/></svg>""".encode()
    made = pdf_of(f'<img src="asset:logo" alt="Logo">{body}', logo=logo)
    text = text_of(made)
    assert visits == []
    assert "Dit blijft staan." in text
    assert "geheim" not in text
    assert b"EmbeddedFile" not in made


def test_no_file_and_no_data_address_is_drawn(
    opened: Callable[[bytes], pikepdf.Pdf], tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (3, 3), "red").save(picture)
    inline = base64.b64encode(picture.read_bytes()).decode()
    addresses = (picture.as_uri(), f"data:image/png;base64,{inline}", str(picture))
    for address in addresses:
        pdf = opened(pdf_of(f'<img src="{address}" alt="x">'))
        assert [item for item in pdf.objects if is_image(item)] == []
    shown = opened(pdf_of('<img src="asset:logo" alt="x">', logo=picture.read_bytes()))
    assert [item for item in shown.objects if is_image(item)] != []


def is_image(item: object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


def page_of(pdf: pikepdf.Pdf) -> bytes:
    streams = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    return b"".join(streams)


def test_the_logo_is_drawn(opened: Callable[[bytes], pikepdf.Pdf]) -> None:
    logo = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
        <rect width="9" height="9" fill="#123456"/></svg>"""
    without, drawn = (pdf_of('<img src="asset:logo" alt="L">', logo=each) for each in (None, logo))
    assert b"0.0705" not in page_of(opened(without))
    assert b"0.0705" in page_of(opened(drawn))  # 12 of 255, the red of the rectangle


def test_a_document_that_takes_too_long_is_stopped() -> None:
    rows = "<tr><td>x</td></tr>" * 20_000
    with pytest.raises(RenderingTimedOut):
        pdf_of(f"<table>{rows}</table>", limits=Limits(seconds=1))


def test_a_child_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(rendering, "CHILD", sleeper)
    with pytest.raises(RenderingTimedOut):
        pdf_of("<p>x", limits=Limits(seconds=1))


def test_a_document_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(RenderingTooLarge):
        pdf_of("<p>x " * 20_000, limits=Limits(seconds=30, memory=220 * MEGABYTE))


def test_a_document_with_too_much_html_is_not_even_tried() -> None:
    with pytest.raises(RenderingTooLarge, match="1000036 characters"):
        pdf_of("x" * 1_000_000, limits=Limits(html=1_000_000))


def test_missing_fonts_are_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match="make setup"):
        pdf_of("<p>x", fonts=tmp_path)


def test_a_failure_does_not_repeat_what_the_document_says() -> None:
    with pytest.raises(RenderingFailed) as failure:
        pdf_of("<p>geheim", created=datetime(1, 1, 1, tzinfo=UTC), identifier="\ud800")
    assert "geheim" not in str(failure.value)


def test_characters_without_a_drawing_are_named(text_of: Callable[[bytes], str]) -> None:
    text = text_of(pdf_of("<p>Łódź, Ελλάδα, Київ, 中文, ع</p>"))
    assert "Łódź, Ελλάδα, Київ, [U+4E2D][U+6587], [U+0639]" in text
