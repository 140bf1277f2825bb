"""Registering a request that came in another way."""

from datetime import date, timedelta

import pytest

from portal.law.deadlines import answer_due
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import Case, Channel
from portal.services import registration
from portal.services.intake import Answers, Asked
from tests.services import stories
from tests.services.test_triage import NOW, hire

TODAY = date(2026, 11, 20)


def register(session, received, reason=""):
    return registration.register(
        session,
        stories.organisation(),
        Answers((Asked(Right.ACCESS, {"scope": "all"}),), "Anna", "Bos"),
        idempotency_key="k",
        channel=Channel.LETTER,
        received=received,
        late_reason=reason,
        language="nl",
        actor=hire(session).actor(),
        now=NOW,
    )


def test_the_clock_runs_from_the_true_day_and_the_log_says_when_it_was_registered(database):
    with database.transaction() as session:
        received = TODAY - timedelta(days=20)
        case = register(session, received)
        assert case.legal_due == answer_due(received).legal_due
        event = session.query(AuditEvent).filter_by(action="received").one()
        assert event.detail["registered"] == TODAY.isoformat()


@pytest.mark.parametrize(
    ("days", "reason", "error"),
    [
        (-1, "", registration.ReceivedInFuture),
        (366, "", registration.ReasonNeeded),
        (366, "kort", registration.ReasonNeeded),
        (4000, "Een lange reden.", registration.ReceivedTooLongAgo),
    ],
)
def test_a_date_that_cannot_be_true_stores_nothing(database, days, reason, error):
    with database.transaction() as session:
        with pytest.raises(error):
            register(session, TODAY - timedelta(days=days), reason)
        assert session.query(Case).count() == 0


def test_why_it_is_late_is_kept_as_a_note(database):
    with database.transaction() as session:
        case = register(session, TODAY - timedelta(days=400), "Lag in een verkeerd archief.")
        session.flush()
        session.refresh(case)
        assert [message.body for message in case.messages] == ["Lag in een verkeerd archief."]
