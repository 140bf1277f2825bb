"""A case at the court or the AP, or a claim: as long as it runs, nothing of the request is let go.

The time to contest an answer may be long over by then, and what was found is the evidence.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action, ActionRefused
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.services import correspondence

SHORTEST_NOTE = 20


class NoteNeeded(Exception):
    """Raised if hardly a word says which case it is, or how it ended."""


class NotNow(Exception):
    """Raised if one begins that was written down already, or ends that was not."""


def begin(session: Session, case: Case, note: str, *, actor: Actor, now: datetime) -> None:
    """Write down that it runs: from now on nothing of this request is let go (AVG 17.3.e).

    Parameters:
        note: where it runs and what it is about, for colleagues.

    Raises:
        ActionRefused: there is no answer yet that anybody could contest.
        NotNow, NoteNeeded: it runs already, or nobody says what it is.
    """
    _check(case, note, runs=False)
    case.disputed_since = local_date(now)
    _write(session, case, "dispute_begun", note, actor, now)


def end(session: Session, case: Case, note: str, *, actor: Actor, now: datetime) -> None:
    """Write down that it is over: what is final may be let go again.

    Raises:
        ActionRefused, NotNow, NoteNeeded: as in `begin`.
    """
    _check(case, note, runs=True)
    case.disputed_since = None
    _write(session, case, "dispute_ended", note, actor, now)


def _check(case: Case, note: str, *, runs: bool) -> None:
    if not case.may(Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    if (case.disputed_since is not None) is not runs:
        raise NotNow
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteNeeded


def _write(
    session: Session, case: Case, event: str, note: str, actor: Actor, now: datetime
) -> None:
    session.add(record(actor, event, now, case_id=case.id))
    correspondence.note(session, case, note.strip(), actor=actor, now=now)
