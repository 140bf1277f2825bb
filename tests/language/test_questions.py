"""What was asked, said back as question and answer."""

from datetime import date

import pytest

from portal.language.questions import (
    CHOICE,
    QUESTION,
    asked_lines,
    contact_lines,
    person_lines,
)
from portal.language.representatives import representative_lines
from portal.language.words import Words
from portal.law.rights import Right
from portal.organisations.loading import BUILT_IN, load_all

HERE = load_all(BUILT_IN)["juridisch-loket"]
NL, EN = Words("nl"), Words("en")


def test_an_access_request_is_told_with_subjects_and_period():
    answers = {"scope": "some", "activities": ["advice"], "period_from": "2024-03-01"}
    assert asked_lines(EN, HERE, Right.ACCESS, answers) == (
        ("What do you want to see?", "A part: I choose what it is about"),
        ("What is it about?", "Help with your legal question"),
        ("From which day?", "Friday 1 March 2024"),
    )


def test_typed_text_is_told_as_it_was_typed():
    answers = {"field": "<b>Naam</b>", "new": "Anna\nMaria", "unknown": "x"}
    lines = asked_lines(NL, HERE, Right.RECTIFICATION, answers)
    assert [answer for _, answer in lines] == ["<b>Naam</b>", "Anna\nMaria"]


def test_who_looks_at_a_complaint_is_told_by_name():
    lines = asked_lines(NL, HERE, Right.COMPLAINT, {"what": "x", "to": "officer"})
    assert HERE.privacy_officer is not None
    assert lines[-1][1] == HERE.privacy_officer.name.nl
    lines = asked_lines(NL, HERE, Right.COMPLAINT, {"what": "x", "to": "organisation"})
    assert lines[-1][1] == HERE.name.nl


@pytest.mark.parametrize("right", list(Right))
def test_every_right_has_questions(right):
    names = {name for about, name in QUESTION if about is right}
    assert names
    assert {name for about, name, _ in CHOICE if about is right} <= names


def test_people_are_told_without_empty_lines():
    born = date(1956, 3, 24)
    lines = person_lines(NL, "Anna Berg", born, {"client_number": "K-1", "bsn": ""})
    assert lines == (
        ("Naam", "Anna Berg"),
        ("Geboortedatum", "24 maart 1956"),
        ("Klantnummer of zaaknummer", "K-1"),
    )
    assert representative_lines(NL, None) == ()
    acting = {"kind": "foster_parent", "name": "Ria"}
    assert [value for _, value in representative_lines(NL, acting)] == ["Ria", "Pleegouder"]
    assert contact_lines(NL, "a@b.nl", "", "") == (("E-mailadres", "a@b.nl"),)
