"""The job that looks for names."""

from datetime import UTC, datetime
from types import SimpleNamespace

from portal.jobs import HANDLERS, naming
from portal.queueing import Job
from portal.services import naming as service

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_the_job_hands_the_case_to_its_service(monkeypatch):
    told = []
    monkeypatch.setattr(service, "suggest_names", lambda *parts, now: told.append((*parts, now)))
    portal = SimpleNamespace(database="database", vault="vault", organisations="organisations")
    naming.suggest_names(SimpleNamespace(portal=portal, now=lambda: NOW), 7)
    assert told == [("database", "vault", "organisations", 7, NOW)]
    assert HANDLERS[Job.SUGGEST_NAMES] is naming.suggest_names
