"""Folders of documents: the person's, whole, and nothing from elsewhere."""

import contextlib
import os
import socket
import time
from datetime import UTC, datetime

import pytest

from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable
from portal.sources import copying, folder, walking
from portal.sources.connector import Failure, Found, Limits, Place, SourceFailed, Subject
from portal.sources.folder import FolderConnector
from tests.sources.systems import text

ANNA = Subject("Anna", "Berg", identifiers=(("client_number", "K-100"),))
NOON = datetime(2026, 3, 4, 23, 30, tzinfo=UTC).timestamp()  # the next day already, here


def table(pattern="dossiers/{client_number}*/**"):
    columns = {"file_name": "text", "changed_on": "date", "folder": "text"}
    fields = (FieldMapping(column, text(column), kind) for column, kind in columns.items())
    return SourceTable(pattern, "advice", text("Stukken"), fields=tuple(fields))


@pytest.fixture
def here(tmp_path):
    """The organisation's folder, with a source in it and an empty scratch folder beside."""
    (tmp_path / "sources" / "archive").mkdir(parents=True)
    (tmp_path / "scratch").mkdir()
    return tmp_path


def put(here, path, content=b"content"):
    file = here / "sources" / "archive" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def look(here, *tables, subject=ANNA, limits=None):
    for left in (here / "scratch").iterdir():
        left.unlink()
    source = SourceSystem("archive", text("Archief"), "folder", "archive", tables or (table(),))
    place = Place(here / "sources", scratch=here / "scratch")
    return FolderConnector().search(source, place, subject, limits or Limits())


def names(outcome):
    return [record.document.name for record in outcome.records]


def failure_of(here, *tables, limits=None):
    with pytest.raises(SourceFailed) as failed:
        look(here, *tables, limits=limits)
    assert list((here / "scratch").iterdir()) == []
    return failed.value.failure


def test_every_document_of_the_person_is_copied_with_what_is_known_of_it(here):
    file = put(here, "dossiers/K100 Berg/2026/brief aan Anna.PDF", b"%PDF-1")
    os.utime(file, (NOON, NOON))
    put(here, "dossiers/K-100/foto.jpeg", b"picture")
    put(here, "dossiers/K-1001/brief.pdf")
    put(here, "dossiers/los.pdf")
    outcome = look(here)
    assert outcome.result is Found.HELD
    assert outcome.searched_with == ("client_number",)
    assert sorted(names(outcome)) == ["brief aan Anna.PDF", "foto.jpeg"]
    letter = next(each for each in outcome.records if each.document.name.endswith("PDF"))
    assert [field.value for field in letter.fields] == [
        "brief aan Anna.PDF", "2026-03-05", "dossiers/K100 Berg/2026",
    ]  # fmt: skip
    assert letter.document.path.read_bytes() == b"%PDF-1"
    assert letter.document.path.parent == here / "scratch"
    assert (letter.document.media_type, letter.document.problem) == ("application/pdf", "")
    assert letter.matched_by == ("client_number",)


def test_no_name_of_theirs_is_a_name_of_ours(here):
    put(here, "dossiers/K100/$(rm -rf ..)\n\u202egpj.exe")
    (record,) = look(here).records
    assert record.document.path.name == "document-1"
    assert record.document.name == "$(rm -rf ..)\n\ufffdgpj.exe"


def test_a_name_that_is_no_utf_8_is_read_all_the_same(here):
    file = put(here, "dossiers/K100/x")
    file.rename(os.fsdecode(os.fsencode(file.parent) + b"/caf\xe9.pdf"))
    (record,) = look(here).records
    assert record.document.name == "caf\ufffd.pdf"
    assert record.document.path.read_bytes() == b"content"


def test_documents_may_lie_anywhere_and_bear_the_number_themselves(here):
    for path in ("2025/jan/K100 brief.pdf", "2026/K100 brief.pdf", "K100 brief.pdf", "2026/x.pdf"):
        put(here, path)
    outcome = look(here, table("**/{client_number}*.pdf"))
    assert names(outcome) == ["K100 brief.pdf"] * 3


def test_names_of_another_computer_are_the_same_names(here):
    put(here, "dossiers/K100/o\u0308verig.txt")  # as a Mac writes it
    put(here, "Stu\u0308ck K100.txt")
    assert len(look(here, table("Stück {client_number}.txt")).records) == 1


def test_what_a_system_told_is_looked_up_and_said(here):
    put(here, "dossiers/K777/x.pdf")
    subject = Subject("Anna", "Berg", known=(("client_number", "K-777"),))
    (record,) = look(here, subject=subject).records
    assert record.matched_by == ("known_client_number",)


def test_what_programs_leave_behind_is_no_document(here):
    for name in (".DS_Store", "~$brief.docx", "Thumbs.db", ".git/config"):
        put(here, f"dossiers/K100/{name}")
    assert look(here).result is Found.NOTHING_HELD


def test_links_out_of_the_folder_are_counted_and_never_opened(here):
    outside = here / "secret.txt"
    outside.write_text("top secret")
    (here / "private").mkdir()
    (here / "private" / "x.txt").write_text("top secret")
    put(here, "dossiers/K100/own.txt")
    mine = here / "sources" / "archive" / "dossiers" / "K100"
    (mine / "linked.txt").symlink_to(outside)
    (mine / "linked").symlink_to(here / "private")
    (mine / "passwd").symlink_to("/etc/passwd")
    (mine / "gone").symlink_to("nowhere")
    (mine / "round").symlink_to(mine)
    outcome = look(here)
    assert names(outcome) == ["own.txt"]
    assert outcome.broken_rows == 5


