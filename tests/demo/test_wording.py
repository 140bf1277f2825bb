"""Cells of the demo's systems: each recipe does what the content files count on."""

import random
from datetime import date

import pytest

from portal.demo.people import make_person
from portal.demo.wording import Row
from portal.organisations.organisation import FieldMapping, Text

TODAY = date(2026, 11, 24)
LABEL = Text("X", "X")


def row() -> Row:
    return Row(random.Random(1), make_person("akj", "AKJ", 3), TODAY, date(2026, 11, 1))


def made(row: Row, recipe, kind: str = "text", column: str = "column", **more):
    row.add(column, recipe, FieldMapping(column, LABEL, kind=kind, **more))
    return row.cells[column]


def test_a_known_column_holds_what_is_known_of_the_person():
    each = row()
    assert made(each, None, column="email") == each.person.email


def test_sentences_name_the_same_people_each_time():
    each = row()
    assert made(each, "{boss} en {boss_first}") == (
        f"{each.person.circle['boss']} en {each.person.circle['boss'].split()[0]}"
    )


def test_a_sentence_is_not_said_twice_while_there_are_others():
    each = row()
    assert sorted(made(each, ["a", "b", "c"]) for _ in range(3)) == ["a", "b", "c"]


def test_an_answer_goes_with_its_question():
    for _ in range(20):
        each = row()
        question = made(each, ["q0", "q1", "q2"], column="question")
        answer = made(each, {"follows": "question", "of": ["a0", "a1", "a2"]}, column="answer")
        assert question[1] == answer[1]


def test_a_cell_can_depend_on_an_earlier_one():
    each = row()
    made(each, "O", column="state")
    assert made(each, {"by": "state", "O": {"empty": 1.0}}, "date", column="paid") is None


def test_numbers_stay_within_their_bounds():
    each = row()
    assert all(3 <= made(each, {"from": 3, "to": 5}) <= 5 for _ in range(50))
    assert float(made(each, {"from": 3, "to": 5}, "money")) < 6


def test_a_number_of_another_table_is_picked_or_the_row_is_given_up():
    each = row()
    with pytest.raises(LookupError):
        made(each, {"pick": "case_number"})
    each.memory["case_number"] = ["30"]
    assert made(each, {"pick": "case_number"}) == "30"


def test_dates_in_a_row_go_forward_and_end_today():
    each = row()
    dates = [made(each, None, "date") for _ in range(9)]
    assert dates == sorted(dates)
    assert dates[-1] == TODAY.isoformat()
    assert all(date.fromisoformat(each).weekday() < 5 for each in dates)
    assert made(each, {"after": 42}, "date") > TODAY.isoformat()


def test_signs_for_figures_in_a_name_stay_as_they_are():
    each = row()
    assert made(each, {"new": "K-##"})[:2] == "K-"
    assert "#" not in made(each, {"new": "K-##"})
