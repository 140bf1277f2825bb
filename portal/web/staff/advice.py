"""The next step and the signals of a case in words, with the button that belongs to each."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.models.case import Case, Procedure
from portal.services import review
from portal.services.guidance import Advice, Step
from portal.services.signals import Signal
from portal.web.staff import hindrances


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in words: what to do, and why or what happens then."""

    title: object
    text: object


STEPS = {
    Step.TAKE: StepWords(
        _l("Take this request"),
        _l("Nobody handles it yet. The term runs from the day of receipt."),
    ),
    Step.STOP_USE: StepWords(
        _l("Stop the use of the data today"),
        _l("This works at once, without weighing. Stop it in every system, and record the day."),
    ),
    Step.CONFIRM_HOLD: StepWords(
        _l("Keep data from deleting themselves"),
        _l("Some of the data asked about would be gone before the answer. Have that stopped."),
    ),
    Step.ASK_IDENTITY: StepWords(
        _l("Make sure who is asking"),
        _l(
            "The way this person proved who they are is not enough for these data. "
            "Ask no more than is needed."
        ),
    ),
    Step.WAIT_IDENTITY: StepWords(
        _l("Wait for the proof of identity"),
        _l("The citizen was asked to prove who they are."),
    ),
    Step.WAIT_ANSWER: StepWords(
        _l("Wait for the citizen's answer"),
        _l("A question was asked. Under Term you see what waiting does to the last day."),
    ),
    Step.SEARCH: StepWords(
        _l("Search the systems"),
        _l("The person has a right to know whether we hold data, and to a copy of all of them."),
    ),
    Step.WAIT_SOURCES: StepWords(
        _l("The systems are being searched"),
        _l("This goes on by itself. A system that does not answer holds up nothing else."),
    ),
    Step.WAIT_EXPERTS: StepWords(
        _l("Wait for a colleague"),
        _l("Somebody was asked what they hold, and is reminded by itself. You can ask again."),
    ),
    Step.REVIEW: StepWords(
        _l("Look at what was found"),
        _l("Decide for each item whether it goes into the answer. Protect the rights of others."),
    ),
    Step.DECIDE: StepWords(
        _l("Write the decision"),
        _l("Choose an outcome for each part. A refusal names its ground and the reasons."),
    ),
    Step.CHECK_PREPARED: StepWords(
        _l("Check the decision that was prepared"),
        _l("Nobody answered our question in time. The outcome is filled in: read it, and propose."),
    ),
    Step.APPROVE: StepWords(
        _l("Judge the proposed decision"),
        _l("After your approval the letter and the report are made and the citizen is told."),
    ),
    Step.WAIT_APPROVAL: StepWords(
        _l("A colleague must judge this proposal"),
        _l("Who proposes a decision does not approve it. Nor does who took a contested decision."),
    ),
    Step.WAIT_DOCUMENTS: StepWords(
        _l("The answer is being made"),
        _l("The letter and the report follow by themselves, and then the citizen is told."),
    ),
    Step.CARRY_OUT: StepWords(
        _l("Have the decision carried out"),
        _l("The sources do what was decided, or a person does. The case stays open so far."),
    ),
    Step.TELL_RECIPIENTS: StepWords(
        _l("Tell who got the data"),
        _l("Who got data that were changed or erased must hear of it. The case stays open so far."),
    ),
    Step.LIFT_RESTRICTION: StepWords(
        _l("Decide when the data may be used again"),
        _l("The data still rest. The person is told before they are used again."),
    ),
    Step.CLOSE: StepWords(
        _l("Close the case"),
        _l("The answer is ready for the citizen. Once closed, the time we keep the file runs."),
    ),
    Step.DOUBT: StepWords(
        _l("Wait: the person may say that this is not right"),
        _l("Colleagues recorded that it was taken back. Our letter asks whether that is right."),
    ),
    Step.NOTHING: StepWords(_l("Nothing is left to do"), _l("This case has ended.")),
}

TO_FIND = StepWords(
    _l("Search the systems"),
    _l("What this person asks can only be done with data that we find. Look in every system."),
)
"""To search for what nobody gets a copy of."""

IN_BEZWAAR = {  # the same steps where an answer is contested
    Step.TAKE: StepWords(
        _l("Take this bezwaar"),
        _l("Nobody handles it yet. Best is somebody who had no part in the first decision."),
    ),
    Step.DECIDE: StepWords(
        _l("Decide on the bezwaar"),
        _l("Look at everything again, and hear the person if they want. Then choose an outcome."),
    ),
}

