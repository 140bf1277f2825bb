"""What was asked, as question and answer: for the check page, the receipt and the case page.

The stored answers of a part have these keys, empty ones left out:
access: scope (all, some), activities, period_from, period_to, words (of who wrote a letter or
called); rectification: kind (wrong, missing, opinion), field, old, new, statement, proof;
erasure: scope (all, some), activities, what, because (consent_withdrawn), reason;
restriction: case (accuracy, unlawful, claims, objection), explanation; objection: kind (situation,
marketing), activities, situation; consent_withdrawal: scope (all, some), activities, what;
portability: activities, to (self, organisation), receiver; human_review: activities, decision,
decided_on, view; complaint: what, to (organisation, officer).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_date

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.rights import Right
from portal.organisations.organisation import Organisation

QUESTION: dict[tuple[Right, str], str] = {
    (Right.ACCESS, "scope"): N_("What do you want to see?"),
    (Right.ACCESS, "activities"): N_("What is it about?"),
    (Right.ACCESS, "period_from"): N_("From which day?"),
    (Right.ACCESS, "period_to"): N_("Until which day?"),
    (Right.ACCESS, "words"): N_("In your own words"),
    (Right.RECTIFICATION, "kind"): N_("What is wrong with the data?"),
    (Right.RECTIFICATION, "field"): N_("Which data is it about?"),
    (Right.RECTIFICATION, "old"): N_("What does it say now?"),
    (Right.RECTIFICATION, "new"): N_("What should it say?"),
    (Right.RECTIFICATION, "statement"): N_("What do you think of it yourself?"),
    (Right.RECTIFICATION, "proof"): N_("What shows that you are right?"),
    (Right.ERASURE, "scope"): N_("What should we erase?"),
    (Right.ERASURE, "activities"): N_("Which part?"),
    (Right.ERASURE, "what"): N_("Which data exactly?"),
    (Right.ERASURE, "because"): N_("Why?"),
    (Right.ERASURE, "reason"): N_("Why?"),
    (Right.RESTRICTION, "case"): N_("Why should we stop using your data for a while?"),
    (Right.RESTRICTION, "explanation"): N_("Which data is it about?"),
    (Right.OBJECTION, "kind"): N_("What should we stop with?"),
    (Right.OBJECTION, "activities"): N_("Which use is it about?"),
    (Right.OBJECTION, "situation"): N_("What in your situation makes you ask this?"),
    (Right.CONSENT_WITHDRAWAL, "scope"): N_("Which consent do you take back?"),
    (Right.CONSENT_WITHDRAWAL, "activities"): N_("For what?"),
    (Right.CONSENT_WITHDRAWAL, "what"): N_("For something else?"),
    (Right.PORTABILITY, "activities"): N_("Which data do you want to take with you?"),
    (Right.PORTABILITY, "to"): N_("Who should get the data?"),
    (Right.PORTABILITY, "receiver"): N_("Which organisation?"),
    (Right.HUMAN_REVIEW, "activities"): N_("What is the decision about?"),
    (Right.HUMAN_REVIEW, "decision"): N_("Which decision should a person look at?"),
    (Right.HUMAN_REVIEW, "decided_on"): N_("Which date is on the decision?"),
    (Right.HUMAN_REVIEW, "view"): N_("What do you think of the decision?"),
    (Right.COMPLAINT, "what"): N_("What happened?"),
    (Right.COMPLAINT, "to"): N_("Who should look at your complaint?"),
}

CHOICE: dict[tuple[Right, str, str], str] = {
    (Right.ACCESS, "scope", "all"): N_("All data"),
    (Right.ACCESS, "scope", "some"): N_("A part: I choose what it is about"),
    (Right.RECTIFICATION, "kind", "wrong"): N_("Something in them is wrong"),
    (Right.RECTIFICATION, "kind", "missing"): N_("Something is missing"),
    (Right.RECTIFICATION, "kind", "opinion"): N_("I disagree with what somebody thinks of me"),
    (Right.ERASURE, "scope", "all"): N_("All data"),
    (Right.ERASURE, "scope", "some"): N_("A part of my data"),
    (Right.ERASURE, "because", "consent_withdrawn"): N_("I take back my consent"),
    (Right.RESTRICTION, "case", "accuracy"): N_(
        "The data are wrong, and you have not checked them yet"
    ),
    (Right.RESTRICTION, "case", "unlawful"): N_(
        "You may not use them, but I do not want them erased"
    ),
    (Right.RESTRICTION, "case", "claims"): N_(
        "You no longer need them, but I do, for a legal case"
    ),
    (Right.RESTRICTION, "case", "objection"): N_("I objected, and I wait for your answer"),
    (Right.OBJECTION, "kind", "marketing"): N_(
        "Sending me advertising, newsletters or other mail I did not ask for"
    ),
    (Right.OBJECTION, "kind", "situation"): N_("Another use of my data"),
    (Right.CONSENT_WITHDRAWAL, "scope", "all"): N_("All consent I gave you"),
    (Right.CONSENT_WITHDRAWAL, "scope", "some"): N_("Consent for one thing or a few"),
    (Right.PORTABILITY, "to", "self"): N_("Me"),
    (Right.PORTABILITY, "to", "organisation"): N_("Another organisation, straight from you"),
}

IDENTIFIER: dict[str, str] = {
    "client_number": N_("Client number or case number"),
    "postcode": N_("Postcode"),
    "bsn": N_("Citizen service number (BSN)"),
}


def asked_lines(
    words: Words, organisation: Organisation, right: Right, answers: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    """What was asked under one right: question and answer, in the order of the form.

    Parameters:
        answers: as stored in the part.
    """
    told = asked_answers(words, organisation, right, answers)
    return tuple((label, text) for _name, label, text in told)


def asked_answers(
    words: Words, organisation: Organisation, right: Right, answers: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """The same, each with the key under which it is stored."""
    lines = []
    for (about, name), question in QUESTION.items():
        value = answers.get(name)
        if about is right and value:
            text = _answer(words, organisation, right, name, value)
            lines.append((name, words.gettext(question), text))
    return tuple(lines)


def person_lines(
    words: Words,
    name: str = "",
    birth_date: date | None = None,
    identifiers: Mapping[str, str] | None = None,
) -> tuple[tuple[str, str], ...]:
    """What was told about the person the data are about; empty answers are left out."""
    known = identifiers or {}
    lines = [
        (words.gettext("Name"), name),
        (words.gettext("Date of birth"), _plain_date(words, birth_date) if birth_date else ""),
        *((words.gettext(label), str(known.get(key, ""))) for key, label in IDENTIFIER.items()),
    ]
    return _filled(lines)


def contact_lines(
    words: Words, email: str, phone: str, address: str, *, secret: bool = False
) -> tuple[tuple[str, str], ...]:
    """How to reach who asks; empty answers are left out.

    Parameters:
        secret: whether the address is secret; then it stands in no copy, only that it is.
    """
    hidden = words.gettext("Secret: it stands in no letter") if secret else ""
    return _filled(
        [
            (words.gettext("E-mail address"), email),
            (words.gettext("Telephone number"), phone),
            (words.gettext("Address"), hidden or address),
        ]
    )


def _plain_date(words: Words, day: date) -> str:
    """A date without its weekday, which nobody knows of the own birth."""
    return format_date(day, "d MMMM y", locale="en_GB" if words.language == "en" else "nl")


def _filled(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in lines if value)


def _answer(words: Words, organisation: Organisation, right: Right, name: str, value: Any) -> str:
    if name == "activities":
        chosen = [each for each in organisation.activities if each.id in value]
        return "\n".join(each.name.in_(words.language) for each in chosen)
    if name in ("period_from", "period_to", "decided_on"):
        return words.date(date.fromisoformat(value))
    if right is Right.COMPLAINT and name == "to":
        officer = organisation.privacy_officer
        to_officer = value == "officer" and officer is not None
        who = officer.name if to_officer and officer else organisation.name
        return who.in_(words.language)
    choice = CHOICE.get((right, name, str(value)))
    return words.gettext(choice) if choice else str(value)
