"""The letters of a case, and the blocks each of them must have: a table of law as data.

What `services.writing` is given for a letter ("facts": text, ISO dates, lists of these):

identity_wanted: question, doubt, answer_before, counts (whether waiting moves the last day)
clarification: question, answer_before, counts; missing (what a bezwaar lacks)
reminder: asked_on, answer_before; question
extension: grounds (list of "complexity", "number"), explanation, before (old day), legal_due (new);
    postponed (a decision on bezwaar), further (on which ground once more), already (what the
    person gets now)
late: was_due, new_day
restriction_set: basis ("18.1.a" to "18.1.d"), since
restriction_lifted: basis, lift_on, reason
consent_withdrawn: since; stopped, scope, stays (list of {what, why})
recipient_notice: recipient, right, done_on; address (list of lines), changes (list of {what, new})
recipients_told: told (list of {recipient, how, on}), excused (list of {recipient, reason})
withdrawn: withdrawn_on; way and doubted_until (when staff were told), against (reference, of a
    bezwaar)
closing: closed_on
bezwaar_receipt: received_on, against (reference), decided_on, legal_due
default_receipt: received_on, two_weeks_end, first_day, last_day, total_cents,
    bands (list of {first, last, cents}: what a day costs); answered_on, owed_cents
penalty_decision: received_on, owed_cents; answered_on, first_day, last_day, bands, no_penalty,
    explanation; earlier_on, earlier_cents (of the decision that this one replaces)

After a semicolon stands what may be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.law.grounds import Outcome, Scope, grounds_for
from portal.law.rights import RULES, ControllerKind, Right


class LetterKind(StrEnum):
    """Which letter; receipt and answers are made from the case, the others from a row of facts."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    BEZWAAR_DECISION = "bezwaar_decision"  # Awb 7:11
    IDENTITY_WANTED = "identity_wanted"  # AVG 12.6
    CLARIFICATION = "clarification"  # AVG recital 63
    REMINDER = "reminder"
    EXTENSION = "extension"  # AVG 12.3
    LATE = "late"  # AVG 12.4, Awb 4:14.1
    RESTRICTION_SET = "restriction_set"  # AVG 18.1
    RESTRICTION_LIFTED = "restriction_lifted"  # AVG 18.3
    CONSENT_WITHDRAWN = "consent_withdrawn"  # AVG 7.3
    RECIPIENT_NOTICE = "recipient_notice"  # AVG 19, to the recipient
    RECIPIENTS_TOLD = "recipients_told"  # AVG 19, to the person
    WITHDRAWN = "withdrawn"
    CLOSING = "closing"
    BEZWAAR_RECEIPT = "bezwaar_receipt"  # Awb 6:14
    DEFAULT_RECEIPT = "default_receipt"  # Awb 4:17
    PENALTY_DECISION = "penalty_decision"  # Awb 4:18


class Block(StrEnum):
    """A part of a letter."""

    REFERENCE = "reference"
    ANSWER = "answer"
    DONE = "done"  # what was done, and when
    REASONS = "reasons"
    KEPT = "kept"  # what is not erased, why and until when
    CHANGED = "changed"  # old and new value
    EFFECT = "effect"  # what a restriction means
    LOGIC = "logic"  # how the computer decided
    RECIPIENTS = "recipients"  # who got the data and is told
    STAYS = "stays"  # what goes on without the consent, on which ground
    PERSONAL = "personal"
    QUESTION = "question"
    HOW = "how"  # a safe way to prove who you are
    BLACK_OUT = "black_out"
    REPLY_BEFORE = "reply_before"
    CLOCK = "clock"  # what waiting does to the last day
    NO_REPLY = "no_reply"
    LAST_DAY = "last_day"
    PENALTY = "penalty"
    NEXT = "next"
    ENCLOSED = "enclosed"
    ERASURE_OFFERED = "erasure_offered"
    ACCESS_OPEN = "access_open"
    OTHER_ROAD = "other_road"  # against the automated decision itself
    COPY = "copy"
    BEZWAAR = "bezwaar"
    PETITION = "petition"
    APPEAL = "appeal"
    SILENCE = "silence"
    MEDIATION = "mediation"
    OMBUDSMAN = "ombudsman"
    AP = "ap"
    FG = "fg"
    LADDER = "ladder"
    CONTACT = "contact"
    SIGNED = "signed"


_MIDDLE = list(Block)[2 : list(Block).index(Block.PERSONAL)]
_NOW = list(Block)[list(Block).index(Block.QUESTION) : list(Block).index(Block.BEZWAAR)]
_REMEDIES = (Block.BEZWAAR, Block.PETITION, Block.APPEAL, Block.SILENCE, Block.MEDIATION)

ORDER: tuple[frozenset[Block], ...] = (
    frozenset({Block.REFERENCE}),
    frozenset({Block.ANSWER}),
    frozenset(_MIDDLE),  # why; a letter on several rights goes through them right by right
    frozenset({Block.PERSONAL}),
    frozenset(_NOW),
    frozenset(_REMEDIES),  # one after another for parts that others decide on
    *(frozenset({block}) for block in list(Block)[list(Block).index(Block.OMBUDSMAN) :]),
)
"""The order of every letter: answer, why, what now, remedies, AP, officer, own steps, who signs."""


