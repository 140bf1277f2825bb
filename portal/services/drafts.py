"""What somebody typed so far, kept on the server until it is sent, erased or lapsed."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.models.case import Draft
from portal.organisations.organisation import Organisation
from portal.services.throttle import Limit, Throttle

PER_SENDER = Limit("draft.sender", 60, timedelta(hours=1))


def begin_draft(
    session: Session,
    organisation: Organisation,
    *,
    throttle: Throttle,
    sender: str,
    limit: Limit = PER_SENDER,
    now: datetime,
) -> Draft:
    """A new, empty draft under a random key.

    Parameters:
        sender: the network address of who types; only its keyed hash is kept.

    Raises:
        LimitReached: this sender began too many.
    """
    throttle.pass_(session, limit, sender, now)
    draft = Draft(
        organisation=organisation.slug,
        key=secrets.token_urlsafe(24),
        answers={},
        created_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def find_draft(
    session: Session, organisation: Organisation, key: str, *, now: datetime
) -> Draft | None:
    """The draft with this key at this organisation, when it has not lapsed."""
    draft = session.scalar(
        select(Draft).where(Draft.key == key, Draft.organisation == organisation.slug)
    )
    if draft is None or draft.changed_at < _oldest(organisation, now):
        return None
    return draft


def keep_answers(
    draft: Draft,
    step: str,
    answers: dict[str, Any],
    changes: Mapping[str, dict[str, str] | None] | None = None,
    *,
    now: datetime,
) -> None:
    """Store the answers of one step in place of earlier ones.

    Parameters:
        changes: answers of other steps that these bring along; None takes one away.
    """
    kept = {**draft.answers, step: answers, **(changes or {})}
    draft.answers = {name: told for name, told in kept.items() if told is not None}
    draft.changed_at = now


def drop_draft(session: Session, draft: Draft) -> None:
    """Erase a draft for good."""
    session.delete(draft)
    session.flush()


def lapse_drafts(session: Session, organisation: Organisation, *, now: datetime) -> int:
    """Erase the drafts nobody touched for the days the profile names; gives how many."""
    found = session.execute(
        delete(Draft).where(
            Draft.organisation == organisation.slug, Draft.changed_at < _oldest(organisation, now)
        )
    )
    return int(getattr(found, "rowcount", 0))


def _oldest(organisation: Organisation, now: datetime) -> datetime:
    return now - timedelta(days=organisation.draft_retention_days)
