"""The words for rights, statuses and other codes: plain words first, the law's term second."""

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right


def N_(message: str) -> str:  # noqa: N802 - the name that the extractor knows
    """Mark a message for translation; it is translated where it is used."""
    return message


PLAIN_RIGHT: dict[Right, str] = {
    Right.ACCESS: N_("See which data you have about me"),
    Right.RECTIFICATION: N_("Correct or complete my data"),
    Right.ERASURE: N_("Erase my data"),
    Right.RESTRICTION: N_("Stop using my data for a while"),
    Right.OBJECTION: N_("Stop using my data because of my situation"),
    Right.CONSENT_WITHDRAWAL: N_("Take back my consent"),
    Right.PORTABILITY: N_("Take my data with me"),
    Right.HUMAN_REVIEW: N_("Have a person look at a computer's decision"),
    Right.COMPLAINT: N_("Complain about how you handle my data"),
}

LEGAL_RIGHT: dict[Right, str] = {
    Right.ACCESS: N_("access"),
    Right.RECTIFICATION: N_("rectification"),
    Right.ERASURE: N_("erasure"),
    Right.RESTRICTION: N_("restriction"),
    Right.OBJECTION: N_("objection to processing"),
    Right.CONSENT_WITHDRAWAL: N_("withdrawal of consent"),
    Right.PORTABILITY: N_("data portability"),
    Right.HUMAN_REVIEW: N_("human review of an automated decision"),
    Right.COMPLAINT: N_("privacy complaint"),
}

STATUS: dict[Status, str] = {
    Status.RECEIVED: N_("Received"),
    Status.IN_TREATMENT: N_("Being handled"),
    Status.IDENTITY_ASKED: N_("Waiting for proof of identity"),
    Status.CLARIFICATION_ASKED: N_("Waiting for an answer"),
    Status.PROPOSED: N_("Decision awaits approval"),
    Status.DECIDED: N_("Decided"),
    Status.DELIVERED: N_("Answer is ready"),
    Status.CLOSED: N_("Closed"),
    Status.WITHDRAWN: N_("Withdrawn"),
}

OUTCOME: dict[Outcome, str] = {
    Outcome.GRANTED: N_("Granted"),
    Outcome.PARTLY: N_("Partly granted"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.NOTHING_HELD: N_("Nothing held"),
    Outcome.NOT_OUR_TASK: N_("Not our task"),
    Outcome.WITHDRAWN: N_("Withdrawn"),
}

ACTION: dict[Action, str] = {
    Action.TAKE: N_("Taken by a handler"),
    Action.ASSIGN: N_("Assigned to a handler"),
    Action.ASK_IDENTITY: N_("Proof of identity asked"),
    Action.PROVE_IDENTITY: N_("Identity proven"),
    Action.ASK_CLARIFICATION: N_("Question asked"),
    Action.ANSWER: N_("Message from the citizen"),
    Action.RESUME: N_("Handling resumed"),
    Action.LAPSE: N_("No answer came in time"),
    Action.EXTEND: N_("Time to answer extended"),
    Action.NOTICE_DEFAULT: N_("Notice of default registered"),
    Action.RESTRICT: N_("Use of data stopped for a while"),
    Action.LIFT: N_("Data in use again"),
    Action.TELL: N_("Recipient told"),
    Action.REGISTER_BEZWAAR: N_("'Bezwaar' against the decision registered"),
    Action.SEARCH: N_("Search in the systems started"),
    Action.REVIEW: N_("Findings reviewed"),
    Action.PROPOSE: N_("Decision proposed"),
    Action.RETURN: N_("Proposal returned"),
    Action.APPROVE: N_("Decision approved"),
    Action.DELIVER: N_("Answer made available"),
    Action.CLOSE: N_("Case closed"),
    Action.WITHDRAW: N_("Request withdrawn"),
    Action.REVIVE: N_("Not withdrawn after all"),
}


def plain_right(words: Words, right: Right) -> str:
    """What a right means, in a citizen's words."""
    return words.gettext(PLAIN_RIGHT[right])


def legal_right(words: Words, right: Right) -> str:
    """The law's term for a right."""
    return words.gettext(LEGAL_RIGHT[right])


def status(words: Words, code: Status) -> str:
    """A status in a few words."""
    return words.gettext(STATUS[code])
