"""Storing what a source gave: each record once, and what staff did with an item stays done."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review, SourceSearch
from portal.models.redaction import Mark
from portal.sources.connector import Record

AT_ONCE = 500
"""Keys in one statement: every database takes so many."""


def store(session: Session, search: SourceSearch, records: Iterable[Record]) -> int:
    """Store what a search found.

    An item that the source gave before stays as it is, with its marks. One that it does not give
    any more goes, unless somebody judged it.

    Args:
        session: the transaction; it holds the lock on the case.
        search: ended just now.
        records: what the source gave.

    Returns:
        How many items the search has now.
    """
    columns = (Finding.id, Finding.activity, Finding.fields, Finding.review, Finding.matched_by)
    query = select(*columns).where(Finding.search_id == search.id).order_by(Finding.id.desc())
    there = defaultdict(list)
    for before in session.execute(query):
        there[_sign(before.activity, before.fields)].append(before)
    new, changed, number = [], [], 0
    for number, each in enumerate(records, 1):  # noqa: B007 - the last is how many there are
        row = _row(search, each)
        same = there[_sign(row["activity"], row["fields"])]
        if not same:
            new.append(row)
        elif (before := same.pop()).matched_by != row["matched_by"]:
            changed.append({"id": before.id, "matched_by": row["matched_by"]})
    if new:
        session.execute(insert(Finding), new)
    if changed:
        session.execute(update(Finding), changed)
    rest = [before for rows in there.values() for before in rows]
    gone = [before.id for before in rest if before.review is Review.UNDECIDED]
    _remove(session, gone)
    return number + len(rest) - len(gone)


def _sign(activity: str, fields: list[Any]) -> str:
    return json.dumps([activity, fields])


def _remove(session: Session, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        session.execute(delete(Mark).where(Mark.finding_id.in_(some)))
        session.execute(delete(Exhibit).where(Exhibit.finding_id.in_(some)))
        session.execute(delete(Finding).where(Finding.id.in_(some)))


def _row(search: SourceSearch, each: Record) -> dict[str, Any]:
    return {
        "case_id": search.case_id,
        "search_id": search.id,
        "activity": each.table.activity,
        "category_nl": each.table.category.nl[:200],
        "category_en": each.table.category.en[:200],
        "fields": [field.as_row() for field in each.fields],
        "matched_by": ",".join(each.matched_by)[:200],
        "names_third_person": each.names_third_person,
        "given": each.table.given,
        "views": each.table.views,
    }
