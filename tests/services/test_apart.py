"""One case that does not open, or that anything else is wrong with, keeps no other waiting."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from portal.law.effects import Effect
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.clock import DailyRun, Pause
from portal.models.exhibit import CaseKey
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import SearchResult, SourceSearch
from portal.models.instruction import Instruction, InstructionState
from portal.services import (
    apart,
    chasing,
    daily,
    deferring,
    forgetting,
    halting,
    holds,
    instructing,
    lapsing,
    originals,
    releasing,
    restrictions,
    suspending,
)
from portal.services.alerts import Crew, Pile
from portal.vault import VaultShut
from tests.services import experts, lost, test_originals, test_releasing, test_restrictions, told
from tests.services import test_forgetting as over
from tests.services.days import Desk
from tests.services.stories import NOW
from tests.services.test_instructing import HERE, restricted

LONG_AFTER = NOW + timedelta(days=120)
TODAY = LONG_AFTER.date()
SLUG = told.SLUG


def test_whatever_goes_wrong_is_told_by_ids_alone():
    with capture_logs() as logged, apart.from_others("chase", 7):
        raise ValueError("Fatima Bouazza")
    assert logged == [
        {
            "event": "case passed by",
            "log_level": "error",
            "step": "chase",
            "case": 7,
            "error": "ValueError",
        }
    ]


def test_a_database_that_is_away_is_away_for_all():
    with pytest.raises(OperationalError), apart.from_others("chase", 7):
        raise OperationalError("", None, Exception())


def asked_and_told(session, key):
    """A question to somebody in the cellar, and a search that told of its person."""
    task = experts.begin(session, key=key)
    task.question, task.note = "Kijk ook bij haar zus.", "Niets."
    search = experts.search_of(session, task)
    search.told = [["client_number", f"K-{key}"]]
    session.flush()
    return task


@pytest.fixture
def three(database):
    """Three tasks: of one case the key is lost, of another it was changed; the third is whole."""
    with database.transaction() as session:
        tasks = [asked_and_told(session, key) for key in "abc"]
        found = {task.id: task.case_id for task in tasks}
    cases = list(found.values())
    lost.lose_key(database, cases[0])
    lost.damage_key(database, cases[1])
    for number in cases[:2]:
        with database.transaction() as session, pytest.raises(Exception, match=str(number)):
            session.scalars(select(ExpertTask.note).filter_by(case_id=number)).all()
    return found


def test_the_daily_round_reminds_of_every_case_also_where_a_lock_does_not_open(database, three):
    here = experts.organisation()
    assert daily.run(database, {here.slug: here}, now=NOW + timedelta(days=6)) == 1
    with database.transaction(write=False) as session:
        assert [session.get_one(ExpertTask, number).chases for number in three] == [1, 1, 1]
        assert session.scalars(select(DailyRun.finished_at)).one()


def test_what_does_not_open_is_forgotten_with_the_case(database, three):
    with database.transaction() as session:
        for number, case_id in three.items():
            task = session.get_one(ExpertTask, number)
            task.state, task.copies_gone_at, task.next_mail_on = TaskState.ANSWERED, NOW, None
            session.get_one(Case, case_id).advance(Action.WITHDRAW, experts.STAFF, NOW)
    assert forgetting.forget_asked(database, now=LONG_AFTER) == 3
    with database.transaction(write=False) as session:
        assert {(each.email, each.note) for each in session.scalars(select(ExpertTask))} == {
            ("", "")
        }


def test_the_page_of_the_sources_tells_how_each_does(database, three):
    with database.transaction() as session:
        searches = session.scalars(select(SourceSearch).order_by(SourceSearch.id)).all()
        for search in searches:
            search.finished_at, search.result = NOW, SearchResult.SUSPENDED
        here, actor = experts.organisation(), told.STAFF
        suspending.suspend(session, here, "cellar", "Verhuist.", actor=actor, now=NOW)
        assert suspending.resume(session, here, "cellar", actor=actor, now=NOW) == 3
        for search in searches:
            search.finished_at, search.result = NOW, SearchResult.NOTHING_HELD
        session.flush()
        session.expunge_all()
        standing = suspending.list_standings(session, here, actor=actor)[-1]
        assert standing.last.result is SearchResult.NOTHING_HELD


def test_a_document_whose_name_does_not_open_is_removed_with_the_others(database):
    vault = database.locks
    with database.transaction() as session:
        cases = [test_originals.a_case(session, vault, Status.WITHDRAWN, key) for key in "ab"]
        lost_case = cases[0].id
    with database.transaction() as session:
        session.delete(session.get_one(CaseKey, lost_case))  # a name is left that nothing opens
    assert originals.let_go(database, vault, now=NOW) == 1
    assert test_originals.left(database, vault)[0] == 0


def chased(session):
    tasks = [experts.begin(session, key=key) for key in "ab"]
    pile = Pile(Crew.of(session, SLUG), (NOW + timedelta(days=6)).date())
    chasing.chase(session, SLUG, pile, NOW, place=0)
    return [task.chases == 1 for task in tasks]


def let_rest(session):
    cases = [told.case_of(session, Right.OBJECTION, key=key) for key in "ab"]
    for case in cases:
        case.identity_at = NOW
    session.flush()
    halting.catch_up(session, HERE, NOW, place=0)
    return heard(session, cases, Effect.RESTRICT)


def heard(session, cases, effect, sources=1):
    query = select(Instruction.case_id).where(Instruction.effect == effect)
    found = session.scalars(query).all()
    return [found.count(case.id) == sources for case in cases]


def used_again(session):
    cases = [test_restrictions.ask(session, key=key) for key in "ab"]
    markers = [test_restrictions.announce(session, case) for case in cases]
    for marker in markers:
        test_restrictions.made(session, marker)
    test_restrictions.lift(session, TODAY)
    return [marker.lifted_at is not None for marker in markers]


def told_so(session):
    made = [restricted(session, key=key) for key in "ab"]
    for _, rows, marker in made:
        marker.lifted_at = NOW
        for row in rows:
            row.state, row.finished_at = InstructionState.DONE, NOW
    session.flush()
    instructing.lift(session, HERE, NOW)
    return heard(session, [case for case, *_ in made], Effect.LIFT, sources=3)


def taken_up(session):
    orders = [experts.order(session, key=key)[1] for key in "ab"]
    for order in orders:
        order.reason, order.details = deferring.STILL_NEEDED, {"by_person": "only_read"}
        session.get_one(Case, order.case_id).is_open = False
    session.flush()
    instructing.take_up(session, experts.organisation(), NOW)
    return [order.reason == "only_read" for order in orders]


def released(session):
    cases = [test_releasing.closed(session, key=key).case for key in "ab"]
    releasing.release_due(session, SLUG, TODAY, LONG_AFTER)
    return [not test_releasing.bound(session, case) for case in cases]


def lapsed(session):
    desks = [Desk(session, key=key) for key in "ab"]
    for desk in desks:
        desk.ask()
    pauses = session.scalars(select(Pause).order_by(Pause.id)).all()
    daily._lapse(session, daily.Round(desks[0].organisation, TODAY, LONG_AFTER), 0)
    return [pause.ended_on is not None for pause in pauses]


def reminded(session):
    desks = [Desk(session, key=key) for key in "ab"]
    for desk in desks:
        desk.ask()
    session.flush()
    moment = NOW + timedelta(days=12)
    daily._remind(session, daily.Round(desks[0].organisation, moment.date(), moment), 0)
    return [pause.reminded_at is not None for pause in session.scalars(select(Pause))]


STEPS = [
    (chased, chasing, "_go_on"),
    (let_rest, halting, "halt"),
    (used_again, restrictions, "_lift"),
    (told_so, instructing, "_tell_lifted"),
    (taken_up, instructing, "_begin"),
    (released, holds, "release"),
    (lapsed, lapsing, "lapse"),
    (reminded, lapsing, "remind"),
]


def break_first(monkeypatch, module, name):
    """Let what is done for the first case go wrong, after something was written for it."""
    real, calls = getattr(module, name), []

    def breaks(*given, **more):
        calls.append(given)
        done = real(*given, **more)
        if len(calls) == 1:
            raise VaultShut(1)
        return done

    monkeypatch.setattr(module, name, breaks)


@pytest.mark.parametrize(("step", "module", "name"), STEPS)
def test_each_step_of_the_round_goes_on_and_undoes_what_it_did_for_that_case(
    database, monkeypatch, step, module, name
):
    with database.transaction() as session:
        break_first(monkeypatch, module, name)
        with capture_logs() as logged:
            assert step(session) == [False, True]
    (line,) = (each for each in logged if each["event"] == "case passed by")
    assert (line["error"], line["case"] > 0) == ("VaultShut", True)


@pytest.mark.parametrize("module", [forgetting, originals])
def test_what_is_over_goes_of_all_others(sqlite_database, monkeypatch, module):
    numbers = [over.answered(sqlite_database, key=key) for key in "ab"]
    break_first(monkeypatch, module, "is_final")
    if module is originals:
        assert originals.let_go(sqlite_database, sqlite_database.locks, now=LONG_AFTER) == 1
    else:
        assert over.forget(sqlite_database, LONG_AFTER) == 1
        assert [over.read(sqlite_database, each)[0] == "" for each in numbers] == [False, True]


@pytest.mark.parametrize(
    ("error", "others"),
    [
        (KeyError("Fatima Bouazza"), ["lift", "release"]),
        (OperationalError("", None, Exception()), []),
    ],
)
def test_a_step_that_fails_as_a_whole_keeps_no_other_from_being_taken(
    sqlite_database, monkeypatch, error, others
):
    here, taken = experts.organisation(), []

    def fails(*_given):
        raise error

    monkeypatch.setattr(daily, "_chase", fails)
    monkeypatch.setattr(daily, "_lift", lambda *_: taken.append("lift"))
    monkeypatch.setattr(daily, "_release", lambda *_: taken.append("release"))
    with capture_logs() as logged:
        assert daily.run(sqlite_database, {SLUG: here}, now=LONG_AFTER) == 0
    assert taken == others
    assert "Bouazza" not in str(logged)
    monkeypatch.undo()
    assert daily.run(sqlite_database, {SLUG: here}, now=LONG_AFTER) == 1
