"""Looking through all of a case, as a job: for names in free text, third persons, and secrets."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from portal.law.lifecycle import Status
from portal.models.base import Database
from portal.models.case import Case
from portal.models.finding import Finding
from portal.organisations.organisation import Organisation
from portal.redaction import names
from portal.redaction.detecting import Rule, Secrets, Suggestion, apart
from portal.services import misreading, owndata, readable, secrecy, suggesting
from portal.services.passages import Place
from portal.vault import Vault

AT_ONCE = 500
"""Items that are in memory at a time; what was found in them is kept before the next are read."""


def suggest_names(
    database: Database,
    vault: Vault,
    organisations: Mapping[str, Organisation],
    case_id: int,
    *,
    now: datetime,
) -> None:
    """Do the job SUGGEST_NAMES: look through every item of a case that is being handled.

    Reading texts for names is slow, so nobody waits for it; an address may turn secret late.

    It may run twice: what stands there already, in whatever state, is not suggested again.
    """
    with database.transaction(write=False) as session:
        case = session.get(Case, case_id)
        if case is None or case.status is not Status.IN_TREATMENT:
            return
        familiar = owndata.familiar_of(session, case, organisations[case.organisation])
        secrets = Secrets(secrecy.secrets_of(session, case))
        keys = session.scalars(select(Finding.id).where(Finding.case_id == case_id)).all()
        named = suggesting.look_for_thirds(session, case, familiar)
        guess = None
        if misreading.pages_read(session, case):
            guess = misreading.look_for(misreading.known_in(session, case), familiar)
        pages = readable.pages_in(session, vault, case)

    def look(text: str) -> list[Suggestion]:
        return apart([*named(text), *secrets.suggest(text), *names.find(text, familiar)])

    for at in range(0, len(keys), AT_ONCE):
        some = select(Finding.id, Finding.fields).where(Finding.id.in_(keys[at : at + AT_ONCE]))
        with database.transaction(write=False) as session:
            items = session.execute(some).all()
        found = {
            key: places
            for key, fields in items
            if (
                places := list(
                    suggesting.in_item(look, familiar, fields, pages.get(key, ()), guess)
                )
            )
        }
        if found:
            _store(database, case_id, found, now)


def _store(
    database: Database, case_id: int, found: Mapping[int, list[tuple[Rule, Place]]], now: datetime
) -> None:
    """Keep what was found in items that are still there, while the case is being handled."""
    with database.transaction() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        if case.status is Status.IN_TREATMENT:
            there = set(session.scalars(select(Finding.id).where(Finding.id.in_(found))))
            kept = {key: each for key, each in found.items() if key in there}
            suggesting.store(session, case, kept, now)
