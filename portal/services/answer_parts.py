"""From a decided part of a case to what the letter says of it."""

from collections.abc import Iterator
from datetime import date

from portal.language import answers
from portal.language.roads import road_lines
from portal.language.words import Words
from portal.law.consequences import Consequence, after
from portal.law.grounds import GROUNDS, Outcome
from portal.law.limits import NOT_THE_AVG
from portal.law.rights import RULES, Right
from portal.letters.blocks import LetterIncomplete
from portal.letters.consequence import Stays
from portal.letters.decision import Correction, DecisionPart, Kept, Refusal
from portal.models.case import CasePart, PartItem
from portal.organisations.organisation import Activity, Organisation
from portal.services import asked, ledger, particulars, secrecy
from portal.services.particulars import DONE_ON, FORWARDED_TO, STOPPED_ON, TAKEN_BACK_ON

GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
COPIES = frozenset({Right.ACCESS, Right.PORTABILITY})


def decision_part(
    words: Words,
    organisation: Organisation,
    part: CasePart,
    *,
    left_out: tuple[Refusal, ...],
    decided: date,
) -> DecisionPart:
    """One part of the answer.

    Parameters:
        left_out: the grounds on which items were kept out of a copy.
        decided: the day of the letter, on which is done what was not done before.

    Raises:
        LetterIncomplete: it has no outcome yet, a refusal no ground or reason, or it is called
            granted while something is not given (AVG 12.4).
    """
    outcome = part.outcome
    if outcome is None:
        raise LetterIncomplete("a part of the request has no outcome yet")
    given = outcome in GIVEN
    follows = after(part.right, outcome, part.answers)
    return DecisionPart(
        right=part.right,
        asked=answers.asked(words, part.right),
        outcome=outcome,
        answer=answers.answer(words, part.right, outcome, other_law=part.ground == NOT_THE_AVG),
        controller=part.controller_kind,
        article=f"AVG {part.basis}" if part.basis and given else RULES[part.right].article,
        refusals=(*_refusals(words, part), *_of_items(part, outcome, left_out)),
        done_on=_done_on(part, decided) if given else None,
        explanation=_explanation(words, part),
        done=tuple(_label(words, item) for item in part.items if item.outcome is Outcome.GRANTED),
        kept=tuple(_kept(words, part, item) for item in _kept_items(part)),
        correction=_correction(words, part) if given else None,
        recipients=tuple(who.in_(words.language) for who in ledger.recipients(organisation, part))
        if Consequence.TELL_RECIPIENTS in follows
        else (),  # AVG 19
        stays=_stays(part) if given else (),
        logic=tuple(_logic(words, organisation, part)) if given else (),
        roads=tuple(_roads(words, organisation, part)),
        offers_statement=part.needs.get("statement_offered") == particulars.OFFERED,
        other_law=part.ground == NOT_THE_AVG,
        erases=Consequence.ERASE in follows,  # AVG 17.1.c
    )


def _refusals(words: Words, part: CasePart) -> tuple[Refusal, ...]:
    if part.ground not in GROUNDS:
        return ()
    return (_refusal(words, part.right, part.ground, part.needs, part.reason),)


def _refusal(
    words: Words, right: Right, ground_id: str, needs: dict[str, object], reason: str
) -> Refusal:
    told = particulars.told(words, right, ground_id, needs, reason)
    return Refusal(told.name, told.article, told.reason)


def _of_items(
    part: CasePart, outcome: Outcome, left_out: tuple[Refusal, ...]
) -> tuple[Refusal, ...]:
    """What was kept out of a copy is told item by item, in the report as well (AVG 12.4)."""
    if part.right not in COPIES:
        return ()
    if outcome is Outcome.GRANTED and left_out:
        raise LetterIncomplete("what is not given as a whole cannot be called granted (AVG 12.4)")
    return left_out if outcome is Outcome.PARTLY else ()


