"""The job that tells a source: a dry run in all, then the real thing, against real servers."""

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, AuditEvent
from portal.models.instruction import InstructionState, SuspendedSource
from portal.queueing import Job
from portal.services import carrying, instructing, triage
from portal.services.carrying import CarryingFailed
from portal.services.searching import TRIES
from portal.sources.places import Places
from portal.sources.secrets import Secrets
from tests.services import stories, told
from tests.services.obeying import (
    deliver,
    rows,
    run,
    states,
    work,
)
from tests.sources.server import serving

READY, DONE = InstructionState.READY, InstructionState.DONE
REFUSED, FAILED = InstructionState.REFUSED, InstructionState.FAILED
BOTH = {"register": DONE, "profile": DONE}


def test_a_dry_run_in_all_and_then_the_real_thing_in_all(database, here, places, queue, systems):
    deliver(database, here)
    assert work(database, here, places, queue) == 4
    assert states(database) == BOTH
    assert sorted(systems.real) == ["profile", "register"]
    register = rows(database)["register"]
    assert register.items == [["Contact van maart", "done", ""]]
    assert register.finished_at == stories.NOW
    assert (register.reason, register.next_try_at) == ("", None)


def test_nothing_is_done_anywhere_before_every_system_said_that_it_can(
    sqlite_database, here, places, queue, systems
):
    deliver(sqlite_database, here)
    first, second = queue.of(Job.CARRY_OUT)
    run(sqlite_database, here, places, first)
    assert states(sqlite_database)["register"] is READY
    assert systems.real == []
    assert len(queue.of(Job.CARRY_OUT)) == 2
    run(sqlite_database, here, places, second)
    assert len(queue.of(Job.CARRY_OUT)) == 4
    assert systems.real == []


def test_one_that_refuses_stops_all_of_them(database, here, places, queue, systems):
    systems.profile = 403
    deliver(database, here)
    work(database, here, places, queue)
    assert states(database) == {"register": READY, "profile": REFUSED}
    assert systems.real == []
    assert rows(database)["profile"].items == [["", "refused", "LOAN"]]


def test_one_item_that_may_not_be_done_stops_all_of_them_too(
    sqlite_database, here, places, queue, systems
):
    systems.items += [{"what": "Factuur", "result": "refused", "reason": {"nl": "Zeven jaar."}}]
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == {"register": REFUSED, "profile": READY}
    assert systems.real == []
    assert rows(sqlite_database)["register"].items[1] == ["Factuur", "refused", "Zeven jaar."]


def test_an_answer_that_is_not_in_the_contract_stops_all_of_them(
    sqlite_database, here, places, queue, systems
):
    systems.profile = 200
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    profile = rows(sqlite_database)["profile"]
    assert (profile.state, profile.reason) == (FAILED, "unclear: profile: 200")
    assert systems.real == []


def test_a_connector_that_stumbles_stops_all_of_them_and_quotes_nobody(
    sqlite_database, here, places, queue, systems, monkeypatch
):
    class Strange:
        def carry_out(self, *_given, **_more):
            raise ZeroDivisionError("Sanne de Wit")

    deliver(sqlite_database, here)
    monkeypatch.setitem(carrying.EXECUTORS, "helsinki", Strange())
    work(sqlite_database, here, places, queue)
    profile = rows(sqlite_database)["profile"]
    assert (profile.state, profile.reason) == (FAILED, "unforeseen: ZeroDivisionError")
    assert systems.real == []


def test_what_went_wrong_in_the_real_thing_is_told_item_by_item(
    sqlite_database, here, places, queue, systems
):
    systems.really = "failed"
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == {"register": FAILED, "profile": DONE}
    register = rows(sqlite_database)["register"]
    assert register.items == [["Contact van maart", "failed", ""]]
    assert register.finished_at is None


def test_a_system_without_anything_to_do_is_done(sqlite_database, here, places, queue, systems):
    systems.items = []
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == BOTH


def test_a_system_in_trouble_is_asked_again_and_then_given_up(
    database, here, places, queue, systems
):
    systems.register = 503
    deliver(database, here)
    first, second = queue.of(Job.CARRY_OUT)
    run(database, here, places, second)
    for number in range(1, TRIES):
        with pytest.raises(CarryingFailed):
            run(database, here, places, first)
        row = rows(database)["register"]
        assert row.state is InstructionState.TRYING
        assert row.reason == "unreachable: register: 503"
        assert (row.next_try_at - stories.NOW).total_seconds() == 2**number
    run(database, here, places, first)
    row = rows(database)["register"]
    assert (row.state, row.attempts, row.next_try_at) == (FAILED, TRIES, None)
    assert systems.real == []


