"""Taking passages out of a text: nothing of them is left, all the rest is."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.law.redaction import (
    Passage,
    apply,
    in_cases,
    is_unseen,
    joined,
    letter,
    normal,
    normal_lines,
    places,
)

TEXTS = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6)


@given(TEXTS, SPANS)
def test_no_sign_of_a_passage_is_left_and_no_other_is_lost(text, spans):
    left = apply(text, [Passage(start, end) for start, end in spans])
    kept = [at for at in range(len(text)) if not any(a <= at < b for a, b in spans)]
    assert left == "".join(text[at] for at in kept)


@given(TEXTS, SPANS)
def test_what_comes_in_the_place_of_passages_stands_there_once_each(text, spans):
    found = joined(text, [Passage(start, end, "X") for start, end in spans])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.instead == "X" for each in found)


def test_passages_that_overlap_become_one_with_both_names():
    passages = [Passage(0, 5, "derde A"), Passage(3, 8, "derde B"), Passage(4, 6, "derde A")]
    assert apply("Jan Peters belde", passages) == "derde A derde Brs belde"


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_others_are_lettered_as_columns_are(number, name):
    assert letter(number) == name


def test_letters_are_never_the_same():
    assert len({letter(number) for number in range(2000)}) == 2000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yılmaz", "YILMAZ"),
        ("Müller", "Mu\u0308ller"),
        ("Griffioen", "gri\ufb03oen"),
        ("van den  Berg", "Van-den\nBerg"),
        ("Bjørn Sæther", "bjorn saether"),
        ("IJsbrand", "\u0132sbrand"),
        ("Jan\u200bsen", "Jan\u00adsen"),
        ("ＪＡＮ", "jan"),
        ("Straße", "STRASSE"),
    ],
)
def test_ways_to_write_the_same_have_one_form(one, other):
    assert normal(one) == normal(other)


OTHER_LETTERS = [
    ("Jаn Реtеrsеn", "Jan Petersen"),  # Cyrillic
    ("КЕЕЅ dе Воеr", "Kees de Boer"),  # Cyrillic
    ("Μarta ΚΟΧ", "Marta Kox"),  # Greek
    ("JAΝSEN, ΜΕΥER, ΎΫ", "Jansen, Meyer, yy"),  # Greek capitals that look like no small letter
    ("Jακοb νan Dυin", "Jakob van Duin"),  # Greek small letters that look like no capital
    ("Ｊａｎ", "Jan"),  # of full width
    ("𝐉𝐚𝐧 𝖯eters", "Jan Peters"),  # of mathematics
    ("Jɑn Ꮓ", "JanᏃ"),  # of phonetic writing; what nobody types stays
    ("0６-１２345٦٧8", "06-12345678"),
    ("Мария ИВАНОВА", "МАРИЯ Иванова"),
    ("Χρήστος ΞΕΡΑΣ", "ΧΡΗΣΤΟΣ ξεράς"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_LETTERS)
def test_letters_that_look_alike_have_one_form_whatever_alphabet_they_are_of(one, other):
    assert normal(one) == normal(other)
    assert len(places(one)) == len(normal(one))


def test_every_sign_of_an_alphabet_has_a_place_for_each_sign_of_its_form():
    codes = chain(range(0x3000), range(0xF900, 0x10000), range(0x1D400, 0x1D800))
    signs = "".join(map(chr, codes)).replace("\n", "")
    folded = [normal(sign) for sign in signs]
    assert places(signs) == [at for at, form in enumerate(folded) for _ in form]
    assert normal_lines("\n".join(signs)) == folded


@pytest.mark.parametrize("name", ["Γιάννης Ξένος", "ΓΙΑΝΝΗΣ ΞΕΝΟΣ", "γιάννης ξένος"])
def test_a_name_in_greek_is_written_in_capitals_and_in_small_letters(name):
    ways = {normal(way) for way in in_cases(name)}
    assert in_cases(name)[0] == name
    for other in ("Γιάννης Ξένος", "ΓΙΆΝΝΗΣ ΞΈΝΟΣ", "γιαννης ξενος"):
        assert normal(other) in ways


@pytest.mark.parametrize("name", ["Jan Petersen", "Gül Yılmaz", "Мария Иванова", "ΧΡΗΣΤΟΣ", "Weiß"])
def test_of_other_names_capitals_and_small_letters_have_one_form(name):
    assert in_cases(name) == (name,)


@pytest.mark.parametrize(("one", "other"), [("Jan", "Jun"), ("шип", "щип"), ("Дора", "Лора")])
def test_letters_that_do_not_look_alike_stay_apart(one, other):
    assert normal(one) != normal(other)


@given(TEXTS)
def test_the_form_for_comparing_knows_where_each_sign_comes_from(text):
    folded, where = normal(text), places(text)
    assert len(folded) == len(where)
    assert where == sorted(where)
    assert all(sign in normal(text[at]) for sign, at in zip(folded, where, strict=True))


@given(TEXTS, TEXTS)
def test_the_form_of_two_texts_is_that_of_each(one, other):
    assert normal(one + "\n" + other) == normal(one) + normal(other)


@given(st.lists(TEXTS.map(lambda text: text.replace("\n", "\r")), min_size=1, max_size=4))
def test_lines_have_the_form_that_each_has_by_itself(lines):
    assert normal_lines("\n".join(lines)) == [normal(line) for line in lines]


@given(st.characters())
def test_the_form_of_a_plain_text_is_the_same_next_to_one_that_is_not_plain(sign):
    assert normal(f"Ab-{sign}-1\n") == f"ab{normal(sign)}1"


def test_signs_that_take_no_room_are_known():
    assert all(is_unseen(sign) for sign in "\u200b\u00ad\u0301\u2060\ufeff")
    assert not any(is_unseen(sign) for sign in "a1 -\n")
