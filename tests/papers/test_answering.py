"""What a child answers: a document, or why there is none."""

from typing import Any

import pytest

from portal.papers import answering
from portal.papers.cell import FONTS
from portal.papers.pages import Pages
from tests.papers import samples

READ = {"do": "read", "fonts": str(FONTS)}


def test_what_is_read_is_a_pdf_and_its_text() -> None:
    facts, (pdf, packed) = answering.answer(READ, samples.simple_pdf("Een", "Twee"))
    assert facts == {"media_type": "application/pdf"}
    assert pdf.startswith(b"%PDF-")
    assert [page.text for page in Pages(packed)] == ["Een", "Twee"]


@pytest.mark.parametrize("fault", [MemoryError, RecursionError])
def test_what_does_not_fit_in_the_memory_is_said(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr(answering.pdfs, "cleaned", fail)
    assert answering.answer(READ, samples.simple_pdf("Een")) == (
        {"problem": "too_much_inside"},
        [],
    )


def test_more_than_may_come_out_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "OUTPUT", 10)
    assert answering.answer(READ, samples.simple_pdf("Een"))[0] == {"problem": "too_much_inside"}


def test_of_very_many_attachments_the_last_are_only_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "ATTACHED", 0)
    _, (_, packed) = answering.answer(READ, samples.mail("x", attachment=samples.scan()))
    pages = Pages(packed)
    assert len(pages) == 1
    assert "foto.png (niet te lezen" in pages[0].text
