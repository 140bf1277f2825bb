"""How records of a report are laid out: in one table where that can be read, else one by one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import weasyprint

from portal.letters.printing import report_html
from portal.letters.records import Field, ReportGroup, ReportItem
from tests.letters import samples

CSS = Path(__file__).parents[2] / "templates" / "letters" / "tables.css"
PAGE = "@page { size: 80mm 100mm; margin: 0 } body { margin: 0; font-size: 10pt } "


def test_records_that_fit_become_the_rows_of_one_table() -> None:
    talks, payments = samples.report(6).activities[0], samples.report(6).activities[1]
    assert talks.groups[0].table is None
    table = payments.groups[0].table
    assert table is not None
    assert table.columns == ("Datum", "Bedrag", "Kenmerk")
    assert len(table.widths) == 4


def test_one_record_alone_is_no_table() -> None:
    (first, *_others) = samples.report(6).activities[1].groups[0].items
    assert ReportGroup("Soort", "Systeem", (first,)).table is None
    assert ReportGroup("Soort", "Systeem", (first, first)).table is not None


@pytest.mark.parametrize("value", ["x" * 61, "twee\nregels"])
def test_records_with_long_texts_get_a_table_each(value: str) -> None:
    items = tuple(ReportItem(str(n), (Field("Tekst", value),)) for n in range(2))
    assert ReportGroup("Soort", "Systeem", items).table is None


def test_records_with_other_facts_get_a_table_each() -> None:
    items = tuple(ReportItem(str(n), (Field(f"Tekst {n}", "x"),)) for n in range(2))
    assert ReportGroup("Soort", "Systeem", items).table is None


def test_who_looked_is_named_by_the_moment() -> None:
    items = tuple(
        ReportItem(f"Gegeven {n}", (Field("Moment", date(2026, 3, n + 1)), Field("Wie", "arts")))
        for n in range(2)
    )
    group = ReportGroup("Keren", "Logboek", items, views=True)
    assert group.table is not None
    assert (group.table.named, len(group.table.widths)) == (False, 2)
    first, *others = samples.report(0).activities
    html = report_html(
        replace(samples.report(0), activities=(replace(first, groups=(group,)), *others))
    )
    assert '<th scope="row">1 maart 2026</th><td>arts</td>' in html
    assert "Gegeven 0" not in html


@pytest.mark.parametrize(
    ("values", "splits"),
    [
        (("kort",) * 8, False),
        (("kort",) * 9, True),
        (("woord " * 90,) * 2, True),
        (("a\n" * 8,), True),
    ],
)
def test_only_a_record_of_few_lines_stays_on_one_page(
    values: tuple[str, ...], splits: bool
) -> None:
    fields = tuple(Field(str(n), value) for n, value in enumerate(values))
    assert ReportItem("Gegeven 1", fields).splits is splits


def starts(rows: int) -> list[int]:
    """On which page each of four tables with this many rows begins, far down a page."""
    table = f"<table><tbody>{'<tr><th>Feit</th></tr>' * rows}</tbody></table>"
    body = "<div style='height: 68mm'></div>" + "".join(
        table.replace("Feit", f"T{number} Feit", 1) for number in range(4)
    )
    css = weasyprint.CSS(string=PAGE + CSS.read_text())
    pdf = weasyprint.HTML(string=body).write_pdf(stylesheets=[css])
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return [next(n for n, text in enumerate(texts) if f"T{i} " in text) for i in range(4)]


def test_tables_of_one_row_are_no_glue_between_what_stands_around_them() -> None:
    assert starts(1) == [0, 0, 1, 1]  # as many as fit below it, not all on the next page
