"""The walk through a folder: what fits, and the clock."""

import time

import pytest

from portal.sources.connector import Failure, SourceFailed
from portal.sources.patterns import read_pattern
from portal.sources.walking import CLOCK_NAMES, Walk

K100 = {"client_number": "K100"}


@pytest.fixture
def root(tmp_path):
    for path in ("a/K100/x.txt", "a/K100/deep/y.txt", "a/K200/z.txt", "K100.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    return tmp_path


def found(root, pattern):
    walk = Walk(root, time.monotonic() + 10)
    return sorted({str(path.relative_to(root)) for path in walk.files(read_pattern(pattern), K100)})


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("a/{client_number}/*", ["a/K100/x.txt"]),
        ("a/{client_number}/**", ["a/K100/deep/y.txt", "a/K100/x.txt"]),
        ("**/{client_number}/**", ["a/K100/deep/y.txt", "a/K100/x.txt"]),
        ("**/{client_number}*", ["K100.txt"]),
        ("*/{client_number}/*/*", ["a/K100/deep/y.txt"]),
        ("b/{client_number}/*", []),
    ],
)
def test_files_are_found_along_the_pattern(root, pattern, files):
    assert found(root, pattern) == files


def test_a_root_that_is_gone_may_come_back(tmp_path):
    with pytest.raises(SourceFailed) as failed:
        found(tmp_path / "gone", "**/{client_number}*")
    assert failed.value.failure is Failure.MISSING
    assert failed.value.may_retry


def test_the_clock_is_looked_at_among_names_that_do_not_fit(tmp_path):
    for number in range(CLOCK_NAMES + 5):
        (tmp_path / f"{number}.txt").touch()
    walk = Walk(tmp_path, time.monotonic() + 0.5)
    files = walk.files(read_pattern("{client_number}"), K100)
    walk._ends = time.monotonic() - 1
    with pytest.raises(SourceFailed) as failed:
        list(files)
    assert failed.value.failure is Failure.TOO_SLOW
