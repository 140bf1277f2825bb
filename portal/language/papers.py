"""The words for documents, for staff: how far they are read, and what to do when they cannot be."""

from portal.language.terms import N_
from portal.language.words import Words

HANDED_IN = N_("Handed in by staff")

STATE: dict[str, tuple[str, str]] = {
    "waiting": ("info", N_("being read")),
    "readable": ("ok", N_("read")),
    "unreadable": ("error", N_("cannot be read")),
}
"""How far a document is, by its state: a kind of badge and words."""

PROBLEM: dict[str, str] = {
    "empty": N_("There is nothing in this file. Ask for a new copy."),
    "unsupported": N_("The portal does not read this kind of file. Save it as PDF and add it."),
    "encrypted": N_("This file has a password. Take it off and add the file again."),
    "locked": N_("This file has a password. Take it off and add the file again."),
    "broken": N_("This file is broken. Open it yourself, save it as PDF and add it."),
    "unclear": N_("This file is broken. Open it yourself, save it as PDF and add it."),
    "damaged": N_("This file is broken. Open it yourself, save it as PDF and add it."),
    "too_large": N_("This file is larger than 50 MB. Split it and add the parts."),
    "too_many_pages": N_("This file has more than 2,000 pages. Split it and add the parts."),
    "too_much_inside": N_("This file unpacks to far too much. Save it as PDF and add it."),
    "too_slow": N_("Reading this file took too long. Split it and add the parts."),
    "destroyed": N_("This document was destroyed. Our answer is final."),
    "lost": N_("This file was not kept well. Fetch it from the source and add it."),
    "missing": N_("The source names this file but does not have it. Ask the owner for it."),
    "unreadable": N_("The portal may not open this file. Ask the owner for it and add it."),
    "unreachable": N_("The server did not give this file. Fetch it yourself and add it."),
    "refused": N_("The server refused to give this file. Fetch it yourself and add it."),
    "too_many": N_("The source has more files than fit. Fetch this one yourself and add it."),
    "location": N_("This file is at another address, which we do not visit. Fetch it yourself."),
}
"""What is wrong and what to do, by the code of a problem; codes of sources are among them."""

OTHER_PROBLEM = N_("This file could not be fetched. Fetch it from the source and add it.")


def trouble(words: Words, problem: str) -> str:
    """Why a document cannot be read and what to do; empty without a problem."""
    return words.gettext(PROBLEM.get(problem, OTHER_PROBLEM)) if problem else ""
