"""Telling the sources what was decided: systems that can be told, and people for the rest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from portal.law.effects import Effect, effect_of
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, ActionRefused, Status
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart, Procedure
from portal.models.consequence import Restriction
from portal.models.instruction import Instruction, InstructionState
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import apart, asking, deferring, trusting
from portal.services.carrying import log_step
from portal.services.instructions import BY_PERSON, REHEARSAL, ROUND, list_of
from portal.services.targets import Target, Why, corrected, targets

LIFTED = "lifted"


def parts_to_carry_out(case: Case) -> tuple[tuple[CasePart, Effect], ...]:
    """The parts of a case that the sources must do something for; a part not decided may be one.

    The answer to a bezwaar changes nothing by itself: the request it reopens does (Awb 7:11).
    """
    if case.procedure is Procedure.BEZWAAR:
        return ()
    found = (
        (part, effect_of(part.right, part.outcome or Outcome.GRANTED, part.answers))
        for part in case.parts
    )
    return tuple((part, effect) for part, effect in found if effect is not None)


def at_delivery(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Tell every source that is concerned, once the answer is there; asked twice, once."""
    _forget_rehearsal(session, case)
    there = given(session, case)
    for part, effect in parts_to_carry_out(case):
        if part.outcome is not None:
            found = [
                each
                for each in targets(session, case, part, organisation, effect)
                if (part.id, effect, each.source) not in there
            ]
            make(session, case, part, organisation, effect, found, now)