def test_a_system_that_comes_back_goes_on_where_it_was(
    sqlite_database, here, places, queue, systems
):
    systems.register = 503
    deliver(sqlite_database, here)
    first, _ = queue.of(Job.CARRY_OUT)
    with pytest.raises(CarryingFailed):
        run(sqlite_database, here, places, first)
    systems.register = 200
    run(sqlite_database, here, places, first)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == BOTH


def test_a_job_that_runs_twice_does_nothing_twice(sqlite_database, here, places, queue, systems):
    deliver(sqlite_database, here)
    first, second = queue.of(Job.CARRY_OUT)
    work(sqlite_database, here, places, queue)
    for number in (first, second):
        run(sqlite_database, here, places, number)
    assert sorted(systems.real) == ["profile", "register"]


def test_a_dry_run_that_comes_late_is_not_taken_for_the_real_thing(
    sqlite_database, here, places, queue, systems
):
    """Two workers had the same dry run; the slower one ends when the real thing has begun."""
    deliver(sqlite_database, here)
    first, second = queue.of(Job.CARRY_OUT)
    run(sqlite_database, here, places, second)

    inner = systems.answer

    def overtaken(web):
        systems.answer = inner
        run(sqlite_database, here, places, first)
        systems.items = [{"what": "Contact van maart", "result": "refused"}]
        inner(web)

    systems.answer = overtaken
    with serving(lambda web: systems.answer(web)) as server:
        run(sqlite_database, told.organisation(server.at()), places, first)
    assert states(sqlite_database) == dict.fromkeys(BOTH, InstructionState.DOING)
    systems.items = []
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == BOTH


def test_a_rehearsal_ends_where_the_real_thing_would_begin(
    sqlite_database, here, places, queue, systems
):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
    work(sqlite_database, here, places, queue)
    assert states(sqlite_database) == {"register": READY, "profile": READY}
    assert systems.real == []


def test_a_rehearsal_that_comes_after_the_case_ended_asks_nobody(
    sqlite_database, here, places, queue, systems
):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
        case.advance(Action.WITHDRAW, Actor.citizen(told.SLUG), stories.NOW)
    with serving(lambda web: web.say(500)) as server:
        work(sqlite_database, told.organisation(server.at()), places, queue)
    assert not server.asked


@pytest.mark.parametrize("change", ["suspended", "gone", "cannot", "closed"])
def test_a_source_that_cannot_be_told_any_more_says_why(
    sqlite_database, here, places, queue, systems, change
):
    deliver(sqlite_database, here)
    reason = {"suspended": "suspended: Wordt verhuisd", "gone": "not_known", "cannot": "cannot",
              "closed": "closed: register"}[change]  # fmt: skip
    if change == "suspended":
        with sqlite_database.transaction() as session:
            session.add(
                SuspendedSource(
                    organisation=told.SLUG,
                    source="register",
                    reason="Wordt verhuisd",
                    since=stories.NOW,
                )
            )
    if change == "gone":
        here = told.organisation("", *here.sources[1:])
    if change == "cannot":
        here = told.organisation("", told.system("register", "http", "http://x", "advice"))
    if change == "closed":
        places = Places(places.folder, Secrets())
    run(sqlite_database, here, places, queue.of(Job.CARRY_OUT)[0])
    row = rows(sqlite_database)["register"]
    assert (row.state, row.reason) == (FAILED, reason)
    assert systems.real == []


def test_a_correction_says_what_must_change(sqlite_database, places, queue):
    asked = []

    def answer(web):
        asked.append(web.question.json)
        web.say(200, {"dry_run": asked[-1]["dry_run"], "items": []})

    with serving(answer) as server:
        here = told.organisation(server.at())
        deliver(
            sqlite_database,
            here,
            right=Right.RECTIFICATION,
            answers={
                "field": "Achternaam",
                "old": "de Wit",
                "new": "Bakker",
                "activities": ["advice"],
            },
        )
        work(sqlite_database, here, places, queue)
    assert [each["dry_run"] for each in asked] == [True, False]
    assert asked[1]["effect"] == "rectify"
    assert asked[1]["change"] == {
        "columns": [{"table": "register_advice", "column": "surname"}],
        "old": "de Wit",
        "new": "Bakker",
    }
    assert asked[1]["ways"] == [
        [{"identifier": "client_number", "value": "K-100", "plain": "K100"}]
    ]


def test_the_log_tells_steps_and_nothing_of_the_person(
    sqlite_database, here, places, queue, systems
):
    systems.items[0]["what"] = "Brief van Sanne de Wit"
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    with sqlite_database.transaction(write=False) as session:
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "instruction_step")
        ).all()
    assert [each.detail["state"] for each in events] == ["ready", "ready", "done", "done"]
    assert "Sanne" not in str([each.detail for each in events])
