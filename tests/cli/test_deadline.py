"""`flask deadline` from standard input to standard output."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from portal.cli.deadline import LONGEST_LINE, deadline


def run(text: str | bytes, *options: str) -> Result:
    return CliRunner().invoke(deadline, options, input=text)


def test_it_prints_one_date_for_each_line() -> None:
    result = run("2026-03-05,1\n2026-01-31,3\n")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2026-04-07\n2026-04-30\n", "")


def test_nothing_in_gives_nothing_out() -> None:
    result = run("")
    assert (result.exit_code, result.output) == (0, "")


def test_a_last_line_needs_no_line_end() -> None:
    assert run("2026-03-05,1").stdout == "2026-04-07\n"


def test_it_reads_what_windows_programs_write() -> None:
    result = run(b"\xef\xbb\xbf2026-03-05,1\r\n 2026-01-31 ,\t3 \r\n\r\n")
    assert (result.exit_code, result.stdout) == (0, "2026-04-07\n2026-04-30\n")


def test_empty_lines_at_the_end_do_not_count() -> None:
    assert run("2026-03-05,1\n\n \n").exit_code == 0


def test_an_empty_line_in_the_middle_is_wrong() -> None:
    result = run("2026-03-05,1\n\n\n2026-03-05,1\n")
    assert result.exit_code == 1
    assert result.stdout == "2026-04-07\n2026-04-07\n"
    assert result.stderr == "line 2: empty\nline 3: empty\n"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("hello", "expected RECEIVED,MONTHS, not 'hello'"),
        ("2026-03-05", "expected RECEIVED,MONTHS, not '2026-03-05'"),
        ("2026-03-05,1,1", "expected RECEIVED,MONTHS, not '2026-03-05,1,1'"),
        ("2026-03-05,", "MONTHS is 1 or 3, not ''"),
        ("2026-03-05,2", "MONTHS is 1 or 3, not '2'"),
        ("2026-03-05,01", "MONTHS is 1 or 3, not '01'"),
        ("2026-03-05,\u0661", "MONTHS is 1 or 3, not '\\u0661'"),
        ("2026-02-30,1", "2026-02-30 is not in the calendar"),
        ("0000-01-01,1", "0000-01-01 is not in the calendar"),
        ("1999-12-31,1", "1999-12-31 lies outside 2000-2100"),
        ("2100-12-31,1", "the public holidays of 2101 are not known"),
        ("20260305,1", "expected a date such as 2026-03-05, not '20260305'"),
        ("2026-W10-4,1", "expected a date such as 2026-03-05, not '2026-W10-4'"),
        ("05-03-2026,1", "expected a date such as 2026-03-05, not '05-03-2026'"),
        ("\u0662026-03-05,1", "expected a date such as 2026-03-05, not '\\u0662026-03-05'"),
        ("\x1b[2J,1", "expected a date such as 2026-03-05, not '\\x1b[2J'"),
        ("x" * 50, f"expected RECEIVED,MONTHS, not '{'x' * 40}...'"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_still_answered(line: str, complaint: str) -> None:
    result = run(f"2026-03-05,1\n{line}\n2026-03-06,1\n")
    assert result.exit_code == 1
    assert result.stdout == "2026-04-07\n2026-04-07\n"
    assert result.stderr == f"line 2: {complaint}\n"


def test_bytes_that_are_no_text_are_a_wrong_line() -> None:
    result = run(b"\xff\xfe\n2026-03-06,1\n")
    assert (result.exit_code, result.stdout) == (1, "2026-04-07\n")
    assert result.stderr == "line 1: not text in UTF-8\n"


@pytest.mark.parametrize("filler", ["x", " "])
def test_an_endless_line_is_one_wrong_line(filler: str) -> None:
    result = run(filler * (3 * LONGEST_LINE + 5) + "\n2026-03-06,1\n")
    assert (result.exit_code, result.stdout) == (1, "2026-04-07\n")
    assert result.stderr == "line 1: longer than 1000 bytes\n"


def test_it_counts_six_weeks_from_sending() -> None:
    result = run("2026-11-12\n2026-11-13\n2026-04-02\n", "--bezwaar")
    assert (result.exit_code, result.stdout) == (0, "2026-12-24\n2026-12-28\n2026-05-18\n")


def test_a_date_of_sending_stands_alone_on_its_line() -> None:
    result = run("2026-11-12,1\n2026-11-12\n", "--bezwaar")
    assert (result.exit_code, result.stdout) == (1, "2026-12-24\n")
    assert "expected a date such as 2026-03-05, not '2026-11-12,1'" in result.stderr


def test_it_explains_in_dutch_below_the_date() -> None:
    assert run("2026-02-05,1\n2026-03-05,1\n", "--explain").stdout == (
        "2026-03-05\n"
        "  Wij kregen uw verzoek op donderdag 5 februari 2026.\n"
        "  Volgens de wet moeten wij binnen een maand antwoorden (AVG, artikel 12 lid 3).\n"
        "  Een maand later is het donderdag 5 maart 2026.\n"
        "  U krijgt ons antwoord dus uiterlijk op donderdag 5 maart 2026.\n"
        "2026-04-07\n"
        "  Wij kregen uw verzoek op donderdag 5 maart 2026.\n"
        "  Volgens de wet moeten wij binnen een maand antwoorden (AVG, artikel 12 lid 3).\n"
        "  Een maand later is het zondag 5 april 2026.\n"
        "  Die dag valt in het weekend.\n"
        "  Maandag 6 april 2026 is een feestdag: Tweede Paasdag.\n"
        "  Dan telt de eerste werkdag daarna (Verordening 1182/71, artikel 3).\n"
        "  U krijgt ons antwoord dus uiterlijk op dinsdag 7 april 2026.\n"
    )


def test_it_explains_in_english_when_asked() -> None:
    result = run("2026-11-12\n", "--bezwaar", "--explain", "--language", "en")
    assert result.stdout.splitlines()[-1] == (
        "  The last day to make a 'bezwaar' is therefore Thursday 24 December 2026."
    )


def test_a_language_it_does_not_know_is_a_mistake_in_the_command() -> None:
    assert run("2026-11-12\n", "--language", "de").exit_code == 2


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = "from portal.cli.deadline import deadline; deadline()"
    done = subprocess.run(
        [sys.executable, "-c", command],
        input=b"2026-03-05,1\n" * 1000,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")