def rehearse(
    session: Session, case: Case, organisation: Organisation, *, actor: Actor, now: datetime
) -> Sequence[Instruction]:
    """Ask the systems what they would do, before anything is decided; people are not asked.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    if not case.may(Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    _forget_rehearsal(session, case)
    made = []
    for part, effect in parts_to_carry_out(case):
        found = targets(session, case, part, organisation, effect)
        made += [_row(case, part, effect, each, actor, now, rehearsal=True) for each in found]
    session.add_all(made)
    session.flush()
    for each in made:
        if each.state is InstructionState.TRYING:
            enqueue(session, Job.CARRY_OUT, each.id)
    facts = {"sources": len(made)}
    session.add(record(actor, "instructions_rehearsed", now, case_id=case.id, **facts))
    return made


def given(session: Session, case: Case) -> set[tuple[int, Effect, str]]:
    """What was told already, about which part, in which source."""
    return {
        (each.part_id, each.effect, each.source)
        for each in list_of(session, case)
        if not each.details.get(REHEARSAL)
    }


def _forget_rehearsal(session: Session, case: Case) -> None:
    for each in list_of(session, case):
        if each.details.get(REHEARSAL) and not trusting.lost_data(each):
            session.delete(each)
    session.flush()


def lift(session: Session, organisation: Organisation, now: datetime) -> int:
    """Tell the sources that a restriction was lifted, once; gives how many were told (AVG 18.3).

    Where nobody had restricted anything yet, nothing is restricted any more.
    """
    here = untold().join(Case, Case.id == Instruction.case_id)
    lifted = session.execute(here.where(Case.organisation == organisation.slug)).all()
    number = 0
    for restricting_id, case_id in dict.fromkeys(lifted):
        with apart.from_others("lift", case_id), session.begin_nested():
            _tell_lifted(session, case_id, restricting_id, organisation, now)
            number += 1
    return number


def untold() -> Select[int, int]:
    """The keys of what was told to let data rest and not told yet that they rest no more."""
    told = aliased(Instruction)
    return (
        select(Instruction.id, Instruction.case_id)
        .join(Restriction, Restriction.part_id == Instruction.part_id)
        .where(
            Instruction.effect == Effect.RESTRICT,
            or_(Instruction.finished_at.is_(None), Instruction.state == InstructionState.DONE),
            Restriction.lifted_at >= Instruction.asked_at,
            ~exists().where(told.part_id == Instruction.part_id, told.effect == Effect.LIFT),
        )
        .order_by(Instruction.id)
    )


def _tell_lifted(
    session: Session, case_id: int, restricting_id: int, organisation: Organisation, now: datetime
) -> None:
    case = session.get_one(Case, case_id, with_for_update=True)
    restricting = session.get_one(Instruction, restricting_id)
    if restricting.finished_at is None:
        _let_be(session, restricting, now)
    else:
        part = next(each for each in case.parts if each.id == restricting.part_id)
        make(session, case, part, organisation, Effect.LIFT, (_same(restricting),), now)


def take_up(session: Session, organisation: Organisation, now: datetime) -> int:
    """Begin with the erasures that were put off and need not wait any more; gives how many."""
    waiting = session.execute(
        select(Instruction.id, Instruction.case_id)
        .join(Case, Case.id == Instruction.case_id)
        .where(
            Case.organisation == organisation.slug,
            Instruction.reason == deferring.STILL_NEEDED,
            Instruction.finished_at.is_(None),
        )
        .order_by(Instruction.case_id, Instruction.id)
    ).all()
    begun = 0
    for instruction_id, case_id in waiting:
        with apart.from_others("take_up", case_id), session.begin_nested():
            case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
            row = session.get_one(Instruction, instruction_id, populate_existing=True)
            if deferring.is_put_off(row) and not deferring.is_needed(session, case):
                _begin(session, case, organisation, row, now)
                begun += 1
    return begun


def _begin(
    session: Session, case: Case, organisation: Organisation, row: Instruction, now: datetime
) -> None:
    """Tell a system or a person at last what was put off."""
    if row.state is InstructionState.WITH_PERSON:
        row.reason = row.details[BY_PERSON]
        asking.ask_to_carry_out(session, case, organisation, row, now)
    else:
        row.reason, row.attempts = "", 0
        row.details = {**row.details, ROUND: row.details.get(ROUND, 1) + 1}
        session.flush()
        enqueue(session, Job.CARRY_OUT, row.id)
    log_step(session, row, Actor.portal(case.organisation), now)


def _let_be(session: Session, restricting: Instruction, now: datetime) -> None:
    restricting.state, restricting.reason = InstructionState.FAILED, LIFTED
    restricting.finished_at, restricting.next_try_at = now, None
    actor = Actor.portal(session.get_one(Case, restricting.case_id).organisation)
    asking.withdraw_of(session, restricting, actor=actor, now=now)
    log_step(session, restricting, actor, now)


def _same(restricting: Instruction) -> Target:
    """Where to lift: where it was restricted, and by whom."""
    details = restricting.details
    by_person = details.get(BY_PERSON)
    return Target(
        restricting.source,
        tuple(details.get("tables", ())),
        why=Why(by_person) if by_person else None,
        activities=tuple(details.get("activities", ())),
    )


def make(
    session: Session,
    case: Case,
    part: CasePart,
    organisation: Organisation,
    effect: Effect,
    found: Sequence[Target],
    now: datetime,
) -> None:
    """Tell the sources that were found: a system by a job, a person by mail."""
    actor = Actor.portal(case.organisation)
    made = [_row(case, part, effect, each, actor, now) for each in found]
    session.add_all(made)
    session.flush()
    for each in made:
        if each.state is InstructionState.TRYING:
            enqueue(session, Job.CARRY_OUT, each.id)
        elif not deferring.put_off(session, case, each, now):
            asking.ask_to_carry_out(session, case, organisation, each, now)
    if made:
        facts = {"part": part.id, "effect": effect.value, "sources": len(made)}
        session.add(record(actor, "instructions_given", now, case_id=case.id, **facts))


def _row(
    case: Case,
    part: CasePart,
    effect: Effect,
    target: Target,
    actor: Actor,
    now: datetime,
    *,
    rehearsal: bool = False,
) -> Instruction:
    return Instruction(
        case_id=case.id,
        part_id=part.id,
        source=target.source,
        effect=effect,
        state=InstructionState.WITH_PERSON if target.why else InstructionState.TRYING,
        reason=target.why.value if target.why else "",
        details=_details(part, effect, target, rehearsal=rehearsal),
        asked_at=now,
        asked_by=actor.staff_id,
    )


def _details(part: CasePart, effect: Effect, target: Target, *, rehearsal: bool) -> dict[str, Any]:
    """What is to be done and what stays, for whoever does it."""
    told: dict[str, Any] = {
        "what": [_label(each) for each in part.items if each.outcome is not Outcome.REFUSED],
        "keep": [_label(each) for each in part.items if each.outcome is Outcome.REFUSED],
        "tables": list(target.tables),
    }
    if effect is Effect.RECTIFY:
        field, old = (str(part.answers.get(name) or "") for name in ("field", "old"))
        told["change"] = {"field": field, "old": old, "new": corrected(part)}
        told["columns"] = [list(each) for each in target.columns]
    if target.why:
        told[BY_PERSON] = target.why.value
    if target.activities:
        told["activities"] = list(target.activities)
    if rehearsal:
        told[REHEARSAL] = True
    return told


def _label(item: Any) -> list[str]:
    return [item.label_nl, item.label_en]


def may_rehearse(case: Case) -> bool:
    """Whether there is something that systems could be asked about before the decision."""
    return case.status is Status.IN_TREATMENT and bool(parts_to_carry_out(case))
