"""What a database is asked lets pass every row that is about the person."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.sources.connector import Subject
from portal.sources.matching import Condition, Way, same
from portal.sources.sheets import compiled
from portal.sources.sieve import make_sieve

WRITTEN = [
    ("email", "Anna@Post.Example", " ANNA@post.example\n"),
    ("email", "änna@post.example", "ÄNNA@post.example"),
    ("phone", "+31 6 00 12 34 56", "06-00123456"),
    ("phone", "0600123456", "600123456"),
    ("phone", "0600123456", "0031 (0)6 00\u00a012 34 56"),
    ("phone", "+49 30 123456", "+4930123456"),
    ("name", "Ayse Celik", "Çelik, Ayşe"),
    ("name", "Jan-Peter d'Hont", "D’HONT,\tJan Peter"),
    ("name", "Søren Groß", "groß, søren"),
    ("birth_date", "1980-02-03", "3-2-1980"),
    ("birth_date", "1980-02-03", "03/02/1980"),
    ("birth_date", "1980-02-03", "19800203"),
    ("birth_date", "1980-02-03", "1980-02-03T10:15:00"),
    ("birth_date", "1980-02-03", "1980-W05-7"),
    ("postcode", "1234AB", "1234\u00a0ab"),
    ("bsn", "012345678", "12.345.678"),
    ("client_number", "K-100.2", "k 1002"),
    ("client_number", "100%_\\", "100%_\\"),
]


def passes(way, row):
    """Whether the sieve of a way lets a row pass, as the reader of workbooks uses it."""
    (clauses,) = make_sieve([way])
    return all(compiled(clause.patterns)(row[clause.column]) for clause in clauses)


def way_of(identifier, value):
    return Way(identifier, (Condition(identifier, "it", same(identifier, value)),))


@pytest.mark.parametrize(("identifier", "ours", "theirs"), WRITTEN)
def test_what_means_the_same_passes(identifier, ours, theirs):
    assert same(identifier, ours) == same(identifier, theirs) != ""
    assert passes(way_of(identifier, ours), {"it": theirs})
    assert passes(way_of(identifier, theirs), {"it": ours})


@pytest.mark.parametrize(
    ("identifier", "ours", "theirs"),
    [
        ("email", "anna@post.example", "piet@post.example"),
        ("email", "anna_a@post.example", "annaxa@post.example"),
        ("phone", "0600123456", "0600123457"),
        ("name", "Anna Berg", "Piet Berg"),
        ("birth_date", "1980-02-03", "1981-02-03"),
        ("postcode", "1234AB", "1234AC"),
        ("client_number", "K-100", "K-200"),
    ],
)
def test_others_stay_where_they_are(identifier, ours, theirs):
    assert not passes(way_of(identifier, ours), {"it": theirs})


def test_of_a_way_with_two_identifiers_both_are_asked():
    way = Way(
        "name+birth_date",
        (Condition("name", "who", "anna berg"), Condition("birth_date", "born", "1980-02-03")),
    )
    assert passes(way, {"who": "Berg, Anna", "born": "3-2-1980"})
    assert not passes(way, {"who": "Berg, Anna", "born": "4-5-1981"})
    assert not passes(way, {"who": "Piet Berg", "born": "3-2-1980"})


@given(st.text(max_size=12), st.sampled_from(["email", "phone", "name", "bsn", "client_number"]))
def test_a_value_passes_its_own_sieve(text, identifier):
    if same(identifier, text):
        assert passes(way_of(identifier, text), {"it": text})


SEPARATED = st.sampled_from(["", " ", "-", ".", " - "])


@given(st.from_regex(re.compile(r"[A-Z]{0,2}[0-9]{3,6}", re.ASCII), fullmatch=True), st.data())
def test_however_a_number_is_separated_it_passes(number, data):
    written = "".join(sign + data.draw(SEPARATED) for sign in number).lower()
    if same("client_number", number):
        assert passes(way_of("client_number", number), {"it": written})


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.sampled_from(["%d-%m-%Y", "%Y%m%d"]))
def test_however_a_date_is_written_it_passes(day, pattern):
    way = way_of("birth_date", Subject(birth_date=day).value("birth_date"))
    assert passes(way, {"it": day.strftime(pattern)})
