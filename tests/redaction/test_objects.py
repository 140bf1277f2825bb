"""Strings, names and remarks of objects are looked in; a name once for the whole file."""

from portal.redaction.checking import Watch
from portal.redaction.objects import Objects, strings


def test_strings_in_every_notation_are_read():
    body = rb"<</A(Jan \(de\) \112an)/B<4A616E>/C<FEFF004A0061006E>/D<4A6 1 6E7>>>"
    assert [text for _, text in strings(body)] == ["Jan (de) Jan", "Jan", "Jan", "Janp"]


def test_a_name_is_told_once_and_a_remark_each_time():
    objects = Objects(Watch(["Griffioen"]))
    assert {hit.place for hit in objects.hits(b"<</Griffioen 1>>")} == {"hidden"}
    assert not list(objects.hits(b"<</Griffioen 1>>"))
    for _ in range(2):
        assert list(objects.hits(b"<</A 1>>\n% Griffioen\n"))


def test_a_string_is_told_where_it_stands():
    objects = Objects(Watch(["Griffioen"]))
    found = {hit.place for hit in objects.hits(b"<</Title(Griffioen)/Alt(niets)/V(Griffioen)>>")}
    assert found == {"title", "form"}
