"""The delay between attempts: short at first, never more than a quarter of an hour."""

from portal.jobs.attempts import LONGEST_DELAY, delay_after


def test_the_delay_doubles_from_two_seconds() -> None:
    assert [delay_after(attempt) for attempt in (1, 2, 3, 4)] == [2, 4, 8, 16]


def test_after_a_day_of_trying_the_next_attempt_is_still_within_a_quarter_of_an_hour() -> None:
    assert max(delay_after(attempt) for attempt in range(1, 2000)) == LONGEST_DELAY == 900


def test_a_mail_server_that_is_away_for_a_day_costs_about_a_hundred_attempts_a_mail() -> None:
    waited, attempt = 0.0, 0
    while waited < 86_400:
        attempt += 1
        waited += delay_after(attempt)
    assert attempt < 110
