"""When two ways of writing mean the same person, and when they do not."""

from datetime import date

import pytest

from portal.sources.connector import Subject
from portal.sources.matching import make_plan, same, ways
from tests.sources.systems import system, table


@pytest.mark.parametrize(
    ("identifier", "one", "other"),
    [
        ("email", "Anna@Post.Example", " anna@post.example"),
        ("phone", "+31 6 00 12 34 56", "06-00123456"),
        ("phone", "0031600123456", "(06) 00 12 34 56"),
        ("name", "Çelik, Ayşe", "Ayşe Çelik"),
        ("name", "Zoë   d’Hont", "Zoe d'Hont"),
        ("name", "Jan-Peter Vos", "Jan Peter Vos"),
        ("birth_date", "03-02-1980", "1980-02-03"),
        ("birth_date", "1980-02-03 00:00:00", "19800203"),
        ("postcode", "1234 ab", "1234AB"),
        ("bsn", "9990.12.345", "999012345"),
        ("bsn", "12345678", "012345678"),
        ("client_number", "k-100.2", "K 1002"),
    ],
)
def test_these_mean_the_same(identifier, one, other):
    assert same(identifier, one) == same(identifier, other) != ""


@pytest.mark.parametrize(
    ("identifier", "one", "other"),
    [
        ("name", "Anna Berg", "Anne Berg"),
        ("name", "李 Anna", "王 Anna"),
        ("name", "A. de Vries", "Anna de Vries"),
        ("email", "anna+x@post.example", "anna@post.example"),
        ("phone", "0600123456", "0600123457"),
        ("birth_date", "1980-02-03", "1980-03-02"),
    ],
)
def test_these_do_not(identifier, one, other):
    assert same(identifier, one) != same(identifier, other)


@pytest.mark.parametrize(
    ("identifier", "nothing"),
    [
        ("email", "onbekend"), ("phone", "geen"), ("phone", "112"), ("birth_date", "mei 1980"),
        ("bsn", "123"), ("bsn", "abcdefghi"), ("name", " . "), ("client_number", "-"),
        ("client_number", "000"), ("client_number", "onbekend"), ("client_number", "7"),
        ("email", None), ("name", b"bytes"),
    ],
)  # fmt: skip
def test_what_says_nothing_compares_with_nothing(identifier, nothing):
    assert same(identifier, nothing) == ""


def test_a_way_needs_all_its_identifiers():
    mapping = table(match={"name+birth_date": "full_name+born", "email": "email"})
    assert [way.name for way in ways(mapping, Subject("Anna", "Vos"))] == []
    known = Subject("Anna", "Vos", date(1980, 2, 3))
    assert [way.name for way in ways(mapping, known)] == ["name+birth_date"]


def test_a_plan_names_each_way_once_and_the_tables_without_one():
    source = system("csv", table("a"), table("b"), table("c", {"bsn": "number"}))
    plan = make_plan(source, Subject(email="anna@post.example"))
    assert plan.searched_with == ("email",)
    assert [each.table for each, _ in plan.tables] == ["a", "b"]
    assert [each.table for each in plan.not_searched] == ["c"]
