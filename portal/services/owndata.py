"""What in a case is the person's own, or the organisation's: that is never somebody else's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.law.limits import NOT_ABOUT_PERSON
from portal.models.case import Case
from portal.models.finding import Finding
from portal.models.redaction import Mark, MarkState
from portal.organisations.organisation import Organisation
from portal.redaction.detecting import is_value
from portal.redaction.familiar import Familiar, parts_of, values_of
from portal.redaction.matching import Finder
from portal.redaction.wordings import ways
from portal.services import secrecy
from portal.services.following import told_in
from portal.sources.values import Field, Kind

NUMBER = "client_number"
LONGEST = 60
LONGEST_PASSAGE = 1000
"""A longer one is of a page, on which data of the person stand as well."""
AT_ONCE = 500
"""Items that are read from the database at a time: a case may have a hundred thousand."""

_VALUE = re.compile(r"[\w.+-]+@[\w.-]+\w|\+?[\d][\d ()/.-]{7,}\d")


def familiar_of(session: Session, case: Case, organisation: Organisation) -> Familiar:
    """What is known of the person, of who asks for them, and of the organisation.

    What the person told, and the number under which an organisation knows them, stays their own.
    What only records say is somebody else's once it is taken out anywhere (AVG 15.4). By what an
    organisation finds them they may be named on a page that is taken out as a whole.
    """
    representative = case.representative or {}
    told = told_in(session, case.id)
    found_by = [value for name, value in told if name != NUMBER]
    recorded = _in_records(_records(session, case))
    own = [
        case.email,
        case.phone,
        case.address,
        *case.address.split("\n"),
        *(str(value) for value in case.identifiers.values()),
        *(str(value) for value in representative.values()),
        *(value for name, value in told if name == NUMBER),
        *_not_taken_out(session, case, found_by, recorded),
    ]
    may_be_seen = (value for value in own if not secrecy.tells(case, value))
    return Familiar(
        names=values_of([case.name, case.family_name, str(representative.get("name") or "")]),
        values=values_of([*may_be_seen, *_of_the_organisation(organisation)]),
        birth_date=case.birth_date,
    )


def parts_of_others(
    session: Session, case: Case, organisation: Organisation, name: str
) -> tuple[str, ...]:
    """The parts of a name that tell who it is, without those that the person is called as well."""
    familiar = familiar_of(session, case, organisation)
    return tuple(part for part in parts_of(name) if not familiar.is_named(part))


def _records(session: Session, case: Case) -> Iterator[list[Any]]:
    """The fields of the items about the person, without those out of which something is taken."""
    marks = select(Mark.finding_id, Mark.field).where(
        Mark.case_id == case.id, Mark.state == MarkState.ACCEPTED, Mark.field.is_not(None)
    )
    taken = {(finding, field) for finding, field in session.execute(marks)}
    findings = session.execute(
        select(Finding.id, Finding.fields)
        .where(
            Finding.case_id == case.id,
            or_(Finding.ground.is_(None), Finding.ground != NOT_ABOUT_PERSON),
        )
        .execution_options(yield_per=AT_ONCE)
    )
    for finding, rows in findings:
        yield [row for number, row in enumerate(rows) if (finding, number) not in taken]


def _in_records(stored: Iterable[list[Any]]) -> Iterator[str]:
    """What records on the person say of them: a field that holds a number and nothing else.

    A value that stands in many records is looked at once.
    """
    seen = set[str]()
    for rows in stored:
        for row in rows:
            if len(row[2]) > LONGEST or row[2] in seen:
                continue
            field = Field.from_row(row)
            if field.names_third_person or field.kind is not Kind.TEXT:
                continue
            seen.add(field.value)
            if is_value(field.value):
                yield field.value


def _not_taken_out(
    session: Session, case: Case, found_by: Iterable[str], recorded: Iterable[str]
) -> list[str]:
    """What stands in no passage that a handler took out, however it is written there.

    Parameters:
        found_by: what identifies the person; in long passages it does not count.
        recorded: what else records say of them.
    """
    identifying = dict.fromkeys(value.strip() for value in found_by)
    values = dict.fromkeys((*identifying, *(value.strip() for value in recorded)))
    finder = Finder(way for value in values for way in ways(value))
    passages = session.scalars(
        select(Mark.text).where(Mark.case_id == case.id, Mark.state == MarkState.ACCEPTED)
    )
    gone = {
        value
        for text in dict.fromkeys(passages)
        for match in finder.find(text)
        for value in [match.wanted.known_as or match.wanted.text]
        if len(text) <= LONGEST_PASSAGE or value not in identifying
    }
    return [value for value in values if value not in gone]


@lru_cache(maxsize=32)
def _of_the_organisation(organisation: Organisation) -> tuple[str, ...]:
    return tuple(value for text in texts_of(organisation) for value in _VALUE.findall(text))


def texts_of(profile: Any) -> Iterator[str]:
    """Every text in a profile."""
    if isinstance(profile, str):
        yield profile
    elif isinstance(profile, (tuple, list, frozenset)):
        for each in profile:
            yield from texts_of(each)
    elif is_dataclass(profile):
        for field in fields(profile):
            yield from texts_of(getattr(profile, field.name))
