"""The reader of workbooks, as it works inside its own process."""

import json
from datetime import date, datetime, time, timedelta

import pytest

from portal import children
from portal.sources import excel, sheets
from tests.sources.systems import ANNA, PIET, write_excel

DAY = date(1980, 2, 3)
SIEVE = [[("email", [["anna@post.example"]])]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        (2041.0, "2041"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (-3.0, "-3"),
        (True, "1"),
        (False, "0"),
        (DAY, "1980-02-03"),
        (datetime.combine(DAY, time()), "1980-02-03"),
        (datetime.combine(DAY, time(10, 15)), "1980-02-03 10:15:00"),
        (time(10, 15), "10:15:00"),
        (timedelta(hours=2), "2:00:00"),
        ("=cmd()", "=cmd()"),
    ],
)
def test_a_cell_becomes_the_text_that_people_see(cell, text):
    assert sheets.text(cell) == text


def test_columns_are_found_among_the_first_rows():
    rows = iter([["Export"], ["b", " a ", "c"], ["1", "2", "3"]])
    assert sheets.find_columns(rows, ["a", "b"]) == [1, 0]
    assert list(rows) == [["1", "2", "3"]]


def test_what_is_missing_is_told_of_the_row_that_comes_nearest():
    rows = iter([["Export"], ["a", "b"], ["1", "2"]])
    assert sheets.find_columns(rows, ["a", "b", "c"]) == "c"


def test_rows_far_down_are_no_names_of_columns():
    rows = iter([[""]] * sheets.HEAD + [["a"]])
    assert sheets.find_columns(rows, ["a"]) == "a"


def test_only_rows_that_may_be_about_the_person_leave_the_process():
    order = {"columns": ["email", "note"], "sieve": SIEVE, "most": 1000}
    rows = iter([["x", "ANNA@post.example"], ["y", "piet@post.example"], ["z", "ånna@x"]])
    assert sheets.choose(rows, [1, 0], order) == {
        "rows": [["ANNA@post.example", "x"], ["ånna@x", "z"]]
    }


def test_more_than_may_be_given_is_not_given():
    order = {"columns": ["email"], "sieve": SIEVE, "most": 100}
    rows = iter([["anna@post.example"]] * 10)
    assert sheets.choose(rows, [0], order) == {"failure": "too_large"}


def order_for(folder, **changes):
    return {
        "path": str(write_excel(folder, [ANNA, PIET])),
        "sheet": "contacts",
        "columns": ["email"],
        "sieve": SIEVE,
        "most": 1000,
        "memory": excel.MEMORY,
        "seconds": 5,
        **changes,
    }


def test_it_is_a_program_of_its_own(tmp_path):
    order = json.dumps(order_for(tmp_path)).encode()
    done = children.run(excel.CHILD, order, folder=tmp_path, seconds=5)
    assert (done.status, json.loads(done.output)) == (0, {"rows": [["Anna@Post.example"]]})
