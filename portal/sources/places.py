"""Where the source systems of all organisations are, and a scratch folder for each visit."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from portal.sources.connector import Place
from portal.sources.secrets import Secrets


@dataclass(frozen=True, slots=True)
class Places:
    """The places of source systems.

    Attributes:
        folder: has a folder for each organisation, with the sources that are files.
        secrets: what opens the others.
    """

    folder: Path
    secrets: Secrets = field(default_factory=Secrets)

    @contextmanager
    def open(self, organisation: str, system: str) -> Iterator[Place]:
        """A place to search, with an empty scratch folder that is gone afterwards.

        Raises:
            OSError: there is no room for the scratch folder.
        """
        with _scratch(self.folder.with_name("scratch")) as scratch:
            secret = self.secrets.of(organisation, system)
            yield Place(self.folder / organisation, secret, scratch)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(parent):  # nobody sweeps between the making of ours and our lock on it
        _sweep(parent)
        folder = Path(tempfile.mkdtemp(dir=parent))
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _sweep(parent: Path) -> None:
    """Remove what a killed process left: somebody's documents, which nobody has a lock on."""
    for folder in parent.iterdir():
        try:
            opened = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # its search ended just now
            continue
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(opened)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
