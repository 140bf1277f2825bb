"""Checks and consequences have words, in plain Dutch."""

from itertools import product

import pytest

from portal.language.checks import CHECK, CONSEQUENCE, check, consequence
from portal.language.words import Words
from portal.law.ages import known_age_lines
from portal.law.checklists import Check, checks_for
from portal.law.consequences import Consequence
from portal.law.representation import Kind, verdict
from portal.law.rights import Right

DUTCH, ENGLISH = Words("nl"), Words("en")


def every_check() -> dict[str, Check]:
    told = ({}, {"kind": "marketing"}, {"to": "officer"}, {"to": "organisation"})
    on = max(lines.valid_from for lines in known_age_lines())
    births = (None, *(on.replace(year=on.year - years) for years in (8, 13, 40)))
    found = [each for right, answers in product(Right, told) for each in checks_for(right, answers)]
    for kind, birth, free in product(Kind, births, (True, False)):
        found += verdict(kind, birth_date=birth, on=on, free_youth_help=free).checks
    return {each.id: each for each in found}


def test_every_check_there_is_has_words_and_no_other():
    assert set(CHECK) == set(every_check())


def test_every_consequence_has_words():
    assert set(CONSEQUENCE) == set(Consequence)


@pytest.mark.parametrize("text", [*CHECK.values(), *CONSEQUENCE.values()])
def test_the_words_are_short_dutch_sentences(text):
    dutch = DUTCH.gettext(text)
    assert dutch != text
    assert dutch.endswith(".")
    assert len(dutch.split()) <= 20


def test_words_are_given_in_the_readers_language():
    assert check(DUTCH, Check("scope_money", "")) == (
        "Het verzoek gaat over geld of goederen die onder bewind staan."
    )
    assert consequence(ENGLISH, Consequence.STOP_USE) == "Stop the use at once."
    assert consequence(DUTCH, Consequence.STOP_USE) == "Stop meteen met het gebruik."


def test_the_sentences_are_short_on_the_whole():
    lengths = [len(DUTCH.gettext(text).split()) for text in CHECK.values()]
    assert sum(lengths) / len(lengths) <= 12
