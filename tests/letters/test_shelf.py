"""Records on a shelf are the records that were put on it, however many they are."""

from datetime import UTC, date, datetime
from decimal import Decimal

from portal.letters.records import Field, Money, ReportItem
from portal.letters.shelf import TOGETHER, Shelf

VALUES = ("é\n\ud800", True, 1, date(2026, 5, 4), datetime(2026, 5, 4, 9, tzinfo=UTC),
          Decimal("1.50"), Money(Decimal("2.00"), "USD"), "", False)  # fmt: skip


def record(number: int) -> ReportItem:
    fields = tuple(
        Field(f"Veld {at}", value, "" if at else "nl") for at, value in enumerate(VALUES)
    )
    return ReportItem(f"Gegeven {number}", fields, number if number % 2 else None)


MANY = [record(number) for number in range(2 * TOGETHER + 7)]


def test_each_record_comes_back_as_it_was_with_the_type_of_its_values():
    shelf = Shelf(MANY)
    assert list(shelf) == MANY
    assert [type(f.value) for f in shelf[3].fields] == [type(value) for value in VALUES]
    assert len(shelf) == len(MANY)


def test_records_are_found_by_their_place():
    shelf = Shelf(MANY)
    for place in (0, TOGETHER - 1, TOGETHER, 2 * TOGETHER, len(MANY) - 1, -1):
        assert shelf[place] == MANY[place]
    assert list(shelf[TOGETHER - 3 : TOGETHER + 3]) == MANY[TOGETHER - 3 : TOGETHER + 3]
    assert shelf == MANY
    assert shelf != MANY[:-1]
    assert shelf != [*MANY[:-1], record(0)]


def test_few_records_are_kept_as_they_are():
    assert isinstance(Shelf(MANY[:3]).closed(), tuple)
    assert Shelf(MANY[:3]).closed() == tuple(MANY[:3])
    assert isinstance(Shelf(MANY).closed(), Shelf)
    assert Shelf().closed() == ()