def test_a_link_within_the_folder_is_the_document_it_leads_to(here):
    put(here, "store/1.pdf", b"here it is")
    put(here, "dossiers/K100/own.txt")
    mine = here / "sources" / "archive" / "dossiers" / "K100"
    (mine / "letter.pdf").symlink_to("../../store/1.pdf")
    outcome = look(here)
    assert names(outcome) == ["letter.pdf", "own.txt"]
    assert outcome.records[0].document.path.read_bytes() == b"here it is"


def test_what_is_no_file_is_counted_and_holds_nobody_up(here):
    put(here, "dossiers/K100/own.txt")
    mine = here / "sources" / "archive" / "dossiers" / "K100"
    os.mkfifo(mine / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        with contextlib.chdir(mine):  # the name of a socket may not be long
            listening.bind("socket")
        outcome = look(here)
    assert names(outcome) == ["own.txt"]
    assert outcome.broken_rows == 2


def test_a_file_that_becomes_a_link_or_a_pipe_meanwhile_is_not_opened(here, monkeypatch):
    put(here, "dossiers/K100/a.txt")
    put(here, "dossiers/K100/b.txt")
    secret = here / "secret.txt"
    secret.write_text("top secret")
    files = walking.Walk.files

    def changed(self, *given):
        for path in list(files(self, *given)):
            path.unlink()
            path.symlink_to(secret) if path.name == "a.txt" else os.mkfifo(path)
            yield path

    monkeypatch.setattr(walking.Walk, "files", changed)
    outcome = look(here)
    assert [record.document.problem for record in outcome.records] == ["location"] * 2
    assert not list((here / "scratch").iterdir())


def test_a_document_that_is_too_large_is_told_and_the_rest_goes_on(here):
    put(here, "dossiers/K100/large.bin", b"x" * 2000)
    put(here, "dossiers/K100/small.bin", b"x" * 10)
    outcome = look(here, limits=Limits(document_bytes=1000))
    assert [each.document.problem for each in outcome.records] == ["too_large", ""]
    assert [path.stat().st_size for path in (here / "scratch").iterdir()] == [10]


def test_all_together_may_not_be_too_much_either(here):
    for number in range(5):
        put(here, f"dossiers/K100/{number}.bin", b"x" * 400)
    outcome = look(here, limits=Limits(documents_bytes=1000))
    assert [each.document.problem for each in outcome.records].count("too_large") == 3
    assert sum(path.stat().st_size for path in (here / "scratch").iterdir()) <= 1000


def test_a_document_that_is_gone_or_closed_is_told(here, monkeypatch):
    put(here, "dossiers/K100/a.txt")
    put(here, "dossiers/K100/b.txt")
    open_ = os.open

    def closed(path, *given, **more):
        if str(path).endswith("a.txt"):
            raise PermissionError(path)
        if str(path).endswith("b.txt"):
            raise FileNotFoundError(path)
        return open_(path, *given, **more)

    monkeypatch.setattr(copying.os, "open", closed)
    assert [each.document.problem for each in look(here).records] == ["unreadable", "missing"]


def test_more_documents_than_one_person_has_is_a_failure(here, monkeypatch):
    monkeypatch.setattr(folder, "MOST", 3)
    for number in range(4):
        put(here, f"dossiers/K100/{number}.txt")
    assert failure_of(here) is Failure.TOO_MANY


def test_a_folder_that_may_not_be_read_is_a_failure_and_not_an_empty_one(here, monkeypatch):
    put(here, "dossiers/K100/x/y.txt")
    scandir = os.scandir

    def closed(path):
        if str(path).endswith("/x"):
            raise PermissionError(path)
        return scandir(path)

    monkeypatch.setattr(walking.os, "scandir", closed)
    assert failure_of(here) is Failure.UNREADABLE


def test_folders_in_folders_end_somewhere(here):
    put(here, "dossiers/K100/" + "a/" * 60 + "deep.txt")
    put(here, "dossiers/K100/own.txt")
    outcome = look(here)
    assert (names(outcome), outcome.broken_rows) == (["own.txt"], 1)


def test_twenty_thousand_names_are_passed_quickly(here):
    many = here / "sources" / "archive" / "dossiers" / "many"
    many.mkdir(parents=True)
    first = many / "0"
    first.touch()
    for number in range(1, 20_000):
        os.link(first, many / f"{number} brief.pdf")
    started = time.process_time()
    assert look(here, table("dossiers/**/*{client_number}*.pdf")).result is Found.NOTHING_HELD
    assert time.process_time() - started < 5


def test_time_runs_out_while_copying_too(here):
    put(here, "dossiers/K100/a.txt")
    copier = copying.Copier(here, here / "scratch", Limits(), time.monotonic() - 1)
    with pytest.raises(SourceFailed) as failed:
        copier.record(table(), here / "sources/archive/dossiers/K100/a.txt", ("client_number",))
    assert failed.value.failure is Failure.TOO_SLOW
