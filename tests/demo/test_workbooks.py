"""Workbooks of the demo are read as a spreadsheet program reads them."""

import io
from datetime import date, datetime

import openpyxl
import python_calamine

from portal.demo.workbooks import workbook

ROWS = [
    ["naam", "dag", "moment", "bedrag", "klaar", "leeg"],
    [
        "Zoë & <Kees>",
        date(2026, 3, 1),
        datetime.fromisoformat("2026-03-01T09:30"),
        12.5,
        True,
        None,
    ],
]
MADE = workbook([("Eerste", ROWS), ('Tweede & "derde"', [["a"]])])


def test_names_dates_and_numbers_come_out_as_they_went_in():
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(MADE))
    assert book.sheet_names == ["Eerste", 'Tweede & "derde"']
    names, values = book.get_sheet_by_name("Eerste").to_python()
    assert names == ROWS[0]
    assert values == [*ROWS[1][:4], 1.0, ""]


def test_another_program_reads_it_too():
    sheet = openpyxl.load_workbook(io.BytesIO(MADE))["Eerste"]
    midnight = datetime.fromisoformat("2026-03-01")
    assert [cell.value for cell in sheet[2]] == [
        "Zoë & <Kees>",
        midnight,
        ROWS[1][2],
        12.5,
        1,
        None,
    ]


def test_it_is_the_same_each_time():
    assert workbook([("Eerste", ROWS), ('Tweede & "derde"', [["a"]])]) == MADE
