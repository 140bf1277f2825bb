"""Loads the demo: source systems, staff, and cases in every status. Loading twice adds nothing."""

import fcntl
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo import accounts, halfway
from portal.demo.accounts import Account
from portal.demo.history import Player
from portal.demo.lines import Line
from portal.demo.stories import Story, list_stories
from portal.demo.systems import shape_of, write_systems
from portal.identity import registry
from portal.language.words import local_date
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.organisations.systems import FILES
from portal.parts import Portal
from portal.services.second_factor import Vault

log = structlog.get_logger("portal.demo")

AT_ONCE = 3  # making documents is waiting for another process most of the time


class DemoRefused(Exception):
    """Raised if made-up cases would come to stand among real ones; the text says why."""


def demand_demo(portal: Portal) -> None:
    """Refuse to go on outside a demo.

    Raises:
        DemoRefused: the portal is not in demo mode, or its database holds real cases.
    """
    if not portal.settings.is_demo:
        raise DemoRefused("the portal is not in demo mode; set PORTAL_MODE=demo to load the demo")
    with portal.database.transaction(write=False) as session:
        real = session.scalars(select(Case.id).where(Case.is_demo.is_(False)).limit(1)).first()
    if real is not None:
        raise DemoRefused("the database holds real cases; use another one for the demo")


def load(portal: Portal, *, now: datetime) -> list[Line]:
    """Load what is not there yet of the demo: all that it consists of.

    Args:
        portal: in demo mode, with a database that is up to date.
        now: the moment, in UTC; all dates of the demo are relative to it.

    Returns:
        A line for each case of the stories, in their order.

    Raises:
        DemoRefused: the portal is not in demo mode, or its database holds real cases.
    """
    prepare(portal, now=now)
    return load_cases(portal, now=now)


def prepare(portal: Portal, *, now: datetime) -> None:
    """Load what must be there before the portal answers: the source systems and the staff.

    Raises:
        DemoRefused: the portal is not in demo mode, or its database holds real cases.
    """
    demand_demo(portal)
    load_systems(portal, now=now)
    load_accounts(portal, now=now)


def load_cases(
    portal: Portal, *, now: datetime, goes_on: Callable[[], bool] = lambda: True
) -> list[Line]:
    """Play the stories that were not played to their end yet, after `prepare`.

    What a demo left that was stopped by force is thrown away and played anew. Who loads it while
    another process does so waits for that.

    Args:
        portal: the portal; meanwhile it can be used.
        now: the moment, in UTC.
        goes_on: whether to begin another story; without it each is played.

    Returns:
        A line for each case there is, in the order of the stories.
    """
    stories = list_stories(portal.organisations.values())
    with _alone(portal):
        _sweep(portal, stories)
        there = _case_ids(portal, stories)
        missing = [story for story in stories if story.key not in there]
        if missing:
            there |= _play(portal, missing, now, goes_on)
    with portal.database.transaction(write=False) as session:
        return [_line(session, there[story.key]) for story in stories if story.key in there]


@contextmanager
def _alone(portal: Portal) -> Iterator[None]:
    """Keep other processes from loading the same demo meanwhile."""
    folder = os.open(portal.settings.data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _sweep(portal: Portal, stories: list[Story]) -> None:
    with portal.database.transaction() as session:
        removed = halfway.sweep(session, [story.key for story in stories])
    if removed:
        log.info("halves removed", cases=removed)


def _play(
    portal: Portal, stories: list[Story], now: datetime, goes_on: Callable[[], bool]
) -> dict[str, int]:
    """Play stories, some organisations side by side; gives the key of each case."""
    by_organisation: dict[str, list[Story]] = {}
    for story in stories:
        by_organisation.setdefault(story.organisation.slug, []).append(story)

    def play(own: list[Story]) -> dict[str, int]:
        player = Player(portal, registry.methods(portal.codes))
        try:
            return {story.key: player.play(story, now) for story in own if goes_on()}
        finally:
            player.close()

    played: dict[str, int] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for keys in threads.map(play, by_organisation.values()):
            played |= keys
    return played


def load_systems(portal: Portal, *, now: datetime) -> int:
    """Write the source systems that are not there as the profile has them now.

    Returns:
        How many rows and documents were written.
    """
    today, written = local_date(now), 0
    for organisation in portal.organisations.values():
        folder = portal.sources / organisation.slug
        stamp = folder / ".made-from"
        there = stamp.exists() and all(path.exists() for path in _paths(organisation, folder))
        shape = shape_of(organisation)
        if not there or stamp.read_text() != shape:
            written += write_systems(organisation, folder, today=today)
            stamp.write_text(shape)
    return written


def load_accounts(portal: Portal, *, now: datetime) -> list[Account]:
    """Make the staff that is missing; their accounts began before the oldest case."""
    vault = Vault(portal.settings.secret_key)
    with portal.database.transaction() as session:
        return accounts.ensure_accounts(
            session,
            portal.organisations.values(),
            accounts_file(portal),
            vault,
            now=now - timedelta(days=120),
        )


def accounts_file(portal: Portal) -> Path:
    """Say where the passwords of the demo's staff are kept."""
    return portal.settings.data / "demo-accounts.txt"


def describe_accounts(portal: Portal, now: datetime | None = None) -> list[str]:
    """Say how to sign in as each of the demo's staff, a line each."""
    known = accounts.read_accounts(accounts_file(portal))
    return accounts.describe(known, now or datetime.now(UTC))


def _case_ids(portal: Portal, stories: list[Story]) -> dict[str, int]:
    keys = [story.key for story in stories]
    with portal.database.transaction(write=False) as session:
        query = select(Case.idempotency_key, Case.id).where(Case.idempotency_key.in_(keys))
        return {str(key): case_id for key, case_id in session.execute(query)}


def _line(session: Session, case_id: int) -> Line:
    case = session.get_one(Case, case_id)
    return Line(case.reference, case.organisation, case.lead_right.value, case.status.value)


def _paths(organisation: Organisation, folder: Path) -> Iterator[Path]:
    """The files and folders that an organisation's source systems consist of."""
    for system in organisation.sources:
        place = folder / system.location
        if system.connector == "csv" and place.suffix != ".csv":
            yield from (place / f"{t.table.removesuffix('.csv')}.csv" for t in system.tables)
        elif system.connector in FILES:
            yield place
