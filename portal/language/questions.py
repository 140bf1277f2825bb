"""What was asked, as question and answer: for the check page, the receipt and the case page.

The stored answers of a part have these keys, empty ones left out:
access: scope (all, some), activities, period_from, period_to, words (of who wrote a letter or
called); rectification: field, old, new;
erasure: scope (all, some), what, reason; restriction: case (accuracy, unlawful, claims,
objection), explanation; objection: kind (situation, marketing), situation; consent_withdrawal:
scope (all, some), what; portability: to (self, organisation), receiver; human_review: decision,
view; complaint: what, to (organisation, officer).
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
    (Right.RECTIFICATION, "field"): N_("Which data are wrong or missing?"),
    (Right.RECTIFICATION, "old"): N_("What does it say now?"),
    (Right.RECTIFICATION, "new"): N_("What should it say?"),
    (Right.ERASURE, "scope"): N_("What should we erase?"),
    (Right.ERASURE, "what"): N_("Which part?"),
    (Right.ERASURE, "reason"): N_("Why?"),
    (Right.RESTRICTION, "case"): N_("Why should we stop using your data for a while?"),
    (Right.RESTRICTION, "explanation"): N_("Which data is it about?"),
    (Right.OBJECTION, "kind"): N_("What should we stop with?"),
    (Right.OBJECTION, "situation"): N_("What in your situation makes you ask this?"),
    (Right.CONSENT_WITHDRAWAL, "scope"): N_("Which consent do you take back?"),
    (Right.CONSENT_WITHDRAWAL, "what"): N_("For what?"),
    (Right.PORTABILITY, "to"): N_("Who should get the data?"),
    (Right.PORTABILITY, "receiver"): N_("Which organisation?"),
    (Right.HUMAN_REVIEW, "decision"): N_("Which decision should a person look at?"),
    (Right.HUMAN_REVIEW, "view"): N_("What do you think of the decision?"),
    (Right.COMPLAINT, "what"): N_("What happened?"),
    (Right.COMPLAINT, "to"): N_("Who should look at your complaint?"),
}

CHOICE: dict[tuple[Right, str, str], str] = {
    (Right.ACCESS, "scope", "all"): N_("All data you have about me"),
    (Right.ACCESS, "scope", "some"): N_("A part: I choose what it is about"),
    (Right.ERASURE, "scope", "all"): N_("All data you have about me"),
    (Right.ERASURE, "scope", "some"): N_("A part of my data"),
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
    (Right.CONSENT_WITHDRAWAL, "scope", "some"): N_("Consent for one thing"),
    (Right.PORTABILITY, "to", "self"): N_("Me"),
    (Right.PORTABILITY, "to", "organisation"): N_("Another organisation, straight from you"),
}

REPRESENTATIVE: dict[str, str] = {
    "parent": N_("Parent with parental authority"),
    "guardian": N_("Guardian"),
    "foster_parent": N_("Foster parent"),
    "authorised": N_("I have written permission"),
    "lawyer": N_("Lawyer"),
    "curator": N_("Legal guardian of an adult (curator)"),
    "administrator": N_("Administrator of property (bewindvoerder)"),
    "mentor": N_("Mentor"),
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
    lines = []
    for (about, name), question in QUESTION.items():
        value = answers.get(name)
        if about is right and value:
            lines.append(
                (words.gettext(question), _answer(words, organisation, right, name, value))
            )
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


def representative_lines(
    words: Words, representative: Mapping[str, str] | None
) -> tuple[tuple[str, str], ...]:
    """Who asks for somebody else, and as what; nothing when people ask for themselves."""
    acting = dict(representative or {})
    kind = REPRESENTATIVE.get(acting.get("kind", ""), "")
    return _filled(
        [
            (words.gettext("Who asks"), acting.get("name", "")),
            (words.gettext("As what"), words.gettext(kind) if kind else ""),
        ]
    )


def contact_lines(
    words: Words, email: str, phone: str, address: str
) -> tuple[tuple[str, str], ...]:
    """How to reach who asks; empty answers are left out."""
    return _filled(
        [
            (words.gettext("E-mail address"), email),
            (words.gettext("Telephone number"), phone),
            (words.gettext("Address"), address),
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
    if name in ("period_from", "period_to"):
        return words.date(date.fromisoformat(value))
    if right is Right.COMPLAINT and name == "to":
        officer = organisation.privacy_officer
        to_officer = value == "officer" and officer is not None
        who = officer.name if to_officer and officer else organisation.name
        return who.in_(words.language)
    choice = CHOICE.get((right, name, str(value)))
    return words.gettext(choice) if choice else str(value)
