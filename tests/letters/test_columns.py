"""Records stand in one table when its columns are wide enough for their words."""

from datetime import UTC, date, datetime

import pytest

from portal.letters.columns import LONGEST, MOST, fitted

MOMENT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def test_the_widths_are_those_of_the_whole_page() -> None:
    widths = fitted(("", "Moment", "Soort"), [("Gegeven 1", MOMENT, "bezoek")])
    assert sum(widths) == 100
    assert len(widths) == 3


def test_a_column_with_more_words_is_wider() -> None:
    name, day, text = fitted(
        ("", "Datum", "Vraag"), [("Gegeven 1", date(2026, 3, 4), "Mag hij mij de huur opzeggen?")]
    )
    assert name < day < text


def test_a_long_head_takes_no_room_from_what_stands_below_it() -> None:
    widths = fitted(("Moment", "Nagekeken in de steekproef"), [(MOMENT, False)])
    assert widths[0] > widths[1]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ((), ()),
        (("Woord",) * (MOST + 1), ("x",) * (MOST + 1)),
        (("Tekst",), ("x" * (LONGEST + 1),)),
        (("Tekst",), ("twee\nregels",)),
        (("Woord",) * 4, ("onderwijsconsulenten",) * 4),
        (("Tekst",) * 6, ("een tekst van vele woorden die elk kort zijn",) * 6),
    ],
)
def test_what_would_be_cramped_gets_no_table(head: tuple[str, ...], row: tuple[str, ...]) -> None:
    assert fitted(head, [row]) == ()


def test_every_row_counts_and_not_only_the_first() -> None:
    assert fitted(("Tekst",), [("kort",), ("x" * (LONGEST + 1),)]) == ()
