"""Why an action is not possible now, and what to do instead, in one or two sentences."""

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.lifecycle import ActionRefused, Refusal

REFUSAL: dict[Refusal, str] = {
    Refusal.TAKE_FIRST: N_("Nobody handles this request yet. Take it first."),
    Refusal.WAITS_FOR_IDENTITY: N_(
        "The request waits for proof of identity. Wait for it, or resume the handling first."
    ),
    Refusal.WAITS_FOR_ANSWER: N_(
        "The request waits for an answer of the citizen. Wait for it, or resume the handling first."
    ),
    Refusal.WAITS_FOR_NOTHING: N_("The request waits for nobody. Go on with the handling."),
    Refusal.NOT_PROPOSED: N_("There is no proposal yet. Propose a decision first."),
    Refusal.AWAITS_APPROVAL: N_(
        "The proposal awaits approval. Send it back first if something must change."
    ),
    Refusal.NOT_APPROVED: N_("No decision was approved yet. Have the proposal approved first."),
    Refusal.NOT_DELIVERED: N_(
        "The citizen has no answer yet. Close the case after the answer was sent."
    ),
    Refusal.NOTHING_CHANGED_YET: N_(
        "Nothing was changed yet. Tell the recipients after the answer was sent."
    ),
    Refusal.STILL_WEIGHED: N_(
        "The data rest while we decide. Tell that they are used again after the answer was sent."
    ),
    Refusal.NO_ANSWER_TO_CONTEST: N_(
        "There is no decision to contest yet. Is the answer late? Register a notice of default."
    ),
    Refusal.LETTER_UNDER_WAY: N_(
        "The decision was taken and the letter is being made. Wait until the letter is ready."
    ),
    Refusal.ANSWERED: N_(
        "This request was answered. Is there a new question? Register a new request."
    ),
    Refusal.CLOSED: N_("This case is closed. Is there a new question? Register a new request."),
    Refusal.WITHDRAWN: N_(
        "The citizen took this request back. Do they ask again? Register a new request."
    ),
    Refusal.NOT_WITHDRAWN: N_(
        "Nobody took this request back. You do not have to take it up again."
    ),
    Refusal.TOO_LATE_TO_ADD: N_(
        "This request is finished. Do you want to tell us more? Make a new request or contact us."
    ),
    Refusal.TOO_LATE_TO_WITHDRAW: N_(
        "We have already made a decision. You do not have to do anything with our answer."
    ),
    Refusal.ALREADY_WITHDRAWN: N_(
        "You took this request back. Do you still want an answer? Make a new request."
    ),
}


def refused(words: Words, error: ActionRefused) -> str:
    """Why an action was refused and what to do instead; empty when the status is not the cause."""
    return words.gettext(REFUSAL[error.reason]) if error.reason else ""
