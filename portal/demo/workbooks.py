"""Workbooks of the demo (XLSX), with dates as a spreadsheet keeps them; the same each time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from portal.demo.packing import pack

DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
_DATE, _MOMENT = 1, 2  # places in the list of looks below
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LOOKS = (
    f'<styleSheet xmlns="{_SHEETS}"><fonts count="1"><font/></fonts><fills count="1"><fill>'
    '<patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

Row = Sequence[Any]
Sheet = tuple[str, Sequence[Row]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook.

    Args:
        sheets: name and rows of each; a cell is a text, a number, a date, a moment or None.
    """
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in [
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *((f"sheet{number}", "worksheet") for number in numbers),
        ]
    )
    related = "".join(_relation(f"r{number}", "worksheet", f"sheet{number}") for number in numbers)
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"/>'
        for number, (name, _rows) in zip(numbers, sheets, strict=True)
    )
    return pack(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f"{overrides}</Types>"
            ),
            "_rels/.rels": _relations(_relation("r1", "officeDocument", "xl/workbook")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets>'
                "</workbook>"
            ),
            "xl/_rels/workbook.xml.rels": _relations(
                related + _relation("looks", "styles", "styles")
            ),
            "xl/styles.xml": _LOOKS,
            **{
                f"xl/sheet{number}.xml": _sheet(rows)
                for number, (_name, rows) in zip(numbers, sheets, strict=True)
            },
        }
    )


def _relation(key: str, kind: str, part: str) -> str:
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{part}.xml"/>'


def _relations(each: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _sheet(rows: Sequence[Row]) -> str:
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_SHEETS}"><sheetData>{body}</sheetData></worksheet>'


def _cell(value: Any) -> str:
    match value:
        case None | "":
            return "<c/>"
        case datetime():
            days = (value - DAY_ZERO).total_seconds() / 86_400
            return f'<c s="{_MOMENT}"><v>{days:.10f}</v></c>'
        case date():
            return f'<c s="{_DATE}"><v>{(value - DAY_ZERO.date()).days}</v></c>'
        case bool() | int() | float():
            return f"<c><v>{float(value):g}</v></c>"
    text = escape(str(value))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
