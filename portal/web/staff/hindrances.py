"""What stands in the way, as a sentence that says what to do and a link to where it is done."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.language import checks, terms
from portal.language.particulars import FIELDS
from portal.law.checklists import Check
from portal.models.case import Case
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.particulars import SHORTEST_PROOF, Fault
from portal.web.page import words

OBSTACLES = {
    Obstacle.NO_OUTCOME: _l("Choose an outcome for each part."),
    Obstacle.OUTCOME_DOES_NOT_FIT: _l("An outcome does not fit the right that was used."),
    Obstacle.NO_GROUND: _l("Choose the ground for what is refused."),
    Obstacle.GROUND_DOES_NOT_FIT: _l("A ground does not fit the right that was used."),
    Obstacle.NO_REASON: _l("Write down why, in at least twenty characters: the citizen reads it."),
    Obstacle.NO_BASIS: _l("Choose on which point of the law this is granted."),
    Obstacle.BASIS_DOES_NOT_FIT: _l("Choose one of the points of the law that belong to it."),
    Obstacle.FIELD: _l("Fill in what belongs to this choice."),
    Obstacle.NOT_CHECKED: _l("Do this first, then tick it:"),
    Obstacle.NO_ITEMS: _l("Say item by item what is erased and what stays."),
    Obstacle.ITEMS_UNDECIDED: _l("Decide about each item on the list."),
    Obstacle.ITEMS_SAY_OTHERWISE: _l(
        "The outcome differs from the items: all done is granted, some is partly, none is refused."
    ),
    Obstacle.ALL_TAKEN_BACK: _l(
        "Every part was taken back. Then record that the whole request was taken back."
    ),
    Obstacle.NOT_SEARCHED: _l(
        "Search the systems first: without looking nobody can say yes or no."
    ),
    Obstacle.SEARCH_PENDING: _l("Wait until every system was searched, and everybody answered."),
    Obstacle.UNDECIDED: _l("Decide about each item that was found."),
    Obstacle.SOMETHING_LEFT_OUT: _l(
        "Items are left out, so the outcome is 'partly granted': the citizen must be told."
    ),
    Obstacle.SOMETHING_REDACTED: _l(
        "Passages are redacted or an address is left out, so the outcome is 'partly granted': "
        "the citizen must be told."
    ),
    Obstacle.SOMETHING_INCLUDED: _l(
        "Items were found, so the outcome cannot be that nothing is held."
    ),
    Obstacle.NOTHING_INCLUDED: _l(
        "Nothing goes into the answer. Choose 'nothing held', or a refusal with its ground."
    ),
    Obstacle.SUGGESTIONS_OPEN: _l(
        "Judge what the portal suggests to redact in the items that go into the answer."
    ),
    Obstacle.LEAKS_OPEN: _l(
        "Something that was redacted still stands in the answer. Look where, and redact it too."
    ),
    Obstacle.UNANSWERED_NOT_SEEN: _l(
        "Tick that you know that some systems gave no answer; the report will say so."
    ),
    Obstacle.DATA_FOUND: _l(
        "Data of this person were found, so we can tell them apart. Choose another ground."
    ),
    Obstacle.IDENTITY_PROVEN: _l(
        "We know well enough who this is. Doubt about that is no ground any more."
    ),
    Obstacle.IDENTITY_TOO_LOW: _l(
        "These data may only be given to somebody who proved better who they are. "
        "Ask for it, or record it at the desk."
    ),
    Obstacle.ADDRESS_NOT_KNOWN: _l(
        "The confirmed e-mail address stands in none of the records that were found: the code "
        "proves a mailbox, not that these data are of this person. Ask to show identity at the "
        "desk."
    ),
    Obstacle.AUTHORITY_OPEN: _l("Look whether who asks may act for this person, and record it."),
    Obstacle.AUTHORITY_REFUSED: _l(
        "Who asks may not act for this person. Refuse the request, on that ground."
    ),
    Obstacle.HARM_NOT_WITHHELD: _l(
        "A part of the answer would harm the person. Leave that out: then it is granted in part."
    ),
    Obstacle.OWN_PROPOSAL: _l("This is your own proposal. A colleague must approve it."),
    Obstacle.OWN_DECISION: _l(
        "You took the decision that is contested. A colleague must judge the bezwaar."
    ),
    Obstacle.PENALTY_OPEN: _l("Decide what we owe for being late."),
    Obstacle.NOT_POSTED: _l("Post the answer, and record on which day that was."),
    Obstacle.RECIPIENTS_OPEN: _l("Tell who got the data, or write down why that cannot be done."),
    Obstacle.INSTRUCTIONS_OPEN: _l("Have the decision carried out in every source."),
    Obstacle.RESTRICTION_OPEN: _l("Tell the person when you will use the data again."),
}

FAULTS = {
    Fault.EMPTY: _l("Fill this in."),
    Fault.TOO_SHORT: _l("Write a little more, at least ten characters."),
    Fault.NO_DAY: _l("Fill in a date, such as 18-12-2026."),
    Fault.NOT_YET: _l("This day is still to come. Fill in the day it happened."),
    Fault.BEFORE_RECEIPT: _l("This day is before the request. Fill in a later day."),
    Fault.NO_MESSAGE: _l("There is no message of this person from that day in the file."),
    Fault.TOO_LATE: _l("This is later than three months after the request. Choose a day before."),
}

AT = {  # the page where it is solved, when that is not the decision itself
    Obstacle.NOT_SEARCHED: "staff.show_data",
    Obstacle.SEARCH_PENDING: "staff.show_data",
    Obstacle.UNDECIDED: "staff.show_data",
    Obstacle.SOMETHING_LEFT_OUT: "staff.show_data",
    Obstacle.SOMETHING_REDACTED: "staff.show_data",
    Obstacle.SOMETHING_INCLUDED: "staff.show_data",
    Obstacle.NOTHING_INCLUDED: "staff.show_data",
    Obstacle.SUGGESTIONS_OPEN: "staff.show_suggestions",
    Obstacle.LEAKS_OPEN: "staff.show_leaks",
    Obstacle.NO_ITEMS: "staff.show_items",
    Obstacle.ITEMS_UNDECIDED: "staff.show_items",
    Obstacle.ITEMS_SAY_OTHERWISE: "staff.show_items",
    Obstacle.IDENTITY_TOO_LOW: "staff.ask_citizen",
    Obstacle.ADDRESS_NOT_KNOWN: "staff.ask_citizen",
    Obstacle.AUTHORITY_OPEN: "staff.show_authority",
    Obstacle.AUTHORITY_REFUSED: "staff.show_authority",
    Obstacle.HARM_NOT_WITHHELD: "staff.show_data",
    Obstacle.PENALTY_OPEN: "staff.show_clock",
    Obstacle.NOT_POSTED: "staff.show_documents",
    Obstacle.RECIPIENTS_OPEN: "staff.show_consequences",
    Obstacle.INSTRUCTIONS_OPEN: "staff.show_instructions",
    Obstacle.RESTRICTION_OPEN: "staff.show_consequences",
    Obstacle.ALL_TAKEN_BACK: "staff.record_withdrawal",
    Obstacle.OWN_PROPOSAL: "staff.show_case",
    Obstacle.OWN_DECISION: "staff.show_case",
}
FIELD_OF = {  # the field of a part's form where it is solved
    Obstacle.NO_OUTCOME: "outcome-0",
    Obstacle.OUTCOME_DOES_NOT_FIT: "outcome-0",
    Obstacle.NO_GROUND: "ground",
    Obstacle.GROUND_DOES_NOT_FIT: "ground",
    Obstacle.DATA_FOUND: "ground",
    Obstacle.IDENTITY_PROVEN: "ground",
    Obstacle.NO_REASON: "reason",
    Obstacle.NO_BASIS: "basis-0",
    Obstacle.BASIS_DOES_NOT_FIT: "basis-0",
    Obstacle.NOT_CHECKED: "checks",
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do first."""

    text: str
    url: str


