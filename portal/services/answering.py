"""From a case to its receipt and the letter with its answer, as primitives for the printer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from portal.language import answers, notices
from portal.language.derivation import deadline_sentences
from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.objections import appeal_due
from portal.law.rights import Right
from portal.letters.decision import Answer, BezwaarDecision, Decision, Refusal
from portal.letters.receipt import Receipt
from portal.letters.withheld import LeftOut, Redaction
from portal.models.case import Case, Procedure
from portal.organisations.organisation import Organisation
from portal.services import (
    addressing,
    asked,
    identification,
    letterheads,
    partial,
    posting,
    redoing,
    review,
    veiling,
)
from portal.services.answer_parts import decision_part
from portal.services.masking import cuts_of
from portal.services.reporting import has_report, report_part
from portal.services.withholding import left_out_of, redactions_of

Made = TypeVar("Made", Decision, BezwaarDecision)
INADMISSIBLE = frozenset({"bezwaar_inadmissible", "bezwaar_late"})  # Awb 6:6, 6:7
UNIDENTIFIED = frozenset({"cannot_identify", "identity_doubt_unresolved"})  # AVG 11.2, 12.6
SOME = frozenset({Outcome.GRANTED, Outcome.PARTLY})


def build_receipt(case: Case, organisation: Organisation, *, now: datetime) -> Receipt:
    """The receipt of a case, from what is stored."""
    words = addressing.words_for(organisation, case)
    return Receipt(
        **letterheads.head(case, organisation, words, now),
        received=case.received_date,
        rights=tuple(part.right for part in case.parts),
        asked=asked.copy_of(words, organisation, case),
        last_day=case.legal_due,
        derivation=derivation(words, case),
        next_steps=(
            *notices.promises(words, organisation, case.parts),
            *_next_steps(words, case),
        ),
    )


def derivation(words: Words, case: Case) -> tuple[str, ...]:
    """How the last day to answer was found, as it was stored at receipt."""
    return tuple(deadline_sentences(case.deadline, gettext=words.gettext, format_date=words.date))


def answer_letter(
    session: Session, case: Case, organisation: Organisation, *, personal: str, now: datetime
) -> Answer:
    """The letter with the answer to a request or a bezwaar, from what is stored now.

    Parameters:
        personal: a paragraph to add.

    Raises:
        LetterIncomplete: a mandatory part is missing, such as the ground of a refusal (AVG 12.4).
    """
    if case.procedure is Procedure.BEZWAAR:
        origin = session.get_one(Case, case.origin_id)
        contested = build_bezwaar_decision(
            case, organisation, against=origin.reference, personal=personal, now=now
        )
        return _veiled(session, case, organisation, contested)
    words = addressing.words_for(organisation, case)
    part = report_part(case)
    cuts = cuts_of(session, case).values()
    withheld: list[LeftOut | Redaction] = [*left_out_of(session, case, words, part)]
    withheld += redactions_of(words, cuts, part)
    withheld += partial.redactions_of(words, partial.hidden_in(session, case), part)
    letter = build_decision(
        case,
        organisation,
        personal=personal,
        now=now,
        left_out=withheld,
        silent=bool(review.facts_of(session, case).unanswered),
    )
    return _veiled(session, case, organisation, letter)


def _veiled(session: Session, case: Case, organisation: Organisation, letter: Made) -> Made:
    """A letter whose texts of staff do not name a secret address (AVG 32)."""
    veil = veiling.veil_of(session, case, addressing.words_for(organisation, case))
    parts, personal = veiling.veiled((letter.parts, letter.personal), veil)
    return replace(letter, parts=parts, personal=personal)


def build_decision(
    case: Case,
    organisation: Organisation,
    *,
    now: datetime,
    personal: str = "",
    left_out: Iterable[LeftOut | Redaction] = (),
    silent: bool = False,
) -> Decision:
    """The letter that answers a request, from the outcomes as they are.

    Parameters:
        left_out: items kept out of the copy, and passages in it that were made unreadable; each
            ground of theirs stands in the letter too.
        silent: whether some source gave no answer.

    Raises:
        LetterIncomplete: a mandatory part is missing, such as the ground of a refusal (AVG 12.4).
    """
    words = addressing.words_for(organisation, case)
    day = posting.answer_date(case, now)
    items = tuple(
        dict.fromkeys(Refusal(each.ground, each.article, each.reason) for each in left_out)
    )
    return Decision(
        **letterheads.head(case, organisation, words, now, sent=day),
        received=case.received_date,
        parts=tuple(
            decision_part(words, organisation, part, left_out=items, decided=day)
            for part in case.parts
        ),
        next_steps=_after_answer(words, case),
        remedies=letterheads.remedies(case.parts, organisation, words, day),
        enclosures=(words.gettext("Report of your data"),) if gives_report(case) else (),
        limited=any(asked.is_limited(part) for part in case.parts),
        silent=silent,
        personal=personal,
    )


def build_bezwaar_decision(
    case: Case, organisation: Organisation, *, against: str, personal: str, now: datetime
) -> BezwaarDecision:
    """The letter that decides on a bezwaar (Awb 7:11, 7:12).

    Parameters:
        against: the reference of the request whose answer was contested.

    Raises:
        LetterIncomplete: a mandatory part is missing, such as the ground of a refusal.
    """
    words = addressing.words_for(organisation, case)
    day = posting.answer_date(case, now)
    sent_on = all(part.outcome is Outcome.NOT_OUR_TASK for part in case.parts)  # Awb 6:15
    return BezwaarDecision(
        **letterheads.head(case, organisation, words, now, sent=day),
        received=case.received_date,
        parts=tuple(
            replace(
                decision_part(words, organisation, part, left_out=(), decided=day),
                answer=answers.bezwaar_answer(words, part.outcome or Outcome.REFUSED),
            )
            for part in case.parts
        ),
        next_steps=_after_bezwaar(words, case),
        against=against,
        appeal_until=None if sent_on else appeal_due(day).legal_due,  # Awb 6:7, 8:1
        inadmissible=any(part.ground in INADMISSIBLE for part in case.parts),
        personal=personal,
    )


def _after_bezwaar(words: Words, case: Case) -> tuple[str, ...]:
    usual = words.gettext("You need not do anything. Keep this letter.")
    if not redoing.succeeded(case):
        return (usual,)
    return (
        words.gettext("We carry out our decision in a new request. We opened it for you."),
        words.gettext("You get a receipt of it. In it stands the last day to do this."),
        usual,
    )


def gives_report(case: Case) -> bool:
    """Whether the answer comes with an inzagerapport, in which the data stand as a file too."""
    asked_here = case.procedure is Procedure.REQUEST  # what a bezwaar gives, its letter says
    return asked_here and any(has_report(part) for part in case.parts)


def _next_steps(words: Words, case: Case) -> tuple[str, ...]:
    proven = case.identity_at is not None or not identification.needs_proof(case)
    first = words.gettext(
        "We make sure that you are who you say you are. Use the code that we mailed you."
    )
    read = words.gettext("We read your request and look for your data.")
    if not case.email:
        return (
            read,
            words.gettext("Do we have a question? Then you get a letter."),
            words.gettext("You get our answer by post."),
        )
    steps = (
        read,
        words.gettext("Do we have a question? Then you get an e-mail."),
        words.gettext("You get an e-mail as soon as our answer is ready."),
    )
    return steps if proven else (first, *steps)


def _after_answer(words: Words, case: Case) -> tuple[str, ...]:
    steps: list[str] = []
    if all(part.outcome is Outcome.NOTHING_HELD for part in case.parts):
        steps.append(words.gettext("Do you think that we do have data about you? Tell us."))
    elif gives_report(case):
        steps += [
            words.gettext("Read the report. It begins with a summary."),
            words.gettext("Is something wrong? Ask us to correct it, free of charge."),
        ]
    changed = [part for part in case.parts if part.right is Right.RECTIFICATION]
    if any(part.outcome in SOME for part in changed):
        steps.append(words.gettext("Check whether your data are right now. Are they not? Tell us."))
    if any(part.ground in UNIDENTIFIED for part in case.parts):
        steps.append(
            words.gettext("Do you still send what we asked? Then we look at your request again.")
        )
    if not steps:
        return (words.gettext("You need not do anything. Keep this letter."),)
    return (*steps, words.gettext("Keep this letter."))
