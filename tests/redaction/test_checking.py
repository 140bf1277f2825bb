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
from tests.redaction.wordlist import use

SANNE = Familiar(("Sanne de Wit",), ("0612345678", "sanne@voorbeeld.example"), date(1990, 3, 12))
WATCH = Watch([leaking.NAME, "Griffioen"], familiar=SANNE)

LEAKS = {
    "overlay only": (leaking.overlay, "page:1"),
    "metadata": (leaking.metadata, "title"),
    "metadata in XMP": (leaking.xmp, "metadata"),
    "attachment": (leaking.attachment, "attachment:gegevens.zip/contacten.csv"),
    "earlier revision": (leaking.earlier_revision, "earlier:1"),
    "form field": (leaking.form_field, "form"),
    "annotation": (leaking.annotation, "note"),
    "split glyph runs": (leaking.split_runs, "page:1"),
    "alternate text": (leaking.alternate_text, "alternate"),
    "accents": (leaking.accents, "page:1"),
    "ligature": (leaking.ligature, "metadata"),
    "JSON twin": (leaking.json_twin, "attachment:inzage.json"),
    "hidden layer": (leaking.hidden_layer, "page:1"),
    "outline": (leaking.outline, "title"),
    "white text": (leaking.white_text, "page:1"),
    "unused object": (leaking.unused_object, "hidden"),
}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_planted_leak_is_found_where_it_is(kind):
    make, place = LEAKS[kind]
    hits = checking.find_in_pdf(make(), WATCH)
    assert place in {hit.place.partition("/data:")[0] for hit in hits}, hits


def test_the_name_of_the_file_counts():
    [hit] = checking.find_in_pdf(leaking.clean(), WATCH, "Verslag_YILMAZ-Jansen2.pdf")
    assert hit.place == "file_name:Verslag_YILMAZ-Jansen2.pdf"


def test_a_clean_file_has_no_leak():
    assert checking.find_in_pdf(leaking.clean(), WATCH, "RL-2026-00001-inzagerapport.pdf") == ()


def test_a_file_that_cannot_be_read_is_no_clean_file():
    for body in (b"%PDF-1.7 broken", b"PK\x03\x04 broken", leaking.clean()[:400]):
        with pytest.raises(NotCheckable):
            checking.find_in_file("x", body, WATCH)


@pytest.mark.parametrize(
    "text",
    [
        "In januari belde derde A over Jansenius.",
        "mevrouw De Wit, 12 maart 1990, 06-12345678, sanne@voorbeeld.example",
        "",
    ],
)
def test_what_is_the_persons_own_or_only_looks_like_it_is_no_leak(text):
    watch = Watch(["Jan", "Kees de Wit", "de Wit", "12-03-1990"], familiar=SANNE)
    assert checking.find_in_text(text, watch) == ()


def test_the_brother_with_the_same_surname_is_found_by_his_own_name():
    watch = Watch(["Kees de Wit"], familiar=SANNE)
    [hit] = checking.find_in_text("De Wit zei dat Kees kwam.", watch)
    assert hit.text == "Kees de Wit"


def test_a_sentence_of_every_answer_is_no_leak_but_the_same_word_elsewhere_is():
    sentence = "U kunt de data protection officer Groen bellen over uw gegevens."
    watch = Watch(["Groen"], quiet=[sentence])
    assert checking.find_in_text(f"Geachte heer. {sentence}", watch) == ()
    assert checking.find_in_text("Wij spraken met Groen over huur.", watch)


def test_data_are_looked_through_with_their_escapes_and_where_parts_meet():
    body = json.dumps({"a": "x" * 300_000, "b": "de heer\nGriffioen\tbelde"}).encode()
    assert checking.find_in_json(body, WATCH)
    large = b"x " * 131_000 + b"Griffioen" + b" y" * 1000
    for shift in range(0, 12, 3):
        assert checking.find_in_json(b"z" * shift + large, WATCH)


def test_an_archive_is_looked_through_with_its_names():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Griffioen.csv", "niets")
        archive.comment = b"van Griffioen"
    places = {hit.place for hit in checking.find_in_zip(packed.getvalue(), WATCH)}
    assert places == {"metadata", "Griffioen.csv/file_name:Griffioen.csv"}


def test_no_more_places_are_told_than_anybody_reads():
    text = "\n".join(f"{number} Griffioen" for number in range(200))
    assert len(checking.find_in_text(text, WATCH)) <= checking.MOST


def test_nothing_to_look_for_finds_nothing():
    assert checking.find_in_file("x.pdf", b"%PDF broken", Watch([])) == ()


NAMES = st.text(st.sampled_from("abdeghklmnoprstuéïÿñ"), min_size=4, max_size=10)


@given(NAMES, NAMES, st.booleans())
def test_no_name_that_is_left_in_data_is_missed(first, last, upper):
    name = f"{first.capitalize()} {last.capitalize()}"
    written = name.upper() if upper else name
    body = json.dumps([{"Verslag": f"Gesproken met {written}."}]).encode()
    assert checking.find_in_json(body, Watch([name]))


