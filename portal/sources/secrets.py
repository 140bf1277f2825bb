"""What opens the source systems that are not files, from one TOML file beside the settings."""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from portal.sources.connector import Secret

MAY_NOT = stat.S_IWGRP | stat.S_IXGRP | stat.S_IRWXO
"""Rights that nobody but the owner may have; a group may read, as servers often want."""

KEYS = tuple(each.name for each in fields(Secret))


class SecretsUnusable(Exception):
    """Raised if the file with secrets cannot be used; the text says why, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets there are, by organisation and source system."""

    known: Mapping[tuple[str, str], Secret] = field(default_factory=dict, repr=False)

    def of(self, organisation: str, system: str) -> Secret:
        """What opens this system; an empty secret when there is none."""
        return self.known.get((organisation, system), Secret())

    def names(self) -> Iterator[tuple[str, str]]:
        """Organisation and system of each secret."""
        yield from self.known


def load_secrets(path: Path | None) -> Secrets:
    """Read a file of secrets: a table for each source, such as `[my-office.clients]`.

    Parameters:
        path: of the file; None gives no secrets.

    Raises:
        SecretsUnusable: it is not there, is not TOML, others may read it, or it says something
            that is no secret.
    """
    if path is None:
        return Secrets()
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(path.stat().st_mode) & MAY_NOT:
                raise SecretsUnusable("others may read or change it; run chmod 600 on it")
            told = tomllib.load(file)
    except OSError as error:
        raise SecretsUnusable(f"it cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # What the reader says of a mistake may quote the line, and with it a password.
        raise SecretsUnusable("it is not valid TOML") from None
    return Secrets(dict(_entries(told)))


def _entries(told: dict[str, Any]) -> Iterator[tuple[tuple[str, str], Secret]]:
    for organisation, systems in told.items():
        if not isinstance(systems, dict):
            raise SecretsUnusable(f"{organisation}: write a table [{organisation}.system]")
        for system, given in systems.items():
            name = f"{organisation}.{system}"
            if not isinstance(given, dict):
                raise SecretsUnusable(f"{name}: write a table [{name}]")
            for key, value in given.items():
                if key not in KEYS or not isinstance(value, str) or not value:
                    raise SecretsUnusable(f"{name}: give {' and '.join(KEYS)} only, as texts")
            yield (organisation, system), Secret(**given)
