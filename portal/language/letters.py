"""What each letter is called: its heading, and its name in a list of documents."""

from enum import StrEnum

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.mandatory import LetterKind

TITLE: dict[LetterKind, str] = {
    LetterKind.RECEIPT: N_("Receipt of your request"),
    LetterKind.ANSWER: N_("Our answer to your request"),
    LetterKind.BEZWAAR_DECISION: N_("Our decision on your 'bezwaar'"),
    LetterKind.IDENTITY_WANTED: N_("We want to be sure that it is you"),
    LetterKind.CLARIFICATION: N_("We have a question about your request"),
    LetterKind.REMINDER: N_("We are still waiting for your answer"),
    LetterKind.EXTENSION: N_("We need more time"),
    LetterKind.LATE: N_("Our answer is late"),
    LetterKind.RESTRICTION_SET: N_("We do not use your data for the time being"),
    LetterKind.RESTRICTION_LIFTED: N_("We are going to use your data again"),
    LetterKind.CONSENT_WITHDRAWN: N_("You have taken back your consent"),
    LetterKind.RECIPIENT_NOTICE: N_("Data that you got from us have changed"),
    LetterKind.RECIPIENTS_TOLD: N_("Who we told about the change"),
    LetterKind.WITHDRAWN: N_("You took your request back"),
    LetterKind.CLOSING: N_("We have closed your request"),
    LetterKind.BEZWAAR_RECEIPT: N_("We received your 'bezwaar'"),
    LetterKind.DEFAULT_RECEIPT: N_("We received your notice of default"),
    LetterKind.PENALTY_DECISION: N_("Our decision about the money for being late"),
}

OF_A_BEZWAAR: dict[LetterKind, str] = {
    LetterKind.CLARIFICATION: N_("We have a question about your 'bezwaar'"),
    LetterKind.WITHDRAWN: N_("You took your 'bezwaar' back"),
    LetterKind.CLOSING: N_("We have closed your 'bezwaar'"),
}
"""The headings of letters that speak of a request, when it is a bezwaar."""


class Enclosure(StrEnum):
    """What can go with an answer beside letters."""

    REPORT = "report"
    DATA = "data"


ENCLOSURE: dict[Enclosure, str] = {
    Enclosure.REPORT: N_("Report of your data"),
    Enclosure.DATA: N_("Your data to take along"),
}


def document(words: Words, kind: LetterKind | Enclosure, *, bezwaar: bool = False) -> str:
    """What a document is called in a list.

    Parameters:
        bezwaar: whether it is in the file of a bezwaar.
    """
    if isinstance(kind, Enclosure):
        return words.gettext(ENCLOSURE[kind])
    return title(words, kind, bezwaar=bezwaar)


def title(words: Words, kind: LetterKind, *, bezwaar: bool = False) -> str:
    """The heading of a letter of this kind.

    Parameters:
        bezwaar: whether it is about a bezwaar, not about a request.
    """
    own = OF_A_BEZWAAR.get(kind) if bezwaar else None
    return words.gettext(own or TITLE[kind])
