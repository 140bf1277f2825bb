"""Suggesting what may have to go from items that came in; a handler decides (AVG 15.4)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.finding import Finding
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.organisations.organisation import Organisation
from portal.papers.pages import Page
from portal.queueing import Job, enqueue
from portal.redaction import detecting, names
from portal.redaction.detecting import Detector, Rule, Suggestion, apart
from portal.redaction.familiar import Familiar
from portal.redaction.written_dates import read_day
from portal.services import marks, misreading, owndata, passages, secrecy
from portal.services.passages import PassageUnknown, Place, Stretch
from portal.sources.values import Field

NONE: Mapping[int, Sequence[Page]] = {}
Look = Callable[[str], list[Suggestion]]
WHILE_WAITING = 2000
"""Items that can be looked through while somebody waits for a page."""
READ_AT_ONCE = 40_000
"""So many signs are read for names while a search or a document is stored."""
AT_ONCE = 500
"""Items that are in memory at a time."""
ALIKE = 4096
"""Texts that are remembered while many items are looked through."""


def suggest(
    session: Session,
    case: Case,
    organisation: Organisation,
    findings: Iterable[Finding],
    *,
    pages: Mapping[int, Sequence[Page]] = NONE,
    reads_names: bool = False,
    now: datetime,
) -> int:
    """Look through items that came in, and through the others for names that came in with them.

    It may run twice: what stands there already, in whatever state, is not suggested again.

    Parameters:
        pages: those of the documents among the items, by the key of the item.
        reads_names: whether names in free text are looked for now, when it is not much; else a job
            does that. Web processes leave it to the job.

    Returns:
        How many suggestions were added.
    """
    keys = {each.id for each in findings}
    if not keys:
        return 0
    session.flush()
    familiar = owndata.familiar_of(session, case, organisation)
    known, new = {*_thirds(session, case)}, set[str]()
    for key, fields in _stored(session, case):
        (new if key in keys else known).update(_named(fields))
    detector = Detector(familiar, [*known, *new], secrecy.secrets_of(session, case))
    reads_names = reads_names and _is_short(_stored(session, case, keys), pages)
    look = _reading(detector, familiar) if reads_names else detector.suggest
    look = lru_cache(ALIKE)(look)  # a code, a name or a place stands in thousands of items
    guess = _guessing(session, case, familiar, [*known, *new]) if pages else None
    found = {
        key: places
        for key, fields in _stored(session, case, keys)
        if (places := list(in_item(look, familiar, fields, pages.get(key, ()), guess)))
    }
    if new - known:
        found |= _elsewhere(session, case, keys, detecting.Names(familiar, new - known), familiar)
    if names.installed() and not reads_names:
        enqueue(session, Job.SUGGEST_NAMES, case.id)
    return store(session, case, found, now)


def _guessing(session: Session, case: Case, familiar: Familiar, named: Iterable[str] = ()) -> Look:
    """Finds in scans what is known in a case and was misread; it needs no session afterwards."""
    return misreading.look_for(misreading.known_in(session, case, named), familiar)


def _reading(detector: Detector, familiar: Familiar) -> Look:
    """Finds what the rules find, and names in free text."""
    return lambda text: apart([*detector.suggest(text), *names.find(text, familiar)])


def _elsewhere(
    session: Session,
    case: Case,
    keys: Collection[int],
    named: detecting.Names,
    familiar: Familiar,
) -> dict[int, list[tuple[Rule, Place]]]:
    """Where the items that were there already name these people."""
    look = lru_cache(ALIKE)(named.suggest)
    return {
        key: places
        for key, fields in _stored(session, case)
        if key not in keys and (places := list(in_item(look, familiar, fields, ())))
    }


def _is_short(
    items: Iterable[tuple[int, Sequence[Any]]], pages: Mapping[int, Sequence[Page]]
) -> bool:
    """Whether these texts can be read for names at once, in about a second."""
    size = 0
    for key, fields in items:
        for stretch in passages.stretches(fields, pages.get(key, ())):
            size += len(stretch.text)
            if size > READ_AT_ONCE:
                return False
    return True


def _stored(
    session: Session, case: Case, keys: Collection[int] | None = None
) -> Iterator[tuple[int, list[Any]]]:
    """The fields of the items of a case, or of some, a few at a time: there may be many.

    Parameters:
        keys: of those that are wanted; all without it.
    """
    query = select(Finding.id, Finding.fields).where(Finding.case_id == case.id)
    if keys is not None and len(keys) <= AT_ONCE:
        query = query.where(Finding.id.in_(keys))
    for key, fields in session.execute(query.execution_options(yield_per=AT_ONCE)):
        if keys is None or key in keys:
            yield key, fields


def suggest_thirds(
    session: Session,
    case: Case,
    organisation: Organisation,
    read: Callable[[], Mapping[int, Sequence[Page]]],
    *,
    now: datetime,
) -> int:
    """Look through every item for those who have a letter, as they are called by now.

    In scans what looks like them counts, and what looks like anything else that was taken out.

    Parameters:
        read: gives the pages of the documents of the case, by the key of the item.

    Returns:
        How many suggestions were added; a case with many items is looked through by a job.
    """
    session.flush()
    scanned = misreading.pages_read(session, case)
    if not scanned and not any(_thirds(session, case)):
        return 0
    stored = select(Finding.id, Finding.fields).where(Finding.case_id == case.id)
    items = session.execute(stored.limit(WHILE_WAITING + 1)).all()
    if len(items) > WHILE_WAITING or scanned > misreading.WHILE_WAITING:
        enqueue(session, Job.SUGGEST_NAMES, case.id)
        return 0
    familiar = owndata.familiar_of(session, case, organisation)
    look, pages = look_for_thirds(session, case, familiar), read()
    guess = _guessing(session, case, familiar) if scanned else None
    found = {
        key: list(in_item(look, familiar, fields, pages.get(key, ()), guess))
        for key, fields in items
    }
    return store(session, case, {key: each for key, each in found.items() if each}, now)


def look_for_thirds(session: Session, case: Case, familiar: Familiar) -> Look:
    """Finds those who have a letter; it needs no session afterwards."""
    return detecting.Names(familiar, list(_thirds(session, case))).suggest


def _named(fields: Sequence[Any]) -> Iterator[str]:
    """The names in fields that hold the name of somebody else, and no story."""
    for row in fields:
        field = Field.from_row(row)
        if field.names_third_person and (name := detecting.name_in(field.value)):
            yield name


def _thirds(session: Session, case: Case) -> Iterator[str]:
    thirds = session.scalars(select(ThirdPerson.names).where(ThirdPerson.case_id == case.id))
    return (str(name) for each in thirds for name in each)


def in_item(
    look: Look,
    familiar: Familiar,
    fields: Sequence[Any],
    pages: Sequence[Page],
    guess: Look | None = None,
) -> Iterator[tuple[Rule, Place]]:
    """What may have to go from one item, as `look` finds it in each of its texts.

    Parameters:
        guess: finds more where a machine read the text from a picture.
    """
    for stretch in passages.stretches(fields, pages):
        if stretch.whole:
            if _is_birth_date(stretch, fields, familiar):
                yield Rule.BIRTH_DATE, stretch.place(0, len(stretch.text))
            continue
        for each in _in_stretch(look, guess, stretch):
            if _needs_no_mark(stretch, each):
                continue
            try:
                yield each.rule, stretch.place(each.start, each.end)
            except PassageUnknown:  # it stands in the text of a page, but nobody can see it
                continue


def _in_stretch(look: Look, guess: Look | None, stretch: Stretch) -> list[Suggestion]:
    begins = stretch.page.recognised if stretch.page else None
    if guess is None or begins is None:
        return look(stretch.text)
    guessed = (
        replace(each, start=each.start + begins, end=each.end + begins)
        for each in guess(stretch.text[begins:])
    )
    return apart([*guessed, *look(stretch.text)])  # a guess says whose name it is


def _needs_no_mark(stretch: Stretch, found: Suggestion) -> bool:
    """Whether it is left out as it is, or is all that a field holds in a record on the person."""
    if found.rule is Rule.SECRET_ADDRESS:
        return stretch.tells_address
    alone = found.end - found.start >= len(stretch.text.strip())
    return alone and not stretch.names_others and found.rule not in detecting.NAMES


def _is_birth_date(stretch: Stretch, fields: Sequence[Any], familiar: Familiar) -> bool:
    if not stretch.names_others or stretch.field is None:
        return False
    label = Field.from_row(fields[stretch.field]).label_nl.casefold()
    day = read_day(stretch.text[:10])
    return "gebo" in label and day is not None and day != familiar.birth_date


def store(
    session: Session, case: Case, found: Mapping[int, list[tuple[Rule, Place]]], now: datetime
) -> int:
    """Keep suggestions that no mark says already; gives how many."""
    there = marks.marks_of(session, found)
    always = {"case_id": case.id, "state": MarkState.SUGGESTED, "needs": {}, "made_at": now}
    rows = [
        {"finding_id": key, "origin": rule.value, **place.as_values(), **always}
        for key, places in found.items()
        for rule, place in places
        if not any(_touches(each, place) for each in there.get(key, ()))
    ]
    if rows:
        session.execute(insert(Mark), rows)
    return len(rows)


def _touches(mark: Mark, place: Place) -> bool:
    """Whether a mark says something about this passage already."""
    if (mark.field, mark.language, mark.page) != (place.field, place.language, place.page):
        return False
    if mark.start is None or mark.end is None or place.start is None or place.end is None:
        return False
    if mark.state is MarkState.DISMISSED:
        return (mark.start, mark.end) == (place.start, place.end)
    return mark.start < place.end and place.start < mark.end