@given(st.text(max_size=80), NAMES)
def test_nothing_is_found_where_nothing_was_left(text, name):
    from portal.law.redaction import normal

    hits = checking.find_in_text(text, Watch([name]))
    assert not hits or normal(name) in normal(text)


RECORD = {"label": "Gesprek", "fields": [{"label": "Met", "value": "Griffioen"}], "nr": 1}


def data(*records, lines="\n"):
    """Data as the portal writes them: a record on each line."""
    rows = (json.dumps(each, ensure_ascii=False) for each in records)
    return f"{{\n  [{lines}{f',{lines}'.join(rows)}\n]}}".encode()


def test_the_same_words_in_two_records_are_two_finds_that_say_which_record():
    more = {**RECORD, "nr": 2}
    hits = checking.find_in_json(data(RECORD, more, {"label": "Leeg"}), WATCH)
    assert [hit.place.partition(".")[0] for hit in hits] == ["data:2", "data:3"]
    assert len({hit.around for hit in hits}) == 2, "a record is all that stands around it"
    long = {"label": "x" * 60, **RECORD, "more": "y" * 60, "end": 1}
    hits = checking.find_in_json(data(long, {**long, "end": 2}), WATCH)
    assert len({hit.around for hit in hits}) == 1
    assert len(hits) == 2


def test_a_record_is_the_same_when_others_come_before_it():
    [alone] = checking.find_in_json(data(RECORD), WATCH)
    [after] = checking.find_in_json(data({"label": "Leeg"}, RECORD), WATCH)
    assert (alone.place, after.place) == (f"data:2.{at(alone)}", f"data:3.{at(after)}")
    assert at(alone) == at(after)
    [changed] = checking.find_in_json(data({**RECORD, "nr": 3}), WATCH)
    assert at(changed) != at(alone)


def at(hit):
    """By what the record of a find is known."""
    return hit.place.partition(".")[2]


def test_records_are_counted_where_parts_of_a_file_meet(monkeypatch):
    monkeypatch.setattr(checking, "OVERLAP", 40)
    body = data(*({**RECORD, "nr": number} for number in range(20)))
    whole = checking.told_once(checking._in_text([body], WATCH, "data"))
    assert [hit.place.partition(".")[0] for hit in whole] == [f"data:{n}" for n in range(2, 22)]
    for size in (50, 97, 200):
        parts = [body[first : first + size] for first in range(0, len(body), size)]
        found = checking.told_once(checking._in_text(parts, WATCH, "data"))
        assert {hit.place.partition(".")[0] for hit in found} == {f"data:{n}" for n in range(2, 22)}


def test_a_table_has_a_record_on_each_line_and_what_goes_on_in_the_next_is_found():
    hits = checking.find_in_file("x.csv", b"Naam;Dag\nGriffioen;1\nGriffioen;2\n", WATCH)
    assert [hit.place.partition(".")[0] for hit in hits] == ["data:2", "data:3"]
    [hit] = checking.find_in_file("x.txt", b"bel 06-8765\n4321", Watch(["06-87654321"]))
    assert hit.place == "data"


def test_a_name_in_small_letters_is_found_but_not_in_an_address_of_the_persons_own():
    own = Familiar(("Sanne de Wit",), ("sanne@yilmazov.example",))
    watch = Watch(["Kees Yilmazov"], familiar=own)
    assert checking.find_in_text("mail naar sanne@yilmazov.example.", watch) == ()
    [hit] = checking.find_in_text("mail naar kees.y@yilmazov.example, kees yilmazov", watch)[:1]
    assert hit.text == "Kees Yilmazov"
    assert len(checking.find_in_text("kees yilmazov", watch)) == 1


def test_a_name_that_is_also_a_word_is_found_in_small_letters_after_a_title(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "visser", "bakker")
    watch = Watch([], ["Ans Visser", "Piet de Bakker"], SANNE)
    for said in ("Wij spraken mevrouw visser.", "mw. de bakker belde", '{"met": "dhr.\\nvisser"}'):
        assert checking.find_in_text(said, watch), said
    assert checking.find_in_text("De visser sprak met mevrouw over de bakker.", watch) == ()


def test_a_name_in_look_alike_letters_is_found():
    [hit] = checking.find_in_text("met Gгіffіоеn erbij", WATCH)
    assert hit.text == "Griffioen"


def test_a_name_and_a_passage_that_a_machine_misread_are_guessed():
    watch = Watch(["06-87654321"], names=iter(["Jan Griffioen"]), left={"griffiocn"})
    read = "bel Jan Grifficen, Griffiocn of O6-8765432l"
    assert [hit.text for hit in watch.guesses(read, "x")] == ["Jan Grifficen", "O6-8765432l"]
    assert not list(Watch([]).guesses(read, "x"))
