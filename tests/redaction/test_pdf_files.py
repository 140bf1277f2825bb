"""Every object of a PDF is looked in; a way of packing that is not known stops the check."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Name, String

from portal.redaction import checking
from portal.redaction.checking import Watch
from portal.redaction.found import NotCheckable
from tests.redaction import leaking

WATCH = Watch([leaking.NAME])


def test_strings_in_any_notation_are_read():
    pdf = leaking.drawn()
    pdf.Root.PieceInfo = pikepdf.Dictionary(A=String("niets"), B=String(leaking.NAME))
    body = leaking.saved(pdf)
    assert {hit.place for hit in checking.find_in_pdf(body, WATCH)} == {"hidden"}
    split = pdf.make_stream(rb"BT (Fat) Tj [(\151ma Yil) 3 (maz\055)] TJ <4a616e73656e> Tj ET")
    pdf.Root.PieceInfo = pikepdf.Dictionary(A=split)
    assert checking.find_in_pdf(leaking.saved(pdf), WATCH)


def test_a_name_of_an_object_and_a_remark_count():
    pdf = leaking.drawn()
    pdf.Root.PieceInfo = pikepdf.Dictionary({"/Yilmaz-Jansen": 1})
    assert checking.find_in_pdf(leaking.saved(pdf), WATCH)
    remark = leaking.clean().replace(b"startxref", b"% Fatima Yilmaz-Jansen\nstartxref", 1)
    assert checking.find_in_pdf(remark, WATCH)


def test_the_words_of_the_format_are_nobodys_name():
    pdf = leaking.drawn()
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.Lang = String("nl")
    body = leaking.saved(pdf)
    assert not checking.find_in_pdf(body, Watch(["Mark de Lang", "Lang", "Mark", "Jan Page"]))
    pdf.Root.PieceInfo = pikepdf.Dictionary({"/Jansen": 1})
    assert checking.find_in_pdf(leaking.saved(pdf), Watch(["Jansen"]))


def test_what_a_camera_wrote_in_a_picture_counts():
    pdf = leaking.drawn()
    picture = pdf.make_stream(b"\xff\xd8\xff\xe1 door Fatima Yilmaz-Jansen \xff\xda rest \xff\xd9")
    picture.Subtype, picture.Filter = Name.Image, Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(P=picture)
    assert checking.find_in_pdf(leaking.saved(pdf), WATCH)


def test_another_way_of_packing_stops_the_check():
    pdf = leaking.drawn()
    pdf.Root.Thing = pdf.make_stream(b"4e69657473>", Filter=Name.ASCIIHexDecode)
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pytest.raises(NotCheckable):
        checking.find_in_pdf(out.getvalue(), WATCH)


def test_a_locked_file_stops_the_check():
    locked = leaking.saved(leaking.drawn(), encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(NotCheckable):
        checking.find_in_pdf(locked, WATCH)


def test_packed_bytes_that_are_broken_stop_the_check():
    pdf = leaking.drawn()
    pdf.Root.Thing = pdf.make_stream(zlib.compress(b"niets" * 200)[:-9], Filter=Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pytest.raises(NotCheckable):
        checking.find_in_pdf(out.getvalue(), WATCH)
