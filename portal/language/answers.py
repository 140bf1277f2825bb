"""The words for an answer: one or two plain sentences for each right and outcome."""

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import Right

ASKED: dict[Right, str] = {
    Right.ACCESS: N_("to see your data ('access')"),
    Right.RECTIFICATION: N_("to correct or complete your data ('rectification')"),
    Right.ERASURE: N_("to erase your data ('erasure')"),
    Right.RESTRICTION: N_("not to use your data for a while ('restriction')"),
    Right.OBJECTION: N_("to stop using your data ('objection')"),
    Right.CONSENT_WITHDRAWAL: N_("to take back your consent"),
    Right.PORTABILITY: N_("to take your data with you ('portability')"),
    Right.HUMAN_REVIEW: N_("to have a person look at a computer's decision"),
    Right.COMPLAINT: N_("a complaint about how we handle your data"),
}

GRANTED: dict[Right, str] = {
    Right.ACCESS: N_(
        "You get all the data we found about you. They are in the report with this letter."
    ),
    Right.RECTIFICATION: N_("We correct or complete your data as you asked."),
    Right.ERASURE: N_("We erase the data you named."),
    Right.RESTRICTION: N_("We keep your data, but do not use them for the time being."),
    Right.OBJECTION: N_("We stop using your data for this purpose."),
    Right.CONSENT_WITHDRAWAL: N_(
        "You have taken back your consent. We no longer use your data on that ground."
    ),
    Right.PORTABILITY: N_(
        "You get your data in the report with this letter. "
        "In it is a file that a computer can read."
    ),
    Right.HUMAN_REVIEW: N_("A member of our staff has looked at the decision again."),
    Right.COMPLAINT: N_("We have looked into your complaint, and we agree with you."),
}

PARTLY: dict[Right, str] = {
    Right.ACCESS: N_(
        "You get the data we found about you, except what is named below. "
        "They are in the report with this letter."
    ),
    Right.RECTIFICATION: N_("We correct a part of your data. Another part stays as it is."),
    Right.ERASURE: N_("We erase a part of your data. Another part we must keep."),
    Right.RESTRICTION: N_("A part of your data we do not use for the time being."),
    Right.OBJECTION: N_("We stop using a part of your data for this purpose."),
    Right.PORTABILITY: N_(
        "You get your data in the report with this letter, except what is named below. "
        "In it is a file that a computer can read."
    ),
    Right.HUMAN_REVIEW: N_("A member of our staff has looked at a part of the decision again."),
    Right.COMPLAINT: N_("We have looked into your complaint, and we agree with part of it."),
}

REFUSED: dict[Right, str] = {
    Right.ACCESS: N_("We do not give you the data."),
    Right.RECTIFICATION: N_("We do not change the data."),
    Right.ERASURE: N_("We do not erase the data."),
    Right.RESTRICTION: N_("We go on using the data."),
    Right.OBJECTION: N_("We go on using your data for this purpose."),
    Right.PORTABILITY: N_("We do not give you a file to take along."),
    Right.HUMAN_REVIEW: N_("We do not look at the decision again."),
    Right.COMPLAINT: N_("We have looked into your complaint, but we do not agree with you."),
}

OTHERWISE: dict[Outcome, str] = {
    Outcome.GRANTED: N_("We do what you asked."),
    Outcome.PARTLY: N_("We do a part of what you asked."),
    Outcome.REFUSED: N_("We do not do what you asked."),
    Outcome.NOTHING_HELD: N_("We searched, and found no data about you for this."),
    Outcome.NOT_OUR_TASK: N_("This is not up to us. Below we say who can help you."),
    Outcome.WITHDRAWN: N_("You took your request back."),
}

OTHER_LAW = N_("The AVG does not hold for this. Below we say which law does.")

ON_BEZWAAR: dict[Outcome, str] = {
    Outcome.GRANTED: N_("We take a new decision in place of the old one."),
    Outcome.PARTLY: N_("We change the old decision in part."),
    Outcome.NOT_OUR_TASK: N_("We do not decide on this."),
}
OLD_STAYS = N_("The old decision stays in force.")

BY_OUTCOME: dict[Outcome, dict[Right, str]] = {
    Outcome.GRANTED: GRANTED,
    Outcome.PARTLY: PARTLY,
    Outcome.REFUSED: REFUSED,
}


def answer(words: Words, right: Right, outcome: Outcome, *, other_law: bool = False) -> str:
    """What we do, or do not do, in the reader's language.

    Parameters:
        other_law: whether it is not our task because another law holds (AVG 2.2.d).
    """
    if other_law and outcome is Outcome.NOT_OUR_TASK:
        return words.gettext(OTHER_LAW)
    return words.gettext(BY_OUTCOME.get(outcome, {}).get(right, OTHERWISE[outcome]))


def asked(words: Words, right: Right) -> str:
    """What was asked: in plain words, with the law's term once."""
    return words.gettext(ASKED[right])


def bezwaar_answer(words: Words, outcome: Outcome) -> str:
    """What becomes of a decision that was contested (Awb 7:11)."""
    return words.gettext(ON_BEZWAAR.get(outcome, OLD_STAYS))
