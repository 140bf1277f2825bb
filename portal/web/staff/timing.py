"""The words of the clock for staff: why a button is missing, and what a date rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.language.derivation import deadline_sentences, schedule_sentences
from portal.law.defaults import Schedule
from portal.law.objections import FurtherGround, Missing
from portal.law.penalties import NoPenalty
from portal.letters.procedure import ExtensionGround
from portal.models.base import Session
from portal.models.case import Case, Procedure
from portal.models.clock import ClockKind, PauseEnd, Question
from portal.services import bezwaar, clock, contesting, defaults, delaying, extending, reviving
from portal.services.contesting import Timely
from portal.web.page import words

QUESTIONS = {
    Question.IDENTITY: _l("Proof of identity"),
    Question.CLARIFICATION: _l("Clarification"),
}
ENDS = {
    PauseEnd.ANSWERED: _l("answered"),
    PauseEnd.LAPSED: _l("not answered in time"),
    PauseEnd.RESUMED: _l("ended by us"),
    PauseEnd.WITHDRAWN: _l("request withdrawn"),
}
GROUNDS = {
    ExtensionGround.COMPLEXITY: _l("The request is complex"),
    ExtensionGround.NUMBER: _l("This person sent us several requests"),
}
MISSING = {
    Missing.NAME_ADDRESS: _l("Name and address"),
    Missing.DATE: _l("The date"),
    Missing.DECISION: _l("Which decision it is against"),
    Missing.GROUNDS: _l("Why this person disagrees"),
    Missing.SIGNATURE: _l("The signature"),
    Missing.AUTHORITY: _l("That who writes may do this for somebody else"),
}
FURTHER = {
    FurtherGround.PERSON_AGREES: _l("This person agrees, and it harms nobody else"),
    FurtherGround.ALL_AGREE: _l("Everybody whom it concerns agrees"),
    FurtherGround.PROCEDURE: _l("Rules of procedure in a law need it"),
}
NO_PENALTY = {
    NoPenalty.UNREASONABLY_LATE: _l("The notice of default came unreasonably late"),
    NoPenalty.NOT_INTERESTED: _l("The decision does not concern who asked for it"),
    NoPenalty.PLAINLY_INADMISSIBLE: _l("Plainly, the request could not be dealt with"),
    NoPenalty.PLAINLY_UNFOUNDED: _l("Plainly, the request had to be refused"),
}
MOVES = {
    ClockKind.RECEIVED: _l("At receipt"),
    ClockKind.EXTENDED: _l("Extended"),
    ClockKind.FURTHER: _l("Put off once more"),
    ClockKind.PAUSED: _l("Waiting for the citizen"),
}
LOG = {
    "letter_written": _l("Letter written"),
    "extend": _l("Term extended"),
    "lapse": _l("Not answered: decision prepared"),
    "clock_moved": _l("Last day changed"),
    "reminded": _l("Reminder sent"),
    "warned": _l("Staff warned of the last day"),
    "notice_default": _l("Notice of default registered"),
    "penalty_fixed": _l("Decided what is owed for being late"),
    "penalty_undone": _l("What is owed for being late must be decided again"),
    "register_bezwaar": _l("Bezwaar registered"),
    "mail_withheld": _l("No mail sent: too many to this address today"),
}
TIMELY = {
    Timely.YES: _l("This bezwaar came in time."),
    Timely.POSTED: _l(
        "This bezwaar came after the last day. It was posted in time, so it counts as in time "
        "(Awb 6:9)."
    ),
    Timely.LATE: _l(
        "This bezwaar came after the last day. Take it in all the same, and ask why it is late. "
        "Is there a good reason? Then it still counts (Awb 6:11)."
    ),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark on a case: what is special about its clock, and how urgent that is."""

    text: str
    kind: str


def beside(session: Session, case: Case, reader: int, today: date) -> dict[str, Any]:
    """What the pages of a case show of its clock, besides its last day.

    Parameters:
        reader: the key of the member of staff who looks.
    """
    asked = frozenset(each.question.value for each in clock.pauses_of(session, case))
    return {
        "signs": signs(session, case, today),
        "conflict": conflict(session, case, reader),
        "asked": asked,
        "can_extend": extending.why_not_extend(case, today) is None,
        "revive_until": reviving.last_day(session, case, today),
    }


def signs(session: Session, case: Case, today: date) -> tuple[Sign, ...]:
    """The marks of a case, for the head of its pages."""
    speak = words()
    found = []
    if case.procedure is Procedure.BEZWAAR:
        found.append(Sign(_("bezwaar"), "info"))
    notice = defaults.notice_of(session, case)
    if notice is not None:
        found.append(Sign(_in_default(defaults.schedule_of(notice), case, today), "error"))
    until = clock.waiting_among(session, [case.id]).get(case.id)
    if until is not None:
        day = speak.short_date(until)
        found.append(Sign(_("waits for the citizen until %(date)s", date=day), "neutral"))
    if case.extended_at is not None:
        found.append(Sign(_("extended"), "neutral"))
    return tuple(found)


def _in_default(schedule: Schedule, case: Case, today: date) -> str:
    """What a notice of default asks now."""
    if not case.is_open:
        return _("notice of default")
    if today > schedule.two_weeks_end:
        return _("notice of default: each day costs money")
    until = words().short_date(schedule.two_weeks_end)
    return _("notice of default: decide by %(date)s", date=until)


