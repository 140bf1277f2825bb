"""Checks of single values that occur in several parts of a profile."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from portal.organisations.organisation import Retention
from portal.organisations.reading import Mistakes


def check_known(
    names: Iterable[str], known: tuple[str, ...], key: str, mistakes: Mistakes, single: bool = False
) -> None:
    """Note each name that is not known.

    Parameters:
        names: what the profile gives.
        known: what the portal has.
        key: where the names stand.
        mistakes: gets a line for each unknown name.
        single: whether the key holds one name instead of a list.
    """
    for number, name in enumerate(names):
        if name not in known:
            place = key if single else f"{key}[{number}]"
            mistakes.add(place, f'"{name}" is not known; choose from {", ".join(known)}')


def repeated(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield place and name of each name that stood earlier in the list as well."""
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen and name:
            yield number, name
        seen.add(name)


def check_retention(retention: Retention, key: str, mistakes: Mistakes) -> None:
    """Note a period that is not a positive number of one unit.

    Parameters:
        retention: the period.
        key: where it stands.
        mistakes: gets a line for each mistake.
    """
    for unit in ("months", "days"):
        number = getattr(retention, unit)
        if number is not None and number < 1:
            mistakes.add(f"{key}.{unit}", "must be 1 or more; leave it out when there is no number")
    if retention.months is not None and retention.days is not None:
        mistakes.add(f"{key}.days", "give months or days, not both")
    if retention.deletes_itself and retention.months is None and retention.days is None:
        mistakes.add(
            f"{key}.deletes_itself",
            "needs months or days, or nobody can tell by when a request must stop the deletion",
        )


def is_web(address: str) -> bool:
    """Tell whether this is a full https address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not re.search(r"\s", address)
