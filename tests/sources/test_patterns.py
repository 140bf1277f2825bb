"""Whose a document is, by its path: never somebody else's."""

import pytest

from portal.sources.connector import Subject
from portal.sources.matching import same
from portal.sources.patterns import identifiers_in, read_pattern, ways_to

K204 = {"client_number": same("client_number", "K-204")}


def fits(pattern, name, wanted=K204):
    (step,) = read_pattern(pattern)
    return step.fits(name, wanted)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{client_number}", "K-204"),
        ("{client_number}", "k 204"),
        ("{client_number}*", "K204 De Wit"),
        ("{client_number}*", "K-204_de_wit"),
        ("{client_number}*", "K-204-de-wit"),
        ("{client_number}*", "K-204.pdf"),
        ("{client_number} *", "K-204 1"),
        ("*{client_number}*", "2026-11-22 dossier (K204) brief.docx"),
        ("*{client_number}.pdf", "brief-K204.PDF"),
        ("*{client_number}.pdf", "2026-11-22-K204.pdf"),
        ("dossier{client_number}", "DossierK204"),
        ("{client_number}-*", "K204-1"),
    ],
)
def test_the_number_of_the_person_is_seen(pattern, name):
    assert fits(pattern, name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{client_number}", "K-2041"),
        ("{client_number}*", "K-2041"),
        ("{client_number}*", "K-204A"),
        ("{client_number}*", "K-204-1"),
        ("{client_number}*", "K-204-A brief"),
        ("{client_number}*", "K-204.1"),
        ("{client_number}*", "De Wit K204"),
        ("*{client_number}*", "AK204"),
        ("*{client_number}.pdf", "XK204.pdf"),
        ("*{client_number}*", "K-20 4-1"),
        ("{client_number}.pdf", "K204.docx"),
        ("{client_number}", "*"),
        ("{client_number}*", "K"),
    ],
)
def test_the_number_of_somebody_else_is_not_taken_for_it(pattern, name):
    assert not fits(pattern, name)


def test_a_number_of_digits_only_is_not_found_at_the_end_of_another():
    wanted = {"client_number": "204"}
    assert fits("*{client_number}*", "dossier 204 brief", wanted)
    for other in ("12-204", "12.204", "1204", "204-12", "2041"):
        assert not fits("*{client_number}*", other, wanted)


def test_two_identifiers_must_both_fit():
    wanted = {"name": same("name", "Anna Berg"), "birth_date": "1980-02-03"}
    assert fits("{name} {birth_date}.pdf", "Berg, Anna 03-02-1980.pdf", wanted)
    assert not fits("{name} {birth_date}.pdf", "Berg, Anna 04-02-1980.pdf", wanted)
    assert not fits("{name} {birth_date}.pdf", "Berg, Piet 03-02-1980.pdf", wanted)


def test_a_hostile_name_takes_no_long_time():
    assert not fits("*{client_number}*{client_number}*.pdf", "K204" * 60)


def test_a_pattern_is_read_in_steps():
    any_folder, folder, below, file = read_pattern("**/{email}/**")
    assert any_folder.is_any
    assert not folder.is_any
    assert below.is_any
    assert file.fits("whatever.pdf", {})


def test_each_identifier_is_named_once_in_its_order():
    assert identifiers_in("{name}/{birth_date}/{name}*") == ("name", "birth_date")


def test_a_person_is_looked_up_with_what_is_known_and_with_what_a_system_told():
    subject = Subject(
        identifiers=(("client_number", "K-204"),),
        known=(("client_number", "K-777"), ("email", "a@b.example"), ("client_number", "-")),
    )
    ways = ways_to("{client_number}/**", subject)
    assert [(way.name, way.conditions[0].value) for way in ways] == [
        ("client_number", "K204"),
        ("known_client_number", "K777"),
    ]
    assert ways_to("{name}{birth_date}", subject) == ()
    assert ways_to("{bsn}", Subject()) == ()
