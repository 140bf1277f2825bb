"""A case in any order of actions: what staff, citizen and portal do, tried one after another."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from portal.law.grounds import GROUNDS, Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.rights import Right
from portal.models.case import CasePart
from portal.models.clock import Pause, Question
from portal.models.finding import Finding, Review
from portal.services import (
    decision,
    extending,
    items,
    lapsing,
    ledger,
    outcomes,
    particulars,
    progress,
    proposing,
    review,
    stopping,
    triage,
    withdrawing,
)
from portal.services.extending import Extension, ExtensionGround
from portal.services.obstacles import NotReady
from tests.services import following, lawful, stories
from tests.services.deciding import ROW, WHY, complete
from tests.services.following import Life

REFUSALS = (
    ActionRefused,
    NotReady,
    particulars.NotWritten,
    items.GroundDoesNotFit,
    items.KeptWithoutTerm,
    review.GroundDoesNotFit,
    stopping.WrongDay,
    triage.WrongDate,
    extending.CannotExtend,
    ledger.WrongDay,
    progress.TooManyMessages,
)
ASKED = [
    *((right, {"scope": "all"}) for right in Right),
    (Right.OBJECTION, {"kind": "marketing"}),
    (Right.RESTRICTION, {"case": "claims", "explanation": "mijn dossier"}),
    (Right.PORTABILITY, {"to": "organisation", "receiver": "een ander"}),
]
LONG = f"{WHY} {WHY}"
some = st.integers(min_value=0, max_value=999)
a_ground = st.sampled_from([None, "no_such", *GROUNDS])
FITTING = "one that fits"
NOTHING = {"needs": {}, "checks": (), "basis": None}


class AnyOrder(RuleBasedStateMachine):
    """Whatever is tried, and in whatever order, the case stays one that the law can live with."""

    begun: Callable[[str, Right, dict[str, str]], Life]  # the test gives it
    life: Life | None = None

    @initialize(
        asked=st.lists(st.sampled_from(ASKED), min_size=1, max_size=2, unique_by=lambda a: a[0]),
        slug=st.sampled_from(list(stories.ORGANISATIONS)),
        steps=st.integers(min_value=0, max_value=14),
    )
    def begin(self, asked, slug, steps):
        """A request comes in, and goes some steps of the way that the portal advises."""
        (right, answers), *more = asked
        self.life = self.begun(slug, right, answers)
        for other, told in more:
            kind = self.life.case.parts[0].controller_kind
            part = CasePart(right=other, answers=told, controller_kind=kind)
            self.life.case.parts.append(part)
        self.life.session.flush()
        for _ in range(steps):
            self.attempt(lambda life: life.follow(0))

    def attempt(self, do):
        """Try it as a page does: what is refused leaves nothing behind."""
        self.life.now += timedelta(minutes=7)
        point = self.life.session.begin_nested()
        try:
            do(self.life)
            self.life.session.flush()
        except REFUSALS:
            point.rollback()
            self.life.session.expire_all()
        else:
            point.commit()

    @rule(who=some)
    def follow_the_advice(self, who):
        """What a handler who trusts the portal does."""
        self.attempt(lambda life: life.follow(who))

    @rule(who=some)
    def take(self, who):
        """Whoever it is."""
        self.attempt(lambda life: triage.take(life.case, **life.by(who)))

    @rule(who=some, question=st.sampled_from(Question))
    def ask(self, who, question):
        """Each question once."""
        if any(each.question is question for each in self.pauses()):
            return
        before = triage.suggested_answer_day(self.life.case, self.life.now)
        asking = triage.Asking(question, LONG, before, WHY)
        self.attempt(
            lambda life: triage.ask(life.session, life.case, life.here, asking, **life.by(who))
        )

    def pauses(self):
        """The questions so far."""
        return self.life.session.query(Pause).filter_by(case_id=self.life.case.id).all()

    @rule(comes=st.booleans())
    def wait_for_the_answer(self, comes):
        """It comes, or the portal goes on without it."""
        for pause in self.pauses():
            if pause.ended_on is None and not comes:
                self.attempt(
                    lambda life, p=pause: lapsing.lapse(
                        life.session, life.case, p, life.here, now=life.now
                    )
                )
        self.attempt(
            lambda life: progress.write_message(
                life.session, life.case, f"Antwoord om {life.now}.", **life.citizen
            )
        )

    @rule(who=some)
    def go_on(self, who):
        """Without an answer, or with more time."""
        why = Extension((ExtensionGround.COMPLEXITY,), WHY)
        if who % 2:
            self.attempt(lambda life: triage.resume(life.session, life.case, **life.by(who)))
        else:
            self.attempt(
                lambda life: extending.extend(
                    life.session, life.case, life.here, why, **life.by(who)
                )
            )

    @rule(found=st.integers(min_value=0, max_value=2))
    def search(self, found):
        """The systems give nothing, or something."""
        if self.life.case.status is Status.IN_TREATMENT and not self.life.facts().searches:
            rows = [ROW] * found
            stories.find(self.life.session, self.life.case, rows, review=Review.UNDECIDED)

    @rule(who=some, which=some, ground=a_ground)
    def look_at_a_finding(self, who, which, ground):
        """In or out, also on grounds that do not fit."""
        found = self.life.session.query(Finding).filter_by(case_id=self.life.case.id).all()
        if not found:
            return
        finding = found[which % len(found)]
        known = GROUNDS.get(ground or "")
        needs = {need.value: LONG for need in (known.needs if known else ())}
        if which % 3:
            self.attempt(lambda life: review.include(life.case, finding, **life.by(who)))
        else:
            self.attempt(
                lambda life: review.leave_out(
                    life.case, finding, ground or "", needs, **life.by(who)
                )
            )

    @rule(who=some, which=some, ground=st.sampled_from(["legal_claims", "wrong_ground", ""]))
    def decide_item_by_item(self, who, which, ground):
        """Some done, some kept, also on grounds that do not fit or without their fields."""
        needs = {"necessity": LONG, "why": LONG} if which % 2 else {}
        for part in self.life.case.parts:
            if part.right not in items.BY_ITEM:
                continue
            while len(part.items) < 2 and self.life.case.status is Status.IN_TREATMENT:
                self.attempt(lambda life, p=part: items.add(life.case, p, WHY, **life.by(who)))
            for number, item in enumerate(part.items):
                if (which + number) % 3:
                    self.attempt(lambda life, i=item: items.give(life.case, i, **life.by(who)))
                self.attempt(
                    lambda life, p=part, i=item: items.keep(
                        life.case, p, i, ground, needs, until=None, rule=WHY, **life.by(who)
                    )
                )
        self.try_every_outcome(who, [], full=True)

    @rule(
        who=some,
        strange=st.sampled_from(["no_such", *GROUNDS]).map(lambda ground: [ground]),
        full=st.booleans(),
    )
    def try_every_outcome(self, who, strange, full):
        """Each outcome without a ground, with one that fits and with others; back each time."""
        for outcome in Outcome:
            for ground in (None, FITTING, *strange):
                given = {
                    part.id: self.filled(part, outcome, ground, full=full)
                    for part in self.life.case.parts
                }
                self.attempt(lambda life, g=given: proposing.fill_in(life.case, g, **life.by(who)))
                self.attempt(lambda life: following.propose(life, who))
                if self.life.case.status is Status.PROPOSED:
                    self.the_law_is_kept()
                    self.judge(who, sends_back=True)

    def filled(self, part, outcome, ground, *, full):
        """An outcome for this part; full, or without what belongs to it."""
        fitting = outcomes.grounds(part, self.life.here, outcome)
        if ground is FITTING:
            ground = fitting[0].id if fitting else None
        return complete(part, outcome, ground, WHY if full else "", **({} if full else NOTHING))

    @rule(who=some, which=some, why=some)
    def propose_well(self, who, which, why):
        """What the form offers, with all that belongs to it."""
        given = {}
        for part in self.life.case.parts:
            offered = outcomes.choices(part)
            outcome = offered[which % len(offered)]
            grounds = outcomes.grounds(part, self.life.here, outcome)
            ground = grounds[why % len(grounds)].id if grounds else None
            given[part.id] = complete(part, outcome, ground, WHY)
        self.attempt(lambda life: proposing.fill_in(life.case, given, **life.by(who)))
        self.attempt(lambda life: following.propose(life, who))

    @rule(who=some, sends_back=st.booleans())
    def judge(self, who, sends_back):
        """Approve, also the own proposal, or send back."""
        if sends_back:
            self.attempt(
                lambda life: decision.send_back(life.session, life.case, WHY, **life.by(who))
            )
        else:
            self.attempt(lambda life: following.approve(life, who))

    @rule(who=some)
    def come_to_an_end(self, who):
        """What was approved can always be written in a letter; closing is often too early."""
        self.life.make_answer()
        if who % 2:
            self.attempt(lambda life: following.carry_out(life, who))
        self.attempt(
            lambda life: decision.close(life.session, life.case, life.here, **life.by(who))
        )

    @rule(really=st.integers(min_value=0, max_value=9))
    def citizen_withdraws(self, really):
        """Now and then."""
        if really == 7:
            self.attempt(
                lambda life: withdrawing.withdraw(
                    life.session, life.case, life.here, **life.citizen
                )
            )

    @invariant()
    def the_law_is_kept(self):
        """After each action."""
        if self.life is not None:
            lawful.demand(self.life.session, self.life.case, self.life.here)
