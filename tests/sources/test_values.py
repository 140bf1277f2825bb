"""Cells in human words, typed, harmless and storable."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from portal.organisations.organisation import FieldMapping, Text
from portal.sources.values import Field, Kind, clean, read_date, read_moment, read_money, translate

LABEL = Text("Datum", "Date")


def given(kind: str, cell: object, **more) -> Field | None:
    return translate(FieldMapping("column", LABEL, kind=kind, **more), cell)


@pytest.mark.parametrize("cell", [None, "", "   ", "\n"])
def test_an_empty_cell_gives_no_field(cell):
    assert given("text", cell) is None


@pytest.mark.parametrize(
    ("kind", "cell", "typed"),
    [
        ("text", " Anna ", "Anna"),
        ("date", "03-02-2026", date(2026, 2, 3)),
        ("datetime", "2026-02-03 14:05", datetime(2026, 2, 3, 14, 5)),  # noqa: DTZ001 - local time
        ("money", "€ 1.234,50", Decimal("1234.50")),
        ("money", "-12.5", Decimal("-12.50")),
        ("boolean", "ja", True),
        ("boolean", 0, False),
    ],
)
def test_a_value_gets_the_type_that_the_profile_says(kind, cell, typed):
    field = given(kind, cell)
    assert field.typed("nl") == typed
    assert type(field.typed("nl")) is type(typed)


@pytest.mark.parametrize("kind", ["date", "datetime", "money", "boolean", "code"])
@pytest.mark.parametrize("cell", ["eind mei", "31-02-2026", "1,2,3", "9" * 40])
def test_what_does_not_fit_stays_text(kind, cell):
    codes = {"codes": (("T", LABEL),)} if kind == "code" else {}
    field = given(kind, cell, **codes)
    assert field.kind is Kind.TEXT
    assert field.typed("nl") == cell


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (read_date, "2026-13-01"), (read_date, ""), (read_moment, "gisteren"),
        (read_money, "12.34.56"), (read_money, "1e9"), (read_money, "NaN"),
    ],
)  # fmt: skip
def test_readers_say_none_to_what_they_cannot_read(function, text):
    assert function(text) is None


def test_a_field_survives_being_stored():
    field = given("code", "T", codes=(("T", Text("telefoon", "phone")),), names_third_person=True)
    stored = json.loads(json.dumps(field.as_row()))
    again = Field.from_row(stored)
    assert again == field
    assert (again.typed("nl"), again.typed("en")) == ("telefoon", "phone")
    assert (again.label("nl"), again.label("en")) == ("Datum", "Date")


@pytest.mark.parametrize(
    ("told", "reader", "tongue"),
    [
        (Field("a", "b", "Gesproken over huur"), "en", "nl"),
        (Field("a", "b", "Gesproken over huur"), "nl", ""),
        (Field("a", "b", "huur", value_en="rent"), "en", ""),
        (Field("a", "b", "12.50", Kind.MONEY), "en", ""),
        (Field("a", "b", "2026-00123"), "en", ""),
        (Field("a", "b", ""), "en", ""),
    ],
)
def test_only_what_a_source_wrote_is_in_another_language_than_its_reader(told, reader, tongue):
    assert told.tongue(reader) == tongue


def test_a_row_of_three_is_a_text():
    assert Field.from_row(["Naam", "Name", "Anna"]) == Field("Naam", "Name", "Anna")


def test_signs_nobody_sees_are_made_visible():
    assert clean("a\x00b\u202ec\ud800d") == "a\ufffdb\ufffdc\ufffdd"
    assert clean("twee\r\nregels\ten tab") == "twee\nregels\ten tab"