@dataclass(frozen=True, slots=True)
class About:
    """What one part of a letter is about; right and outcome are None where it has none."""

    kind: LetterKind
    controller: ControllerKind
    right: Right | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Must:
    """One line of the table: this block, in the letters about this; None stands for each of them.

    A line that names rights or outcomes does not reach letters without one.
    """

    block: Block
    article: str
    kinds: frozenset[LetterKind]
    rights: frozenset[Right] | None = None
    outcomes: frozenset[Outcome] | None = None
    controller: ControllerKind | None = None
    officer: bool = False  # only where the organisation has an officer (FG)

    def reaches(self, about: About) -> bool:
        """Whether this line speaks of such a letter."""
        return (
            about.kind in self.kinds
            and (self.rights is None or about.right in self.rights)
            and (self.outcomes is None or about.outcome in self.outcomes)
            and self.controller in (None, about.controller)
        )


def _only(*kinds: LetterKind) -> frozenset[LetterKind]:
    return frozenset(kinds)


_K, _B, _R, _O = LetterKind, Block, Right, Outcome
_ALL = frozenset(LetterKind)
_TO_CITIZEN = _ALL - {_K.RECIPIENT_NOTICE}
_ANSWER, _ANSWERS = _only(_K.ANSWER), _only(_K.ANSWER, _K.BEZWAAR_DECISION)
_QUESTIONS = _only(_K.IDENTITY_WANTED, _K.CLARIFICATION, _K.REMINDER)
_DECISIVE = frozenset(right for right in Right if RULES[right].is_decision)  # UAVG 34, 35
_TIMED = frozenset(right for right in Right if RULES[right].has_month)
_WITH_GROUNDS = frozenset(right for right in Right if grounds_for(right, Scope.REQUEST))
_PASSED_ON = frozenset({_R.RECTIFICATION, _R.ERASURE, _R.RESTRICTION})  # AVG 19
_WITH_DATA = frozenset({_R.ACCESS, _R.PORTABILITY})
_ANSWERED = frozenset(Outcome) - {_O.WITHDRAWN}
_DECIDED = _ANSWERED - {_O.NOT_OUR_TASK}  # who sends a bezwaar on decides nothing: Awb 6:15
_NOT_ALL = frozenset({_O.REFUSED, _O.PARTLY, _O.NOT_OUR_TASK})
_DENIED = frozenset({_O.REFUSED, _O.PARTLY})
_SOME = frozenset({_O.GRANTED, _O.PARTLY})
_PUBLIC, _PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE

