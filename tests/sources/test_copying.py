"""Copying documents: as they are, as far as they can be."""

import errno
import os
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from portal.organisations.organisation import FieldMapping, SourceTable
from portal.sources import copying
from portal.sources.connector import Limits
from portal.sources.copying import Copier
from tests.sources.systems import text

FILES = SourceTable(
    "{client_number}*", "advice", text("Stukken"), fields=(FieldMapping("folder", text("Map")),)
)


@pytest.fixture
def copier(tmp_path):
    (tmp_path / "root").mkdir()
    (tmp_path / "scratch").mkdir()
    return Copier(tmp_path / "root", tmp_path / "scratch", Limits(), time.monotonic() + 10)


def put(tmp_path, name, content=b"content"):
    path = tmp_path / "root" / name
    path.write_bytes(content)
    return path


def test_each_copy_has_a_number_of_ours(copier, tmp_path):
    for number in (1, 2):
        record = copier.record(FILES, put(tmp_path, f"{number}.pdf", b"%PDF"), ("email",))
        assert record.document.path == tmp_path / "scratch" / f"document-{number}"
        assert record.document.path.read_bytes() == b"%PDF"
    assert record.fields == ()  # it lies in no folder, so there is none to tell


def test_a_file_of_an_impossible_time_has_none(copier, tmp_path, monkeypatch):
    path = put(tmp_path, "x.pdf")
    there = path.stat()
    facts = {name: getattr(there, name) for name in dir(there) if name.startswith("st_")}
    strange = SimpleNamespace(**{**facts, "st_mtime": 1e30})
    monkeypatch.setattr(copying.os, "fstat", lambda _file: strange)
    changed = FieldMapping("changed_on", text("Gewijzigd"), kind="date")
    record = copier.record(replace(FILES, fields=(changed,)), path, ())
    assert (record.fields, record.document.problem) == ((), "")


@pytest.mark.parametrize("code", copying.OUR_DISK)
def test_a_disk_of_ours_that_is_full_says_nothing_of_the_document(
    copier, tmp_path, monkeypatch, code
):
    def full(*_given):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Copier, "_pour", full)
    with pytest.raises(OSError, match=os.strerror(code)):
        copier.record(FILES, put(tmp_path, "x.pdf"), ())


def test_a_disk_of_theirs_that_fails_is_told(copier, tmp_path, monkeypatch):
    def broken(*_given):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Copier, "_pour", broken)
    assert copier.record(FILES, put(tmp_path, "x.pdf"), ()).document.problem == "damaged"
