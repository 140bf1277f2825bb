"""Finding a text again however it is written, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.law.redaction import Passage, apply
from portal.redaction.matching import Finder, Wanted

FOUND = [
    ("Jan", "Jan was er"),
    ("Jansen", "J a n s e n"),
    ("Jansen", "Jan-\nsen kwam"),
    ("Jansen", "Jan\nsen"),
    ("Jansen", "Jan\u200bsen"),
    ("Jansen", "Jan\u00adsen"),
    ("Jansen", "de Jansens en hun auto"),
    ("Jansen", "Jansen's auto"),
    ("van den Berg", "VAN DEN  BERG"),
    ("van den Berg", "vandenBerg"),
    ("Griffioen", "gri\ufb03oen"),
    ("Yılmaz", "YILMAZ"),
    ("Müller", "MULLER"),
    ("Muller", "Mu\u0308ller kwam"),
    ("Jan Peters", "jan.peters@voorbeeld.example"),
    ("jan", "dossierJan2.pdf"),
    ("0612345678", "06-12 34 56 78"),
    ("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
    ("1985-03-12", "19850312"),
    ("Bo", "Bo was er"),
]
NOT_FOUND = [
    ("Jan", "in januari 2024"),
    ("Jan", "Jan-\nuari"),
    ("Jan", "12 jan. 2024"),
    ("Jan", "op 3 Jan 2024"),
    ("Jan", "ja naar"),
    ("Petersen", "Peters en zijn vrouw"),
    ("Hansen", "Hans en Grietje"),
    ("Jansen", "Jansenius"),
    ("Ahmed", "kaahmedx"),
    ("Bo", "b o"),
    ("Bo", "nabo"),
    ("An", "an appel"),
    ("123456", "1234567"),
    ("Jansen", "Jan. Sen was er."),
]


@pytest.mark.parametrize(("wanted", "text"), FOUND)
def test_it_is_found(wanted, text):
    assert list(Finder([Wanted(wanted)]).find(text))


@pytest.mark.parametrize(("wanted", "text"), NOT_FOUND)
def test_something_else_is_not_taken_for_it(wanted, text):
    assert not list(Finder([Wanted(wanted)]).find(text))


GREEK = ("Νίκος Παππάς", "ΝΙΚΟΣ ΠΑΠΠΑΣ", "νίκος παππάς")


@pytest.mark.parametrize("text", GREEK)
@pytest.mark.parametrize("name", GREEK)
def test_a_greek_name_is_found_in_capitals_and_in_small_letters(name, text):
    found = list(Finder([Wanted(name)]).find(f"({text})"))
    assert {(each.start, each.end) for each in found} == {(1, 1 + len(text))}
    assert {each.wanted.known_as or each.wanted.text for each in found} == {name}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("de groene Groen", 1),
        ("groen is mooi", 0),
        ("volgens mw. groen", 1),
        ("Mevrouw A. van\nder groen belde", 1),
        ("mevrouw wil groen", 0),
        ("een systeem, groen", 0),
    ],
)
def test_a_name_that_is_also_a_word_needs_its_capital_or_a_title(text, number):
    assert len(list(Finder([Wanted("Groen", capital=True)]).find(text))) == number


def test_what_is_no_name_needs_no_title_and_gets_none():
    month = Finder([Wanted("mei")])
    assert list(month.find("in Mei"))
    assert not list(month.find("mevrouw mei"))


def test_a_title_may_stand_before_letters_whatever_was_between_them():
    finder = Finder([Wanted("Groen", capital=True), Wanted("blauw")])
    for letters in ("mwgroen", "xdeheeravandergroen", "blauwmevrgroen"):
        assert finder.may_be_titled(letters)
    for letters in ("eengroen", "mwblauw", "mwwistdatgroen", ""):
        assert not finder.may_be_titled(letters)


def test_texts_of_one_sign_and_none_are_left_out():
    assert not Finder([Wanted("a"), Wanted(" - "), Wanted("")])
    assert list(Finder([]).find("alles")) == []


NAMES = st.text(st.sampled_from("abcdefghijkéïÿñØß"), min_size=4, max_size=12)
AROUND = st.text(max_size=20)
GAPS = st.sampled_from(["", "\u200b", "\u00ad", "-\n"])


@given(NAMES, AROUND, AROUND)
def test_a_name_between_spaces_is_found_and_once_it_is_gone_no_more(name, before, after):
    name = name.capitalize()
    finder = Finder([Wanted(name)])
    text = f"{before} {name} {after}"
    while found := list(finder.find(text)):
        text = apply(text, [Passage(each.start, each.end, " # ") for each in found])
    assert name not in text.split()


@given(NAMES, st.data())
def test_a_name_is_found_with_unseen_signs_in_it(name, data):
    spread = "".join(sign + data.draw(GAPS) for sign in name[:-1]) + name[-1]
    assert list(Finder([Wanted(name)]).find(f"zij, {spread.upper()}, kwam"))


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_many_are_found_as_each_alone(names):
    text = ", ".join(names)
    together = {each.wanted.text for each in Finder(map(Wanted, names)).find(text)}
    alone = {name for name in names if list(Finder([Wanted(name)]).find(text))}
    assert together == alone == set(names)