MANDATORY: tuple[Must, ...] = (
    Must(_B.REFERENCE, "", _ALL),
    Must(_B.ANSWER, "AVG 12.1", _ALL),
    Must(_B.NEXT, "AVG 12.1", _ALL - _QUESTIONS - {_K.RECIPIENTS_TOLD}),
    Must(_B.CONTACT, "AVG 12.2", _ALL),
    Must(_B.SIGNED, "", _ALL),
    Must(_B.LADDER, "AVG 12.2", _TO_CITIZEN),
    Must(_B.AP, "AVG 12.4, 77", _TO_CITIZEN),
    Must(_B.FG, "AVG 38.4", _TO_CITIZEN, officer=True),
    # The answer: what is refused item by item, with reasons; what was done and for whom.
    Must(_B.REASONS, "AVG 12.4", _ANSWERS, _WITH_GROUNDS, _NOT_ALL),  # Awb 3:46
    Must(_B.REASONS, "Awb 9:12.1", _ANSWER, frozenset({_R.COMPLAINT}), _DENIED),
    Must(_B.DONE, "AVG 12.3", _ANSWER, None, _SOME),
    Must(_B.ENCLOSED, "AVG 15.3, 20.1", _ANSWER, _WITH_DATA, _SOME),
    Must(_B.ENCLOSED, "AVG 15.1", _ANSWER, frozenset({_R.ACCESS}), frozenset({_O.NOTHING_HELD})),
    Must(_B.CHANGED, "AVG 16", _ANSWER, frozenset({_R.RECTIFICATION}), _SOME),
    Must(_B.KEPT, "AVG 17.3", _ANSWER, frozenset({_R.ERASURE}), frozenset({_O.PARTLY})),
    Must(_B.EFFECT, "AVG 18.2", _ANSWER, frozenset({_R.RESTRICTION}), _SOME),
    Must(_B.RECIPIENTS, "AVG 19", _ANSWER, _PASSED_ON, _SOME),
    Must(_B.ACCESS_OPEN, "AVG 15", _ANSWER, frozenset({_R.PORTABILITY}), _NOT_ALL),
    Must(_B.LOGIC, "AVG 15.1.h, 22", _ANSWER, frozenset({_R.HUMAN_REVIEW}), _SOME),
    Must(_B.OTHER_ROAD, "AVG 22.3", _ANSWER, frozenset({_R.HUMAN_REVIEW}), _ANSWERED),
    Must(_B.STAYS, "AVG 7.3", _ANSWER, frozenset({_R.CONSENT_WITHDRAWAL}), _SOME),
    Must(_B.ERASURE_OFFERED, "AVG 17.1.b", _ANSWER, frozenset({_R.CONSENT_WITHDRAWAL}), _SOME),
    # Remedies against the answer.
    Must(_B.BEZWAAR, "UAVG 34; Awb 3:45, 6:5", _ANSWER, _DECISIVE, _ANSWERED, _PUBLIC),
    Must(_B.PETITION, "UAVG 35", _ANSWER, _DECISIVE, _ANSWERED, _PRIVATE),
    Must(_B.MEDIATION, "UAVG 36.1", _ANSWER, _DECISIVE, _ANSWERED),
    Must(_B.OMBUDSMAN, "Awb 9:12.2", _ANSWER, frozenset({_R.COMPLAINT}), _ANSWERED, _PUBLIC),
    Must(_B.APPEAL, "Awb 3:45, 6:5, 8:1", _only(_K.BEZWAAR_DECISION), None, _DECIDED),
    Must(_B.MEDIATION, "UAVG 36.1", _only(_K.BEZWAAR_DECISION), None, _DECIDED),
    # Letters on the way to the answer.
    Must(_B.LAST_DAY, "AVG 12.3", _only(_K.RECEIPT), _TIMED),
    Must(_B.COPY, "Awb 2.3; EDPB 01/2022, 57", _only(_K.RECEIPT)),
    Must(_B.REASONS, "AVG 12.6", _only(_K.IDENTITY_WANTED)),  # why there is doubt
    Must(_B.QUESTION, "AVG 12.6, recital 63", _QUESTIONS),
    Must(_B.HOW, "AVG 12.2, 32", _only(_K.IDENTITY_WANTED)),
    Must(_B.BLACK_OUT, "AVG 5.1.c", _only(_K.IDENTITY_WANTED)),
    Must(_B.REPLY_BEFORE, "EDPB 01/2022, 159; Awb 6:6", _QUESTIONS),
    Must(_B.CLOCK, "EDPB 01/2022, 159; Awb 4:15, 7:10.2", _QUESTIONS - {_K.REMINDER}),
    Must(_B.NO_REPLY, "AVG 12.4; Awb 4:5, 6:6", _QUESTIONS),
    Must(_B.REASONS, "AVG 12.3", _only(_K.EXTENSION)),
    Must(_B.LAST_DAY, "AVG 12.3", _only(_K.EXTENSION)),
    Must(_B.LAST_DAY, "Awb 4:14.1", _only(_K.LATE)),
    Must(_B.SILENCE, "AVG 12.4; UAVG 35.2; Awb 6:12", _only(_K.LATE), _DECISIVE),
    # Letters about consequences.
    Must(_B.REASONS, "AVG 18.1", _only(_K.RESTRICTION_SET)),
    Must(_B.EFFECT, "AVG 18.2, 18.3", _only(_K.RESTRICTION_SET)),
    Must(_B.REASONS, "AVG 18.3", _only(_K.RESTRICTION_LIFTED)),
    Must(_B.DONE, "AVG 18.3", _only(_K.RESTRICTION_LIFTED)),
    Must(_B.STAYS, "AVG 7.3", _only(_K.CONSENT_WITHDRAWN)),
    Must(_B.ERASURE_OFFERED, "AVG 17.1.b", _only(_K.CONSENT_WITHDRAWN)),
    Must(_B.DONE, "AVG 19", _only(_K.RECIPIENT_NOTICE)),
    Must(_B.RECIPIENTS, "AVG 19", _only(_K.RECIPIENTS_TOLD)),
    # Letters of public bodies about bezwaar and default.
    Must(_B.LAST_DAY, "Awb 6:14, 7:10", _only(_K.BEZWAAR_RECEIPT)),
    Must(_B.LAST_DAY, "Awb 4:17.3", _only(_K.DEFAULT_RECEIPT)),
    Must(_B.PENALTY, "Awb 4:17", _only(_K.DEFAULT_RECEIPT)),
    Must(_B.REASONS, "Awb 3:46, 4:17", _only(_K.PENALTY_DECISION)),
    Must(_B.PENALTY, "Awb 4:18, 4:87", _only(_K.PENALTY_DECISION)),
    Must(_B.BEZWAAR, "Awb 3:45, 4:18, 6:5", _only(_K.PENALTY_DECISION)),
)


def mandatory_blocks(parts: Iterable[About], *, officer: bool) -> frozenset[Block]:
    """The blocks without which a letter may not go out.

    Parameters:
        parts: what each part of the letter is about; one without a right for a letter without.
        officer: whether the organisation has an officer for data protection.
    """
    told = tuple(parts)
    return frozenset(
        must.block
        for must in MANDATORY
        if (officer or not must.officer) and any(must.reaches(about) for about in told)
    )


def out_of_order(blocks: Iterable[Block]) -> Block | None:
    """The first block that stands after one it should precede; None when the order is right."""
    last = 0
    for block in blocks:
        place = next(number for number, stage in enumerate(ORDER) if block in stage)
        if place < last:
            return block
        last = place
    return None
