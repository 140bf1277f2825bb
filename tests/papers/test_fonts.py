"""Fonts that may call letters otherwise than they look are known by what the file says of them."""

import pikepdf
import pytest

from portal.papers import fonts
from tests.papers import lying, samples

Name = pikepdf.Name


def with_font(**more: object) -> bytes:
    """A PDF with a page in a font like this, and a page in one that is known everywhere."""
    file = samples.pdf("", "")
    font = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": Name.Helvetica, **more}
    made = file.make_indirect(pikepdf.Dictionary(**font))
    file.pages[1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(G=made))
    return samples.saved(file)


BROUGHT = pikepdf.Dictionary(FontFile2=pikepdf.Dictionary())
INNER = pikepdf.Dictionary(FontDescriptor=BROUGHT)


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (with_font(), set()),
        (with_font(FontDescriptor=pikepdf.Dictionary(Ascent=1)), set()),
        (with_font(FontDescriptor=BROUGHT), {1}),
        (with_font(Subtype=Name.Type0, DescendantFonts=pikepdf.Array([INNER])), {1}),
        (with_font(Subtype=Name.Type3), {1}),
        (with_font(DescendantFonts=pikepdf.Array([])), set()),
        (lying.by_its_table(0), {0}),
    ],
)
def test_pages_with_such_a_font_are_known(content: bytes, pages: set[int]) -> None:
    assert fonts.with_letters_of_their_own(content) == pages


def test_a_font_within_drawings_counts_and_drawings_that_hold_each_other_have_an_end() -> None:
    file = samples.pdf("")
    font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type3)
    inner = file.make_stream(b"", Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(G=font)))
    several = [file.make_stream(b"") for _ in range(30)]
    drawings = {f"/X{number}": each for number, each in enumerate(several)}
    shared = file.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(drawings)))
    for each in several:
        each.Resources = shared
    file.pages[0].Resources = shared
    assert fonts.with_letters_of_their_own(samples.saved(file)) == frozenset()
    shared.XObject.Last = inner
    assert fonts.with_letters_of_their_own(samples.saved(file)) == {0}
