"""Others in a case: one letter each, however they are written."""

import pytest

from portal.language.words import Words
from portal.law.lifecycle import ActionRefused
from portal.services import marking, thirds
from tests.services.redacting import Redacting

NL = Words("nl")


def letters(at: Redacting, *names):
    return [thirds.third_for(at.session, at.case, name, **at.who).letter for name in names]


def test_the_same_name_has_the_same_letter_however_it_is_written(redacting):
    assert letters(redacting, "Jan Peters", "JAN  PETERS", "jan-peters", "Fatima") == list("AAAB")


def test_a_part_of_a_name_is_that_person_as_long_as_there_is_one(redacting):
    assert letters(redacting, "Peters", "Jan Peters", "mevrouw Peters") == list("AAA")
    assert letters(redacting, "Marie Peters", "Peters") == list("BA")
    assert letters(redacting, "Kees Jansen", "Piet Jansen", "Jansen") == list("CDE")


def test_another_case_has_letters_of_its_own(redacting):
    letters(redacting, "Jan Peters")
    assert thirds.find_third(redacting.session, redacting.case, 1) is not None
    assert thirds.find_third(redacting.session, redacting.case, 99) is None
    [(third, number)] = thirds.list_thirds(redacting.session, redacting.case)
    assert (thirds.called(NL, third), number) == ("derde A", 0)


def test_two_who_are_one_get_one_letter_and_their_marks_go_along(redacting):
    at = redacting
    one, two = (thirds.third_for(at.session, at.case, each, **at.who) for each in ("Jan", "Piet"))
    mark = marking.mark(
        at.session, at.case, at.items[1], field=0, start=0, end=3, third=two, **at.why
    )
    thirds.merge(at.session, at.case, one, two, **at.who)
    at.session.refresh(mark)
    assert mark.third_id == one.id
    assert one.names == ["Jan", "Piet"]
    assert letters(at, "Nieuw") == ["B"]


def test_a_name_that_is_somebody_elses_is_split_off_with_its_marks(redacting):
    at = redacting
    one = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    marking.mark_all(at.session, at.case, "mevrouw Peters", pages={}, third=one, **at.why)
    other = thirds.split_off(at.session, at.case, one, "mevrouw Peters", **at.who)
    assert (one.names, other.letter) == (["Jan Peters"], "B")
    assert [number for _, number in thirds.list_thirds(at.session, at.case)] == [0, 1]
    with pytest.raises(thirds.LastName):
        thirds.split_off(at.session, at.case, one, "Jan Peters", **at.who)


def test_a_name_is_of_one_person_only(redacting):
    at = redacting
    one, two = (thirds.third_for(at.session, at.case, each, **at.who) for each in ("Jan", "Piet"))
    thirds.add_name(at.session, at.case, one, "de buurman", **at.who)
    assert one.names == ["Jan", "de buurman"]
    with pytest.raises(thirds.NameTaken):
        thirds.add_name(at.session, at.case, two, "De Buurman", **at.who)


def test_nobody_gets_a_letter_in_a_case_that_is_not_handled(redacting):
    at = redacting
    at.case.status = "decided"
    with pytest.raises(ActionRefused):
        thirds.third_for(at.session, at.case, "Jan", **at.who)


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (["Jan Bakker"], "Jan Bakker"),
        (["Bakker", "Jan Bakker", "mevrouw Bakker"], "Jan Bakker"),
        (["Jan Bakker", "Jan Bekker"], ""),
        (["M. Jansen", "P. Jansen"], ""),
        (["Jan Peters", "Peters"], "Jan Peters"),
        (["Jan Peters", "Jan Pieters"], ""),
        (["Jan Peters", "Pietje"], "Jan Peters"),
        (["Jan Peters", "Kees de Boer"], ""),
    ],
)
def test_names_are_of_one_person_when_one_says_all_or_they_share_a_letter(redacting, names, one):
    at = redacting
    peters = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    thirds.add_name(at.session, at.case, peters, "Pietje", **at.who)
    thirds.third_for(at.session, at.case, "Jan Pieters", **at.who)
    assert thirds.only_one_of(at.session, at.case, names) == one
    assert len(thirds.list_thirds(at.session, at.case)) == 2, "nobody gets a letter by it"
