"""Which ways stand open to somebody who disagrees with an answer, or who gets none.

The wrong block costs a citizen the six weeks, so who decides is asked of the profile per task
(`ControllerKind`) and never guessed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.law.deadlines import objection_due, petition_due
from portal.law.grounds import Outcome
from portal.law.objections import appeal_due
from portal.law.rights import RULES, ControllerKind, Right
from portal.law.workdays import ONE_DAY


class RemedyKind(StrEnum):
    """A way to go on; the Awb remedy is not called objection, which is also a right (AVG 21)."""

    BEZWAAR = "bezwaar"
    APPEAL = "appeal"  # beroep, after bezwaar
    PETITION = "petition"
    NOTICE_OF_DEFAULT = "notice_of_default"
    APPEAL_AGAINST_SILENCE = "appeal_against_silence"
    AP_COMPLAINT = "ap_complaint"
    AP_MEDIATION = "ap_mediation"


class Desk(StrEnum):
    """Where a remedy is brought."""

    DECIDING_BODY = "deciding_body"
    COURT = "court"
    AP = "ap"


class Counts(StrEnum):
    """How the last day of a remedy is fixed."""

    NO_TERM = "no_term"
    FROM_SENDING = "from_sending"  # six weeks
    FROM_RECEIPT = "from_receipt"  # six weeks
    AFTER_TWO_WEEKS = "after_two_weeks"  # opens two weeks after the notice of default, no last day


class Mention(StrEnum):
    """What the text of a remedy has to contain."""

    NAME_AND_ADDRESS = "name_and_address"
    DATE = "date"
    WHICH_DECISION = "which_decision"
    REASONS = "reasons"
    SIGNATURE = "signature"
    COPY_OF_DECISION = "copy_of_decision"  # with an appeal only


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to go on.

    Attributes:
        kind: which way.
        article: where it stands.
        desk: where it is brought.
        counts: how the last day is fixed.
        last_day: the last day, or None when there is no term or its start is not known.
        first_day: the first day on which it can be used, where that is known and matters.
        free: whether it costs nothing.
        must_contain: what the person has to put in it.
    """

    kind: RemedyKind
    article: str
    desk: Desk
    counts: Counts = Counts.NO_TERM
    last_day: date | None = None
    first_day: date | None = None
    free: bool = True
    must_contain: tuple[Mention, ...] = ()


# Always open, no term, free, and never only after another way (AVG 77.1).
AP_COMPLAINT = Remedy(RemedyKind.AP_COMPLAINT, "AVG 77", Desk.AP)


_BEZWAAR_SAYS = (
    Mention.NAME_AND_ADDRESS,
    Mention.DATE,
    Mention.WHICH_DECISION,
    Mention.REASONS,
    Mention.SIGNATURE,
)


def is_decision(right: Right, outcome: Outcome | None = None) -> bool:
    """Whether the answer is a decision with a remedy in law.

    Args:
        right: what was asked.
        outcome: how it ended; None while that is open. A request taken back gets no decision.
    """
    return RULES[right].is_decision and outcome is not Outcome.WITHDRAWN  # UAVG 34, 35.1


def remedies_after_answer(
    controller: ControllerKind,
    *,
    decision: bool,
    sent: date | None = None,
    received: date | None = None,
) -> tuple[Remedy, ...]:
    """The remedies a letter with an answer must name, in the order in which it names them.

    Args:
        controller: who decided, for the task the answer is about.
        decision: whether the answer is a decision (`is_decision`), also when it grants everything.
        sent: the day the answer was sent; starts the six weeks against a public body.
        received: the day the person got it, if known; starts the six weeks against anyone else.

    Raises:
        ValueError: a date is no plain date in 2000-2100.
    """
    if not decision:
        return (AP_COMPLAINT,)  # withdrawal of consent and complaints are no decisions: UAVG 34
    if controller is ControllerKind.PUBLIC:
        first = _bezwaar(objection_due(sent).legal_due if sent else None)
    else:
        term = petition_due(received)
        first = _petition(Counts.FROM_RECEIPT, last_day=term.legal_due if term else None)
    return (first, AP_COMPLAINT, _mediation(first))  # AVG 12.4


def remedies_after_bezwaar(sent: date | None = None) -> tuple[Remedy, ...]:
    """The remedies that a decision on bezwaar must name, in the order in which it names them.

    Args:
        sent: the day it was sent; starts the six weeks of the appeal.

    Raises:
        ValueError: `sent` is no plain date in 2000-2100.
    """
    appeal = Remedy(
        RemedyKind.APPEAL,
        "Awb 8:1, 6:7",
        Desk.COURT,
        Counts.FROM_SENDING,
        appeal_due(sent).legal_due if sent else None,
        free=False,  # the court asks a fee: Awb 8:41
        must_contain=(*_BEZWAAR_SAYS, Mention.COPY_OF_DECISION),  # Awb 6:5
    )  # Awb 7:12, 3:45: the decision says so
    return (appeal, AP_COMPLAINT, _mediation(appeal))


def remedies_against_silence(
    controller: ControllerKind, *, legal_due: date | None = None
) -> tuple[Remedy, ...]:
    """The remedies of somebody who got no answer in time to a request that must be decided.

    Args:
        controller: who should have decided.
        legal_due: the last day to answer; the first remedy opens on the day after it.
    """
    opens = legal_due + ONE_DAY if legal_due else None
    if controller is ControllerKind.PUBLIC:
        return (
            Remedy(
                RemedyKind.NOTICE_OF_DEFAULT,
                "Awb 4:17, 6:12",
                Desk.DECIDING_BODY,
                first_day=opens,
            ),  # Awb 4:17.3, 6:12.2.b: in writing, after the term
            Remedy(
                RemedyKind.APPEAL_AGAINST_SILENCE,
                "Awb 6:2, 6:12",
                Desk.COURT,
                Counts.AFTER_TWO_WEEKS,
                free=False,
            ),  # Awb 6:12.1, 6:12.2: no term, two weeks after the notice
            AP_COMPLAINT,
        )
    return (_petition(Counts.NO_TERM, first_day=opens), AP_COMPLAINT)  # UAVG 35.2: no term


def _bezwaar(last_day: date | None) -> Remedy:
    return Remedy(
        RemedyKind.BEZWAAR,
        "Awb 6:4, 6:7",
        Desk.DECIDING_BODY,
        Counts.FROM_SENDING,
        last_day,
        must_contain=_BEZWAAR_SAYS,  # Awb 6:5
    )  # UAVG 34; Awb 6:4, 6:7, 6:8.1


def _mediation(first: Remedy) -> Remedy:
    """Help of the AP, to be asked within the term of the first remedy."""
    return Remedy(
        RemedyKind.AP_MEDIATION, "UAVG 36.1", Desk.AP, first.counts, first.last_day
    )  # UAVG 36.1


def _petition(
    counts: Counts, *, last_day: date | None = None, first_day: date | None = None
) -> Remedy:
    return Remedy(
        RemedyKind.PETITION,
        "UAVG 35",
        Desk.COURT,
        counts,
        last_day,
        first_day,
        free=False,  # the court asks a fee; no lawyer is needed: UAVG 35.4
    )  # UAVG 35.2
