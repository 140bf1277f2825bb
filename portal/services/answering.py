"""From a case to its receipt and its answer letter, as primitives for the printer."""

from collections.abc import Iterable
from datetime import datetime

from portal.language import answers, reasons, terms
from portal.language.derivation import deadline_sentences
from portal.language.words import Words, local_date
from portal.law.grounds import GROUNDS, Outcome
from portal.law.remedies import is_decision
from portal.law.rights import Right
from portal.letters.decision import Decision, DecisionPart, Recipient, Refusal
from portal.letters.receipt import Receipt
from portal.letters.report import LeftOut
from portal.models.case import Case, CasePart
from portal.organisations.organisation import Organisation
from portal.services import asked, letterheads
from portal.services.reporting import has_report, kind_of


def build_receipt(case: Case, organisation: Organisation, *, now: datetime) -> Receipt:
    """The receipt of a case, from what is stored."""
    words = letterheads.words_for(organisation, case.language)
    return Receipt(
        reference=case.reference,
        language=case.language,
        sender=letterheads.sender(organisation, case.language),
        name=str((case.representative or {}).get("name") or case.name),
        received=case.received_date,
        created=now,
        rights=tuple(terms.plain_right(words, part.right) for part in case.parts),
        asked=asked.copy_of(words, organisation, case),
        last_day=case.legal_due,
        derivation=derivation(words, case),
        next_steps=_next_steps(words, case),
        complaint_path=letterheads.complaint_path(organisation, case.language),
    )


def derivation(words: Words, case: Case) -> tuple[str, ...]:
    """How the last day to answer was found, as it was stored at receipt."""
    return tuple(deadline_sentences(case.deadline, gettext=words.gettext, format_date=words.date))


def build_decision(
    case: Case, organisation: Organisation, *, now: datetime, left_out: Iterable[LeftOut] = ()
) -> Decision:
    """The letter with the answer, from the outcomes that were approved.

    Parameters:
        left_out: items kept out of the copy; each ground of theirs stands in the letter too.

    Raises:
        LetterIncomplete: a mandatory part is missing, such as the ground of a refusal (AVG 12.4).
    """
    words = letterheads.words_for(organisation, case.language)
    day = local_date(now)
    decisive = any(is_decision(part.right, part.outcome) for part in case.parts)
    report = words.gettext("Report of your data")
    with_report = gives_report(case)
    items = tuple(
        dict.fromkeys(Refusal(each.ground, each.article, each.reason) for each in left_out)
    )
    return Decision(
        reference=case.reference,
        language=case.language,
        sender=letterheads.sender(organisation, case.language),
        recipient=Recipient(
            str((case.representative or {}).get("name") or case.name),
            tuple(line.strip() for line in case.address.splitlines() if line.strip()),
        ),
        received=case.received_date,
        decided=day,
        created=now,
        parts=tuple(_decision_part(words, part, items) for part in case.parts),
        next_steps=_after_answer(words, has_report=with_report),
        complaint_path=letterheads.complaint_path(organisation, case.language),
        remedy=letterheads.remedy(organisation, kind_of(case), case.language, day)
        if decisive
        else None,
        signatory=organisation.addressee.in_(case.language),
        enclosures=(report,) if with_report else (),
    )


def gives_report(case: Case) -> bool:
    """Whether the answer comes with an inzagerapport, in which the data stand as a file too."""
    return any(has_report(part) for part in case.parts)


def _decision_part(words: Words, part: CasePart, items: tuple[Refusal, ...]) -> DecisionPart:
    outcome = part.outcome or Outcome.REFUSED
    ground = GROUNDS.get(part.ground or "")
    refusals: tuple[Refusal, ...] = ()
    answer = answers.answer(words, part.right, outcome)
    if ground is not None:
        name = reasons.ground(words, ground.id)
        refusals = (Refusal(name, ground.article_for(part.right), part.reason),)
    elif part.reason:
        answer = f"{answer} {part.reason}"
    if part.right in (Right.ACCESS, Right.PORTABILITY) and outcome is Outcome.PARTLY:
        refusals += items  # AVG 12.4: told item by item, in the report as well
    return DecisionPart(
        right=part.right,
        asked=terms.legal_right(words, part.right).capitalize(),
        outcome=outcome,
        answer=answer,
        refusals=refusals,
    )


def _next_steps(words: Words, case: Case) -> tuple[str, ...]:
    proven = case.identity_at is not None
    first = words.gettext(
        "We make sure that you are who you say you are. Use the code that we mailed you."
    )
    steps = [
        words.gettext("We read your request and look for your data."),
        words.gettext("Do we have a question? Then you get an e-mail."),
        words.gettext("You get an e-mail as soon as our answer is ready."),
    ]
    return tuple(steps if proven or not case.email else [first, *steps])


def _after_answer(words: Words, *, has_report: bool) -> tuple[str, ...]:
    if not has_report:
        return (words.gettext("You need not do anything. Keep this letter."),)
    return (
        words.gettext("Read the report. It begins with a summary."),
        words.gettext("Is something wrong? Ask us to correct it, free of charge."),
        words.gettext("Keep this letter and the report."),
    )
