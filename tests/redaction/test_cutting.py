"""Pages that are cut out are drawn as in the whole file, and lead to nothing else in it."""

import re

import pytest

from portal.redaction.cutting import contents_of, cut
from portal.redaction.own_files import NotOurs, OwnFile
from portal.redaction.page_texts import texts
from tests.redaction.traps import TRAPS
from tests.redaction.typesetting import page, report, run


def test_every_page_reads_the_same_cut_out():
    pdf = report(*TRAPS.values())
    file = OwnFile(pdf)
    whole = list(texts(pdf))
    assert list(texts(cut(file, list(file.pages())))) == whole
    number = list(file.pages())[6]
    assert [text for _, text in texts(cut(file, [number]))] == [t for at, t in whole if at == 7]


def test_pictures_and_notes_stay_behind():
    picture = (
        b"/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        b"PIXEL",
    )
    file = OwnFile(report(page(run("A"), more=b"/Annots[1 0 R]", forms=((b"X0", picture),))))
    made = cut(file, list(file.pages()))
    assert b"/Annots" not in made
    assert b"/Subtype/Image" not in made
    assert re.search(rb"\d+ 0 obj\nnull\nendobj", made)


@pytest.mark.parametrize(
    "words",
    [
        b"<</Contents 3 0 R/Contents 4 0 R>>",
        b"<</Contents[3 0 R]/Cont#65nts 4 0 R>>",
        b"<</Type/Page>>",
    ],
)
def test_a_page_must_say_once_and_plainly_what_draws_it(words):
    assert contents_of(b"<</Contents[3 0 R 4 0 R]>>") == (3, 4)
    assert contents_of(b"<</Contents 5 0 R/Type/Page>>") == (5,)
    with pytest.raises(NotOurs):
        contents_of(words)


@pytest.mark.parametrize("more", [b"/Parent 1 0 R", b"/Contents[9 0 R]", b"/B 4 0 R/D 4000 0 R"])
def test_a_page_that_cannot_be_cut_out_is_left_in_the_whole(more):
    file = OwnFile(report(page(run("A"), more=more)))
    with pytest.raises(NotOurs):
        cut(file, list(file.pages()))


def test_a_page_that_leads_to_another_is_left_in_the_whole():
    file = OwnFile(report(page(run("A"))))
    [tree] = (int(each) for each in re.findall(rb"/Parent (\d+)", file.words(next(file.pages()))))
    file = OwnFile(report(page(run("A"), more=b"/Next %d 0 R" % tree)))
    with pytest.raises(NotOurs):
        cut(file, list(file.pages()))
