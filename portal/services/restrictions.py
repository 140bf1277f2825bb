"""Restrictions: data that may be kept but not used, set by themselves and never lifted unseen.

The marker is set on receipt while correctness or an objection is weighed, and by the answer that
grants a restriction (AVG 18.1). It stays at least until the answer. Before it is lifted the person
gets a letter (AVG 18.3), at least a week ahead: a letter by post takes three working days, and then
there must be time to react.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language import consequences
from portal.language.words import local_date
from portal.law.consequences import Consequence, after, restriction_at_receipt
from portal.law.grounds import CASES
from portal.law.lifecycle import Action, ActionRefused
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.law.workdays import ONE_DAY, working_day_on_or_after
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart
from portal.models.consequence import Restriction
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import addressing, apart, writing

SHORTEST_NOTICE = timedelta(days=7)
USUAL_NOTICE = timedelta(days=14)
LONGEST_NOTICE = timedelta(days=92)
SHORTEST_REASON = 20


class WrongDay(Exception):
    """Raised if the day of lifting gives too little notice, or lies too far away."""


class ReasonNeeded(Exception):
    """Raised if nobody says why a restriction is lifted."""


class AlreadyTold(Exception):
    """Raised if the restriction was lifted, or the person knows of the day already."""


def at_receipt(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Set the marker for the parts whose data must rest while they are weighed, and say so."""
    actor = Actor.portal(case.organisation)
    for part in case.parts:
        basis = restriction_at_receipt(part.right, part.answers)  # AVG 18.1.a, 18.1.d
        if basis is not None:
            _set(session, case, part, basis, actor, now)
            enqueue(session, Job.LET_REST, case.id)
            facts = {"basis": basis, "since": local_date(now).isoformat()}
            writing.write(
                session,
                case,
                organisation,
                LetterKind.RESTRICTION_SET,
                facts=facts,
                actor=actor,
                now=now,
            )


def at_delivery(session: Session, case: Case, now: datetime) -> None:
    """Set the marker for the parts in which a restriction is granted; the answer tells of it.

    A marker of the receipt becomes the granted one: any end that was told before no longer holds.
    """
    marked = {restriction.part_id: restriction for restriction in active(session, case)}
    for part in case.parts:
        granted = part.outcome and after(part.right, part.outcome, part.answers)
        if not granted or Consequence.RESTRICT not in granted:
            continue
        if part.id in marked:
            _grant(marked[part.id], part)
        else:  # AVG 18.1
            _set(session, case, part, _granted_basis(part), Actor.portal(case.organisation), now)


def _grant(restriction: Restriction, part: CasePart) -> None:
    restriction.basis = _granted_basis(part)
    _forget_end(restriction)


def _forget_end(restriction: Restriction) -> None:
    restriction.lift_reason = ""
    restriction.lift_on = restriction.lift_told_at = restriction.letter_id = None


def on_withdrawal(
    session: Session,
    case: Case,
    organisation: Organisation,
    doubted_until: date | None,
    *,
    now: datetime,
) -> None:
    """Tell the person who withdraws a request on which day its restrictions end.

    Parameters:
        doubted_until: the last day to say that it is not right; until then the data rest. None
            when the person did it.
    """
    words = addressing.words_for(organisation, case)
    ends_on = usual_day(now)
    if doubted_until is not None:
        ends_on = working_day_on_or_after(doubted_until + ONE_DAY, bridge_days_closed=True)
    for restriction in active(session, case):
        if restriction.lift_on is None:
            announce(
                session,
                case,
                organisation,
                restriction,
                ends_on,
                consequences.withdrawn(words),
                actor=Actor.portal(case.organisation),
                now=now,
            )


def rest_on(session: Session, case: Case) -> bool:
    """Let the restrictions of a request last that goes on after all; tells whether there are any.

    The end that was told of no longer holds.
    """
    found = active(session, case)
    for restriction in found:
        _forget_end(restriction)
    return bool(found)


def usual_day(now: datetime) -> date:
    """The day of lifting to propose: a working day in two weeks."""
    return working_day_on_or_after(local_date(now) + USUAL_NOTICE, bridge_days_closed=True)


