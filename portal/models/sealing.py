"""Values that lie under the lock of their case: what was found on a person, and what was marked.

A column of the type `Sealed` holds noise. Its value is locked when it is written, with the key of
the rows of its case, and bound to that case, its table and its column. Reading asks the database
for the key along with the value, so one that was destroyed in this or any other transaction opens
nothing any more, and no session is needed to read.
"""

import json
from collections.abc import Callable, Iterable
from functools import cache
from operator import eq, ne
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Dialect,
    String,
    Text,
    case,
    cast,
    column,
    event,
    func,
    inspect,
    literal,
    or_,
    select,
    table,
    type_coerce,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

_KEYS = table("case_key", column("case_id"), column("wrapped"), column("rows"))
_GAP = " "


class NotSealed(Exception):
    """Raised if a value would be stored or given that nobody locked or unlocked.

    So it is for an `update` with a value, which passes by what locks, a value that comes out of a
    subquery, which comes without its key, and one that SQL would search or sort: it is noise there.
    """


class RowLock(Protocol):
    """The lock of the rows of one case."""

    def close(self, content: bytes, place: str) -> str:
        """Lock what belongs in a place, a table and its column; gives a text without spaces."""

    def open(self, sealed: str, place: str) -> bytes:
        """What was locked for this place."""


class RowLocks(Protocol):
    """The locks of all cases."""

    def rows_of(self, session: Session, case_id: int) -> RowLock:
        """The lock of a case, with a new key when it has none."""

    def unlock(self, case_id: int, wrapped: str, rows: str) -> RowLock:
        """The lock of a case by what its row in `case_key` holds; both are empty when it is gone.

        What it raises comes out of the reading of the value.
        """


_locks: WeakKeyDictionary[Dialect, RowLocks] = WeakKeyDictionary()


def use(engine: Engine, sessions: sessionmaker[Session], locks: RowLocks | None) -> None:
    """Let these locks open what a database holds, and close what its sessions write.

    Without locks neither can be done.
    """
    if locks is not None:
        _locks[engine.dialect] = locks

    def changes(session: Session, *_flush: object) -> None:
        _seal_changes(session, _locks_for(session, locks))

    def inserts(state: ORMExecuteState) -> None:
        if state.is_insert and state.bind_mapper is not None:
            rows = state.parameters if isinstance(state.parameters, list) else ()
            _seal_rows(state.bind_mapper, rows, _locks_for(state.session, locks))

    event.listen(sessions, "before_flush", changes)
    event.listen(sessions, "do_orm_execute", inserts)


class _Done:
    """A value that is also there as it is stored: locked, for one place."""

    sealed = ""
    place = ""


class _Text(str, _Done):
    """A text that was locked."""


class _List(list[Any], _Done):
    """A list that was locked."""


class _Dict(dict[str, Any], _Done):
    """A dictionary that was locked."""


_DONE: dict[type, Callable[[Any], _Done]] = {str: _Text, list: _List, dict: _Dict}


class _Empty(TypeDecorator.Comparator[Any]):
    """What SQL may ask of a locked value: whether it is empty."""

    def operate(self, op: Any, *other: Any, **more: Any) -> ColumnElement[Any]:
        # SQLAlchemy compares columns with columns, to find out which is which.
        if op not in (eq, ne) or not (isinstance(other[0], ColumnElement) or other[0] == ""):
            raise NotSealed(str(self.expr))
        return super().operate(op, *other, **more)


class Sealed(TypeDecorator[Any]):
    """A column whose values lie under the lock of their case; its table has a `case_id`.

    What is empty is stored as it is, and needs no key. In SQL a value can be compared with "" and
    with nothing else.
    """

    impl = Text
    cache_ok = True
    comparator_factory = _Empty

    def __init__(self, place: str, empty: type = str) -> None:
        """Takes the table and the column it stands in, and what makes an empty value."""
        super().__init__()
        self.place = place
        self.empty = empty

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str:
        """The value as it is stored."""
        if not value:
            return ""
        if not isinstance(value, _Done) or value.place != self.place:
            raise NotSealed(self.place)
        return value.sealed

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Ask for the key of the case along with the value."""
        here = getattr(column, "table", None)
        if here is None or "case_id" not in here.c:
            raise NotSealed(self.place)
        keys = _KEYS.alias()
        key = select(keys.c.wrapped + _GAP + keys.c.rows).where(keys.c.case_id == here.c.case_id)
        stored = type_coerce(column, Text())
        told = (stored, cast(here.c.case_id, String), _key(key.correlate(here).scalar_subquery()))
        whole = told[0] + _GAP + told[1] + _GAP + told[2]
        return type_coerce(case((stored == "", literal("")), else_=whole), self)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value as it was before it was locked."""
        if not value:
            return self.empty()
        sealed, _, key = value.partition(_GAP)
        locks = _locks.get(dialect)
        if not key or locks is None:
            raise NotSealed(self.place)
        case_id, wrapped, rows = key.split(_GAP)
        return json.loads(locks.unlock(int(case_id), wrapped, rows).open(sealed, self.place))

    def seal(self, lock: RowLock, value: Any) -> Any:
        """The same value, with what is stored of it at hand."""
        done = _DONE[self.empty](value)
        content = json.dumps(value, separators=(",", ":")).encode()
        done.place, done.sealed = self.place, lock.close(content, self.place)
        return done


def _key(found: ColumnElement[Any]) -> ColumnElement[str]:
    return func.coalesce(type_coerce(found, Text()), _GAP)


def _seal_changes(session: Session, locks: Callable[[int], RowLock]) -> None:
    """Lock what is about to be written."""
    for each in (*session.new, *session.dirty):
        state = inspect(each)
        for name, kind in sealed_in(state.mapper):
            added = state.attrs[name].history.added
            if added and added[0]:
                setattr(each, name, kind.seal(locks(each.case_id), added[0]))


def _seal_rows(
    mapper: Mapper[Any], rows: Iterable[dict[str, Any]], locks: Callable[[int], RowLock]
) -> None:
    """Lock the values in rows that are written at once."""
    kinds = sealed_in(mapper)
    for row in rows if kinds else ():
        for name, kind in kinds:
            if row.get(name):
                row[name] = kind.seal(locks(row["case_id"]), row[name])


def _locks_for(session: Session, locks: RowLocks | None) -> Callable[[int], RowLock]:
    """The lock of a case by its key, asked for once."""

    @cache
    def lock(case_id: int) -> RowLock:
        if locks is None:
            raise NotSealed(case_id)
        return locks.rows_of(session, case_id)

    return lock


@cache
def sealed_in(mapper: Mapper[Any]) -> tuple[tuple[str, Sealed], ...]:
    """The attributes of a model whose values are locked, with their types."""
    found = ((each.key, each.columns[0].type) for each in mapper.column_attrs)
    return tuple((name, kind) for name, kind in found if isinstance(kind, Sealed))


def empty_all(session: Session, base: type[DeclarativeBase], case_id: int) -> None:
    """Throw away all locked values of a case; what else its rows say stays."""
    for mapper in base.registry.mappers:
        nothing = {name: kind.empty() for name, kind in sealed_in(mapper)}
        if nothing:
            model = mapper.class_
            held = or_(*(getattr(model, name) != "" for name in nothing))
            session.execute(update(model).where(model.case_id == case_id, held).values(nothing))
