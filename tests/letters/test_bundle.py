"""Data to take along: a table for each kind, that a computer reads and a spreadsheet only shows."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.language.words import Words
from portal.letters.blocks import LetterIncomplete
from portal.letters.bundle import Bundle, Table, as_zip
from portal.letters.records import Field, Money, ReportItem
from tests.letters import samples

NL = Words("nl")


def table(*values: str, category: str = "Contacten & vragen") -> Table:
    items = tuple(
        ReportItem(
            f"Gegeven {number}",
            (
                Field("Datum", date(2026, 3, number)),
                Field("Vraag", value),
                Field("Bedrag", Money(Decimal("12.50"))),
                Field("Teruggebeld", number == 1),
            ),
        )
        for number, value in enumerate(values, start=1)
    )
    return Table("Hulp bij uw vraag", category, "Klantsysteem", "AVG 6.1.a", items)


def bundle(*tables: Table) -> Bundle:
    return Bundle("VB-1", "nl", "Bureau Voorbeeld", "Anna van den Berg", samples.CREATED, tables)


def files(body: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def test_each_table_is_a_file_that_a_computer_reads() -> None:
    made = files(as_zip(bundle(table("Huur", 'Zegt: "ja", en\nmeer')), NL))
    assert list(made) == ["LEES-MIJ.txt", "01-contacten-vragen.csv"]
    rows = list(csv.reader(io.StringIO(made["01-contacten-vragen.csv"], newline="")))
    assert rows == [
        ["Datum", "Vraag", "Bedrag", "Teruggebeld"],
        ["2026-03-01", "Huur", "12.50", "true"],
        ["2026-03-02", 'Zegt: "ja", en\nmeer', "12.50", "false"],
    ]


def test_records_of_different_shape_share_their_columns() -> None:
    odd = ReportItem("Gegeven 9", (Field("Vraag", "Werk"), Field("Nieuw", "x")))
    whole = table("Huur")
    made = files(as_zip(bundle(replace(whole, items=(*whole.items, odd))), NL))
    rows = list(csv.reader(io.StringIO(made["01-contacten-vragen.csv"])))
    assert rows[0] == ["Datum", "Vraag", "Bedrag", "Teruggebeld", "Nieuw"]
    assert rows[2] == ["", "Werk", "", "", "x"]


@pytest.mark.parametrize(
    "text", ['=cmd|"/C calc"!A0', "@SUM(1)", "+cmd|x", "-2+3+cmd|' /C calc'!A0", "\t=1"]
)
def test_a_spreadsheet_shows_what_it_would_otherwise_carry_out(text: str) -> None:
    made = files(as_zip(bundle(table(text)), NL))["01-contacten-vragen.csv"]
    (row,) = list(csv.reader(io.StringIO(made)))[1:]
    assert not row[1].startswith(("=", "@", "+", "-", "\t", "\r"))
    assert row[1].strip("'").strip() in text or row[1] == f"'{text}"


@pytest.mark.parametrize("text", ["+31 6 1234 5678", "-12,50", "(030) 123", "van - naar", "1=1"])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    made = files(as_zip(bundle(table(text)), NL))["01-contacten-vragen.csv"]
    assert list(csv.reader(io.StringIO(made)))[1][1] == text


def test_it_says_in_plain_words_what_is_in_it_and_why() -> None:
    said = files(as_zip(bundle(table("Huur", "Werk")), NL))["LEES-MIJ.txt"]
    for words in (
        "Anna van den Berg",
        "- 01-contacten-vragen.csv: Contacten & vragen, 2 gegevens",
        "Hulp bij uw vraag (AVG 6 lid 1a), Klantsysteem",
        "Dit zijn gegevens die u zelf aan ons gaf.",
        "toestemming",
    ):
        assert words in said


def test_the_same_data_give_the_same_bytes_and_names_are_safe() -> None:
    strange = bundle(table("x", category="../../etc/Łódź"), table("x", category="中文"))
    assert as_zip(strange, NL) == as_zip(strange, NL)
    assert list(files(as_zip(strange, NL)))[1:] == ["01-etc-d.csv", "02-data.csv"]


def test_a_bundle_without_tables_is_not_made() -> None:
    with pytest.raises(LetterIncomplete, match="tables"):
        bundle()
