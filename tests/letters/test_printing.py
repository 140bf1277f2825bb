"""Hostile texts in every field come out as text, and nothing else happens."""

import json
from collections.abc import Callable
from dataclasses import replace

import pikepdf

from portal.letters.attachment import as_json
from portal.letters.printing import Printer, html_of
from portal.letters.rendering import Limits
from portal.letters.report import Field, Report
from tests.letters import sample_letters, samples

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% include 'x' %}",
    "<img src=file:///etc/passwd>",
    "</style><style>@import 'http://127.0.0.1:9/x.css'",
    "<a href=\"javascript:alert(1)\" onclick='x'>klik</a>",
    "data:text/html,<b>vet</b>",
    "<link rel=attachment href=file:///etc/hostname>",
    "%(reference)s %s %%",
    "&lt;b&gt; &#60;",
    "]]> <!-- -->",
)


def hostile_report() -> Report:
    """Every text a citizen, a handler or a source system can fill in is hostile."""
    text = "\n".join(HOSTILE)
    made = samples.report(6, subject=HOSTILE[0], text=text)
    item = replace(samples.talk(1), label=HOSTILE[1], fields=(Field(HOSTILE[2], text),))
    group = replace(made.activities[0].groups[0], category=HOSTILE[3], items=(item,))
    activity = replace(made.activities[0], name=HOSTILE[4], purpose=text, groups=(group,))
    part = replace(made.left_out[0], what=HOSTILE[5], reason=text)
    return replace(made, activities=(activity,), left_out=(part,), scope=HOSTILE, identity=text)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_hostile_texts_are_printed_letter_by_letter(
    text_of: Callable[[bytes], str], opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    body = Printer().report(hostile_report())
    text, pdf = squeezed(text_of(body)), opened(body)
    assert [each for each in HOSTILE if squeezed(each) not in text] == []
    assert list(pdf.attachments) == ["inzage.json"]
    assert "root:" not in text
    actions = [link.A.URI for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
    assert actions == []
    assert "/JavaScript" not in pdf.Root.Names
    assert "/OpenAction" not in pdf.Root


def test_direction_marks_do_not_turn_the_text(text_of: Callable[[bytes], str]) -> None:
    receipt = replace(sample_letters.receipt(), asked=(("Vraag", "abc\u202egpj.exe\u2066x"),))
    assert "abcgpj.exex" in text_of(Printer().receipt(receipt))


def test_a_word_of_fifty_thousand_letters_costs_seconds_only(
    text_of: Callable[[bytes], str],
) -> None:
    receipt = replace(sample_letters.receipt(), asked=(("Vraag", "w" * 50_000),))
    printer = Printer(letter_limits=Limits(seconds=30))
    assert text_of(printer.receipt(receipt)).count("w") >= 50_000


def test_the_attachment_holds_the_report_as_json(opened: Callable[[bytes], pikepdf.Pdf]) -> None:
    report = samples.report(6)
    pdf = opened(Printer().report(report))
    assert pdf.attachments["inzage.json"].get_file().read_bytes() == as_json(report)


def test_the_same_report_gives_the_same_file() -> None:
    assert Printer().report(samples.report(6)) == Printer().report(samples.report(6))


def test_nothing_of_the_sender_is_taken_for_css() -> None:
    html = html_of("receipt", sample_letters.receipt(), "Titel", "</style><b>")
    assert html.count("</style>") == 1
    assert json.dumps(html)
