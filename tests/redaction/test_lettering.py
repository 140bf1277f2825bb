"""A font is read only when it says of each sign, once, what it stands for."""

import pytest

from portal.redaction.lettering import MOST, Lettering, is_for_page_numbers
from portal.redaction.own_files import NotOurs, OwnFile
from portal.redaction.typeset import Typeset
from tests.redaction.typesetting import CODES, MAP, listed, page, report, run, with_font


def drawn(text: str, **font) -> str:
    file = OwnFile(report(with_font(page(run(text)), **font)))
    return Typeset(file).page(next(file.pages())).runs[0]


def test_a_sign_may_stand_for_several_letters_or_for_an_accent():
    table = MAP % listed({CODES["A"]: "ffi", CODES["B"]: "é", CODES["C"]: "𝒟"})
    assert drawn("ABCA", table=table) == "ffié𝒟ffi"


ALL = {code: letter for letter, code in CODES.items()}
OTHERS = {
    "twice": MAP % (listed(ALL) + "\n" + listed({1: "x"})),
    "by range": MAP % (listed(ALL) + "\n1 beginbfrange\n<0001> <0005> <0041>\nendbfrange"),
    "not at all": MAP % listed({1: " "}),
    "with a sign too far": MAP % listed(ALL | {255: "x"}),
    "with the sign that is none": MAP % listed(ALL | {0: "x"}),
    "for signs of one byte": (MAP % listed(ALL)).replace("<0000> <FFFF>", "<00> <FF>"),
    "by another table": (MAP % listed(ALL)).replace("begincmap\n", "begincmap\n/Other usecmap\n"),
    "as nothing": MAP % listed(ALL | {CODES["A"]: "\0"}),
    "from right to left": MAP % listed(ALL | {CODES["Z"]: "\u05d0"}),
}


@pytest.mark.parametrize("how", OTHERS)
def test_a_table_that_tells_letters_otherwise_is_left_to_a_library(how):
    with pytest.raises(NotOurs):
        drawn("ABC", table=OTHERS[how])


@pytest.mark.parametrize("widths", [b"0 255 500", b"", b"0 [500 500]"])
def test_widths_that_are_told_otherwise_are_left_to_a_library(widths):
    with pytest.raises(NotOurs):
        drawn("ABC", widths=widths)


def test_what_was_read_is_kept_until_it_is_much():
    font = Lettering("".join(map(chr, range(255))), [500.0] * 255)
    for number in range(MOST + 1):
        font.learn(b"%d" % number, b"AB")
    assert font.read[b"7"] == ("AB", 1000.0)
    font.forget()
    assert not font.read


def test_another_font_does_not_set_page_numbers():
    assert not is_for_page_numbers(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
