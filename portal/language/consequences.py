"""The words for restrictions, recipients who are told and data that must not delete themselves."""

from datetime import date

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.grounds import Outcome

RESTRICTED: dict[str, str] = {  # why data may not be used, for staff
    "18.1.a": N_("The person says that the data are wrong. That is being checked."),
    "18.1.b": N_("The use was unlawful. The person wants the data kept, not erased."),
    "18.1.c": N_("We no longer need the data. The person needs them for a legal claim."),
    "18.1.d": N_("The person objected. Whose interest weighs more is being decided."),
}

LIFTED: dict[tuple[str, bool], str] = {  # by basis, and by whether the person got it their way
    ("18.1.a", True): N_("We have corrected your data. They are right now."),
    ("18.1.a", False): N_("We have checked your data. We found that they are right."),
    ("18.1.b", True): N_("We now have a good reason in law to use these data."),
    ("18.1.c", True): N_("You no longer need these data for your claim."),
    ("18.1.d", True): N_("You were right. We no longer use your data in the way you objected to."),
    ("18.1.d", False): N_(
        "We have weighed your situation against our reasons. Our reasons weigh more. "
        "Our answer tells you why."
    ),
}

HOW: dict[str, str] = {  # how a recipient was told
    "letter": N_("by letter"),
    "mail": N_("by e-mail"),
    "phone": N_("by telephone"),
    "system": N_("through the system in which we share data"),
}

EXCUSE: dict[str, str] = {  # why a recipient was not told, to the person
    "impossible": N_("It was not possible to tell them."),
    "disproportionate": N_("Telling them would take far too much work."),
}


def withdrawn(words: Words) -> str:
    """Why a restriction ends when the person takes the request back."""
    return words.gettext("You have taken back your request.")


def revived(words: Words, last_day: date, *, bezwaar: bool, rests: bool) -> str:
    """What the person reads when a request was not taken back after all.

    Parameters:
        last_day: until when we may answer.
        rests: whether data are not used meanwhile, of which an end was told.
    """
    day = words.date(last_day)
    go_on = (
        words.gettext("We go on with your 'bezwaar'.")
        if bezwaar
        else words.gettext("We go on with your request.")
    )
    lines = [
        words.gettext("You let us know that you did not take this back."),
        go_on,
        words.gettext("The last day for our answer is %(day)s.", day=day),
    ]
    if rests:
        lines += [
            words.gettext("We do not use your data yet."),
            words.gettext("The day in our letter about that does not count any more."),
        ]
    return " ".join(lines)


def lift_reason(words: Words, basis: str, outcome: Outcome | None) -> str:
    """A reason to begin with, for the letter that a restriction ends; empty when none fits.

    Parameters:
        basis: the case of AVG 18.1.
        outcome: how the part ended; None while it is open.
    """
    refused = outcome is Outcome.REFUSED
    text = LIFTED.get((basis, not refused)) if outcome is not None else None
    return words.gettext(text) if text else ""


def excuse(words: Words, why: str, reason: str) -> str:
    """Why a recipient was not told, in one text for the person."""
    return f"{words.gettext(EXCUSE[why])} {reason}".strip()