def _kept_items(part: CasePart) -> list[PartItem]:
    return [item for item in part.items if item.outcome is Outcome.REFUSED and item.ground]


def _kept(words: Words, part: CasePart, item: PartItem) -> Kept:
    until = item.keep_rule
    if item.keep_until is not None:
        until = words.gettext("until %(day)s", day=words.date(item.keep_until))
    why = _refusal(words, part.right, str(item.ground), item.needs, "")
    return Kept(_label(words, item), why, until)


def _label(words: Words, item: PartItem) -> str:
    return item.label_en if words.language == "en" else item.label_nl


def _done_on(part: CasePart, decided: date) -> date:
    written = part.needs.get(DONE_ON) or part.needs.get(STOPPED_ON)
    return date.fromisoformat(str(written)) if written else decided


def _explanation(words: Words, part: CasePart) -> str:
    """What was written for this part beside a ground, and to whom it was sent on (Awb 2:3)."""
    told = [] if part.ground in GROUNDS else [part.reason.strip()]
    if part.outcome is Outcome.NOT_OUR_TASK and (to := part.needs.get(FORWARDED_TO)):
        told.append(words.gettext("We sent it on to %(name)s.", name=to))
    if part.right is Right.OBJECTION and part.answers.get("kind") == "marketing":
        told.append(words.gettext("You are on a list now, so that you get no more advertising."))
    if transferred := part.needs.get("transferred"):
        told.append(str(transferred))  # AVG 20.2
    if part.outcome is Outcome.WITHDRAWN and (day := part.needs.get(TAKEN_BACK_ON)):
        on = words.date(date.fromisoformat(str(day)))
        told.append(words.gettext("You told us so on %(day)s.", day=on))
        told.append(words.gettext("Is that not right? Tell us. Then we still answer this."))
    return "\n".join(secrecy.hide(part.case, words, text) for text in told if text)


def _correction(words: Words, part: CasePart) -> Correction | None:
    if part.right is not Right.RECTIFICATION:
        return None
    what, old = part.answers.get("field"), part.answers.get("old")
    new = part.needs.get("corrected") or part.answers.get("new") or part.reason
    about = str(what or "")
    return Correction(
        secrecy.hide(part.case, words, about) or words.gettext("The data you named"),
        secrecy.hide(part.case, words, str(old or ""), about),
        secrecy.hide(part.case, words, str(new or ""), about) or words.gettext("As you asked"),
    )


def _stays(part: CasePart) -> tuple[Stays, ...]:
    other = str(part.needs.get("other_ground") or "").strip()
    return (Stays("", other),) if other else ()


def _logic(words: Words, organisation: Organisation, part: CasePart) -> Iterator[str]:
    """How the computer decided, who looked again and what came of it (AVG 15.1.h, 22.3)."""
    if part.right is not Right.HUMAN_REVIEW:
        return
    yield words.gettext("A person looked at the whole decision again, not only at the result.")
    for activity in _automated(organisation, part):
        if activity.automated_decision is not None:
            yield activity.automated_decision.logic.in_(words.language)
            yield activity.automated_decision.consequences.in_(words.language)
    if who := part.needs.get("who_looked"):
        yield words.gettext("Looked at it again: %(who)s.", who=who)
    if outcome := part.needs.get("look_outcome"):
        yield str(outcome)


def _roads(words: Words, organisation: Organisation, part: CasePart) -> Iterator[tuple[str, str]]:
    """How the automated decision itself is contested; this answer does not replace that."""
    if part.right is not Right.HUMAN_REVIEW:
        return
    written = part.answers.get("decided_on")
    decided_on = date.fromisoformat(written) if written else None
    for activity in _automated(organisation, part):
        yield from road_lines(words, activity, decided_on)


def _automated(organisation: Organisation, part: CasePart) -> list[Activity]:
    wanted = asked.chosen_activities(organisation, part)
    return [
        activity
        for activity in organisation.activities
        if activity.id in wanted and activity.automated_decision
    ]
