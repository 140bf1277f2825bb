"""The daily round: reminders, questions nobody answered, warnings, apologies, what ends by itself.

Made once for each organisation and day in the Netherlands, in bounded steps that are a transaction
each. The row of the day is locked in each step, so that two workers take turns, and each step takes
up only what is not done yet: a round that was broken off, or days without a worker, lose nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import structlog
from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.language.words import HERE, local_date
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.law.workdays import working_day_on_or_after
from portal.models.audit import Actor, record
from portal.models.base import Database, DatabaseUnavailable
from portal.models.case import Case
from portal.models.clock import DailyRun, Pause, PauseEnd
from portal.organisations.organisation import Organisation
from portal.services import (
    alerts,
    apart,
    chasing,
    halting,
    instructing,
    lapsing,
    releasing,
    restrictions,
    writing,
)
from portal.services.alerts import Alert, Crew, Pile
from portal.services.clock import LATE, WARN_AT

BEGINS = time(6)  # nobody's telephone should ring at midnight for a mail
BATCH = 50
STAGES = (LATE, *WARN_AT)
NEW_TERM = timedelta(days=14)  # within it a public body pays no penalty after a notice: Awb 4:17.3

log = structlog.get_logger("portal.daily")


@dataclass(frozen=True, slots=True)
class Round:
    """One organisation on one day."""

    organisation: Organisation
    day: date
    now: datetime

    @property
    def slug(self) -> str:
        """The organisation's key."""
        return self.organisation.slug


Step = Callable[[Session, Round, int], int | None]
"""Takes up some cases from a place on; gives where to go on, None at the end."""


def run(database: Database, organisations: Mapping[str, Organisation], *, now: datetime) -> int:
    """Make the round of today where it was not made yet; gives for how many organisations.

    What goes wrong with one organisation keeps no other from its round; it is tried again.
    """
    if now.astimezone(HERE).time() < BEGINS:
        return 0
    made = 0
    for organisation in organisations.values():
        here = Round(organisation, local_date(now), now)
        try:
            made += _make(database, here)
        except Exception as error:  # its text may name somebody
            log.error("daily round failed", organisation=here.slug, error=type(error).__name__)
    return made


def _make(database: Database, here: Round) -> bool:
    with database.transaction(write=False) as session:
        row = session.scalar(_row_of(here))
        if row is not None and row.finished_at is not None:
            return False
    with database.transaction() as session:
        _open(session, here)
    failed = None
    for step in (_lapse, _remind, _warn, _chase, _rest, _lift, _release):
        try:
            if not _take(database, here, step):
                return False
        except DatabaseUnavailable:
            raise
        except Exception as error:  # what the law wants on this day does not wait for this step
            log.error("step failed", organisation=here.slug, step=step.__name__.strip("_"))
            failed = failed or error
    if failed is not None:
        raise failed
    with database.transaction() as session:
        row = session.scalars(_row_of(here).with_for_update()).one()
        if row.finished_at is not None:
            return False
        alerts.send(session, here.slug, here.day)
        row.finished_at = here.now
    log.info("daily round made", organisation=here.slug)
    return True


def _take(database: Database, here: Round, step: Step) -> bool:
    """Take a step of the round to its end; tells whether nobody ended the round meanwhile."""
    place: int | None = 0
    while place is not None:
        with database.transaction() as session:
            if session.scalars(_row_of(here).with_for_update()).one().finished_at is not None:
                return False
            place = step(session, here, place)
    return True


def _row_of(here: Round) -> Select[DailyRun]:
    return select(DailyRun).where(DailyRun.organisation == here.slug, DailyRun.day == here.day)


def _open(session: Session, here: Round) -> None:
    """Begin the round, or go on with it; send first what an earlier day left lying."""
    with suppress(IntegrityError), session.begin_nested():  # another worker begins it as well
        if session.scalar(_row_of(here)) is None:
            session.add(DailyRun(organisation=here.slug, day=here.day))
            session.flush()
    left = select(DailyRun).where(
        DailyRun.organisation == here.slug,
        DailyRun.day < here.day,
        DailyRun.finished_at.is_(None),
    )
    for row in session.scalars(left.order_by(DailyRun.day).with_for_update()).all():
        alerts.send(session, here.slug, row.day)
        row.finished_at = here.now


def _lapse(session: Session, here: Round, place: int) -> int | None:
    """End the waiting for answers whose last day passed, with a decision prepared."""
    pile = Pile(Crew.of(session, here.slug), here.day)
    found = session.execute(waiting(here, place, Pause.answer_before < here.day)).all()
    for case, pause in _held(session, found):
        with apart.from_others("lapse", case.id), session.begin_nested():
            if case.may(Action.LAPSE):
                lapsing.lapse(session, case, pause, here.organisation, now=here.now)
                pile.add(case, Alert.LAPSED)
            else:  # somebody went on in a way that does not end a pause: nobody waits any more
                pause.ended_on, pause.ended_by = here.day, PauseEnd.RESUMED
    pile.keep(session, now=here.now)
    return _next(found)


