"""The steps behind a last day as plain sentences: one thought each, the article at the end."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.language.terms import N_
from portal.law.defaults import Schedule
from portal.law.derivation import Deadline, Step, StepCode, Term
from portal.law.workdays import Holiday

HOLIDAY: dict[Holiday, str] = {
    Holiday.NEW_YEAR: N_("New Year's Day"),
    Holiday.GOOD_FRIDAY: N_("Good Friday"),
    Holiday.EASTER_SUNDAY: N_("Easter Sunday"),
    Holiday.EASTER_MONDAY: N_("Easter Monday"),
    Holiday.KINGS_DAY: N_("King's Day"),
    Holiday.LIBERATION_DAY: N_("Liberation Day"),
    Holiday.ASCENSION_DAY: N_("Ascension Day"),
    Holiday.WHIT_SUNDAY: N_("Whit Sunday"),
    Holiday.WHIT_MONDAY: N_("Whit Monday"),
    Holiday.CHRISTMAS_DAY: N_("Christmas Day"),
    Holiday.SECOND_CHRISTMAS_DAY: N_("Second Day of Christmas"),
}

_FREE_DAYS = (StepCode.IS_SATURDAY, StepCode.IS_SUNDAY, StepCode.IS_HOLIDAY, StepCode.IS_BRIDGE_DAY)
_TELL_THE_END = (StepCode.PAUSE_DAYS, StepCode.DELAY_AGREED, StepCode.DELAY_BY_LAW)
_WEEKEND = (StepCode.IS_SATURDAY, StepCode.IS_SUNDAY)

_SENTENCES: dict[StepCode, tuple[str, ...]] = {
    StepCode.RECEIVED: (N_("We received your request on %(date)s."),),
    StepCode.SENT: (N_("We sent you our decision on %(date)s."),),
    StepCode.ANSWER_RECEIVED: (N_("You received our answer on %(date)s."),),
    StepCode.AT_ONCE: (
        N_("A withdrawal of consent counts from that moment (GDPR, Article 7(3))."),
        N_("We need at most one working day to carry it out. That is our own norm."),
    ),
    StepCode.ONE_MONTH: (
        N_("By law we have one month to answer, counted from that day (GDPR, Article 12(3))."),
    ),
    StepCode.THREE_MONTHS: (
        N_("We have extended the time to answer."),
        N_("We now have three months, counted from that day (GDPR, Article 12(3))."),
    ),
    StepCode.MONTH_TOO_SHORT: (
        N_("The last month has no day %(detail)s."),
        N_("So the last day of that month counts: %(date)s (Regulation 1182/71, Article 3)."),
    ),
    StepCode.PAUSED: (
        N_("We asked you something on %(date)s."),
        N_("We waited for your answer until %(until)s."),
    ),
    StepCode.PAUSE_NOT_COUNTED: (
        N_("We asked you something on %(date)s."),
        N_("We asked it late. So the time did not stand still."),
    ),
    StepCode.PAUSE_DAYS: (
        N_("Days on which the time stood still: %(detail)s."),
        N_("With those days the time ends on %(date)s."),
    ),
    StepCode.BEZWAAR_ENDED: (N_("You could make a 'bezwaar' until %(date)s."),),
    StepCode.TWELVE_WEEKS: (
        N_("A committee gives advice on your 'bezwaar'."),
        N_("So we have twelve weeks (General Administrative Law Act, Article 7:10)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    StepCode.SIX_WEEKS_MORE: (
        N_("Those weeks would end on %(date)s."),
        N_("We take six weeks more (General Administrative Law Act, Article 7:10)."),
    ),
    StepCode.DELAY_AGREED: (
        N_("It was agreed that we decide later (General Administrative Law Act, Article 7:10)."),
        N_("So our time ends on %(date)s."),
    ),
    StepCode.DELAY_BY_LAW: (
        N_("Rules of procedure need more time (General Administrative Law Act, Article 7:10)."),
        N_("So our time ends on %(date)s."),
    ),
    StepCode.PENALTY_LAST: (N_("The last day for which money is owed was %(date)s."),),
    StepCode.TWO_WEEKS_TO_FIX: (
        N_("Then we have two weeks to decide (General Administrative Law Act, Article 4:18)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    StepCode.ENDS_ON: (N_("They end on %(date)s."),),
    StepCode.BRIDGE_DAY_NOT_COUNTED: (
        N_("%(date)s is a bridge day: many people are free."),
        N_("For this term it counts as a working day."),
    ),
}

_BY_TERM: dict[tuple[StepCode, Term], tuple[str, ...]] = {  # comes before the general sentence
    (StepCode.SIX_WEEKS, Term.BEZWAAR_DECISION): (
        N_("We have six weeks to decide (General Administrative Law Act, Article 7:10)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    (StepCode.PAUSED, Term.BEZWAAR_DECISION): (
        N_("We asked you on %(date)s to mend your 'bezwaar'. We waited until %(until)s."),
        N_("Meanwhile our time stood still (General Administrative Law Act, Article 7:10)."),
    ),
    (StepCode.PAUSE_NOT_COUNTED, Term.BEZWAAR_DECISION): (
        N_("We asked you on %(date)s to mend your 'bezwaar'. Our time was over then."),
    ),
    (StepCode.SIX_WEEKS, Term.APPEAL): (
        N_("You have six weeks to appeal (General Administrative Law Act, Article 6:7)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    (StepCode.THREE_MONTHS, Term.DESTRUCTION): (
        N_("We have three months to destroy the file (Youth Act, Article 7.3.9)."),
    ),
    (StepCode.RESULT, Term.BEZWAAR_DECISION): (
        N_("You get our decision on %(date)s at the latest."),
    ),
    (StepCode.RESULT, Term.PENALTY_DECISION): (
        N_("We decide about the money on %(date)s at the latest."),
    ),
    (StepCode.RESULT, Term.APPEAL): (N_("The last day to appeal is therefore %(date)s."),),
    (StepCode.RESULT, Term.DESTRUCTION): (
        N_("We have destroyed the file on %(date)s at the latest."),
    ),
    (StepCode.SIX_WEEKS, Term.ADMINISTRATIVE_OBJECTION): (
        N_("You have six weeks to make a 'bezwaar' (General Administrative Law Act, Article 6:7)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    (StepCode.SIX_WEEKS, Term.PETITION): (
        N_("You have six weeks to ask the court for a ruling (UAVG, Article 35)."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    (StepCode.SIX_WEEKS, Term.COMPLAINT): (
        N_("The GDPR sets no time to answer a complaint. We answer within six weeks."),
        N_("Those weeks start on the day after that: %(date)s."),
    ),
    (StepCode.RESULT, Term.COMPLAINT): (N_("You get our answer on %(date)s at the latest."),),
    (StepCode.RESULT, Term.WITHDRAWAL): (N_("We have carried it out on %(date)s at the latest."),),
    (StepCode.NEXT_WORKING_DAY, Term.ANSWER): (
        N_("So the first working day after that counts (Regulation 1182/71, Article 3)."),
    ),
    (StepCode.RESULT, Term.ANSWER): (N_("You get our answer on %(date)s at the latest."),),
    (StepCode.RESULT, Term.ADMINISTRATIVE_OBJECTION): (
        N_("The last day to make a 'bezwaar' is therefore %(date)s."),
    ),
    (StepCode.RESULT, Term.PETITION): (
        N_("The court must have your petition on %(date)s at the latest."),
    ),
}
_DUTCH_NEXT = (
    N_("So the first working day after that counts (General Extension of Time Limits Act)."),
)
_PENALTY: dict[StepCode, tuple[str, ...]] = {
    StepCode.TERM_PASSED: (N_("The last day to answer was %(date)s."),),
    StepCode.NOTICE_RECEIVED: (
        N_("The notice of default came in on %(date)s."),
        N_("Two weeks follow (General Administrative Law Act, Article 4:17)."),
    ),
    StepCode.TWO_WEEKS: (N_("A decision until %(date)s costs nothing."),),
    StepCode.PENALTY_BAND: (N_("From %(date)s until %(until)s each day costs %(amount)s."),),
    StepCode.PENALTY_ENDS: (N_("After %(date)s nothing is added. The sum is then %(amount)s."),),
}
_OWN_NORMS = (Term.COMPLAINT, Term.WITHDRAWAL)
_SAME_DAY = {1: N_("One month later is %(date)s."), 3: N_("Three months later is %(date)s.")}


def deadline_sentences(
    deadline: Deadline | Mapping[str, Any],
    *,
    gettext: Callable[..., str],
    format_date: Callable[[date], str],
) -> list[str]:
    """Explain how a last day was found.

    Args:
        deadline: the deadline, or what `Deadline.as_dict` made of it.
        gettext: called with a message and a keyword for each %(name)s, such as `Words.gettext`.
        format_date: says a date as people do, such as `Words.date`.

    Returns:
        Sentences in order, each with one thought; the last one holds the last day.

    Raises:
        ValueError: the mapping is not a stored deadline.
    """
    told = deadline if isinstance(deadline, Deadline) else Deadline.from_dict(deadline)
    sentences = [
        gettext(message, **_values(step, gettext, format_date)) for step, message in _messages(told)
    ]
    # A sentence can begin with a date, which in Dutch has no capital of its own.
    return [sentence[:1].upper() + sentence[1:] for sentence in sentences]


def schedule_sentences(
    schedule: Schedule | Mapping[str, Any],
    *,
    gettext: Callable[..., str],
    format_date: Callable[[date], str],
    format_money: Callable[[int], str],
) -> list[str]:
    """Explain when which penalty runs after a notice of default.

    Args:
        schedule: the schedule, or what `Schedule.as_dict` made of it.
        gettext: as in `deadline_sentences`.
        format_date: as in `deadline_sentences`.
        format_money: says an amount in cents as people do, such as `Words.money`.

    Raises:
        ValueError: the mapping is not a stored schedule.
    """
    told = schedule if isinstance(schedule, Schedule) else Schedule.from_dict(schedule)
    sentences = []
    for step in told.steps:
        last, _, cents = step.detail.rpartition(" ")
        values = {
            "date": format_date(step.date),
            "until": format_date(date.fromisoformat(last)) if last else "",
            "amount": format_money(int(cents)) if cents else "",
        }
        sentences += [gettext(message, **values) for message in _PENALTY[step.code]]
    return sentences


def _values(
    step: Step, gettext: Callable[..., str], format_date: Callable[[date], str]
) -> dict[str, str]:
    ids = step.detail.split() if step.code in _FREE_DAYS else []
    names = [gettext(HOLIDAY[Holiday(holiday)]) for holiday in ids]
    between = gettext(N_("and"))
    both = f" {between} ".join(names)
    until = format_date(date.fromisoformat(step.detail)) if step.code is StepCode.PAUSED else ""
    return {
        "date": format_date(step.date),
        "detail": step.detail,
        "holiday": both,
        "until": until,
    }


def _messages(deadline: Deadline) -> Iterator[tuple[Step, str]]:
    """Pair each step with the messages that tell it."""
    before: Step | None = None
    for step in deadline.steps:
        if step.code in _FREE_DAYS:
            yield from ((step, message) for message in _free_day(step, before))
        elif step.code is StepCode.ENDS_ON and before is not None and before.code in _TELL_THE_END:
            continue
        else:
            yield from ((step, message) for message in _plain(step, deadline))
        before = step


def _plain(step: Step, deadline: Deadline) -> tuple[str, ...]:
    if step.code is StepCode.SAME_DAY:
        return (_SAME_DAY[deadline.months],)
    if step.code is StepCode.NEXT_WORKING_DAY and deadline.term in _OWN_NORMS:
        return (N_("So the first working day after that counts."),)
    told = _BY_TERM.get((step.code, deadline.term)) or _SENTENCES.get(step.code)
    return told or _DUTCH_NEXT  # only a next working day is left: Atw 1.1


def _free_day(step: Step, before: Step | None) -> tuple[str, ...]:
    """The message for a day on which a term cannot end; a weekend is told once."""
    first = before is None or before.code not in _FREE_DAYS
    if step.code in _WEEKEND:
        if first:
            return (N_("That day is in the weekend."),)
        told = before is not None and before.code in _WEEKEND
        return () if told else (N_("After that comes the weekend."),)
    if step.code is StepCode.IS_BRIDGE_DAY:
        if first:
            return (N_("That day is a bridge day, which counts as a holiday."),)
        return (N_("%(date)s is a bridge day, which counts as a holiday."),)
    if first:
        return (N_("That day is a public holiday: %(holiday)s."),)
    return (N_("%(date)s is a public holiday: %(holiday)s."),)
