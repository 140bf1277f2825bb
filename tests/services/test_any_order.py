"""No order of actions leads to a decision without a ground, or a closed case without a letter."""

from collections import Counter
from itertools import cycle

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from portal.files import FileStore
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.services.guidance import Step
from tests.services import lawful, stories
from tests.services.any_order import ASKED, AnyOrder
from tests.services.following import Life
from tests.services.test_documents import Paper
from tests.services.test_triage import hire

EXAMPLES, STEPS = 15, 20
STRANGE = ("no_such", "not_inaccurate", "others_rights", "unfounded_excessive")
EACH = list(zip(ASKED, cycle(stories.ORGANISATIONS)))  # each right once, each organisation twice


@pytest.fixture
def begin(sqlite_database, tmp_path):
    """Begins a case in a transaction of its own, which is undone afterwards."""
    begun = []

    def life(slug, right, answers):
        session = sqlite_database.session(write=True)
        begun.append(session)
        people = [hire(session, name) for name in ("anna", "bob")]
        for member in people:
            member.organisation = slug
        case = stories.ask(session, slug, right=right, answers=answers)
        here = stories.organisation(slug)
        return Life(session, case, here, people, FileStore(tmp_path / "files"), Paper())

    def undo():
        while begun:
            begun[-1].rollback()
            begun.pop().close()

    life.undo = undo
    yield life
    undo()


def test_whatever_is_done_in_whatever_order_the_law_is_kept(begin):
    seen = Counter()

    class Here(AnyOrder):
        begun = staticmethod(begin)

        def teardown(self):
            if self.life is not None:
                seen[self.life.case.status] += 1
            begin.undo()

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Status.CLOSED in seen, seen
    assert len(seen) > 3, seen


@pytest.fixture
def at_the_decision(begin):
    """A case for which everything was done but deciding, and the machine to try things with."""

    def come(asked, slug):
        machine = AnyOrder()
        machine.life = life = begin(slug, *asked)
        while life.advice(0).step is not Step.DECIDE:
            life.follow(0)
        return machine

    return come


@pytest.mark.parametrize(("asked", "slug"), EACH, ids=str)
@pytest.mark.parametrize("full", [True, False])
def test_no_outcome_or_ground_gets_through_that_the_law_does_not_know(
    at_the_decision, slug, asked, full
):
    machine = at_the_decision(asked, slug)
    machine.try_every_outcome(0, STRANGE, full=full)


@pytest.mark.parametrize(("asked", "slug"), EACH[:4], ids=str)
@pytest.mark.parametrize("ground", ["legal_claims", "wrong_ground", ""])
def test_nothing_stays_without_its_ground(at_the_decision, slug, asked, ground):
    machine = at_the_decision(asked, slug)
    for which in range(6):
        machine.decide_item_by_item(0, which, ground)
        machine.look_at_a_finding(0, which * 3, ground)


@pytest.mark.parametrize(("asked", "slug"), EACH, ids=str)
def test_who_follows_the_advice_of_the_portal_reaches_the_end(begin, slug, asked):
    right, answers = asked
    life = begin(slug, right, answers)
    steps = []
    while life.case.status is not Status.CLOSED:
        steps.append(life.follow(0))
        lawful.demand(life.session, life.case, life.here)
        assert len(steps) < 16, steps
    assert steps[-1] is Step.CLOSE
    assert (Step.STOP_USE in steps) is (
        right is Right.CONSENT_WITHDRAWAL or answers.get("kind") == "marketing"
    )
