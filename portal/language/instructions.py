"""The words for what sources are told to do after a decision, and how far they are."""

from portal.language import searches
from portal.language.terms import N_
from portal.language.words import Words
from portal.law.effects import Effect

EFFECT: dict[Effect, str] = {
    Effect.ERASE: N_("Erase the data"),
    Effect.RECTIFY: N_("Correct the data"),
    Effect.RESTRICT: N_("Keep the data and do not use them"),
    Effect.LIFT: N_("Use the data again"),
}

STATE: dict[str, tuple[str, str]] = {  # how it looks, and what it says
    "trying": ("info", N_("Being asked what it would do")),
    "ready": ("info", N_("Can be done, waits for the other systems")),
    "refused": ("error", N_("The system refuses")),
    "doing": ("info", N_("Being carried out")),
    "done": ("ok", N_("Done")),
    "failed": ("error", N_("Went wrong")),
    "with_person": ("warning", N_("A person must do it")),
}
REHEARSED: dict[str, tuple[str, str]] = {
    "ready": ("ok", N_("Can be done")),
    "with_person": ("neutral", N_("A person will do it")),
}
"""The same of a dry run before the decision, where it says something else."""

WAITING = ("trying", "ready", "with_person")
BY_REASON: dict[str, tuple[str, str]] = {
    "still_needed": ("neutral", N_("Waits")),
    "not_tried": ("neutral", N_("Is not asked beforehand")),
}
"""The same where the reason says more."""

NOT_DONE = ("neutral", N_("Will not be done"))

REASON: dict[str, str] = {
    "person": N_("Somebody keeps these data, not a system."),
    "only_read": N_("The portal can only read this system."),
    "stays": N_("Something in this system must stay. So the system is not told to erase."),
    "unclear": N_("The request says in its own words what is meant. A person must look."),
    "not_sure": N_("Too little is known to say surely whose data are meant."),
    "still_needed": N_(
        "Something that is being handled still needs these data. The portal looks again each day."
    ),
    "not_tried": N_(
        "Nobody tried safely whether this system knows dry runs. So it is not asked beforehand."
    ),
    "no_system": N_("These data are in no system. Look for them on paper."),
    "handed_over": N_("The system did not do it. So a person was asked."),
    "cannot": N_("The profile says that this system cannot do it."),
    "person_did_not": N_("Who was asked did not do it."),
    "lifted": N_("The restriction ended before this was done."),
    "too_slow": N_("The system took too long: %(detail)s."),
    "suspended": N_("This system is not used for now: %(detail)s"),
}

ITEM: dict[str, str] = {
    "possible": N_("can be done"),
    "done": N_("done"),
    "refused": N_("refused"),
    "failed": N_("not done"),
}


def state(
    words: Words, code: str, *, rehearsal: bool, ended: bool, why: str = ""
) -> tuple[str, str]:
    """How an instruction stands: a kind of badge, and words.

    Parameters:
        rehearsal: whether it is a dry run before the decision.
        ended: whether nothing more is done for it.
        why: the code of its reason.
    """
    kind, text = STATE[code]
    if rehearsal:
        kind, text = REHEARSED.get(code, (kind, text))
    if code == "failed" and ended:
        kind, text = NOT_DONE
    if code in WAITING:
        kind, text = BY_REASON.get(why, (kind, text))
    return kind, words.gettext(text)


def reason(words: Words, code: str, detail: str) -> str:
    """Why it stands so; empty when there is nothing to tell."""
    if code in REASON:
        return words.gettext(REASON[code], detail=detail)
    return searches.remark(words, code, detail)
