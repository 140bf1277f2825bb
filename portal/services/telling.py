"""Letters to the recipients of data that changed, and to the person about them (AVG 19)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.language import consequences
from portal.language.words import local_date
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.consequence import NoticeState, RecipientNotice
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.services import addressing, ledger, secrecy, writing


class StillOpen(Exception):
    """Raised if the person would hear only of some recipients: others were not told yet."""


class AddressIsSecret(Exception):
    """Raised if a recipient would read a secret address that it may not need."""


def letter_facts(
    case: Case,
    notice: RecipientNotice,
    *,
    name: str,
    address: Sequence[str],
    changes: Sequence[tuple[str, str]],
    needs_address: bool = False,
) -> dict[str, Any]:
    """What the letter to a recipient tells, for its preview as well: as little as will do.

    Parameters:
        name, address: to whom it goes.
        changes: what was corrected, and how it reads now.
        needs_address: somebody judged that this recipient needs the secret address.

    Raises:
        AddressIsSecret: a change tells a secret address.
    """
    if not needs_address and any(secrecy.tells(case, new, what) for what, new in changes):
        raise AddressIsSecret  # AVG 5.1.c, 32
    part = next(part for part in case.parts if part.id == notice.part_id)
    done = local_date(case.delivered_at).isoformat() if case.delivered_at else ""
    # what somebody objected to is erased, as the law says it (AVG 17.1.c)
    right = Right.ERASURE if part.right is Right.OBJECTION else part.right
    return {
        "recipient": name,
        "address": [line for line in address if line],
        "right": right.value,
        "done_on": str(part.needs.get("done_on") or done),
        "changes": [{"what": what, "new": new} for what, new in changes],
    }


def write_notice(
    session: Session,
    case: Case,
    organisation: Organisation,
    notice: RecipientNotice,
    facts: dict[str, Any],
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Have the letter to a recipient made; staff send it, and say so afterwards.

    Raises:
        LetterIncomplete: something mandatory is missing; nothing is written.
        ActionRefused: nothing was answered yet.
    """
    case.advance(Action.TELL, actor, now, notice=notice.id)
    letter = writing.write(
        session,
        case,
        organisation,
        LetterKind.RECIPIENT_NOTICE,
        facts=facts,
        personal=personal,
        actor=actor,
        now=now,
    )
    notice.letter_id = letter.id
    return letter


def told_facts(session: Session, case: Case, organisation: Organisation) -> dict[str, Any]:
    """What the letter about who was told says, for its preview as well."""
    words = addressing.words_for(organisation, case)
    rows = ledger.list_for_person(session, case)
    return {
        "told": [
            {
                "recipient": ledger.name_of(row, words.language),
                "how": words.gettext(consequences.HOW[row.how]),
                "on": local_date(row.at).isoformat(),
            }
            for row in rows
            if row.state is NoticeState.TOLD and row.at is not None
        ],
        "excused": [
            {
                "recipient": ledger.name_of(row, words.language),
                "reason": consequences.excuse(words, row.how, row.reason),
            }
            for row in rows
            if row.state is NoticeState.EXCUSED
        ],
    }


def answer_person(
    session: Session,
    case: Case,
    organisation: Organisation,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Tell the person who asks for it who was told (AVG 19).

    Raises:
        StillOpen: some recipients were neither told nor excused.
        LetterIncomplete: something mandatory is missing; nothing is written.
        ActionRefused: nothing was answered yet.
    """
    if ledger.open_duties(session, case):
        raise StillOpen
    case.advance(Action.TELL, actor, now, to_person=True)
    return writing.write(
        session,
        case,
        organisation,
        LetterKind.RECIPIENTS_TOLD,
        facts=told_facts(session, case, organisation),
        personal=personal,
        actor=actor,
        now=now,
    )