def conflict(session: Session, case: Case, reader: int) -> str | None:
    """A warning when who made the contested decision handles a bezwaar, or may decide on it."""
    if case.procedure is not Procedure.BEZWAAR:
        return None
    before = bezwaar.decided_before(session, case)
    if case.handler_id in before:
        return _(
            "The handler of this bezwaar worked on the contested decision. "
            "Let somebody else handle it (Awb 7:5, 10:3)."
        )
    if reader in before:
        return _(
            "You worked on the contested decision. "
            "Let somebody else decide on this bezwaar (Awb 7:5, 10:3)."
        )
    return None


def why_not_extend(case: Case, refusal: extending.Refusal) -> str:
    """Why the term cannot be extended, and what to do then."""
    speak = words()
    if refusal is extending.Refusal.TOO_LATE and extending.is_bezwaar(case):
        return _(
            "You could put the decision off until %(date)s. Now decide as soon as you can.",
            date=speak.date(extending.last_day_to_tell(case)),
        )
    if refusal is extending.Refusal.TOO_LATE:
        return _(
            "You could extend until %(date)s. The citizen must hear of it within the first month. "
            "Now answer as soon as you can.",
            date=speak.date(extending.last_day_to_tell(case)),
        )
    if refusal is extending.Refusal.ALREADY and case.extended_at is not None:
        return _(
            "The term was extended on %(date)s. That is possible once. "
            "Answer on %(due)s at the latest.",
            date=speak.moment(case.extended_at),
            due=speak.date(case.legal_due),
        )
    if refusal is extending.Refusal.NO_MONTH:
        return _(
            "The month of AVG 12.3 does not run here, so there is nothing to extend. "
            "Answer on %(due)s at the latest.",
            due=speak.date(case.legal_due),
        )
    return _("A decision is under way or was given, so no more time is needed.")


def why_no_delay(case: Case, refusal: delaying.Refusal) -> str:
    """Why a decision on bezwaar cannot be put off further, and what to do then."""
    last = words().date(extending.last_day_to_tell(case))
    texts = {
        delaying.Refusal.NO_BEZWAAR: _("Only a decision on bezwaar can be put off further."),
        delaying.Refusal.ANSWERED: _(
            "A decision is under way or was given, so no more time is needed."
        ),
        delaying.Refusal.FIRST_EXTEND: _("First take the six weeks that need no agreement."),
        delaying.Refusal.TOO_LATE: _(
            "You could put the decision off until %(date)s. Now decide as soon as you can.",
            date=last,
        ),
    }
    return texts[refusal]


def why_no_default(case: Case, refusal: defaults.Refusal) -> str:
    """Why no notice of default can be registered, and which way exists."""
    texts = {
        defaults.Refusal.PRIVATE: _(
            "We are not a public body for this request. A notice of default costs nothing here. "
            "The citizen can ask the court for a ruling, at any time after the last day (UAVG 35)."
        ),
        defaults.Refusal.NO_DECISION: _(
            "The answer to this request is no decision in law. There is no penalty. "
            "The citizen can complain to the AP."
        ),
        defaults.Refusal.ALREADY: _(
            "There is a notice of default already. A second one adds nothing."
        ),
        defaults.Refusal.ANSWERED: _(
            "We have answered, so a notice of default has no effect. Put the letter in the file as "
            "a note and tell the citizen when we answered."
        ),
        defaults.Refusal.NOT_LATE: _(
            "We are not late: the last day to answer is %(date)s. A notice that came before does "
            "not count. Tell the citizen in a message when our answer comes.",
            date=words().date(case.legal_due),
        ),
    }
    return texts[refusal]


def why_no_bezwaar(refusal: contesting.Refusal) -> str:
    """Why no bezwaar can be registered, and which way exists."""
    texts = {
        contesting.Refusal.NO_ANSWER: _(
            "There is no answer yet to make bezwaar against. Is the letter about being late? "
            "Then register a notice of default."
        ),
        contesting.Refusal.PRIVATE: _(
            "We are not a public body for this request, so there is no bezwaar. "
            "The citizen can ask the court for a ruling (UAVG 35)."
        ),
        contesting.Refusal.NO_DECISION: _(
            "The answer to this request is no decision in law, so there is no bezwaar. "
            "The citizen can complain to the AP."
        ),
        contesting.Refusal.IS_BEZWAAR: _(
            "This is a decision on bezwaar. Against it the citizen can appeal to the court "
            "(Awb 8:1)."
        ),
    }
    return texts[refusal]


def derivation(deadline: Mapping[str, Any]) -> list[str]:
    """How a stored last day was found."""
    speak = words()
    return deadline_sentences(deadline, gettext=speak.gettext, format_date=speak.date)


def penalty(schedule: Schedule) -> list[str]:
    """When which penalty runs."""
    speak = words()
    return schedule_sentences(
        schedule,
        gettext=speak.gettext,
        format_date=speak.date,
        format_money=speak.money,
    )


def move_reason(kind: ClockKind, reason: str) -> str:
    """Why a last day moved, in words."""
    if kind is ClockKind.EXTENDED:
        return ", ".join(str(GROUNDS[ExtensionGround(code)]) for code in reason.split())
    if kind is ClockKind.FURTHER:
        return str(FURTHER[FurtherGround(reason)])
    return str(QUESTIONS[Question(reason)]) if kind is ClockKind.PAUSED else ""
