"""Which sources a decision concerns, and whether the system or a person carries it out there.

A system does what it is told to all it holds of a person. So it is told only when nothing of that
must stay, when it is sure whose data are meant, and when nobody has to think what was meant.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.limits import NOT_ABOUT_PERSON
from portal.law.rights import Right
from portal.models.case import Case, CasePart
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import PERSON, Organisation, SourceSystem, SourceTable
from portal.services import asked
from portal.services.following import told_in
from portal.services.subjects import subject_of
from portal.sources.connector import Subject
from portal.sources.registry import EXECUTORS


class Why(StrEnum):
    """Why a person must do it."""

    PERSON = "person"  # who keeps the data is a person, not a system
    ONLY_READ = "only_read"  # the portal cannot tell this system anything
    STAYS = "stays"  # something in this system must stay
    UNCLEAR = "unclear"  # what is meant stands in words that only people understand
    NOT_SURE = "not_sure"  # too little is known to say surely whose data are meant
    NO_SYSTEM = "no_system"  # paper, or what else is in no system
    HANDED_OVER = "handed_over"  # staff gave it to a person, as the system would not


@dataclass(frozen=True, slots=True)
class Target:
    """One source, or all that is in no system.

    Attributes:
        tables: the tables of the profile that the decision is about.
        columns: of a correction: (table, column).
        why: why a person must do it; None when the system does.
        activities: of what is in no system.
    """

    source: str
    tables: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    why: Why | None = None
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """What the search in one source gave.

    Attributes:
        activities: of what was found and is about the person.
        others: whether something was found that is about somebody else.
    """

    result: SearchResult
    activities: frozenset[str]
    others: bool


def targets(
    session: Session, case: Case, part: CasePart, organisation: Organisation, effect: Effect
) -> tuple[Target, ...]:
    """Where a part must be carried out: each source that may hold such data, then what is on paper.

    Parameters:
        part: decided, or not yet: what nobody decided about is taken as given.
    """
    touched = _touched(organisation, part)
    held = _held(session, case)
    subject = replace(subject_of(case), known=told_in(session, case.id, surely=True))
    found = []
    for system in organisation.sources:
        tables = tuple(each for each in system.tables if each.activity in touched)
        there = held.get(system.id)
        if tables and _may_hold(there, tables):
            columns = _columns(part, tables) if part.right is Right.RECTIFICATION else ()
            if columns and effect is Effect.RESTRICT:  # nothing rests but what is said to be wrong
                tables = tuple(each for each in tables if each.table in dict(columns))
            why = _why(system, tables, columns, part, effect, there, subject)
            names = tuple(each.table for each in tables)
            changed = columns if effect is Effect.RECTIFY else ()
            found.append(Target(system.id, names, changed, why))
    return (*found, *_on_paper(organisation, touched))


def _touched(organisation: Organisation, part: CasePart) -> frozenset[str]:
    """The activities whose data change: those of the items, else those asked about."""
    items = [item for item in part.items if item.activity]
    if items:
        return frozenset(item.activity for item in items if item.outcome is not Outcome.REFUSED)
    return frozenset(each.id for each in asked.concerned(organisation, part))


def _held(session: Session, case: Case) -> dict[str, _Held]:
    """What the searches of a case gave, by source; no word of a source that was not searched."""
    kept: dict[int, set[str]] = defaultdict(set)
    others: set[int] = set()
    rows = session.execute(
        select(Finding.search_id, Finding.activity, Finding.review, Finding.ground)
        .where(Finding.case_id == case.id)
        .distinct()
    )
    for search_id, activity, review, ground in rows:
        if review is Review.LEAVE_OUT and ground == NOT_ABOUT_PERSON:
            others.add(search_id)
        else:
            kept[search_id].add(activity)
    searches = session.scalars(select(SourceSearch).where(SourceSearch.case_id == case.id))
    return {
        each.source: _Held(each.result, frozenset(kept[each.id]), each.id in others)
        for each in searches
    }


def _may_hold(held: _Held | None, tables: tuple[SourceTable, ...]) -> bool:
    """Whether a source may hold what is meant; one that gave no answer may."""
    if held is None:
        return True
    if held.result is SearchResult.NOTHING_HELD:
        return False
    if held.result is not SearchResult.HELD:
        return True
    only_others = held.others and not held.activities
    found = {table.activity for table in tables} & held.activities
    # An appointment to come and see is something held without an item.
    return not only_others and (bool(found) or not held.activities)


def _why(
    system: SourceSystem,
    tables: tuple[SourceTable, ...],
    columns: tuple[tuple[str, str], ...],
    part: CasePart,
    effect: Effect,
    held: _Held | None,
    subject: Subject,
) -> Why | None:
    """Why a person must do it in this source; None when the system can be told."""
    if system.connector == PERSON:
        return Why.PERSON
    executor = EXECUTORS.get(system.connector)
    if executor is None or effect not in system.carries_out:
        return Why.ONLY_READ
    if _something_stays(system, tables, part, effect):
        return Why.STAYS
    if not _is_plain(part, effect) or (part.right is Right.RECTIFICATION and not columns):
        return Why.UNCLEAR
    if (held is not None and held.others) or not executor.can_name(system, subject):
        return Why.NOT_SURE
    return None


def _something_stays(
    system: SourceSystem, tables: tuple[SourceTable, ...], part: CasePart, effect: Effect
) -> bool:
    """Whether something that this source holds of the person must stay as it is."""
    activities = {table.activity for table in system.tables}
    kept = [item for item in part.items if item.outcome is Outcome.REFUSED]
    if any(item.activity in activities or not item.activity for item in kept):
        return True
    if part.outcome is Outcome.PARTLY and not kept:
        return True  # something was refused, and no list says what
    return effect is Effect.ERASE and len(tables) < len(system.tables)


def _is_plain(part: CasePart, effect: Effect) -> bool:
    """Whether categories of the register say what is meant, and no words of somebody's own."""
    if effect is Effect.RECTIFY:
        return bool(corrected(part))
    if any(not item.activity for item in part.items):
        return False
    if effect is Effect.ERASE:
        chosen = bool(part.answers.get("activities")) and not part.answers.get("what")
        return part.right is Right.ERASURE and (bool(part.items) or chosen)
    return not part.answers.get("explanation") or bool(part.items)


def corrected(part: CasePart) -> str:
    """What a value must be: as the decision says, else as asked."""
    return str(part.needs.get("corrected") or part.answers.get("new") or "").strip()


def _columns(part: CasePart, tables: tuple[SourceTable, ...]) -> tuple[tuple[str, str], ...]:
    """The columns that are called what the person calls the wrong value, in either language."""
    named = str(part.answers.get("field") or "").strip().casefold()
    return tuple(
        (table.table, field.column)
        for table in tables
        for field in table.fields
        if named and named in (field.label.nl.casefold(), field.label.en.casefold())
    )


def _on_paper(organisation: Organisation, touched: frozenset[str]) -> Iterator[Target]:
    lines = organisation.activities
    found = tuple(each.id for each in lines if each.id in touched and not each.source_systems)
    if found:
        yield Target("", why=Why.NO_SYSTEM, activities=found)
