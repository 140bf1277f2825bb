"""What a file is, is told by its bytes."""

import io
import zipfile

import pytest

from portal.papers import kinds
from portal.papers.kinds import Kind, kind_of
from portal.papers.problems import Problem, Unreadable
from tests.papers import hostile, samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4 x", Kind.PDF),
        (b"\n\n junk before %PDF-1.4", Kind.PDF),
        (b"\xff\xd8\xff\xe0 %PDF-1.4", Kind.PICTURE),
        (b"GIF89a", Kind.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", Kind.PICTURE),
        (b"<html><script>", Kind.TEXT),
        (b"{\\rtf1 Dag}", Kind.TEXT),
    ],
)
def test_the_first_bytes_tell(content: bytes, kind: Kind) -> None:
    assert kind_of(content)[0] is kind


def test_a_locked_office_file_is_named_as_such() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
    for content, problem in (
        (old, Problem.UNSUPPORTED),
        (old + "EncryptedPackage".encode("utf-16-le"), Problem.ENCRYPTED),
    ):
        with pytest.raises(Unreadable) as raised:
            kind_of(content)
        assert raised.value.problem is problem


def test_an_archive_with_a_locked_part_is_locked() -> None:
    content = bytearray(samples.document("x"))
    place = content.find(b"PK\x01\x02") + 8
    content[place] |= 1
    with pytest.raises(Unreadable) as raised:
        kinds.check_archive(bytes(content))
    assert raised.value.problem is Problem.ENCRYPTED


def test_an_archive_of_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "PARTS", 3)
    with pytest.raises(Unreadable) as raised:
        kinds.check_archive(samples.document("x"))
    assert raised.value.problem is Problem.TOO_MUCH_INSIDE


def test_an_archive_that_is_large_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "UNPACKED", 1000)
    with pytest.raises(Unreadable) as raised:
        kinds.check_archive(samples.document("x"))
    assert raised.value.problem is Problem.TOO_MUCH_INSIDE


def test_a_part_never_unpacks_to_more_than_it_says() -> None:

    with (
        zipfile.ZipFile(io.BytesIO(hostile.lying_zip())) as file,
        pytest.raises(zipfile.BadZipFile),
    ):
        file.read("word/header9.xml")
