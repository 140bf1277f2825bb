"""Files beside the database: once `put` returns, a file survives a power cut."""

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

ASIDE = ".lost"
_KEY = re.compile(r"[0-9a-f]{32}")


class FileMissing(LookupError):
    """Raised if no file has this key, or the key is not one of ours."""


class FileDamaged(Exception):
    """Raised if the bytes read are not the bytes that were put in."""


class FileStore:
    """A folder of files, each under a random key, spread over two levels of folders."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is not there; only this account may look inside."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes | Iterable[bytes]) -> str:
        """Store these bytes, or these pieces in a row, for good and give the key to find them by.

        A crash at any moment leaves either the whole file or a `.part` that nothing refers to:
        the bytes reach the disk before the name does, and the name before the key is handed out.
        Call it before the transaction that stores the key commits.
        """
        key = secrets.token_hex(16)
        path = self._path(key)
        for folder in (path.parent.parent, path.parent):
            if not folder.exists():
                folder.mkdir(exist_ok=True, mode=0o700)
                _sync_folder(folder.parent)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([content] if isinstance(content, bytes) else content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).rename(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return key

    def read(self, key: str, sha256: str) -> bytes:
        """The bytes stored under this key.

        Parameters:
            sha256: what the row says the bytes hash to, in hexadecimal.

        Raises:
            FileMissing: no such file.
            FileDamaged: the bytes are not the ones that were stored.
        """
        content = self.load(key)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileDamaged(key)
        return content

    def load(self, key: str) -> bytes:
        """The bytes under this key as they lie there, for whoever can tell that they are whole.

        Raises:
            FileMissing: no such file.
        """
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise FileMissing(key) from None

    def delete(self, key: str) -> None:
        """Remove the file for good; no error when it is gone already, so it can be repeated."""
        path = self._path(key)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            _sync_folder(path.parent)

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The keys of the files that were put in before a moment."""
        for path in self._before(moment):
            if _KEY.fullmatch(path.name):
                yield path.name

    def remove_torn(self, moment: datetime) -> int:
        """Remove what a crash before this moment left half written; gives how many files."""
        torn = [path for path in self._before(moment) if path.suffix == ".part"]
        for path in torn:
            path.unlink(missing_ok=True)
        return len(torn)

    def set_aside(self, key: str, moment: datetime) -> None:
        """Put a file where `load` does not find it; no error when it is gone already."""
        (self.folder / ASIDE).mkdir(exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):  # another worker was first
            os.utime(self._path(key), (moment.timestamp(), moment.timestamp()))
            self._path(key).rename(self.folder / ASIDE / key)

    def list_aside(self) -> dict[str, datetime]:
        """The keys of what was set aside, and since when."""
        found = {}
        for path in (self.folder / ASIDE).glob("*"):
            with suppress(FileNotFoundError):
                found[path.name] = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return found

    def bring_back(self, key: str) -> None:
        """Put what was set aside where it was; no error when it is there already."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            (self.folder / ASIDE / key).rename(path)

    def delete_aside(self, key: str) -> None:
        """Remove what was set aside for good."""
        (self.folder / ASIDE / self._path(key).name).unlink(missing_ok=True)

    def _before(self, moment: datetime) -> Iterator[Path]:
        for path in self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):  # another worker removed it
                if path.stat().st_mtime < moment.timestamp():
                    yield path

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):  # nothing but our own keys ever becomes a path
            raise FileMissing(key)
        return self.folder / key[:2] / key[2:4] / key


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
