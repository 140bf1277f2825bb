"""Check the register of processing activities and the source systems that belong to it."""

from portal.organisations.organisation import Activity, Duty, Organisation, SourceSystem
from portal.organisations.reading import Mistakes
from portal.organisations.systems import IDENTIFIER, check_system
from portal.organisations.values import check_retention, repeated

DAYS_A_MONTH = 31


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
        check_system(source, f"sources[{number}]", mistakes)
        _check_belonging(source, organisation.activities, f"sources[{number}]", mistakes)


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


def _check_belonging(
    source: SourceSystem, activities: tuple[Activity, ...], key: str, mistakes: Mistakes
) -> None:
    register = {each.id: each for each in activities}
    for place, table in enumerate(source.tables):
        where = f"{key}.tables[{place}].activity"
        if table.activity not in register:
            mistakes.add(where, f'there is no activity "{table.activity}"')
        elif source.id not in register[table.activity].source_systems:
            mistakes.add(
                where,
                f'add "{source.id}" to source_systems of the activity "{table.activity}"',
            )
