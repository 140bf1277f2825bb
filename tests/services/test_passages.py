"""Where in an item a passage stands."""

import pytest

from portal.services import passages
from portal.services.passages import PassageUnknown
from portal.sources.values import Kind
from tests.services.redacting import field, page

FIELDS = [field("een 😀 Jan Peters"), field("huur", value_en="rent"),
          field("2001-05-01", kind=Kind.DATE)]  # fmt: skip


def test_a_browser_that_counts_some_signs_double_means_the_nearest():
    where = {"text": "Jan Peters", "field": 0, "start": 7, "end": 17}
    assert passages.selected(FIELDS, (), where).start == 6


def test_a_text_in_two_languages_is_marked_in_one():
    where = {"field": 1, "language": "en", "start": 0, "end": 4}
    place = passages.selected(FIELDS, (), where)
    assert (place.text, place.language) == ("rent", "en")
    with pytest.raises(PassageUnknown):
        passages.selected(FIELDS, (), {**where, "language": ""})


def test_a_date_goes_as_a_whole():
    place = passages.selected(FIELDS, (), {"field": 2, "start": 0, "end": 4})
    assert place.text == "2001-05-01"


def test_a_region_takes_the_text_under_it_and_stays_on_the_page():
    sheet = page()
    place = passages.selected((), [sheet], {"page": 1, "boxes": [(-5, 5, 45, 22)]})
    assert (place.text, place.boxes) == ("Jan", ((0.0, 5, 45, 22),))
    with pytest.raises(PassageUnknown):
        passages.selected((), [sheet], {"page": 1, "boxes": [(500, 5, 510, 22)]})
    whole = passages.selected((), [sheet], {"page": 1, "whole": True})
    assert whole.boxes == ((0.0, 0.0, 200.0, 100.0),)


def test_places_with_the_same_key_are_one():
    one = passages.selected((), [page()], {"page": 1, "start": 0, "end": 3})
    other = passages.selected((), [page()], {"page": 1, "start": 0, "end": 3, "text": "Jan"})
    assert one.key == other.key
