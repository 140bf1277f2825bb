"""Looking in finished files for what was taken out: every planted leak is found, and no other."""

import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.redaction import checking
from portal.redaction.checking import Watch
from portal.redaction.familiar import Familiar
from portal.redaction.found import NotCheckable
from tests.redaction import leaking

SANNE = Familiar(("Sanne de Wit",), ("0612345678", "sanne@voorbeeld.example"), date(1990, 3, 12))
WATCH = Watch([leaking.NAME, "Griffioen"], familiar=SANNE)

LEAKS = {
    "overlay only": (leaking.overlay, "page:1"),
    "metadata": (leaking.metadata, "title"),
    "metadata in XMP": (leaking.xmp, "metadata"),
    "attachment": (leaking.attachment, "attachment:gegevens.zip/contacten.csv/data"),
    "earlier revision": (leaking.earlier_revision, "earlier:1"),
    "form field": (leaking.form_field, "form"),
    "annotation": (leaking.annotation, "note"),
    "split glyph runs": (leaking.split_runs, "page:1"),
    "alternate text": (leaking.alternate_text, "alternate"),
    "accents": (leaking.accents, "page:1"),
    "ligature": (leaking.ligature, "metadata"),
    "JSON twin": (leaking.json_twin, "attachment:inzage.json/data"),
    "hidden layer": (leaking.hidden_layer, "page:1"),
    "outline": (leaking.outline, "title"),
    "white text": (leaking.white_text, "page:1"),
    "unused object": (leaking.unused_object, "hidden"),
}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_planted_leak_is_found_where_it_is(kind):
    make, place = LEAKS[kind]
    hits = checking.find_in_pdf(make(), WATCH)
    assert place in {hit.place for hit in hits}, hits


def test_the_name_of_the_file_counts():
    [hit] = checking.find_in_pdf(leaking.clean(), WATCH, "Verslag_YILMAZ-Jansen2.pdf")
    assert hit.place == "file_name:Verslag_YILMAZ-Jansen2.pdf"


def test_a_clean_file_has_no_leak():
    assert checking.find_in_pdf(leaking.clean(), WATCH, "RL-2026-00001-inzagerapport.pdf") == ()


def test_a_file_that_cannot_be_read_is_no_clean_file():
    for body in (b"%PDF-1.7 broken", b"PK\x03\x04 broken", leaking.clean()[:400]):
        with pytest.raises(NotCheckable):
            checking.find_in_file("x", body, WATCH)
