"""What somebody who is asked gets to see: as little as they need to look for it (AVG 5.1.c)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.expert import ExpertTask
from portal.models.instruction import Instruction
from portal.organisations.organisation import PERSON, Organisation, SourceSystem, Text
from portal.services import asked, deferring, tasklinks
from portal.services.following import told_in
from portal.services.subjects import subject_of

LEAST = ("name", "birth_date")
"""What somebody must know to look for a person, where the profile says nothing else."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be carried out.

    Attributes:
        what, keep: which data it is about, and which stay as they are.
        change: what is wrong and what it must be, by `field`, `old` and `new`.
        waits: whether it must not be done yet.
    """

    effect: Effect
    what: tuple[Text, ...]
    keep: tuple[Text, ...]
    change: dict[str, str]
    waits: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a task says.

    Attributes:
        person: by what the person can be found: an identifier and its value.
        period: the days between which the person wants to see data; None where it is open.
        order: of a task to carry something out.
    """

    reference: str
    source: Text
    categories: tuple[Text, ...]
    person: tuple[tuple[str, str], ...]
    period: tuple[date | None, date | None]
    order: Order | None


def waits(session: Session, organisation: Organisation, task: ExpertTask) -> bool:
    """Whether the expert may see what is asked, and answer it; not when the profile dropped it."""
    known = any(each.id == task.source for each in organisation.sources)
    return known and tasklinks.waits_for_answer(session, task)


def shown(session: Session, organisation: Organisation, task: ExpertTask) -> Shown:
    """What an expert must know for a task.

    Raises:
        KeyError: the profile does not know the source any more.
    """
    case = session.get_one(Case, task.case_id)
    system = organisation.source(task.source)
    part = next((each for each in case.parts if each.right is Right.ACCESS), None)
    return Shown(
        reference=case.reference,
        source=system.name,
        categories=tuple(dict.fromkeys(table.category for table in system.tables)),
        person=known_of(session, system, case),
        period=asked.period(part),
        order=_order(session, case, task),
    )


def name_of(session: Session, task: ExpertTask) -> str:
    """Whom a task is about."""
    return session.get_one(Case, task.case_id).name


def known_of(session: Session, system: SourceSystem, case: Case) -> tuple[tuple[str, str], ...]:
    """The least by which somebody can look for the person, as far as it is known."""
    named: dict[str, None] = {}
    if system.connector == PERSON:
        named = dict.fromkeys(name for table in system.tables for name, _column in table.match)
    subject = replace(subject_of(case), known=told_in(session, case.id))
    names = named or LEAST
    return tuple((name, value) for name in names for value in subject.values(name))


def _order(session: Session, case: Case, task: ExpertTask) -> Order | None:
    if task.instruction_id is None:
        return None
    instruction = session.get_one(Instruction, task.instruction_id)
    details = instruction.details
    return Order(
        effect=instruction.effect,
        what=_texts(details.get("what")),
        keep=_texts(details.get("keep")),
        change={name: str(text) for name, text in (details.get("change") or {}).items()},
        waits=deferring.must_wait(session, case, instruction),
    )


def _texts(pairs: Any) -> tuple[Text, ...]:
    return tuple(Text(nl=str(nl), en=str(en)) for nl, en in pairs or ())
