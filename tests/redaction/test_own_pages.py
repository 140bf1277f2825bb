"""A quick reader of our own pages finds no less than the thorough one: every trap is found."""

import re

import pytest

from portal.language.words import Words
from portal.law.redaction import normal
from portal.letters.chunks import Size
from portal.letters.pressing import Press
from portal.redaction import checking, own_pages
from portal.redaction.any_pages import AnyPages
from portal.redaction.checking import Watch
from portal.redaction.found import NotCheckable
from portal.redaction.own_files import NotOurs, OwnFile
from portal.redaction.own_pages import OwnPages
from portal.redaction.page_texts import texts
from portal.redaction.typeset import Typeset
from tests.letters import samples
from tests.redaction.traps import NAME, TRAPS
from tests.redaction.typesetting import page, report, run
from tests.redaction.wordlist import use

WATCH = Watch([NAME])
BEFORE = page(run("Gesproken met derde A over huur."))
TEXT = "Gesproken (op 5 mei) met O'Neill \\ Łódź & Zoë; 100% 'zeker' [ja] 中文 " * 3


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A report of which Typst set the records, as it is sent."""
    press = Press(size=Size(records=10), small=5)
    return press.report(samples.report(40, text=TEXT), Words("nl"))


@pytest.mark.parametrize("how", TRAPS)
def test_no_way_of_writing_a_name_gets_past_the_quick_reader(how):
    pdf = report(BEFORE, TRAPS[how])
    found = set(OwnPages(pdf).hits(WATCH))
    assert found == set(AnyPages(pdf).hits(WATCH))
    assert {hit.place for hit in found} == {"page:2"}
    assert "page:2" in {hit.place for hit in checking.find_in_pdf(pdf, WATCH)}


def test_a_title_on_the_line_before_makes_a_word_a_name(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "huur")
    pdf = report(page(run("Gesproken met mevrouw"), run("huur over derde A.", y=688)))
    assert {hit.place for hit in OwnPages(pdf).hits(Watch([], ["Emma Huur"]))} == {"page:1"}
    pdf = report(page(run("Gesproken met"), run("huur over derde A.", y=688)))
    assert not list(OwnPages(pdf).hits(Watch([], ["Emma Huur"])))


def test_every_page_that_is_read_quickly_says_the_same_to_the_thorough_reader(printed):
    file = OwnFile(printed)
    typeset, thorough = Typeset(file), dict(reversed(list(texts(printed))))
    quick = 0
    for place, number in enumerate(file.pages(), start=1):
        try:
            runs = typeset.page(number).runs
        except NotOurs:
            continue
        quick += 1
        assert normal("".join(runs)) == normal(thorough[place])
    assert quick > len(thorough) / 2


def test_every_word_of_a_real_report_is_found_on_its_page_by_both(printed):
    for word in ("Burenruzie", "Neill", "Zoë", "Łódź", "Anna van den Berg", "Pagina"):
        watch = Watch([word])
        quick = {hit.place for hit in OwnPages(printed).hits(watch)}
        assert quick == {hit.place for hit in AnyPages(printed).hits(watch)}, word
        assert quick, word


def test_only_pages_in_doubt_are_read_thoroughly(monkeypatch):
    asked = []
    real = own_pages.cut
    monkeypatch.setattr(own_pages, "cut", lambda file, some: asked.append(some) or real(file, some))
    monkeypatch.setattr(own_pages, "TOGETHER", 2)
    traps = [TRAPS[how] for how in ("turned", "in one run", "unseen")]
    pdf = report(BEFORE, *traps, BEFORE)
    assert {hit.place for hit in OwnPages(pdf).hits(WATCH)} == {"page:2", "page:3", "page:4"}
    pages = list(OwnFile(pdf).pages())
    assert asked == [pages[1:3], pages[3:4]]


def test_a_page_that_cannot_be_cut_out_is_read_in_the_whole():
    pdf = report(BEFORE, page(run(NAME), more=b"/Contents[]"))
    with pytest.raises(NotOurs):
        list(OwnPages(pdf).hits(WATCH))
    assert checking.find_in_pdf(pdf, WATCH)


def test_what_the_table_does_not_lead_to_is_looked_in_all_the_same():
    """A page that was drawn before: its number is that of what is drawn now."""
    pdf = report(BEFORE)
    number = int(re.search(rb"(\d+) 0 obj\n<</Filter/FlateDecode/Length \d+>>", pdf)[1])
    body = f"BT /F1 9 Tf ({NAME}) Tj ET".encode()
    older = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(body), body,
    )  # fmt: skip
    at = pdf.rindex(b"\nstartxref") + 1
    planted = pdf[:at] + older + pdf[at:]
    assert list(OwnFile(planted).pages())
    assert {hit.place for hit in checking.find_in_pdf(planted, WATCH)} == {"hidden"}


def test_files_in_it_are_looked_in_under_their_names():
    pdf = report(BEFORE, files={"Yilmaz-Jansen.csv": f"wie\n{NAME}\n".encode()})
    places = {hit.place.partition(".csv/")[2] for hit in checking.find_in_pdf(pdf, WATCH)}
    assert "data:2" in {place.partition(".")[0] for place in places}


def test_a_drawing_that_no_page_shows_and_nobody_can_read_stops_the_check():
    """The signs of a font say nothing by themselves, but who has the font can read them."""
    pdf = report(BEFORE)
    for body in (page(run(NAME)).drawn, b"BT /f0 9 Tf <%s> Tj ET" % (b"0008" * 6)):
        orphan = b"900 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
        at = pdf.rindex(b"\nstartxref") + 1
        with pytest.raises(NotCheckable):
            checking.find_in_pdf(pdf[:at] + orphan + pdf[at:], WATCH)
