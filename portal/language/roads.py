"""The roads beside a human look: how a decision itself is contested, where, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.deadlines import objection_due
from portal.organisations.organisation import Activity, Road


@dataclass(frozen=True, slots=True)
class RoadWords:
    """One road in a reader's language; `article` may be empty."""

    name: str
    where: str
    until: str
    article: str


def road_words(
    words: Words, activity: Activity, decided_on: date | None = None
) -> tuple[RoadWords, ...]:
    """The other ways to contest a decision of this task.

    Parameters:
        decided_on: the date on the decision, if known; then the last day is said where the six
            weeks of Awb 6:7 count.
    """
    return tuple(_one(words, road, decided_on) for road in activity.roads)


def road_lines(
    words: Words, activity: Activity, decided_on: date | None = None
) -> Iterator[tuple[str, str]]:
    """The same as question and answer, for a receipt or a letter."""
    for road in road_words(words, activity, decided_on):
        title = f"{road.name} ({road.article})" if road.article else road.name
        yield title, f"{road.where}\n{road.until}"


def _one(words: Words, road: Road, decided_on: date | None) -> RoadWords:
    until = road.until.in_(words.language)
    if road.awb_term and decided_on is not None:
        last_day = words.date(objection_due(decided_on).legal_due)  # Awb 6:7, 6:8
        said = words.gettext(N_("With the date you gave, the last day is %(date)s."), date=last_day)
        until = f"{until} {said}"
    return RoadWords(
        road.name.in_(words.language), road.where.in_(words.language), until, road.article
    )
