"""Check the register of processing activities and the source systems that belong to it."""

import re

from portal.organisations.organisation import (
    PERSON,
    Activity,
    Duty,
    Organisation,
    SourceSystem,
    SourceTable,
)
from portal.organisations.reading import Mistakes
from portal.organisations.servers import SERVERS, check_carries_out, check_server
from portal.organisations.values import check_known, check_retention, repeated

DAYS_A_MONTH = 31
PERSON_MAY_KNOW = ("name", "birth_date", "client_number")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
CONNECTORS = ("sqlite", "csv", *SERVERS, PERSON)
FIELD_KINDS = ("text", "date", "datetime", "money", "boolean", "code")
MATCH_IDENTIFIERS = ("email", "phone", "name", "birth_date", "postcode", "client_number", "bsn")


def check_register(organisation: Organisation, mistakes: Mistakes) -> None:
    """Note every mistake in the activities and the source systems, and between the two.

    Parameters:
        organisation: as read from its profile.
        mistakes: gets a line for each mistake.
    """
    if not organisation.activities:
        mistakes.add("activities", "must have at least one line")
    for number, name in repeated(each.id for each in organisation.activities):
        mistakes.add(f"activities[{number}].id", f'"{name}" stands here twice; choose another')
    for number, name in repeated(each.id for each in organisation.sources):
        mistakes.add(f"sources[{number}].id", f'"{name}" stands here twice; choose another')
    for number, activity in enumerate(organisation.activities):
        _check_activity(activity, organisation.sources, f"activities[{number}]", mistakes)
    for number, source in enumerate(organisation.sources):
        _check_source(source, organisation.activities, f"sources[{number}]", mistakes)


def _check_activity(
    activity: Activity, systems: tuple[SourceSystem, ...], key: str, mistakes: Mistakes
) -> None:
    if not IDENTIFIER.fullmatch(activity.id):
        mistakes.add(f"{key}.id", "use small letters, digits and underscores")
    for name in ("categories", "retention", "rights"):
        if not getattr(activity, name):
            mistakes.add(f"{key}.{name}", "must have at least one item")
    for place, retention in enumerate(activity.retention):
        check_retention(retention, f"{key}.retention[{place}]", mistakes)
    for place, duty in enumerate(activity.duties):
        _check_duty(duty, activity, f"{key}.duties[{place}]", mistakes)
    sources = {source.id: source for source in systems}
    for place, source in enumerate(activity.source_systems):
        where = f"{key}.source_systems[{place}]"
        if source not in sources:
            mistakes.add(where, f'there is no source system "{source}"; add it under sources')
        elif activity.id not in {table.activity for table in sources[source].tables}:
            mistakes.add(where, f'no table of "{source}" names the activity "{activity.id}"')


def _check_duty(duty: Duty, activity: Activity, key: str, mistakes: Mistakes) -> None:
    if duty.months is None:
        return
    if duty.months < 1:
        mistakes.add(f"{key}.months", "must be 1 or more; leave it out when there is no number")
    for retention in activity.retention:
        gone_after = retention.months or (retention.days or 0) / DAYS_A_MONTH
        if retention.deletes_itself and gone_after < duty.months:
            mistakes.add(
                f"{key}.months",
                "is longer than the data are there: a retention of this activity deletes them",
            )


def _check_source(
    source: SourceSystem, activities: tuple[Activity, ...], key: str, mistakes: Mistakes
) -> None:
    if not IDENTIFIER.fullmatch(source.id):
        mistakes.add(f"{key}.id", "use small letters, digits and underscores")
    check_known([source.connector], CONNECTORS, f"{key}.connector", mistakes, single=True)
    check_carries_out(source, key, mistakes)
    if source.connector == PERSON:
        _check_person(source, key, mistakes)
    elif source.connector in SERVERS:
        check_server(source, MATCH_IDENTIFIERS, key, mistakes)
    else:
        _check_location(source, key, mistakes)
    if not source.tables:
        mistakes.add(f"{key}.tables", "must have at least one table")
    register = {each.id: each for each in activities}
    for place, table in enumerate(source.tables):
        where = f"{key}.tables[{place}]"
        if table.activity not in register:
            mistakes.add(f"{where}.activity", f'there is no activity "{table.activity}"')
        elif source.id not in register[table.activity].source_systems:
            mistakes.add(
                f"{where}.activity",
                f'add "{source.id}" to source_systems of the activity "{table.activity}"',
            )
        if source.connector != PERSON:
            _check_table(table, source.connector, where, mistakes)
            _check_fields(table, where, mistakes)


def _check_location(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    parts = source.location.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or ":" in source.location:
        mistakes.add(f"{key}.location", "must be a path inside the organisation's sources folder")


def _check_person(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    """Note what is missing for asking a person, and what cannot be said of one."""
    if source.owner is None or not source.owner.email:
        mistakes.add(f"{key}.owner.email", "is where the person is asked; write an e-mail address")
    if source.location:
        mistakes.add(f"{key}.location", "a person has no location; take it out")
    for place, table in enumerate(source.tables):
        where = f"{key}.tables[{place}]"
        if table.fields:
            mistakes.add(f"{where}.fields", "a person has no columns; take them out")
        for identifier, _column in table.match:
            check_known([identifier], PERSON_MAY_KNOW, f"{where}.match", mistakes, single=True)


def _check_table(table: SourceTable, connector: str, key: str, mistakes: Mistakes) -> None:
    ending = ".csv" if connector == "csv" else ""
    if not IDENTIFIER.fullmatch(table.table.removesuffix(ending)):
        mistakes.add(f"{key}.table", "use small letters, digits and underscores")
    if not table.match:
        mistakes.add(f"{key}.match", "must say by what a person is found, such as email")
    for identifier, column in table.match:
        parts, columns = identifier.split("+"), column.split("+")
        check_known(parts, MATCH_IDENTIFIERS, f"{key}.match.{identifier}", mistakes, single=True)
        if len(parts) != len(columns) or not all(IDENTIFIER.fullmatch(part) for part in columns):
            mistakes.add(
                f"{key}.match.{identifier}", "needs one column (small letters) for each identifier"
            )


def _check_fields(table: SourceTable, key: str, mistakes: Mistakes) -> None:
    if not table.fields:
        mistakes.add(f"{key}.fields", "must have at least one field")
    for number, column in repeated(field.column for field in table.fields):
        mistakes.add(f"{key}.fields[{number}].column", f'"{column}" stands here twice; keep one')
    for number, field in enumerate(table.fields):
        where = f"{key}.fields[{number}]"
        if not IDENTIFIER.fullmatch(field.column):
            mistakes.add(f"{where}.column", "use small letters, digits and underscores")
        check_known([field.kind], FIELD_KINDS, f"{where}.kind", mistakes, single=True)
        if (field.kind == "code") != bool(field.codes):
            mistakes.add(
                f"{where}.codes", 'explain the codes of kind "code", and only of that kind'
            )
