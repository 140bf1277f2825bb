"""Reading JSON of a server; most of it is tested with a real one beside this file."""

import json

import pytest

from portal.sources.connector import Failure, Limits, SourceFailed
from portal.sources.fetching import Answer
from portal.sources.json_answers import (
    cell,
    in_words,
    read_json,
    reasons_of,
    rows_of,
    say_no,
)
from tests.sources.systems import table


def answer(told, status=200, kind="application/json"):
    return Answer(status, kind, told if isinstance(told, bytes) else json.dumps(told).encode())


@pytest.mark.parametrize(
    "kind", ["application/json", "application/problem+json", "application/vnd.a.b+json"]
)
def test_what_is_json_by_another_name_is_read(kind):
    assert read_json(answer({"a": 1}, kind=kind), "x") == {"a": "1"}


@pytest.mark.parametrize("kind", ["", "text/json", "application/json2", "application/+json"])
def test_what_is_not_said_to_be_json_is_not_read(kind):
    with pytest.raises(SourceFailed) as failed:
        read_json(answer({}, kind=kind), "x")
    assert failed.value.failure is Failure.UNCLEAR


def test_numbers_stay_as_they_were_written():
    assert read_json(answer(b"[12.50, 1e9, 007e1, -0.0]".replace(b"007e1", b"7")), "x") == [
        "12.50",
        "1e9",
        "7",
        "-0.0",
    ]


@pytest.mark.parametrize(
    ("status", "failure"), [(400, Failure.REFUSED), (499, Failure.REFUSED), (207, Failure.UNCLEAR)]
)
def test_an_answer_outside_the_contract_is_final(status, failure):
    with pytest.raises(SourceFailed) as failed:
        say_no(answer({}, status), "x")
    assert (failed.value.failure, failed.value.may_retry) == (failure, False)


def test_a_value_is_plain_or_it_is_refused():
    assert [cell(each, "x") for each in ("a", None, True, ["a", "b"])] == ["a", None, True, "a; b"]
    for value in ({}, [{}], [["a"]], [None]):
        with pytest.raises(SourceFailed):
            cell(value, "x")


def test_only_mapped_columns_are_read():
    rows = rows_of(table(), [{"email": "a", "other": "b"}], ("email",), Limits())
    assert rows == [{"email": "a"}]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("because", "because"),
        ({"en": "no", "nl": "nee"}, "nee"),
        ({"fi": "ei", "en": "no"}, "no"),
        ({"fi": "ei"}, "ei"),
        ({"nl": None}, ""),
        ({}, ""),
        (None, ""),
        (["a"], ""),
        ("x\x00y", "x\ufffdy"),
    ],
)
def test_a_reason_is_given_in_dutch_where_it_can_be(given, words):
    assert in_words(given) == words


def test_reasons_that_are_malformed_are_skipped():
    errors = [{"code": "A"}, {"message": {"nl": "Nee."}, "code": "B"}, 3, {}]
    assert reasons_of(answer({"errors": errors}), "x") == ("A", "Nee.")
    for told in (b"<html>", {"errors": "no"}, {"errors": None}, [], {}):
        assert reasons_of(answer(told), "x") == ()
    assert len(reasons_of(answer({"errors": [{"code": "A"}] * 99}), "x")) == 20
