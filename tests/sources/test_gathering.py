"""Gathering records: as many, as large and as long as was agreed."""

import time

import pytest

from portal.sources.connector import Failure, Limits, SourceFailed, Subject
from portal.sources.gathering import CLOCK_ROWS, Gatherer
from portal.sources.matching import ways
from tests.sources.systems import ANNA, COLUMNS, PIET, table

SUBJECT = Subject(email="anna@post.example")
ROW, OTHER = (dict(zip(COLUMNS, row, strict=True)) for row in (ANNA, PIET))


def gatherer(limits=None, seconds=10.0):
    found = ways(table(), SUBJECT)
    return Gatherer(table(), found, SUBJECT, limits or Limits(), time.monotonic() + seconds)


def failure_of(rows, limits=None, seconds=10.0):
    with pytest.raises(SourceFailed) as failed:
        gatherer(limits, seconds).take(rows)
    return failed.value.failure


def test_rows_of_others_are_left():
    assert len(gatherer().take([OTHER, ROW, OTHER])) == 1


def test_only_what_is_about_the_person_counts_for_the_limits():
    assert gatherer(Limits(rows=1, total_bytes=100)).take([OTHER] * 50 + [ROW])
    assert failure_of([ROW, ROW], Limits(rows=1)) is Failure.TOO_MANY
    assert failure_of([ROW, ROW], Limits(total_bytes=100)) is Failure.TOO_LARGE


@pytest.mark.parametrize("value", ["x" * 101, b"x" * 101])
def test_one_value_has_its_own_limit(value):
    limits = Limits(value_bytes=100)
    assert failure_of([{**ROW, "note": value}], limits) is Failure.TOO_LARGE
    assert gatherer(limits).take([{**OTHER, "note": value}]) == []


def test_the_clock_is_looked_at_before_and_between():
    assert failure_of([], seconds=-1) is Failure.TOO_SLOW
    slow = gatherer(seconds=0.05)

    def rows():
        for number in range(2 * CLOCK_ROWS):
            if number == CLOCK_ROWS:
                time.sleep(0.06)
            yield OTHER

    with pytest.raises(SourceFailed):
        slow.take(rows())
