"""What the worker does by itself: the daily round, and what lapsed goes."""

from dataclasses import replace
from datetime import timedelta

from portal import jobs
from portal.jobs.upkeep import keep_up
from portal.models.case import Draft
from portal.models.clock import DailyRun
from tests.services import stories

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


def test_a_worker_does_it(context):
    worker = jobs.worker(context.portal)
    (bound,) = worker._tidy.args
    assert worker._tidy.func is keep_up
    worker._tidy.func(replace(bound, now=lambda: LATER))
    with context.portal.database.transaction(write=False) as session:
        assert session.query(DailyRun).count() == len(stories.ORGANISATIONS)
