"""What the worker does by itself: the daily round, and what lapsed goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from portal import jobs
from portal.jobs import upkeep
from portal.jobs.upkeep import keep_up
from portal.law.lifecycle import Action
from portal.models.case import Draft
from portal.models.clock import DailyRun
from portal.models.expert import ExpertTask
from portal.services import asking, daily, forgetting, originals, sweeping
from tests.services import experts, stories

LATER = stories.NOW + timedelta(days=60)


def test_the_round_of_every_organisation_is_made_and_old_drafts_go(context):
    with context.portal.database.transaction() as session:
        moment = stories.NOW
        session.add(Draft(organisation="akj", key="k", created_at=moment, changed_at=moment))
    later = replace(context, now=lambda: LATER)
    keep_up(later)
    keep_up(later)
    with context.portal.database.transaction(write=False) as session:
        made = {row.organisation for row in session.query(DailyRun) if row.finished_at}
        assert made == set(stories.ORGANISATIONS)
        assert session.query(DailyRun).count() == len(stories.ORGANISATIONS)
        assert session.query(Draft).count() == 0


def test_what_a_crash_left_of_files_goes(context):
    torn = []
    for store in (context.portal.files, context.portal.vault.store):
        torn.append(store.folder / "ab" / "cd" / "one.part")
        torn[-1].parent.mkdir(parents=True)
        torn[-1].write_bytes(b"half")
    keep_up(replace(context, now=lambda: datetime.now(UTC) + timedelta(days=2)))
    assert not [path for path in torn if path.exists()]


def test_what_experts_were_asked_goes_with_the_case(context):
    with context.portal.database.transaction() as session:
        task = experts.begin(session)
        experts.case_of(session, task).advance(Action.WITHDRAW, experts.STAFF, stories.NOW)
        asking.withdraw(session, task, actor=experts.STAFF, now=stories.NOW)
        number = task.id
    keep_up(replace(context, now=lambda: LATER))
    with context.portal.database.transaction(write=False) as session:
        assert session.get_one(ExpertTask, number).email == ""


STEPS = [
    (daily, "run"),
    (upkeep, "tidy"),
    (originals, "let_go"),
    (forgetting, "forget_asked"),
    (sweeping, "sweep"),
]


def note_steps(monkeypatch, error):
    """Each step notes its number and then fails."""
    done = []

    def make(number):
        def step(*_given, **_more):
            done.append(number)
            raise error

        return step

    for number, (module, name) in enumerate(STEPS):
        monkeypatch.setattr(module, name, make(number))
    return done


def test_what_goes_wrong_with_one_of_these_keeps_no_other_from_being_done(context, monkeypatch):
    done = note_steps(monkeypatch, ValueError("Fatima Bouazza"))
    with capture_logs() as logged:
        keep_up(context)
    assert done == list(range(len(STEPS)))
    assert [line["error"] for line in logged] == ["ValueError"] * len(STEPS)
    assert "Bouazza" not in str(logged)


def test_nothing_is_tried_while_the_database_is_away(context, monkeypatch):
    done = note_steps(monkeypatch, OperationalError("", None, Exception()))
    with pytest.raises(OperationalError):
        keep_up(context)
    assert done == [0]


def test_a_worker_does_it(context):
    worker = jobs.worker(context.portal)
    (bound,) = worker._tidy.args
    assert worker._tidy.func is keep_up
    worker._tidy.func(replace(bound, now=lambda: LATER))
    with context.portal.database.transaction(write=False) as session:
        assert session.query(DailyRun).count() == len(stories.ORGANISATIONS)
