"""Who may ask for somebody else: the questions of the law to staff, their answers, what follows.

`Case.authority` holds each answer with note, author and moment. What stands open keeps a decision
that gives something back; so does an answer by which the other may not act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.law.checklists import Check
from portal.law.grounds import Outcome
from portal.law.limits import NOT_THE_AVG
from portal.law.representation import Answer, Kind, Proof, Reason, Verdict, verdict
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services.review import COPIES

SHORTEST_NOTE = 10
LONGEST_NOTE = 2000
NO_AUTHORITY = "uavg5"
GIVING = frozenset({Outcome.GRANTED, Outcome.PARTLY, Outcome.NOTHING_HELD})
YES, NO = "yes", "no"


class Effect(StrEnum):
    """What an answer leads to."""

    GO_ON = "go_on"
    REFUSE = "refuse"  # who asks may not act (UAVG 5)
    WITHHOLD = "withhold"  # a part of the answer stays out (AVG 15.4, UAVG 41.1.i)
    HIDE_ADDRESS = "hide_address"
    NOT_DONE = "not_done"


EFFECTS: dict[str, tuple[Effect, Effect]] = {  # of yes, and of no
    "authority_seen": (Effect.GO_ON, Effect.REFUSE),  # BW 1:245
    "other_parent_objects": (Effect.REFUSE, Effect.GO_ON),  # BW 1:253i.1
    "parents_separated": (Effect.GO_ON, Effect.GO_ON),
    "interest_of_child": (Effect.WITHHOLD, Effect.GO_ON),  # AVG 15.4; Jeugdwet 7.3.15.4
    "address_secret": (Effect.HIDE_ADDRESS, Effect.GO_ON),
    "treatment_file": (Effect.WITHHOLD, Effect.GO_ON),  # UAVG 5.7; BW 7:465; Jeugdwet 7.3.15
    "tell_no_parent": (Effect.GO_ON, Effect.NOT_DONE),
    "plain_words_for_child": (Effect.GO_ON, Effect.NOT_DONE),
    "helps_person_itself": (Effect.REFUSE, Effect.GO_ON),  # UAVG 5.6
}
USUALLY = (Effect.GO_ON, Effect.REFUSE)


class Obstacle(StrEnum):
    """Why nothing may be given to who asks, as things stand."""

    OPEN = "authority_open"
    REFUSED = "authority_refused"
    HARM_NOT_WITHHELD = "harm_not_withheld"


class NoteNeeded(Exception):
    """Raised if nobody says what was seen."""


class NotAsked(Exception):
    """Raised if an answer is given to a question that this case does not have."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to staff.

    Attributes:
        answer: yes, no, or empty while it is open.
        effect: what the answer leads to; None while it is open.
        staff_id, at: who answered, and when.
    """

    check: Check
    answer: str = ""
    effect: Effect | None = None
    note: str = ""
    staff_id: int | None = None
    at: datetime | None = None


def verdict_of(case: Case, organisation: Organisation) -> Verdict:
    """What the law says of who asks; the ages of the day of receipt count."""
    told = str((case.representative or {}).get("kind", Kind.SELF.value))
    return _verdict(case, organisation, Kind(told) if told in list(Kind) else Kind.AUTHORISED)


def _verdict(case: Case, organisation: Organisation, kind: Kind) -> Verdict:
    return verdict(
        kind,
        birth_date=case.birth_date,
        on=case.received_date,
        free_youth_help=organisation.free_youth_help,
        rights=[part.right for part in case.parts],
    )


def questions(case: Case, organisation: Organisation) -> tuple[Question, ...]:
    """What staff must look at in this case, with the answers so far.

    Who may not ask by law may still be let by the person: then the questions are about that.
    """
    found = verdict_of(case, organisation)
    checks = found.checks
    if found.answer is Answer.NO and Proof.SIGNED_AUTHORISATION in found.proofs:
        checks = _verdict(case, organisation, Kind.AUTHORISED).checks
    return tuple(_question(check, case.authority) for check in checks)


def _question(check: Check, answers: Mapping[str, Any]) -> Question:
    given = answers.get(check.id)
    if not given:
        return Question(check)
    return Question(
        check,
        given["answer"],
        EFFECTS.get(check.id, USUALLY)[0 if given["answer"] == YES else 1],
        given["note"],
        given["staff"],
        datetime.fromisoformat(given["at"]),
    )


def answer(
    session: Session,
    case: Case,
    organisation: Organisation,
    check_id: str,
    given: str,
    note: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down what staff saw; a later answer replaces an earlier one, the log keeps both.

    Parameters:
        given: yes or no.
        note: what was seen, and where.

    Raises:
        NotAsked: the case does not have this question.
        NoteNeeded: the note says next to nothing.
    """
    if check_id not in {each.check.id for each in questions(case, organisation)}:
        raise NotAsked(check_id)
    if given not in (YES, NO):
        raise NotAsked(given)
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteNeeded
    row = {"answer": given, "note": note.strip(), "staff": actor.staff_id, "at": now.isoformat()}
    case.authority = {**case.authority, check_id: row}
    session.add(
        record(actor, "authority_checked", now, case_id=case.id, check=check_id, answer=given)
    )
    if EFFECTS.get(check_id, USUALLY)[0 if given == YES else 1] is Effect.HIDE_ADDRESS:
        set_secret(session, case, secret=True, actor=actor, now=now)


def set_secret(session: Session, case: Case, *, secret: bool, actor: Actor, now: datetime) -> None:
    """Keep the address out of every letter, page and file from now on, or let it in again."""
    if case.secret_address != secret:
        case.secret_address = secret
        session.add(record(actor, "address_secret", now, case_id=case.id, secret=secret))
        if secret:
            enqueue(session, Job.SUGGEST_NAMES, case.id)  # it may stand in what came in before


def is_allowed(case: Case, organisation: Organisation) -> bool | None:
    """Whether who asks may act; None while that is open."""
    found, asked = verdict_of(case, organisation), questions(case, organisation)
    if any(each.effect is Effect.REFUSE for each in asked):
        return False
    if any(each.effect in (None, Effect.NOT_DONE) for each in asked):
        return False if found.answer is Answer.NO else None
    return found.answer is not Answer.NO or bool(asked)


def obstacles(case: Case, organisation: Organisation) -> tuple[Obstacle, ...]:
    """Why the outcomes chosen so far cannot go to who asks; empty when they can."""
    if not any(part.outcome in GIVING for part in case.parts):
        return ()
    allowed = is_allowed(case, organisation)
    if allowed is None:
        return (Obstacle.OPEN,)  # UAVG 5, Awb 2:1
    if not allowed:
        return (Obstacle.REFUSED,)
    whole = any(
        part.right in COPIES and part.outcome is Outcome.GRANTED for part in case.parts
    )  # what the other parts come to leaves nothing out of this copy
    return (Obstacle.HARM_NOT_WITHHELD,) if whole and withholds(case, organisation) else ()


def withholds(case: Case, organisation: Organisation) -> bool:
    """Whether some part of the answer must stay out (AVG 15.4, UAVG 41.1.i, Jeugdwet 7.3.15)."""
    return any(each.effect is Effect.WITHHOLD for each in questions(case, organisation))


def refusal(case: Case, organisation: Organisation) -> str | None:
    """The ground on which this request is to be refused to who asks; None when it is not."""
    if is_allowed(case, organisation) is not False:
        return None
    deceased = Reason.NOT_FOR_DECEASED in verdict_of(case, organisation).reasons
    return NOT_THE_AVG if deceased else NO_AUTHORITY
