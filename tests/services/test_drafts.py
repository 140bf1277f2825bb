"""Drafts: kept, found at their own organisation, lapsed after the days of the profile."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.models.case import Draft
from portal.organisations.loading import BUILT_IN, load_all
from portal.services import drafts
from portal.services.throttle import Limit, LimitReached, Throttle

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ORGANISATIONS = load_all(BUILT_IN)
LOKET, BUROJIJ = ORGANISATIONS["juridisch-loket"], ORGANISATIONS["burojij"]
THROTTLE = Throttle("a secret")


def begin(session, organisation=LOKET, now=NOW, **more):
    return drafts.begin_draft(
        session, organisation, throttle=THROTTLE, sender="192.0.2.1", now=now, **more
    )


def test_answers_of_a_step_are_kept_beside_the_others(database):
    with database.transaction() as session:
        draft = begin(session)
        drafts.keep_answers(draft, "rights", {"rights": ["access"]}, now=NOW)
        drafts.keep_answers(draft, "whom", {"whom": "self"}, now=NOW)
        key = draft.key
    with database.transaction() as session:
        found = drafts.find_draft(session, LOKET, key, now=NOW)
        assert found is not None
        assert found.answers == {"rights": {"rights": ["access"]}, "whom": {"whom": "self"}}
        assert drafts.find_draft(session, BUROJIJ, key, now=NOW) is None


def test_a_draft_lapses_after_the_days_of_the_profile(database):
    late = NOW + timedelta(days=LOKET.draft_retention_days, seconds=1)
    with database.transaction() as session:
        draft = begin(session)
        assert drafts.find_draft(session, LOKET, draft.key, now=late) is None
        begin(session, BUROJIJ)
        assert drafts.lapse_drafts(session, LOKET, now=late) == 1
        assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_an_erased_draft_is_gone(sqlite_database):
    with sqlite_database.transaction() as session:
        draft = begin(session)
        drafts.drop_draft(session, draft)
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_sender_begins_no_more_than_allowed(sqlite_database):
    with sqlite_database.transaction() as session:
        limit = Limit("draft.sender", 1, timedelta(hours=1))
        begin(session, limit=limit)
        with pytest.raises(LimitReached):
            begin(session, limit=limit)


def test_an_answer_brings_others_along_or_takes_them_away(sqlite_database):
    with sqlite_database.transaction() as session:
        draft = begin(session)
        drafts.keep_answers(draft, "about", {"given_name": "Sem"}, now=NOW)
        changes = {"whom": {"whom": "self"}, "about": None}
        drafts.keep_answers(draft, "mandate", {"go_on": "own"}, changes, now=NOW)
        assert draft.answers == {"mandate": {"go_on": "own"}, "whom": {"whom": "self"}}
