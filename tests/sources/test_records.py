"""What a row tells of somebody is looked up further when it is surely theirs."""

from dataclasses import replace
from datetime import date

import pytest

from portal.sources.connector import Found, Subject
from portal.sources.records import MOST, told_by
from tests.sources.stages import ROW_STAGES
from tests.sources.systems import ANNA, PIET, table

WAYS = {"email": "email", "client_number": "number", "name+birth_date": "full_name+born"}
BORN = date(1980, 2, 3)
ELSEWHERE = Subject("Anna", "van den Berg", BORN, "anna@elders.example")


@pytest.fixture(params=sorted(ROW_STAGES))
def look(request, tmp_path):
    """Searches these rows for somebody."""
    stage = ROW_STAGES[request.param](tmp_path)

    def look_(rows, subject=ELSEWHERE, match=WAYS):
        stage.write(rows)
        return stage.search(subject, stage.system(table(match=match)))

    return look_


def row(name="Anna van den Berg", born="1980-02-03", email="", number=""):
    return (name, born, email, "", number, "", "", "", "")


def test_name_and_birth_date_tell_number_and_address(look):
    told = told_by(look([ANNA, PIET]).records)
    assert set(told) == {("client_number", "K.100"), ("email", "Anna@Post.example")}


def test_what_was_known_already_is_not_told(look):
    known = replace(ELSEWHERE, identifiers=(("client_number", "k 100"),))
    assert told_by(look([ANNA], known).records) == (("email", "Anna@Post.example"),)


@pytest.mark.parametrize(
    ("found_by", "subject"),
    [
        ("an address that a family shares", Subject(email="anna@post.example")),
        ("an address, under another name", Subject("Els", "Smit", BORN, "anna@post.example")),
        (
            "an address, with another birth date",
            Subject("Anna", "van den Berg", date(1955, 5, 5), "anna@post.example"),
        ),
        (
            "a name with another number",
            replace(ELSEWHERE, identifiers=(("client_number", "K-999"),)),
        ),
    ],
)
def test_a_row_that_may_be_of_somebody_else_tells_nothing(look, found_by, subject):
    assert told_by(look([ANNA], subject).records) == (), found_by


def test_a_number_with_the_name_is_sure_enough(look):
    subject = Subject("Anna", "van den Berg", identifiers=(("client_number", "K100"),))
    assert told_by(look([ANNA], subject).records) == (("email", "Anna@Post.example"),)


def test_two_namesakes_born_on_one_day_tell_nothing(look):
    rows = [row(email="a@een.example", number="K-100"), row(email="b@twee.example", number="K-200")]
    outcome = look(rows)
    assert len(outcome.records) == 2
    assert told_by(outcome.records) == ()


def test_two_addresses_without_a_number_may_be_of_two_namesakes(look):
    rows = [row(email="a@een.example", number="K-100"), row(email="b@twee.example")]
    assert told_by(look(rows).records) == (("client_number", "K-100"),)
    assert told_by(look(rows[1:]).records) == (("email", "b@twee.example"),)


def test_more_addresses_than_one_person_has_are_not_looked_up(look):
    rows = [row(email=f"anna{n}@post.example", number="K-100") for n in range(MOST + 1)]
    assert told_by(look(rows).records) == (("client_number", "K-100"),)
    assert len(told_by(look(rows[1:]).records)) == 1 + MOST


def test_a_row_found_by_what_was_told_says_so_and_tells_nothing_itself(look):
    known = Subject("Anna", "van den Berg", BORN, known=(("client_number", "K-100"),))
    outcome = look([row("A. vd Berg", "", "werk@anna.example", "K-100")], known)
    (record,) = outcome.records
    assert record.matched_by == ("known_client_number",)
    assert told_by(outcome.records) == ()
    assert "known_client_number" in outcome.searched_with


def test_a_known_number_makes_a_table_searchable(look):
    nothing = Subject("Anna", "van den Berg", BORN)
    known = replace(nothing, known=(("client_number", "K-100"),))
    only = {"client_number": "number"}
    assert look([ANNA], nothing, only).result is Found.CANNOT_SEARCH
    assert look([ANNA], known, only).result is Found.HELD


@pytest.mark.parametrize(
    ("other", "known"),
    [
        (row("Els van den Berg", "1955-05-05", "thuis@berg.example"), "email"),
        (row("Els van den Berg", "", "thuis@berg.example"), "email"),
        (row("Anna van den Berg", "1955-05-05", "", "K-100"), "client_number"),
    ],
)
def test_somebody_who_shares_it_is_not_found_by_it(look, other, known):
    value = {"email": "thuis@berg.example", "client_number": "K-100"}[known]
    subject = Subject("Anna", "van den Berg", BORN, known=((known, value),))
    assert look([other], subject).result is Found.NOTHING_HELD