def announce(
    session: Session,
    case: Case,
    organisation: Organisation,
    restriction: Restriction,
    lift_on: date,
    reason: str,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Write to the person that a restriction ends, why and on which day.

    Raises:
        ActionRefused: the request is not answered yet.
        AlreadyTold: that was done before.
        WrongDay: the day is less than a week or more than three months away.
        ReasonNeeded: the reason says next to nothing.
        LetterIncomplete: the letter cannot be made; nothing is written.
    """
    check(case, restriction, lift_on, reason, now=now)
    letter = writing.write(
        session,
        case,
        organisation,
        LetterKind.RESTRICTION_LIFTED,
        facts=facts_of(restriction, lift_on, reason),
        personal=personal,
        actor=actor,
        now=now,
    )
    restriction.lift_reason, restriction.lift_on = reason.strip(), lift_on
    restriction.lift_told_at, restriction.letter_id = now, letter.id
    detail = {"restriction": restriction.id, "lift_on": lift_on.isoformat()}
    session.add(record(actor, "lift_told", now, case_id=case.id, **detail))


def check(
    case: Case, restriction: Restriction, lift_on: date, reason: str, *, now: datetime
) -> None:
    """Whether a restriction can be lifted so; raises what `announce` raises."""
    if not case.may(Action.LIFT):
        raise ActionRefused(case.status, Action.LIFT)
    if restriction.lift_on is not None or restriction.lifted_at is not None:
        raise AlreadyTold
    if not SHORTEST_NOTICE <= lift_on - local_date(now) <= LONGEST_NOTICE:
        raise WrongDay  # AVG 18.3
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonNeeded


def facts_of(restriction: Restriction, lift_on: date, reason: str) -> dict[str, str]:
    """What the letter tells of it, for its preview as well."""
    basis = restriction.basis
    return {"basis": basis, "lift_on": lift_on.isoformat(), "reason": reason.strip()}


def lift_due(session: Session, organisation: str, today: date, now: datetime) -> int:
    """Lift the restrictions whose day has come, of which the person could read a week ago.

    A letter that was made late, because no worker ran, lets the restriction last longer.

    Returns:
        how many were lifted.
    """
    due = session.execute(
        select(Restriction.id, Restriction.case_id, Letter.made_at)
        .join(Case, Case.id == Restriction.case_id)
        .join(Letter, Letter.id == Restriction.letter_id)
        .where(
            Restriction.lifted_at.is_(None),
            Restriction.lift_on <= today,
            Letter.made_at.is_not(None),
            Case.organisation == organisation,
        )
        .order_by(Restriction.id)
    ).all()
    known = [row for row in due if local_date(row.made_at) + SHORTEST_NOTICE <= today]  # AVG 18.3
    lifted = 0
    for row in known:
        with apart.from_others("lift", row.case_id), session.begin_nested():
            lifted += _lift(session, row.id, row.case_id, today, now)
    return lifted


def _lift(session: Session, restriction_id: int, case_id: int, today: date, now: datetime) -> bool:
    """Lift a restriction, unless somebody just did, or it must go on by now."""
    case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
    restriction = session.get_one(Restriction, restriction_id, populate_existing=True)
    due = restriction.lift_on is not None and restriction.lift_on <= today
    if restriction.lifted_at is not None or not due or not case.may(Action.LIFT):
        return False  # AVG 18.1
    restriction.lifted_at = now
    case.advance(Action.LIFT, Actor.portal(case.organisation), now, restriction=restriction.id)
    return True


def active(session: Session, case: Case) -> Sequence[Restriction]:
    """The restrictions of a case that still hold, the oldest first."""
    found = select(Restriction).where(
        Restriction.case_id == case.id, Restriction.lifted_at.is_(None)
    )
    return session.scalars(found.order_by(Restriction.id)).all()


def list_all(session: Session, case: Case) -> Sequence[Restriction]:
    """Every restriction a case ever had, the oldest first."""
    found = select(Restriction).where(Restriction.case_id == case.id)
    return session.scalars(found.order_by(Restriction.id)).all()


def find(session: Session, case: Case, restriction_id: int) -> Restriction | None:
    """The restriction with this key, when it belongs to this case."""
    restriction = session.get(Restriction, restriction_id)
    return restriction if restriction is not None and restriction.case_id == case.id else None


def restricted_among(session: Session, case_ids: Iterable[int]) -> frozenset[int]:
    """Which of these cases have data that may not be used now."""
    found = select(Restriction.case_id).where(
        Restriction.case_id.in_(list(case_ids)), Restriction.lifted_at.is_(None)
    )
    return frozenset(session.scalars(found).all())


def _set(
    session: Session, case: Case, part: CasePart, basis: str, actor: Actor, now: datetime
) -> None:
    session.add(Restriction(case_id=case.id, part_id=part.id, basis=basis, since=now))
    case.advance(Action.RESTRICT, actor, now, part=part.id, basis=basis)


def _granted_basis(part: CasePart) -> str:
    """The case of AVG 18.1: as decided, else as asked."""
    asked = CASES.get(str(part.answers.get("case", "")), CASES["accuracy"])
    return part.basis if part.right is Right.RESTRICTION and part.basis else asked
