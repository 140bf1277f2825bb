"""What the worker does by itself: the daily round, and what lapsed goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portal import jobs
from portal.jobs.upkeep import keep_up
from portal.law.lifecycle import Action
from portal.models.case import Draft
from portal.models.clock import DailyRun
from portal.models.expert import ExpertTask
from portal.services import asking
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


def test_a_worker_does_it(context):
    worker = jobs.worker(context.portal)
    (bound,) = worker._tidy.args
    assert worker._tidy.func is keep_up
    worker._tidy.func(replace(bound, now=lambda: LATER))
    with context.portal.database.transaction(write=False) as session:
        assert session.query(DailyRun).count() == len(stories.ORGANISATIONS)
