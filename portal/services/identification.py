"""Proving who somebody is: codes given out and checked, proofs at the desk recorded."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.identity.desk import Desk, Shown
from portal.identity.method import Challenge, Method, OnlineMethod, Verdict
from portal.law.consequences import restriction_at_receipt
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.clock import PauseEnd, Question
from portal.models.identity import IdentityChallenge
from portal.models.mail import MailKind
from portal.organisations.organisation import Organisation, Sensitivity
from portal.queueing import Job, enqueue
from portal.services import clock, outbox
from portal.services.throttle import Limit, Throttle, mailbox

HOUR = timedelta(hours=1)
PER_ADDRESS = Limit("code.address", 5, HOUR)
PER_SENDER = Limit("code.sender", 20, HOUR)
ORDER = (Sensitivity.LOW, Sensitivity.ORDINARY, Sensitivity.HIGH)


class Sending(StrEnum):
    """What became of asking for a code."""

    SENT = "sent"
    NO_ADDRESS = "no_address"
    TOO_MANY = "too_many"


def send_code(
    session: Session,
    case: Case,
    *,
    methods: Mapping[str, Method],
    throttle: Throttle,
    sender: str,
    actor: Actor,
    now: datetime,
) -> Sending:
    """Mail a new code to the address of the request; the one before stops working.

    Parameters:
        methods: the known methods, see `portal.identity.registry`.
        sender: the network address of who asks; only its keyed hash is kept.
    """
    if not case.email:
        return Sending.NO_ADDRESS
    address = mailbox(case.email)
    full = throttle.is_full(session, PER_ADDRESS, address, now)
    if full or throttle.is_full(session, PER_SENDER, sender, now):
        return Sending.TOO_MANY
    throttle.note(session, PER_ADDRESS, address, now)
    throttle.note(session, PER_SENDER, sender, now)
    challenge = _give_out(session, case, _online(methods, "email_code"), now)
    outbox.write(
        session,
        MailKind.CODE,
        organisation=case.organisation,
        recipient=case.email,
        language=case.language,
        now=now,
        case_id=case.id,
        challenge=challenge,
    )
    session.add(record(actor, "code_sent", now, case_id=case.id))
    return Sending.SENT


def check_code(
    session: Session,
    case: Case,
    typed: str,
    *,
    methods: Mapping[str, Method],
    actor: Actor,
    now: datetime,
) -> Verdict:
    """Judge a typed code against the newest one of this case; each wrong one counts.

    The caller commits also when the code was wrong, or the tries would not count.
    """
    row = _newest(session, case, for_update=True)
    if row is None:
        return Verdict.EXPIRED
    method = _online(methods, row.method)
    given = Challenge(
        row.nonce, row.code_hash, row.created_at, row.expires_at, row.tries, row.used_at
    )
    verdict = method.check(given, typed, now)
    if verdict is Verdict.WRONG:
        row.tries += 1
        session.add(record(actor, "code_wrong", now, case_id=case.id, tries=row.tries))
    elif verdict is Verdict.RIGHT:
        row.used_at, row.nonce = now, ""
        _prove(session, case, method, actor, now)
    return verdict


def record_desk(
    session: Session, case: Case, what_was_shown: str, actor: Actor, now: datetime
) -> None:
    """Record that a member of staff saw who it is; the kind of document is all that is kept.

    Parameters:
        what_was_shown: a value of `portal.identity.desk.Shown`.

    Raises:
        ValueError: it is none of those, so that no document number ends up here.
    """
    shown = Shown(what_was_shown)
    _prove(session, case, Desk(), actor, now, shown=shown.value)
    session.flush()


def seconds_left(session: Session, case: Case, *, now: datetime) -> int:
    """How long the newest code still works; 0 when there is none that does."""
    row = _newest(session, case, for_update=False)
    if row is None or row.used_at is not None:
        return 0
    return max(0, int((row.expires_at - now).total_seconds()))


def hands_nothing_over(right: Right, answers: Mapping[str, Any]) -> bool:
    """Whether a part is only about stopping, or a complaint: then it does not matter who asks.

    Taking back is as easy as giving (AVG 7.3), and mail nobody asked for is always stopped (21.3).
    """
    if right is Right.OBJECTION:
        return answers.get("kind") == "marketing"
    return right in (Right.CONSENT_WITHDRAWAL, Right.COMPLAINT)


def needs_proof(case: Case) -> bool:
    """Whether who asks must prove who they are before the answer (AVG 12.6)."""
    return not all(hands_nothing_over(part.right, part.answers) for part in case.parts)


def needed(organisation: Organisation, case: Case) -> Sensitivity:
    """How sensitive the data are that this request is about; all of them when it names none."""
    named: set[str] = set()
    for part in case.parts:
        if hands_nothing_over(part.right, part.answers):
            continue
        chosen = part.answers.get("activities") or []
        if not chosen:
            named.clear()
            break
        named.update(chosen)
    activities = [each for each in organisation.activities if each.id in named]
    levels = {each.sensitivity for each in activities or organisation.activities}
    return max(levels, key=ORDER.index, default=Sensitivity.ORDINARY)


def is_enough(organisation: Organisation, case: Case, *, address_known: bool = True) -> bool:
    """Whether the way this person proved who they are is accepted for these data (AVG 12.6).

    Parameters:
        address_known: False once it is certain that no record has the e-mail address of the case.
    """
    if not needs_proof(case):
        return True
    sensitivity = needed(organisation, case)
    accepted = case.identity_method in organisation.methods_for(sensitivity)
    return accepted and (address_known or not proves_only_mailbox(case, sensitivity))


def proves_only_mailbox(case: Case, sensitivity: Sensitivity) -> bool:
    """Whether the proof is worth nothing for these data unless we know the address ourselves.

    A code shows who reads the mailbox that was typed in the form, not whose data were found.
    """
    return case.identity_method == "email_code" and sensitivity is not Sensitivity.LOW


def _online(methods: Mapping[str, Method], id_: str) -> OnlineMethod:
    method = methods[id_]
    if not isinstance(method, OnlineMethod):
        raise TypeError(f"{id_} is not a method that citizens use by themselves")
    return method


def _give_out(
    session: Session, case: Case, method: OnlineMethod, now: datetime
) -> IdentityChallenge:
    """A new challenge in place of those before."""
    session.execute(
        update(IdentityChallenge)
        .where(IdentityChallenge.case_id == case.id, IdentityChallenge.used_at.is_(None))
        .values(used_at=now, nonce="")
    )
    begun = method.begin(now)
    challenge = IdentityChallenge(
        case_id=case.id,
        method=method.id,
        nonce=begun.nonce,
        code_hash=begun.code_hash,
        created_at=begun.created_at,
        expires_at=begun.expires_at,
        tries=0,
    )
    session.add(challenge)
    return challenge


def _newest(session: Session, case: Case, *, for_update: bool) -> IdentityChallenge | None:
    wanted = (
        select(IdentityChallenge)
        .where(IdentityChallenge.case_id == case.id)
        .order_by(IdentityChallenge.id.desc())
        .limit(1)
    )
    if for_update:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalar(wanted)


def _prove(
    session: Session, case: Case, method: Method, actor: Actor, now: datetime, **detail: str
) -> None:
    facts = {"method": method.id, "level": method.level, **detail}
    if case.may(Action.PROVE_IDENTITY):
        case.advance(Action.PROVE_IDENTITY, actor, now, **facts)
        clock.end_pause(session, case, Question.IDENTITY, PauseEnd.ANSWERED, actor=actor, now=now)
    else:  # too late to change where the case stands, but the proof counts: its trace stays
        event = Action.PROVE_IDENTITY.value
        session.add(record(actor, event, now, case_id=case.id, **facts))
    if method.level > case.identity_level and case.may(Action.REVIEW):
        _forget_doubt(case)
    if method.level >= case.identity_level:
        case.identity_method, case.identity_level = method.id, method.level
        case.identity_at = now
        if any(restriction_at_receipt(part.right, part.answers) for part in case.parts):
            enqueue(session, Job.LET_REST, case.id)  # systems may hear of it now (AVG 18.1)


def _forget_doubt(case: Case) -> None:
    """Take back a refusal for doubt that this proof took away, before it is proposed (AVG 12.6)."""
    for part in case.parts:
        if part.ground == "identity_doubt_unresolved":
            part.outcome, part.ground, part.needs, part.reason = None, None, {}, ""
