"""Storing what a source gave: each record once, and what staff did with an item stays done."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review, SourceSearch
from portal.models.redaction import Mark
from portal.services.exhibits import Kept, attach, forget
from portal.sources.connector import Record
from portal.vault import Vault

AT_ONCE = 500
"""Keys in one statement: every database takes so many."""


NO_DOCUMENTS: Mapping[int, Kept] = MappingProxyType({})


def store(
    session: Session,
    vault: Vault,
    search: SourceSearch,
    records: Iterable[Record],
    kept: Mapping[int, Kept] = NO_DOCUMENTS,
    *,
    now: datetime,
) -> int:
    """Store what a search found.

    An item that the source gave before stays as it is, with its marks. One that it does not give
    any more goes, unless somebody judged it.

    Args:
        session: the transaction; it holds the lock on the case.
        search: ended just now.
        records: what the source gave.
        kept: documents in the vault, by the place of their record.
        now: the moment, in UTC.

    Returns:
        How many items the search has now.
    """
    there = _there(session, search)
    new, changed, number = [], [], 0
    documents: list[tuple[dict[str, Any], Kept]] = []
    for number, each in enumerate(records, 1):
        row, document = _row(search, each), kept.get(number - 1)
        same = there[_sign(row["activity"], row["fields"], document.sha256 if document else "")]
        if not same and document:
            documents.append((row, document))
        elif not same:
            new.append(row)
        elif (before := same.pop()).matched_by != row["matched_by"]:
            changed.append({"id": before.id, "matched_by": row["matched_by"]})
    if new:
        session.execute(insert(Finding), new)
    if changed:
        session.execute(update(Finding), changed)
    _attach(session, search, documents, now)
    rest = [before for rows in there.values() for before in rows]
    gone = [before.id for before in rest if before.review is Review.UNDECIDED]
    _remove(session, vault, gone)
    return number + len(rest) - len(gone)


def _there(session: Session, search: SourceSearch) -> dict[str, list[Row[Any]]]:
    """What the search found before, by its sign; of equal items the oldest last."""
    columns = (Finding.id, Finding.activity, Finding.fields, Finding.review, Finding.matched_by)
    query = (
        select(*columns, Exhibit.sha256)
        .join(Exhibit, Exhibit.finding_id == Finding.id, isouter=True)
        .where(Finding.search_id == search.id)
        .order_by(Finding.id.desc())
    )
    there = defaultdict(list)
    for before in session.execute(query):
        there[_sign(before.activity, before.fields, before.sha256 or "")].append(before)
    return there


def _sign(activity: str, fields: list[Any], document: str) -> str:
    return json.dumps([activity, fields, document])


def _attach(
    session: Session,
    search: SourceSearch,
    documents: Iterable[tuple[dict[str, Any], Kept]],
    now: datetime,
) -> None:
    case = session.get_one(Case, search.case_id)
    for row, document in documents:
        finding = Finding(**row)
        session.add(finding)
        session.flush()
        attach(session, finding, document, actor=Actor.portal(case.organisation), now=now)


def _remove(session: Session, vault: Vault, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        forget(
            session,
            vault,
            session.scalars(select(Exhibit).where(Exhibit.finding_id.in_(some))).all(),
        )
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