def _remind(session: Session, here: Round, place: int) -> int | None:
    """Remind citizens of a question, three days before the last one to answer."""
    pile = Pile(Crew.of(session, here.slug), here.day)
    near = and_(
        Pause.answer_before <= here.day + lapsing.REMIND_BEFORE,
        Pause.reminded_at.is_(None),
        Pause.asked_on < here.day,
    )
    found = session.execute(waiting(here, place, near)).all()
    for case, pause in _held(session, found):
        with apart.from_others("remind", case.id), session.begin_nested():
            lapsing.remind(session, case, pause, here.organisation, now=here.now)
            if not case.email:
                pile.add(case, Alert.REMINDER_POST)
    pile.keep(session, now=here.now)
    return _next(found)


def waiting(here: Round, place: int, condition: ColumnElement[bool]) -> Select[int, int]:
    """The keys of some open pauses and their cases, of which there are never many."""
    return (
        select(Pause.id, Pause.case_id)
        .where(
            Pause.organisation == here.slug, Pause.ended_on.is_(None), condition, Pause.id > place
        )
        .order_by(Pause.id)
        .limit(BATCH)
    )


def _held(session: Session, found: Sequence[Row[int, int]]) -> Iterator[tuple[Case, Pause]]:
    """Each case and its pause, kept from others, when the pause is still open by then."""
    for pause_id, case_id in found:
        case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
        pause = session.get_one(Pause, pause_id, populate_existing=True)
        if pause.ended_on is None:
            yield case, pause


def _next(found: Sequence[Row[int, int]]) -> int | None:
    return found[-1][0] if len(found) == BATCH else None


def _warn(session: Session, here: Round, place: int) -> int | None:
    """Warn of last days that come near or passed; of each case once for each stage."""
    stage = STAGES[place]
    pile = Pile(Crew.of(session, here.slug), here.day)
    found = session.scalars(
        to_warn(here, stage).with_for_update().execution_options(populate_existing=True)
    ).all()
    actor = Actor.portal(here.slug)
    for case in found:
        case.warned = stage
        session.add(record(actor, "warned", here.now, case_id=case.id, days=stage))
        pile.add(case, _apologise(session, here, case) if stage == LATE else Alert.SOON)
    pile.keep(session, now=here.now)
    if len(found) == BATCH:
        return place
    return place + 1 if place + 1 < len(STAGES) else None


def to_warn(here: Round, stage: int) -> Select[Case]:
    """Some cases that a warning fits and that did not have it, along the index of the work list."""
    return (
        select(Case)
        .where(
            Case.organisation == here.slug,
            Case.is_open.is_(True),
            _days_of(stage, here.day),
            or_(Case.warned.is_(None), Case.warned > stage),
        )
        .order_by(Case.legal_due, Case.id)
        .limit(BATCH)
    )


def _days_of(stage: int, day: date) -> ColumnElement[bool]:
    """Which last days belong to a stage: those no more urgent stage has."""
    if stage == LATE:
        return Case.legal_due < day
    before = max((each for each in STAGES if each < stage), default=LATE)
    first = day if before == LATE else day + timedelta(days=before + 1)
    return Case.legal_due.between(first, day + timedelta(days=stage))


def _apologise(session: Session, here: Round, case: Case) -> Alert:
    """Write to the citizen that we are late, when the answer comes, and what can be done."""
    promised = working_day_on_or_after(here.day + NEW_TERM, bridge_days_closed=True)
    try:
        with session.begin_nested():
            writing.write(
                session,
                case,
                here.organisation,
                LetterKind.LATE,
                facts={"was_due": case.legal_due.isoformat(), "new_day": promised.isoformat()},
                actor=Actor.portal(here.slug),
                now=here.now,
            )
    except Exception as error:  # one letter must not keep the others from their warning
        log.error("no letter of apology", case=case.id, error=type(error).__name__)
        return Alert.LATE_UNTOLD
    return Alert.LATE if case.email else Alert.LATE_POST


def _chase(session: Session, here: Round, place: int) -> int | None:
    """Remind the experts who were asked something and stay silent."""
    pile = Pile(Crew.of(session, here.slug), here.day)
    following = chasing.chase(session, here.slug, pile, here.now, place=place)
    pile.keep(session, now=here.now)
    return following


def _lift(session: Session, here: Round, _place: int) -> int | None:
    """Lift the restrictions whose day has come (AVG 18.3); erase what was put off."""
    restrictions.lift_due(session, here.slug, here.day, here.now)
    instructing.lift(session, here.organisation, here.now)
    instructing.take_up(session, here.organisation, here.now)
    return None


def _rest(session: Session, here: Round, place: int) -> int | None:
    """Have systems let data rest of which it became known meanwhile whose they are (AVG 18.1)."""
    return halting.catch_up(session, here.organisation, here.now, place=place)


def _release(session: Session, here: Round, place: int) -> int | None:
    """Let held data go of which nobody can contest the answer any more."""
    return releasing.release_due(session, here.slug, here.day, here.now, place=place)
