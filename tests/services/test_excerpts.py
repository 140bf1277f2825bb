"""What stands around a find, as people read it."""

import pytest

from portal.models.redaction import Leak
from portal.services import excerpts
from portal.services.excerpts import Excerpt

JSON = 'en schreef het zelf."}, {"label": "Tegenpartij", "value": "Elena", "kind": "text"}], "fou'
LONG = "rwijl het niet waar was dat iemand en Ali daar ook nog bij was geweest, zei de groep"


@pytest.mark.parametrize(
    ("text", "place", "around", "before", "found", "after"),
    [
        ("Elena van Doorn", "data", JSON, "… schreef het zelf. Tegenpartij: ", "Elena", "; …"),
        ("Jan Peters", "page:3", "toen JAN PETERS binnen", "toen ", "JAN PETERS", " binnen"),
        ("Ali", "page:3", LONG, "… het niet waar was dat iemand en ", "Ali",
         " daar ook nog bij was geweest, zei de …"),
        ("huur", "text", "staat hier niet", "staat hier niet", "", ""),
    ],
)  # fmt: skip
def test_whole_words_stand_around_it_and_no_signs_of_a_file(
    text, place, around, before, found, after
):
    leak = Leak(text=text, place=place, around=around)
    assert excerpts.of(leak) == Excerpt(before, found, after)
