"""What a handler reads about a right: what it is, what the law says, what others forget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.grounds import is_marketing
from portal.law.rights import RULES, Right


@dataclass(frozen=True, slots=True)
class Guide:
    """About one right, in the reader's language.

    Attributes:
        title: the question that it answers.
        law: the rule in our own words, with its article at the end.
        forgotten: what is easily overlooked.
    """

    title: str
    what: str
    law: str
    article: str
    forgotten: tuple[str, ...]


_GUIDES: dict[Right, tuple[str, str, tuple[str, ...]]] = {
    Right.ACCESS: (
        N_("This person wants to know what you have about them, and gets a copy."),
        N_("Who asks hears whether you use data about them, gets those data, and reads why."),
        (
            N_("Nothing held is an answer too. The person must hear it."),
            N_("Look further than the systems: mailboxes, paper, processors."),
            N_("Leave out only what harms another. Never refuse everything because of it."),
            N_("Name who got the data. 'Partners' is not enough."),
        ),
    ),
    Right.RECTIFICATION: (
        N_("This person says that something is wrong or missing, and wants it put right."),
        N_("What is wrong is corrected, what is missing is completed, without delay."),
        (
            N_("Until it is checked, the data may be kept but not used."),
            N_("An opinion is not wrong because somebody disagrees. Offer a statement."),
            N_("Correct every copy, and tell who got the wrong data."),
        ),
    ),
    Right.ERASURE: (
        N_("This person wants data to be gone."),
        N_("Data are erased when one of six reasons applies, unless the law says they must stay."),
        (
            N_("Decide item by item. Rarely must everything stay."),
            N_("Say of each item that stays which law says so, and until when."),
            N_("A term to keep a treatment file is no reason by itself when the person asks."),
            N_("Back-ups and processors erase too, and who got the data is told."),
        ),
    ),
    Right.RESTRICTION: (
        N_("This person wants you to keep the data, but to do nothing with them for a while."),
        N_("In four cases data may only be kept: doubt, unlawful use, a claim, an objection."),
        (
            N_("Mark the data in the system, so that a colleague sees it too."),
            N_("Tell the person before you use the data again."),
        ),
    ),
    Right.OBJECTION: (
        N_("This person wants you to stop, because of their own situation."),
        N_("You stop, unless your reasons are so strong that they weigh more. You prove that."),
        (
            N_("It is not bezwaar: that is about a decision. Here it is about the use of data."),
            N_("While you weigh, the data may not be used."),
            N_("Weigh this person's situation, not that of people in general."),
        ),
    ),
    Right.CONSENT_WITHDRAWAL: (
        N_("This person said yes before, and takes that back."),
        N_("Consent can be taken back at any time, as easily as it was given. It works at once."),
        (
            N_("Nothing is weighed, and no reason is needed. Stop today."),
            N_("Do not go on with the same use on another ground that you find now."),
            N_("What was done before stays lawful. Offer to erase the data."),
        ),
    ),
    Right.PORTABILITY: (
        N_("This person wants to take data along, for themselves or for another organisation."),
        N_("Data that the person gave you come in a file that other computers can read."),
        (
            N_("A PDF alone will not do. The portal puts the data in it as a JSON file."),
            N_("It is about what the person gave you, not about what you made of it."),
            N_("Does it not fit? Then the person can still look at the data."),
        ),
    ),
    Right.HUMAN_REVIEW: (
        N_("A computer decided. This person wants somebody to look at it."),
        N_("Nobody must bear a grave decision made by a computer alone. A person looks again."),
        (
            N_("Who looks again must be allowed to change the decision."),
            N_("Let the person say what they think of it first."),
            N_("The road of bezwaar against the decision goes on. Name its last day."),
        ),
    ),
    Right.COMPLAINT: (
        N_("This person is not content with how you handled their data."),
        N_("A complaint is looked into fairly, by somebody who had no part in it, and answered."),
        (
            N_("Hear both sides, and tell what you will do about it."),
            N_("Say where the person can go next. The AP is always open."),
        ),
    ),
}
_MARKETING = (
    N_("This person wants no more advertising from you."),
    N_("Against advertising an objection always succeeds. The use stops at once."),
    (
        N_("Nothing is weighed, and no reason is needed. Stop today."),
        N_("Keep the address on a list, so that nobody writes by accident."),
    ),
)
_BEZWAAR = (
    N_("This person does not agree with your answer and asks you to decide again."),
    N_("You look at the whole decision once more, and hear the person first if they want."),
    (
        N_("Have somebody else decide than who decided before."),
        N_("Ask whether the person wants to be heard. Let them see the file a week before that."),
        N_("Write down what is said when you hear them."),
        N_("Was something missing? Offer to mend it before you refuse to look at it."),
    ),
)


def guide(
    words: Words, right: Right, answers: Mapping[str, Any], *, bezwaar: bool = False
) -> Guide:
    """What a handler should know about a part of a case.

    Parameters:
        answers: what was told about it, as stored in the part.
        bezwaar: whether an earlier answer is contested.
    """
    title = N_("What is this right, and what do others forget?")
    chosen, article = _GUIDES[right], RULES[right].article
    if is_marketing(right, answers):
        chosen, article = _MARKETING, "AVG 21.2, 21.3"
    if bezwaar:
        title = N_("What is a bezwaar, and what do others forget?")
        chosen, article = _BEZWAAR, "Awb 7:2, 7:4, 7:7, 7:11"
    what, law, forgotten = chosen
    say = words.gettext
    return Guide(say(title), say(what), say(law), article, tuple(map(say, forgotten)))
