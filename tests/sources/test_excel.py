"""What is special about workbooks as sources."""

import os
import resource
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from portal.sources import excel
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from tests.sources.compound import compound_file
from tests.sources.systems import (
    ANNA,
    COLUMNS,
    PIET,
    SHEET,
    WORKBOOK,
    XML,
    search,
    system,
    table,
    write_excel,
)

SUBJECT = Subject("Anna", "van den Berg", date(1980, 2, 3), "anna@post.example", "0600123456")

MIDNIGHT = datetime.combine(date(1980, 2, 3), time())


def write(folder, *rows, name="contacts.xlsx", sheet="contacts"):
    """A workbook as an office program saves it, with values of every type."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    (folder / name).parent.mkdir(exist_ok=True)
    book.save(folder / name)


def failure_of(folder, source=None, limits=None):
    with pytest.raises(SourceFailed) as failed:
        search(source or system("excel"), folder, SUBJECT, limits)
    return failed.value.failure


def test_dates_numbers_and_yes_or_no_are_read_as_they_are(tmp_path):
    typed = ("Anna van den Berg", MIDNIGHT, "anna@post.example", 600123456, 100,
             "Belde.", 12.5, "T", True)  # fmt: skip
    write(tmp_path, COLUMNS, typed)
    for way in ({"phone": "phone"}, {"client_number": "number"}):
        subject = Subject(phone="0600123456", identifiers=(("client_number", "100"),))
        (record,) = search(system("excel", table(match=way)), tmp_path, subject).records
        values = [field.value for field in record.fields]
        assert values == ["Anna van den Berg", "1980-02-03", "Belde.", "12.50", "telefoon", "1"]


def test_the_names_of_columns_may_stand_below_a_title(tmp_path):
    write(tmp_path, ["Export contacten"], [], ["gemaakt op", date(2026, 11, 22)], COLUMNS, ANNA)
    assert search(system("excel"), tmp_path, SUBJECT).result is Found.HELD


def test_columns_that_are_not_mapped_and_empty_rows_do_no_harm(tmp_path):
    columns = ("x", *COLUMNS[::-1], None, "y")
    write(tmp_path, columns, [], ("1", *ANNA[::-1], "?", None), [], ("2", *PIET[::-1]))
    (record,) = search(system("excel"), tmp_path, SUBJECT).records
    assert record.fields[0].value == "Anna van den Berg"


def test_two_columns_of_one_name_are_none(tmp_path):
    write(tmp_path, (*COLUMNS, "email"), (*ANNA, "piet@post.example"))
    with pytest.raises(SourceFailed) as failed:
        search(system("excel"), tmp_path, SUBJECT)
    assert (failed.value.failure, failed.value.detail) == (Failure.MAPPING, "email")


def test_of_a_folder_each_table_names_its_workbook_and_its_sheet(tmp_path):
    write(tmp_path, COLUMNS, ANNA, name="export/2025.xlsx", sheet="Blad 1")
    write(tmp_path, COLUMNS, ANNA, ANNA, name="export/2026.xlsx", sheet="Blad 1")
    tables = (table("2025.xlsx/Blad 1"), table("2026.xlsx/Blad 1"))
    source = system("excel", *tables, location="export")
    assert len(search(source, tmp_path, SUBJECT).records) == 3
    for name, failure in [("2024.xlsx/Blad 1", Failure.MISSING), ("2025.xlsx/Z", Failure.MAPPING)]:
        assert failure_of(tmp_path, system("excel", table(name), location="export")) is failure


def test_a_workbook_of_open_document_is_read_too(tmp_path):
    string = ' office:value-type="string"'
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell{string}><text:p>{cell}</text:p></table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in (COLUMNS, ANNA)
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    with zipfile.ZipFile(tmp_path / "contacts.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f"{XML}<manifest/>")
        package.writestr(
            "content.xml",
            f"{XML}<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="contacts">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    source = system("excel", location="contacts.ods")
    assert search(source, tmp_path, SUBJECT).result is Found.HELD


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (compound_file("EncryptionInfo", "EncryptedPackage"), Failure.LOCKED),
        (b"PK\x03\x04" + b"half a package" * 50, Failure.DAMAGED),
        (b"", Failure.DAMAGED),
        (b"<html><table><tr><td>full_name</td></tr></table></html>", Failure.DAMAGED),
    ],
)
def test_what_is_locked_or_no_workbook_fails_with_its_reason(tmp_path, content, failure):
    (tmp_path / "contacts.xlsx").write_bytes(content)
    assert failure_of(tmp_path) is failure


def bomb(folder):
    """A workbook of a megabyte that says to be two thousand."""
    with zipfile.ZipFile(folder / "contacts.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in WORKBOOK.items():
            package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{XML}<worksheet xmlns="{SHEET}"><sheetData>'.encode())
            sheet.write(b'<row><c t="inlineStr"><is><t>')
            for _ in range(700):
                sheet.write(b"x" * 1_000_000)
            sheet.write(b"</t></is></c></row></sheetData></worksheet>")


def test_a_bomb_goes_off_in_a_process_of_its_own(tmp_path):
    bomb(tmp_path)
    assert (tmp_path / "contacts.xlsx").stat().st_size < 1_000_000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert failure_of(tmp_path) is Failure.TOO_LARGE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 20_000  # kilobytes


def test_a_million_rows_are_too_many_for_the_memory_of_one_search(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "MEMORY", 200 * 1024 * 1024)
    write_excel(tmp_path, [PIET] * 200_000 + [ANNA])
    assert failure_of(tmp_path) is Failure.TOO_LARGE


def test_an_entity_that_reads_a_file_is_not_followed(tmp_path):
    write_excel(tmp_path, [ANNA])
    path = tmp_path / "contacts.xlsx"
    with zipfile.ZipFile(path) as package:
        content = {name: package.read(name) for name in package.namelist()}
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    sheet = content["xl/worksheets/sheet1.xml"].decode()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    sheet = sheet.replace("?><", f"?>{entity}<", 1).replace("Belde over Piet.", "&e;")
    content["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, body in content.items():
            package.writestr(name, body)
    assert failure_of(tmp_path) is Failure.DAMAGED


def test_a_slow_workbook_is_given_up(tmp_path):
    write_excel(tmp_path, [PIET] * 30_000)
    assert failure_of(tmp_path, limits=Limits(seconds=0.05)) is Failure.TOO_SLOW


def test_a_file_that_is_too_large_is_not_opened(tmp_path):
    write_excel(tmp_path, [ANNA])
    assert failure_of(tmp_path, limits=Limits(file_bytes=100)) is Failure.TOO_LARGE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_may_be_read_later(tmp_path):
    write_excel(tmp_path, [ANNA])
    (tmp_path / "contacts.xlsx").chmod(0)
    assert failure_of(tmp_path) is Failure.UNREADABLE


def test_a_workbook_that_is_a_link_out_of_its_folder_is_left_alone(tmp_path):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside / "export", outside):
        folder.mkdir(parents=True)
    (inside / "export" / "contacts.xlsx").symlink_to(write_excel(outside, [ANNA]))
    source = system("excel", table("contacts.xlsx/contacts"), location="export")
    assert failure_of(inside, source) is Failure.LOCATION
