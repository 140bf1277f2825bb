"""A case of somebody the demo's systems hold data on, and the search of each of them."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.demo.systems import person_of
from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.base import Database
from portal.models.finding import Finding, SourceSearch
from portal.services import collection, searching
from portal.sources.places import Places
from tests.services import stories
from tests.services.vaults import vault_in

STAFF = Actor.portal("juridisch-loket")
HERE = stories.organisation()
SOMEBODY = person_of(HERE, 0)


def begin(database: Database, **changes: Any) -> dict[str, int]:
    """Have every source asked for a new case; gives the key of each search."""
    with database.transaction() as session:
        case = stories.ask(session, email=SOMEBODY.email)
        case.given_name, case.family_name = SOMEBODY.given_name, SOMEBODY.family_name
        case.birth_date, case.phone = SOMEBODY.birth_date, SOMEBODY.phone
        for name, value in changes.items():
            setattr(case, name, value)
        case.advance(Action.TAKE, STAFF, stories.NOW)
        found = collection.start(session, HERE, case, actor=STAFF, now=stories.NOW)
        return {search.source: search.id for search in found}


def run(database: Database, sources: Path, search_id: int, **more: Any) -> None:
    """Do the job of a search."""
    organisations = {HERE.slug: HERE}
    searching.run_search(
        database,
        organisations,
        Places(sources),
        vault_in(sources),
        search_id,
        **{"now": stories.NOW, **more},
    )


def read(database: Database, search_id: int) -> tuple[SourceSearch, list[Finding]]:
    """A search and what it found."""
    with database.transaction(write=False) as session:
        search = session.get_one(SourceSearch, search_id)
        found = select(Finding).where(Finding.search_id == search_id).order_by(Finding.id)
        findings = session.scalars(found).all()
        return search, list(findings)
