"""Hostile texts in every field come out as text, and nothing else happens."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pikepdf
import pytest

from portal.letters.attachment import as_json
from portal.letters.blocks import LetterIncomplete, Sender
from portal.letters.letter import Recipient
from portal.letters.printing import Printer, fragment, letter_html
from portal.letters.records import Field
from portal.letters.rendering import Limits
from portal.letters.report import Report
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
    assert "abcgpj.exex" in text_of(Printer().letter(receipt))


def test_a_word_of_twenty_thousand_letters_costs_seconds_only(
    text_of: Callable[[bytes], str],
) -> None:
    receipt = replace(sample_letters.receipt(), asked=(("Vraag", "w" * 20_000),))
    printer = Printer(letter_limits=Limits(seconds=15))
    assert text_of(printer.letter(receipt)).count("w") >= 20_000


def test_the_attachment_holds_the_report_and_the_same_one_gives_the_same_file(
    opened: Callable[[bytes], pikepdf.Pdf],
) -> None:
    report = samples.report(6)
    printed = Printer().report(report)
    pdf = opened(printed)
    assert pdf.attachments["inzage.json"].get_file().read_bytes() == as_json(report)
    assert Printer().report(samples.report(6)) == printed


def test_nothing_of_the_recipient_is_taken_for_css() -> None:
    receipt = replace(sample_letters.receipt(), recipient=Recipient("</style><b>"))
    assert letter_html(receipt).count("</style>") == 1


PERSONAL = "Wij spraken elkaar gisteren.\n<b>vet</b> {{ 7*7 }}"


def test_the_personal_paragraph_stands_after_the_reasons_and_before_what_happens_now() -> None:
    text = words_of(letter_html(replace(sample_letters.decision(), personal=PERSONAL)))
    order = [
        "Waarom?",
        "Wij spraken elkaar gisteren.",
        "<b>vet</b> {{ 7*7 }}",
        "Wat gebeurt er nu?",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_personal_paragraph_is_no_letter_and_pushes_nothing_out() -> None:
    with pytest.raises(LetterIncomplete, match="1000"):
        replace(sample_letters.decision(), personal="x" * 1001)
    plain = words_of(letter_html(sample_letters.decision()))
    added = words_of(letter_html(replace(sample_letters.decision(), personal="x" * 1000)))
    assert added.replace("\u200b", "").replace("x" * 1000, "").split() == plain.split()


def test_what_staff_see_before_sending_has_the_words_of_the_pdf(
    text_of: Callable[[bytes], str],
) -> None:
    letter = replace(sample_letters.decision(), personal=PERSONAL)
    seen = words_of(fragment(letter))
    printed = squeezed(text_of(Printer().letter(replace(letter, sender=plain_sender()))))
    missing = [word for word in seen.split() if squeezed(word) not in printed]
    assert missing == []
    assert squeezed(seen) in squeezed(words_of(letter_html(replace(letter, sender=plain_sender()))))


def test_what_staff_see_lets_nothing_in() -> None:
    shown = fragment(replace(sample_letters.decision(), personal="\n".join(HOSTILE)))
    for tag in ("<script", "<img", "<style", "<link", "<a "):
        assert tag not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown
    assert re.findall("<h[12]", shown) == []
    assert "<h3>Ons antwoord op uw verzoek</h3>" in shown


def words_of(html: str) -> str:
    """The words of a letter, with their entities read."""
    body = html[html.index("<body") :] if "<body" in html else html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def plain_sender() -> Sender:
    """The sender without a mark, as staff see it."""
    return replace(samples.sender(), logo=None)
