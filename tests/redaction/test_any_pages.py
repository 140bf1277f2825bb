"""A PDF of any making is read page by page, in each of its versions."""

import pytest

from portal.redaction import checking
from portal.redaction.any_pages import AnyPages
from portal.redaction.checking import Watch
from portal.redaction.found import NotCheckable
from tests.redaction import leaking

WATCH = Watch([leaking.NAME])


def test_earlier_versions_are_read_too():
    places = {hit.place for hit in AnyPages(leaking.earlier_revision()).hits(WATCH)}
    assert places == {"earlier:1"}


def test_what_draws_a_page_is_known_by_its_number():
    pdf = leaking.clean()
    pages = AnyPages(pdf)
    shown = [number for number in range(1, 20) if pages.shows(number, 0)]
    assert len(shown) == 1


def test_of_two_objects_with_one_number_both_are_looked_in():
    """The first is older: no table leads to it, but it is there."""
    pdf = leaking.clean()
    [number] = (each for each in range(1, 20) if AnyPages(pdf).shows(each, 0))
    body = leaking.written("Fatima Yilmaz-Jansen")
    older = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(body), body,
    )  # fmt: skip
    at = pdf.rindex(b"startxref")
    hits = checking.find_in_pdf(pdf[:at] + older + pdf[at:], WATCH)
    assert {hit.place for hit in hits} == {"hidden"}


def test_what_a_library_cannot_open_is_not_checkable():
    with pytest.raises(NotCheckable):
        AnyPages(b"%PDF-1.7 broken")