def todo(case: Case, hindrance: Hindrance) -> Todo:
    """A hindrance in words, with its link."""
    text = sentence(hindrance)
    if hindrance.part_id is not None and len(case.parts) > 1:
        right = next(part.right for part in case.parts if part.id == hindrance.part_id)
        named = terms.legal_right(words(), right)
        text = f"{named[:1].upper()}{named[1:]}: {text}"
    return Todo(text, _where(case, hindrance))


def todos(case: Case, hindrances: tuple[Hindrance, ...]) -> list[Todo]:
    """Everything to do first, each once."""
    return list(dict.fromkeys(todo(case, each) for each in hindrances))


def sentence(hindrance: Hindrance) -> str:
    """A hindrance in words."""
    if hindrance.obstacle is Obstacle.FIELD:
        return fault(hindrance.about, Fault(hindrance.fault))
    text = str(OBSTACLES[hindrance.obstacle])
    if hindrance.obstacle is Obstacle.NOT_CHECKED:
        return f"{text} {checks.check(words(), Check(hindrance.about, ''))}"
    return text


def fault(key: str, what: Fault) -> str:
    """What is wrong with a field, at the field itself and on top of the page."""
    text = str(FAULTS[what])
    if key == "proof" and what is Fault.TOO_SHORT:
        text = _(
            "This ground needs proof. Write at least %(number)s characters.", number=SHORTEST_PROOF
        )
    return f"{words().gettext(FIELDS[key].label)} {text}"


def _where(case: Case, hindrance: Hindrance) -> str:
    endpoint = AT.get(hindrance.obstacle, "staff.show_decision")
    at: dict[str, Any] = {"reference": case.reference}
    if endpoint == "staff.show_items":
        at["part_id"] = hindrance.part_id
    if endpoint == "staff.ask_citizen":
        at["kind"] = "identiteit"
    if endpoint == "staff.show_decision" and hindrance.part_id is not None:
        name = FIELD_OF.get(hindrance.obstacle, f"need_{hindrance.about}")
        at["_anchor"] = f"part{hindrance.part_id}-{name}"
    elif hindrance.obstacle is Obstacle.UNANSWERED_NOT_SEEN:
        at["_anchor"] = "seen"
    return url_for(endpoint, **at)
