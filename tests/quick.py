"""What is done quickly in tests where its cost is not the point: passwords, printing, the disk."""

import io
from collections.abc import Callable
from functools import cache

import pytest
from argon2 import PasswordHasher

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


def write_quickly() -> None:
    """Let SQLite not wait for the disk in this process: nobody pulls the plug on a test."""
    base.SYNCHRONOUS = "OFF"
