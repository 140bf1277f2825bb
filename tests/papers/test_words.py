"""DOCX: what is written, and nothing that lies elsewhere or is hidden in it."""

import pytest

from portal.papers import words
from portal.papers.problems import Problem, Unreadable
from tests.papers import hostile, samples

HEADER = "word/header1.xml"


def test_what_stands_above_pages_is_told_once_and_before_the_rest() -> None:
    html, pictures = words.html_of(samples.document("Tekst", header="Kop <b>vet</b>"))
    assert html.startswith("<p>Kop &lt;b&gt;vet&lt;/b&gt;</p><hr>")
    assert "<p>Tekst</p>" in html
    assert pictures == {}


def test_pictures_are_our_own_copies_under_names_of_ours() -> None:
    html, pictures = words.html_of(samples.document("Tekst", picture=samples.scan()))
    assert list(pictures) == ["picture:1"]
    assert pictures["picture:1"].startswith(b"\xff\xd8\xff")
    assert '<img src="picture:1"' in html


def test_of_very_many_pictures_the_last_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "PICTURES", 0)
    html, pictures = words.html_of(samples.document("Tekst", picture=samples.scan()))
    assert pictures == {}
    assert 'alt="[-]"' in html


def test_a_header_that_declares_things_is_not_looked_at() -> None:
    trap = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    html, _ = words.html_of(hostile.rezipped(samples.document("Tekst"), {HEADER: trap}))
    assert "Tekst" in html
    assert "root:" not in html


def test_a_header_that_is_broken_is_a_broken_document() -> None:
    with pytest.raises(Unreadable) as raised:
        words.html_of(hostile.rezipped(samples.document("Tekst"), {HEADER: b"<x"}))
    assert raised.value.problem is Problem.BROKEN


def test_very_deep_text_does_not_bring_it_down() -> None:
    deep = b"<w:p xmlns:w='x'>" * 3_000
    with pytest.raises(Unreadable) as raised:
        words.html_of(hostile.rezipped(samples.document("x"), {"word/document.xml": deep}))
    assert raised.value.problem is Problem.BROKEN
