"""What is done quickly in tests where its cost is not the point: passwords, printing, the disk."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine

from portal.models import base

SYNCHRONOUS = base.SYNCHRONOUS  # as it is outside tests
HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Hashes passwords quickly: how slowly it is really done is tested with the service."""


class Printer:
    """Prints every kind of letter at once: a page with nothing on it."""

    def __init__(self, **_given: object) -> None:
        """Take what a real one is made with."""

    def __getattr__(self, kind: str) -> Callable[..., bytes]:
        """What prints letters of this kind."""
        return lambda *_letter, **_more: empty_page()


@cache
def empty_page() -> bytes:
    """A PDF that can be opened, for what is sent is looked through first."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, static_id=True)
    return made.getvalue()


def hash_quickly(patch: pytest.MonkeyPatch) -> None:
    """Hash passwords quickly until the patch is undone, and for nobody's password too."""
    from portal.services import passwords

    patch.setattr(passwords, "_hasher", HASHER)
    passwords._nobodys_hash.cache_clear()  # it remembers what it was made with


def print_quickly(patch: pytest.MonkeyPatch) -> None:
    """Let the demo print quickly until the patch is undone."""
    from portal.demo import history

    patch.setattr(history, "Printer", Printer)


def use_databases_quickly() -> None:
    """Let the databases of this process not begin anew for each test.

    SQLite does not wait for the disk: nobody pulls the plug on a test. And statements are compiled
    once for all databases of a kind, as they are for the one database of a portal.
    """
    base.SYNCHRONOUS = "OFF"
    base.create_engine = _engine_that_knows


def remember(engine: Engine) -> None:
    """Let later engines of its kind share what this one, which was connected, has compiled."""
    _known.setdefault(engine.dialect.name, engine)


_known: dict[str, Engine] = {}


def _engine_that_knows(url: str, **options: Any) -> Engine:
    engine = create_engine(url, **options)
    known = _known.get(engine.dialect.name)
    if known is not None:
        engine.dialect = engine.pool._dialect = known.dialect
        engine._compiled_cache = known._compiled_cache
    return engine
