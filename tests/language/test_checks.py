"""Checks and consequences have words, in plain Dutch."""

from itertools import product

import pytest

from portal.language.authority import ASKED
from portal.language.checks import CHECK, CONSEQUENCE, check, consequence
from portal.language.words import Words
from portal.law.ages import known_age_lines
from portal.law.checklists import Check, checks_for, checks_on_bezwaar
from portal.law.consequences import Consequence
from portal.law.grounds import Outcome
from portal.law.representation import Kind, verdict
from portal.law.rights import Right

DUTCH, ENGLISH = Words("nl"), Words("en")


TOLD = ({}, {"kind": "marketing"}, {"to": "officer"}, {"to": "organisation"})


def test_every_check_of_a_right_has_words_and_no_other():
    bases = ("AVG 6.1.e", "Wjsg")
    checks = [
        each
        for right, told in product(Right, TOLD)
        for each in checks_for(right, told, legal_bases=bases)
    ]
    checks += checks_on_bezwaar(None, None)
    checks += checks_on_bezwaar(Outcome.REFUSED, "bezwaar_late")
    assert set(CHECK) == {check.id for check in checks}


def test_every_check_of_who_may_ask_has_its_question_and_no_other():
    on = max(lines.valid_from for lines in known_age_lines())
    births = (None, *(on.replace(year=on.year - years) for years in (8, 13, 40)))
    asked = {
        check.id
        for kind, birth, free in product(Kind, births, (True, False))
        for check in verdict(kind, birth_date=birth, on=on, free_youth_help=free).checks
    }
    assert set(ASKED) == asked


def test_every_consequence_has_words():
    assert set(CONSEQUENCE) == set(Consequence)


@pytest.mark.parametrize("text", [*CHECK.values(), *CONSEQUENCE.values()])
def test_the_words_are_short_dutch_sentences(text):
    dutch = DUTCH.gettext(text)
    assert dutch != text
    assert dutch.endswith(".")
    assert len(dutch.split()) <= 20


def test_words_are_given_in_the_readers_language():
    assert check(DUTCH, Check("view_heard", "")) == (
        "De aanvrager kon zeggen wat die van het besluit vindt."
    )
    assert consequence(ENGLISH, Consequence.STOP_USE) == "Stop the use at once."
    assert consequence(DUTCH, Consequence.STOP_USE) == "Stop meteen met het gebruik."


def test_the_sentences_are_short_on_the_whole():
    lengths = [len(DUTCH.gettext(text).split()) for text in CHECK.values()]
    assert sum(lengths) / len(lengths) <= 12
