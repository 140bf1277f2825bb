"""Which systems are asked beforehand, and what happens when one loses data all the same."""

import dataclasses

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import instructing, triage, trusting
from portal.services.alerts import Alert
from tests.services import days, stories, told
from tests.services.obeying import Systems, deliver, rows, states, work

READY, FAILED, DONE = InstructionState.READY, InstructionState.FAILED, InstructionState.DONE


class Forgetful(Systems):
    """The profile service erases when it is only asked."""

    held = True

    def answer(self, web):
        """Show one person until it is deleted, in whatever way."""
        if web.command == "GET" and self.held:
            web.say(200, {"key": "PROFILE_ADVICE", "children": [{"key": "SURNAME", "value": "W"}]})
            return
        if web.command == "DELETE":
            self.held = False
        super().answer(web)


def of(here, name, **changes):
    """The organisation with another profile of one system."""
    sources = tuple(
        dataclasses.replace(each, **changes) if each.id == name else each for each in here.sources
    )
    return dataclasses.replace(here, sources=sources)


@pytest.fixture
def systems():
    return Forgetful()


def rehearse(database, here, key="key"):
    with database.transaction() as session:
        case = told.case_of(session, key=key)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
        return case.id


def test_a_system_that_nobody_tried_is_not_asked_before_the_decision(
    database, here, places, queue, systems
):
    here = of(here, "profile", dry_run="")
    rehearse(database, here)
    work(database, here, places, queue)
    assert systems.held
    assert states(database) == {"register": READY, "profile": READY}
    assert rows(database)["profile"].reason == trusting.NOT_TRIED


def test_nor_after_it_but_then_it_waits_until_the_others_can(
    sqlite_database, here, places, queue, systems
):
    here = of(here, "profile", dry_run="")
    systems.items = [{"what": "Factuur", "result": "refused"}]
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert systems.held
    assert states(sqlite_database)["profile"] is READY


def test_and_it_does_it_when_all_the_others_can(sqlite_database, here, places, queue, systems):
    here = of(of(here, "profile", dry_run=""), "register", dry_run="")
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == {"register": DONE, "profile": DONE}
    assert [each.rpartition("-")[2] for each in systems.keys] == ["real"]
    assert not systems.held


def test_a_system_that_erases_when_it_is_only_asked_raises_the_alarm(
    database, here, places, queue, systems
):
    with database.transaction() as session:
        coordinator = days.hire(session, role=Role.COORDINATOR)
        officer = days.hire(session, "fg", role=Role.PRIVACY_OFFICER)
        emails = {coordinator.email, officer.email}
    rehearse(database, here)
    work(database, here, places, queue)
    profile = rows(database)["profile"]
    assert (profile.state, profile.reason) == (FAILED, "vanished: profile")
    with database.transaction() as session:
        told_of = [
            (each.recipient, each.facts["lines"][0][2])
            for each in session.query(OutgoingMail)
            if each.kind in (MailKind.WARNING, MailKind.DIGEST)
        ]
    assert sorted(told_of) == sorted((each, Alert.DATA_GONE) for each in emails)


def test_it_is_not_asked_again_for_anybody_until_it_was_tried_on_a_later_day(
    sqlite_database, here, places, queue, systems
):
    rehearse(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    systems.held = True
    rehearse(sqlite_database, here, "another")
    work(sqlite_database, here, places, queue)
    assert systems.held
    with sqlite_database.transaction() as session:
        profile = next(each for each in here.sources if each.id == "profile")
        day = stories.NOW.date().isoformat()
        after = f"{day[:-2]}{int(day[-2:]) + 1}: asked for a client, who was still there"
        same = f"{day}: asked for a client, who was still there"
        knows = [
            trusting.knows_dry_runs(session, slug, dataclasses.replace(profile, dry_run=told_so))
            for slug, told_so in ((here.slug, same), (here.slug, after), ("akj", same))
        ]
    assert knows == [False, True, True]


def test_what_was_lost_stays_to_be_read_and_hinders_no_decision(
    sqlite_database, here, places, queue
):
    number = rehearse(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    with sqlite_database.transaction() as session:
        case = session.get_one(Case, number)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
        kept = [each for each in session.query(Instruction) if trusting.lost_data(each)]
        assert len(kept) == 1
        for part in case.parts:
            part.outcome = Outcome.GRANTED
        case.status = Status.DELIVERED
        case.delivered_at = stories.NOW
        queue.jobs.clear()
        instructing.at_delivery(session, case, here, stories.NOW)
    assert len(queue.of(Job.CARRY_OUT)) == 2
