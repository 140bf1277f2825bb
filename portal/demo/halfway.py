"""Stories that broke halfway: what there is of them goes, so that they are played anew.

A story takes many transactions. Until its last one its case has another key, and no job of the
present knows it: so a demo that is stopped by force keeps no half of a story.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import Session

from portal.models.base import Base
from portal.models.case import Case
from portal.services.intake import confidential_key


def begun(key: str) -> str:
    """The key of a story's case as long as the story is not played to its end."""
    return f"begun:{key}"


def finish(session: Session, key: str) -> None:
    """Give the cases of a story the keys of one that is whole."""
    for case in _cases(session, [key]):
        split_off = case.idempotency_key != begun(key)
        case.idempotency_key = confidential_key(key) if split_off else key


def sweep(session: Session, keys: Iterable[str]) -> int:
    """Remove the cases of stories that broke, with all that hangs on them.

    Parameters:
        keys: of the stories.

    Returns:
        How many cases were removed. Their files are swept with all others that no row names.
    """
    broken = {case.id for case in _cases(session, keys)}
    followers = select(Case.id).where(Case.origin_id.in_(broken))
    broken |= set(session.scalars(followers))
    if broken:
        for table in reversed(Base.metadata.sorted_tables):
            hangs = _hanging(table, broken)
            if hangs is not None:
                session.execute(delete(table).where(hangs))
        session.execute(delete(Case).where(Case.id.in_(broken)))
    return len(broken)


def _cases(session: Session, keys: Iterable[str]) -> list[Case]:
    """The cases of stories that were begun, and what was split off from them."""
    first = [begun(key) for key in keys]
    wanted = [*first, *map(confidential_key, first)]
    return list(session.scalars(select(Case).where(Case.idempotency_key.in_(wanted))))


def _hanging(table: Table, cases: Collection[int]) -> ColumnElement[bool] | None:
    """Which rows of a table are of these cases, themselves or by the row above; None for none."""
    if "case_id" in table.columns:
        return table.columns["case_id"].in_(cases)
    above = [
        key.parent.in_(select(key.column).where(key.column.table.columns["case_id"].in_(cases)))
        for key in table.foreign_keys
        if "case_id" in key.column.table.columns
    ]
    return or_(*above) if above else None
