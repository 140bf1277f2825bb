"""Check the source systems that are asked over the network, and what systems are told to do."""

import re
from contextlib import suppress
from datetime import date
from urllib.parse import SplitResult, urlsplit

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem
from portal.organisations.reading import Mistakes
from portal.organisations.values import check_known

HTTP, HELSINKI = "http", "helsinki"
SERVERS = (HTTP, HELSINKI)
CAN_DO: dict[str, tuple[Effect, ...]] = {HTTP: tuple(Effect), HELSINKI: (Effect.ERASE,)}
"""What the portal can tell a system to do, by connector; the others are only read."""

HERE = ("localhost", "127.0.0.1", "::1")
"""Names of this machine: only to itself may it talk without encryption."""

SHORTEST_TRIAL = 10
"""Signs of how a dry run was tried."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_server(
    source: SourceSystem, identifiers: tuple[str, ...], key: str, mistakes: Mistakes
) -> None:
    """Note what is wrong with the address of a server.

    Parameters:
        identifiers: what may stand in it between braces.
        key: where the source stands.
        mistakes: gets a line for each mistake.
    """
    where = f"{key}.location"
    named = PLACEHOLDER.findall(source.location)
    filled = PLACEHOLDER.sub("x", source.location)
    parts = _parts(filled)
    if parts is None or not parts.hostname or re.search(r"[\s{}]", filled):
        mistakes.add(where, "must be a full address, such as https://register.example.nl/api")
        return
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        mistakes.add(
            where, "must begin with https://; only this machine itself may be asked by http"
        )
    if parts.username or parts.password or parts.fragment:
        mistakes.add(where, "must hold no user, password or #; what opens it is in the settings")
    if _host(source.location) & set("{}"):
        mistakes.add(where, "may hold an identifier in the path or after the ?, not in the host")
    check_known(named, identifiers, where, mistakes, single=True)
    if source.connector == HELSINKI and not named:
        mistakes.add(where, "must say where the identifier stands, such as {client_number}")


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # looked at only when it is asked for
    except ValueError:
        return None
    return parts


def _host(address: str) -> set[str]:
    """The signs of what stands before the path."""
    return set(re.sub(r"^[a-z]+://([^/?#]*).*", r"\1", address, flags=re.DOTALL))


def _check_dry_run(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    if source.dry_run and not source.carries_out:
        mistakes.add(key, "belongs to carries_out; take it out")
    elif source.dry_run and not _is_trial(source.dry_run):
        mistakes.add(
            key, 'must say on which day it was tried, and how: "2026-03-02: asked for client ..."'
        )


def _is_trial(told: str) -> bool:
    day, _, how = told.partition(": ")
    with suppress(ValueError):
        return date.fromisoformat(day).isoformat() == day and len(how.strip()) >= SHORTEST_TRIAL
    return False


def check_carries_out(source: SourceSystem, key: str, mistakes: Mistakes) -> None:
    """Note what a system is said to do that the portal cannot tell it.

    Parameters:
        key: where the source stands.
        mistakes: gets a line for each mistake.
    """
    possible = CAN_DO.get(source.connector, ())
    where = f"{key}.carries_out"
    if source.carries_out and not possible:
        mistakes.add(where, f'systems of the kind "{source.connector}" are only read; take it out')
        return
    check_known(source.carries_out, possible, where, mistakes)
    _check_dry_run(source, f"{key}.dry_run", mistakes)
    lifts = Effect.LIFT in source.carries_out
    if (Effect.RESTRICT in source.carries_out) is not lifts:  # AVG 18.3
        mistakes.add(where, '"restrict" and "lift" go together: what is restricted must end')
    if source.connector == HTTP and source.carries_out and PLACEHOLDER.search(source.location):
        mistakes.add(
            where, "needs a location without braces: instructions are sent to that address"
        )
