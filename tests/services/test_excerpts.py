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
        ("Elena van Doorn", "attachment:a.json/data:7.0a", JSON,
         "… schreef het zelf. Tegenpartij: ", "Elena", "; …"),
        ("Jan Peters", "page:3", "toen JAN PETERS binnen", "toen ", "JAN PETERS", " binnen"),
        ("Ali", "page:3", LONG, "… het niet waar was dat iemand en ", "Ali",
         " daar ook nog bij was geweest, zei de …"),
        ("Demi de Koning", "page:1", "dat las de Koning voor", "dat las ", "de Koning", " voor"),
        ("huur", "text", "staat hier niet", "staat hier niet", "", ""),
    ],
)  # fmt: skip
def test_whole_words_stand_around_it_and_no_signs_of_a_file(
    text, place, around, before, found, after
):
    leak = Leak(text=text, place=place, around=around)
    assert excerpts.of(leak) == Excerpt(before, found, after)


def test_what_was_seen_is_the_find_itself_and_what_is_said_is_all_that_stands_around_it():
    around = "de dochter Demi zag gister de Koning der Nederlanden en de rest"
    leak = Leak(text="Demi de Koning", place="page:1", around=around)
    assert excerpts.seen(leak) == {"dekoning", "koning"}
    assert excerpts.said(leak.text, around) == {"demi", "dekoning", "koning"}
    assert excerpts.said(leak.text, "niets") == {"demidekoning"}, "nobody can tell"
