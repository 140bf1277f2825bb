"""Names in free text, by the real package; without it there are none."""

import subprocess
import sys

import pytest

from portal.redaction import names
from portal.redaction.familiar import NOBODY, Familiar
from portal.settings import ROOT

SANNE = Familiar(("Sanne de Wit",), ("Piet Heinkade 4, 3511 AB Utrecht",))
TEXTS = {
    "Sanne de Wit belde met Jan Peters uit Utrecht.": ["Jan Peters"],
    "Gebeld met mevrouw Karin de Boer; Fatima Yılmaz was erbij.": [
        "Karin de Boer",
        "Fatima Yılmaz",
    ],
    "De huisarts is dokter P. van der Meer.": ["P. van der Meer"],
    "Vader Piet mag niet bellen, moeder wel.": ["Piet"],
    "Toen kwam Dexx Kuipers.": ["Dexx Kuipers"],
    "Selamawit Kuipers": ["Selamawit Kuipers"],
    "Doorverwezen naar Bosman Advocaten en Wijkteam Den Haag.": [],
    "Verblijft bij Pleegzorg De Linde aan de Piet Heinkade.": [],
    "de huur is te hoog": [],
    "Ringweg Assen": [],
    "Daar stond Piet Overweg.": ["Piet Overweg"],
    "Het advies is om door te gaan. Huisarts Nadine\nPeters krijgt een kopie.": ["Nadine\nPeters"],
    "Naam: Nadine\nMeijer is de leraar": ["Nadine", "Meijer"],
    "Volgens S. de Wit klopt het.": [],
    "Haar zus Anne kwam mee.": ["Anne"],
}


@pytest.mark.parametrize("text", TEXTS)
def test_names_of_others_are_found_whole_and_nothing_else_is(text):
    assert [text[each.start : each.end] for each in names.find(text, SANNE)] == TEXTS[text]


QUIETLY = """
import logging
from portal.redaction import names
from portal.redaction.familiar import NOBODY
assert names.find("Gesprek met Karin.", NOBODY)
assert not logging.getLogger().handlers, "the package set up logging of everything"
"""


def test_nothing_is_logged_of_what_is_read():
    done = subprocess.run(
        [sys.executable, "-c", QUIETLY], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_long_lists_stay_unread():
    assert names.find("Gesprek met Karin.", NOBODY)
    lists = names._reader().lookup_structs
    assert lists["first_name"].children
    assert not lists["street"].children


def test_without_the_package_there_are_none(monkeypatch):
    monkeypatch.setattr(names, "PACKAGE", "no_such_package")
    assert not names.installed()
    assert names.find("Gesprek met Karin.", NOBODY) == []
