"""Everything a search can tell has words, in both languages."""

import pytest

from portal.language.searches import IDENTIFIER, REMARK, found_by, remark
from portal.language.words import Words
from portal.organisations.systems import MATCH_IDENTIFIERS
from portal.services.ending import REASONS
from portal.sources.matching import KNOWN
from portal.sources.records import FOLLOWED


def test_every_reason_has_words_and_there_are_no_others():
    assert set(REMARK) == set(REASONS)


@pytest.mark.parametrize("code", REASONS)
def test_the_words_are_there_in_both_languages(code):
    english = remark(Words("en"), code, "complaints.sqlite")
    dutch = remark(Words("nl"), code, "complaints.sqlite")
    assert english
    assert dutch
    assert english != dutch
    assert ("complaints.sqlite" in english) is ("complaints.sqlite" in dutch)


def test_no_reason_has_no_words():
    assert remark(Words("nl"), "", "") == ""


def test_every_way_to_find_somebody_has_words():
    known = {f"{KNOWN}{identifier}" for identifier in FOLLOWED}
    assert set(IDENTIFIER) == set(MATCH_IDENTIFIERS) | known


def test_it_says_how_an_item_was_found():
    assert found_by(Words("en"), "email,name+birth_date") == (
        "e-mail address; name and date of birth"
    )
    assert found_by(Words("nl"), "name+postcode,bsn") == "naam en postcode; burgerservicenummer"
    assert found_by(Words("nl"), "") == ""
