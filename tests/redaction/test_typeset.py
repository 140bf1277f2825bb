"""A page is read as it was set in type: to the last byte, or not at all."""

from dataclasses import replace

import pytest

from portal.redaction.own_files import NotOurs, OwnFile
from portal.redaction.typeset import Typeset
from tests.redaction.typesetting import MAP, listed, page, report, run, signs, with_font


def read(made) -> tuple[str, ...]:
    file = OwnFile(report(made))
    return Typeset(file).page(next(file.pages())).runs


def test_runs_are_read_in_the_order_in_which_they_are_drawn():
    made = page(run("Datum", 72, 700), run("1 mei", 200, 700), run("Anna", 72, 680))
    assert read(made) == ("Datum", "1 mei", "Anna", "Pagina 2 van 9")


def test_it_tells_in_which_order_runs_are_placed_when_that_is_another():
    rows = run("Datum", 72, 700), run("Anna", 72, 680), run("1 mei", 200, 700)
    file = OwnFile(report(page(*rows), page(rows[0], rows[2], rows[1])))
    drawn = [Typeset(file).page(number).placed for number in file.pages()]
    assert drawn == [(0, 2, 1, 3), ()]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (b"[(%s)20(%s)-7.5(%s)]TJ" % (signs("A"), signs("nn"), signs("a")), "Anna"),
        (b"(%s)Tj" % signs("Anna"), "Anna"),
        (rb"[(\000\))20(\000\()]TJ", "fg"),
        (rb"[(\000(\000\002\000))]TJ", "gAf"),
        (rb"[(\000\\\000\b\000\t\000\n\000\f\000\r)]TJ", "zGHIKL"),
    ],
)
def test_gaps_brackets_and_escapes_are_read(shown, text):
    codes = {"f": ord(")"), "g": ord("("), "z": ord("\\"), "A": 2, "G": 8, "H": 9, "I": 10,
             "K": 12, "L": 13}  # fmt: skip
    table = MAP % listed({code: letter for letter, code in codes.items()})
    made = page(run(shown)) if text == "Anna" else with_font(page(run(shown)), table=table)
    assert read(made)[0] == text


A = signs("A")
STRANGE = {
    "odd": rb"[(\000\002\000)]TJ",
    "two odd runs": rb"[(\000\002\000)]TJ\nET",
    "the sign of a font that is none, between others": rb"(\000\002\000\000\000\002)Tj",
    "an escape of another language": rb"(\000\x41)Tj",
    "an escape of a sound": rb"(\000\a)Tj",
    "a quote that is escaped": rb"(\000\')Tj",
    "a line end that is drawn": b"(\\000\r)Tj",
    "one byte a sign": b"(AAAA)Tj",
    "no sign": rb"(\000\000)Tj",
    "the sign between runs": rb"(\000\002\000\377\000\002)Tj",
    "an escape of no letter": rb"(\000\q)Tj",
    "a high escape": rb"(\000\577)Tj",
    "a line end": b"(\\000\r\\000)Tj",
    "brackets that do not match": rb"(\000)\000()Tj",
    "a wide gap": b"[(%s)-250(%s)]TJ" % (A, A),
    "a name in between": b"[(%s)/x(%s)]TJ" % (A, A),
    "two texts": b"(%s)Tj 0 -9 Td (%s)Tj" % (A, A),
    "digits": b"<0002>Tj",
}


@pytest.mark.parametrize("how", STRANGE)
def test_a_run_that_is_shown_otherwise_is_not_guessed(how):
    with pytest.raises(NotOurs):
        read(page(run(STRANGE[how])))


def test_two_runs_that_each_miss_a_byte_do_not_make_up_for_each_other():
    odd = rb"(\000\002\000)Tj"
    with pytest.raises(NotOurs):
        read(page(run(odd, 72, 700), run(rb"(\002\000\002)Tj", 72, 680)))


@pytest.mark.parametrize(
    "more",
    [
        b"/X0 Do\n",
        b"q 1 0 0 -1 5 5 cm\n",
        b"BT /f0 9 Tf (a) Tj ET\n",
        b"BI /W 1 ID x EI\n",
        b"/Span<</MCID 3/ActualText(Jan)>>BDC\nEMC",
        b"/Span<</MCID 3/E(Jan)>>BDC\nEMC",
        b"/OC /L1 BDC\nEMC",
        b"\0",
        b"% Jan\n",
        b"/P0 sh\n",
        b"3 Tr\n",
    ],
)
def test_a_page_with_anything_else_on_it_is_not_guessed(more):
    for made in (page(run("A"), b"EMC" + more), page(b"EMC" + more, run("A"))):
        with pytest.raises(NotOurs):
            read(made)


@pytest.mark.parametrize(
    "made",
    [
        replace(page(run("A")), packing=b"/Type/Other"),
        page(run("A").replace(b"/f0", b"/f7")),
        page(run("A").replace(b" 700 cm", b" 7.0.0 cm")),
        page(run("A"), fonts=b"/f0 %d 0 R"),
        page(run("A"), fonts=b"/RLPageNumber %d 0 R"),
    ],
)
def test_a_page_that_draws_with_something_else_is_not_guessed(made):
    with pytest.raises(NotOurs):
        read(made)


def test_what_keeps_the_state_of_drawing_draws_nothing():
    file = OwnFile(report(page(run("A")), save=b"q BT /f0 9 Tf (a) Tj ET"))
    with pytest.raises(NotOurs):
        Typeset(file).page(next(file.pages()))


def test_page_numbers_are_set_in_their_own_font():
    file = OwnFile(report(page(run("A"))))
    assert Typeset(file).page(next(file.pages())).runs == ("A", "Pagina 2 van 9")
    file = OwnFile(report(page(run("A")), stamp=b"/BaseFont/Helvetica"))
    with pytest.raises(NotOurs):
        Typeset(file).page(next(file.pages()))


@pytest.mark.parametrize(("x", "y"), [(60, 700), (76, 700), (90, 702), (90, 698.5), (60, 699)])
def test_what_does_not_stand_beyond_what_was_written_is_not_guessed(x, y):
    with pytest.raises(NotOurs):
        read(page(run("Anna", 72, 700), run("B", x, y)))
    assert read(page(run("Anna", 72, 700), run("B", 92, 700)))
    assert read(page(run("Anna", 72, 700), run("B", 72, 688)))