SIGNALS = {  # how it looks, what it says, where to go
    Signal.LATE: ("error", _l("The last day has passed. Decide today."), "staff.show_clock"),
    Signal.HOLD_OPEN: (
        "warning",
        _l("Data would delete themselves before the answer."),
        "staff.show_consequences",
    ),
    Signal.AFTER_PROPOSAL: (
        "warning",
        _l("The citizen wrote, or showed who they are, after the proposal. Look at that first."),
        "staff.show_messages",
    ),
    Signal.SYSTEM_REFUSES: (
        "warning",
        _l("A system says that it may not do this. Look at it before you decide."),
        "staff.show_instructions",
    ),
    Signal.PREPARED: (
        "info",
        _l("Nobody answered in time. A decision was prepared."),
        "staff.show_decision",
    ),
    Signal.NO_REPLY: (
        "info",
        _l("Our question was not answered. Do not refuse for that: decide about all the data."),
        "staff.show_decision",
    ),
    Signal.EXPERT_SILENT: (
        "warning",
        _l("Who was asked for data does not answer, after two reminders. Call them."),
        "staff.show_tasks",
    ),
    Signal.POST_NEAR: (
        "warning",
        _l("The answer goes by post. Have it ready three working days before the last day."),
        "staff.show_clock",
    ),
    Signal.EXTENSION_NEAR: (
        "warning",
        _l("More time can be taken for a few days only, and only with reasons."),
        "staff.show_clock",
    ),
    Signal.RECIPIENTS_OPEN: (
        "warning",
        _l("Somebody who got the data was not told yet."),
        "staff.show_consequences",
    ),
    Signal.INSTRUCTIONS_OPEN: (
        "warning",
        _l("What was decided is not done yet in every source."),
        "staff.show_instructions",
    ),
    Signal.RESTRICTION_OPEN: (
        "warning",
        _l("The data still rest. Tell the person when you will use them again."),
        "staff.show_consequences",
    ),
}


SAME = {  # the step that says the same as a signal
    Signal.HOLD_OPEN: Step.CONFIRM_HOLD,
    Signal.PREPARED: Step.CHECK_PREPARED,
    Signal.INSTRUCTIONS_OPEN: Step.CARRY_OUT,
    Signal.RECIPIENTS_OPEN: Step.TELL_RECIPIENTS,
    Signal.RESTRICTION_OPEN: Step.LIFT_RESTRICTION,
}


@dataclass(frozen=True, slots=True)
class Button:
    """What leads to a step: a link, or a form that does it at once."""

    url: str
    text: object
    posts: bool = False


def button(case: Case, step: Step) -> Button | None:
    """The button of a step; None when there is nothing to press."""

    def to(endpoint: str, text: object, *, posts: bool = False, **more: Any) -> Button:
        return Button(url_for(endpoint, reference=case.reference, **more), text, posts)

    buttons = {
        Step.TAKE: lambda: to("staff.take_case", _words(case, Step.TAKE).title, posts=True),
        Step.CONFIRM_HOLD: lambda: to("staff.show_consequences", _l("See what would vanish")),
        Step.ASK_IDENTITY: lambda: to(
            "staff.ask_citizen", _l("Ask for proof of identity"), kind="identiteit"
        ),
        Step.SEARCH: lambda: to("staff.start_search", _l("Search the systems"), posts=True),
        Step.WAIT_EXPERTS: lambda: to("staff.show_tasks", _l("See who was asked")),
        Step.REVIEW: lambda: to("staff.show_data", _l("Look at the items")),
        Step.DECIDE: lambda: to("staff.show_decision", _l("Write the decision")),
        Step.CHECK_PREPARED: lambda: to("staff.show_decision", _l("See what was prepared")),
        Step.APPROVE: lambda: to("staff.show_decision", _l("Judge the proposal")),
        Step.CARRY_OUT: lambda: to("staff.show_instructions", _l("See how far it is")),
        Step.TELL_RECIPIENTS: lambda: to("staff.show_consequences", _l("To the recipients")),
        Step.LIFT_RESTRICTION: lambda: to("staff.show_consequences", _l("To the restriction")),
        Step.CLOSE: lambda: to("staff.close_case", _l("Close the case"), posts=True),
    }
    made = buttons.get(step)
    return made() if made else None


def _words(case: Case, step: Step) -> StepWords:
    own = IN_BEZWAAR if case.procedure is Procedure.BEZWAAR else {}
    return own.get(step, STEPS[step])


def words_of(case: Case, advice: Advice) -> dict[str, Any]:
    """Everything a page says of an advice: the step, its button, the signals, what is missing."""
    finds_only = advice.step is Step.SEARCH and not review.must_review(case)
    return {
        "step_words": TO_FIND if finds_only else _words(case, advice.step),
        "step_button": button(case, advice.step),
        "signals": [
            (kind, text, url_for(endpoint, reference=case.reference))
            for signal, (kind, text, endpoint) in SIGNALS.items()
            if signal in advice.signals and SAME.get(signal) is not advice.step
        ],
        "todo": hindrances.todos(case, advice.missing),
    }
