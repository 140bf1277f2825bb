"""What lapses goes by itself, and nothing else goes with it."""

from datetime import timedelta

from sqlalchemy import func, select

from portal.models.case import Draft
from portal.models.identity import Attempt
from portal.models.staff import WebSession
from portal.services import browsing, housekeeping, throttle
from tests.services import stories


def _fill(session, slug: str, age: timedelta, name: str) -> None:
    then = stories.NOW - age
    session.add(
        Draft(organisation=slug, key=f"{slug}-{name}", created_at=then, changed_at=then, answers={})
    )
    browsing.keep_session(session, name, {}, None, now=then)
    throttle.note(session, "code.address", name, now=then)


def _counts(database) -> tuple[int, ...]:
    with database.transaction(write=False) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(each)) or 0
            for each in (Draft, WebSession, Attempt)
        )


def test_drafts_lapse_after_the_days_each_organisation_promised(database):
    with database.transaction() as session:
        for slug in ("akj", "burojij"):
            days = stories.organisation(slug).draft_retention_days
            _fill(session, slug, timedelta(days=days + 1), f"{slug}-old")
            _fill(session, slug, timedelta(days=days - 1), f"{slug}-new")
    removed = housekeeping.tidy(database, stories.ORGANISATIONS, now=stories.NOW)
    assert removed["drafts"] == 2
    assert _counts(database)[0] == 2


def test_fresh_sessions_and_tries_stay(database):
    with database.transaction() as session:
        _fill(session, "cjib", timedelta(hours=1), "new")
        _fill(session, "cjib", timedelta(days=3), "old")
    removed = housekeeping.tidy(database, stories.ORGANISATIONS, now=stories.NOW)
    assert removed == {"drafts": 0, "sessions": 1, "tries": 1}
    assert _counts(database) == (2, 1, 1)
    again = housekeeping.tidy(database, stories.ORGANISATIONS, now=stories.NOW)
    assert again == {"drafts": 0, "sessions": 0, "tries": 0}
