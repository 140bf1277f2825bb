"""Checks of single values."""

import pytest

from portal.organisations.organisation import Retention, Text
from portal.organisations.reading import Mistakes
from portal.organisations.values import check_known, check_retention, is_web, repeated

SOME = Text("iets", "something")


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example/b?c=d"])
def test_a_full_https_address_is_one(address):
    assert is_web(address)


@pytest.mark.parametrize(
    "address",
    ["http://a.example", "a.example", "https://", "https://a b", "https://[", "javascript:1"],
)
def test_anything_else_is_not_a_web_address(address):
    assert not is_web(address)


def test_repeated_names_are_found_with_their_place():
    assert list(repeated(["a", "b", "a", "", "", "b"])) == [(2, "a"), (5, "b")]


def test_unknown_names_are_told_with_the_known_ones():
    mistakes = Mistakes()
    check_known(["a", "x"], ("a", "b"), "key", mistakes)
    assert mistakes.found == [("key[1]", '"x" is not known; choose from a, b')]


@pytest.mark.parametrize(("unit", "number"), [("months", 0), ("months", -6), ("days", 0)])
def test_a_period_is_a_positive_number(unit, number):
    mistakes = Mistakes()
    check_retention(Retention(SOME, SOME, **{unit: number}), "key", mistakes)
    assert mistakes.found[0][0] == f"key.{unit}"


def test_a_period_has_one_unit():
    mistakes = Mistakes()
    check_retention(Retention(SOME, SOME, months=1, days=30), "key", mistakes)
    assert mistakes.found == [("key.days", "give months or days, not both")]


def test_what_deletes_itself_says_after_how_long():
    mistakes = Mistakes()
    check_retention(Retention(SOME, SOME, days=28, deletes_itself=True), "key", mistakes)
    check_retention(Retention(SOME, SOME, months=6, deletes_itself=True), "key", mistakes)
    assert not mistakes.found
    check_retention(Retention(SOME, SOME, deletes_itself=True), "key", mistakes)
    assert mistakes.found[0][0] == "key.deletes_itself"
