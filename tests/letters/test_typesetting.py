"""Records set in type: words that are too wide break, and nothing that is said is code."""

import json
from collections.abc import Callable

import pytest

from portal.language.words import Words
from portal.letters.chunks import Size, chunks_of
from portal.letters.environment import template
from portal.letters.rendering import FONTS, Limits, RenderingFailed, RenderingTooLarge, typeset_pdf
from portal.letters.typesetting import Measure
from tests.letters import samples

MEASURE = Measure(FONTS / "NotoSans_400Regular.ttf")


def test_words_that_fit_stay_whole() -> None:
    text = "Doorverwezen naar de gemeente"
    assert MEASURE.fitting(text, 100) == text


def test_a_word_too_wide_for_its_column_may_break_anywhere() -> None:
    broken = MEASURE.fitting("Van WWWWWWWWWWWWWWWWWWWW naar", 60)
    assert broken == "Van " + "\u200b".join("W" * 20) + " naar"


def test_a_narrow_word_of_many_letters_stays_whole() -> None:
    assert MEASURE.fitting("illegaliteit", 60) == "illegaliteit"


def data(*blocks: dict[str, object]) -> str:
    head = dict.fromkeys(("title", "organisation", "reference", "subject"), "x")
    colours = {"dark": "#154273", "light": "#eef3f8", "language": "nl", "written": "nl"}
    return json.dumps({**head, **colours, "blocks": blocks})


def test_what_is_said_is_set_letter_by_letter(text_of: Callable[[bytes], str]) -> None:
    said = '#read("/etc/passwd") #import "@preview/x:1.0.0" $x$ *a* _b_ \\ // [c] <d> @e `f`'
    row = [said, said, 0, "en"]
    block = {"kind": "record", "label": said, "rows": [row], "splits": False}
    text = text_of(typeset_pdf(data(block), template("records")))
    assert "".join(text.replace("\u200b", "").split()).count("".join(said.split())) == 3


@pytest.mark.parametrize(
    "code", ['#read("/etc/passwd")', '#image("/etc/hostname")', '#import "@preview/a:1.0.0": b']
)
def test_not_even_a_template_reads_files_or_fetches_code(code: str) -> None:
    with pytest.raises(RenderingFailed) as failure:
        typeset_pdf(data(), code)
    assert "root:" not in str(failure.value)


def test_it_cannot_take_more_memory_than_given() -> None:
    blocks = [
        chunk.data for chunk in chunks_of(samples.report(2000), Words("nl"), Size(9999), {1, 2})
    ]
    with pytest.raises(RenderingTooLarge):
        typeset_pdf(blocks[0], template("records"), limits=Limits(memory=330_000_000))
