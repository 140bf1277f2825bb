"""Who asks for somebody else, and what they told about it, as question and answer.

The stored facts have these keys, empty ones left out: whom (child, other, deceased), kind, name,
other_parent (alone, agrees, unaware, objects, unknown), apart, scope (money, care, both),
permission (yes, no), office, relation (permission, interest, parent_of_child, other).
"""

from collections.abc import Mapping
from typing import Any

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.representation import Proof, Reason

KIND: dict[str, str] = {
    "parent": N_("Parent with parental authority"),
    "guardian": N_("Guardian"),
    "foster_parent": N_("Foster parent"),
    "authorised": N_("With permission of this person"),
    "lawyer": N_("Lawyer"),
    "curator": N_("Legal guardian of an adult (curator)"),
    "bewindvoerder": N_("Administrator of property (bewindvoerder)"),
    "mentor": N_("Mentor"),
    "relative_of_deceased": N_("Relative of somebody who died"),
}

QUESTION: dict[str, str] = {
    "other_parent": N_("Who has authority over the child?"),
    "apart": N_("The parents do not live together"),
    "scope": N_("What do you decide for this person?"),
    "permission": N_("Do you have written permission?"),
    "office": N_("Which office do you work for?"),
    "relation": N_("Why do you ask for these data?"),
}

CHOICE: dict[tuple[str, str], str] = {
    ("other_parent", "alone"): N_("Only me"),
    ("other_parent", "agrees"): N_("Me and another parent, who agrees with this request"),
    ("other_parent", "unaware"): N_("Me and another parent, who does not know of this request"),
    ("other_parent", "objects"): N_("Me and another parent, who does not want this"),
    ("other_parent", "unknown"): N_("I do not know"),
    ("apart", "y"): N_("Yes"),
    ("scope", "money"): N_("About money and property"),
    ("scope", "care"): N_("About care and support"),
    ("scope", "both"): N_("About both"),
    ("permission", "yes"): N_("Yes, with a signature"),
    ("permission", "no"): N_("No, not yet"),
    ("relation", "permission"): N_("This person gave permission for it while alive"),
    ("relation", "parent_of_child"): N_("I am a parent, and my child was younger than 16"),
    ("relation", "interest"): N_("I have another important reason"),
    ("relation", "other"): N_("Something else"),
}


REASON: dict[Reason, str] = {
    Reason.OWN_DATA: N_("You ask for your own data."),
    Reason.CHILD_MAY_ASK: N_("You may ask this yourself."),
    Reason.CHILD_ASKS_HELPER: N_("You may ask this yourself, at any age."),
    Reason.PARENT_MUST_ASK: N_(
        "Until you are 12, a parent or guardian asks for you. Ask one of them to help you. "
        "You can send your question all the same. Then we look at what we can do."
    ),
    Reason.PARENT_MAY_ASK: N_("A parent with authority may ask for this child."),
    Reason.PARENT_BESIDE_CHILD: N_(
        "A parent with authority may ask this. The child may too: it is 12 or older. "
        "We look at what is good for the child. So we may leave something out."
    ),
    Reason.CHILD_ALONE: N_(
        "This child is 16 or older. Then the child asks itself, or gives you permission."
    ),
    Reason.PARENT_WITHDRAWS: N_("A parent may take back consent for this child."),
    Reason.CHILD_IS_ADULT: N_(
        "This person is 18 or older. Grown-up people ask themselves, or give you permission."
    ),
    Reason.PARENT_NOT_AT_HELPER: N_(
        "We help young people for free. So here the young person asks, at any age. "
        "The law gives parents no right to this file. The young person can give you permission."
    ),
    Reason.AGE_UNKNOWN: N_("How old the child is decides who may ask."),
    Reason.NO_AUTHORITY_BY_CARE: N_(
        "A foster parent does not decide about the data of a child, unless also guardian."
    ),
    Reason.WITHIN_SCOPE: N_("You may ask for what belongs to your task."),
    Reason.WITH_AUTHORISATION: N_("You may ask with a signed permission."),
    Reason.LAWYER_ACTS: N_("You may ask for your client."),
    Reason.NOT_FOR_DECEASED: N_("The privacy law (AVG) is about people who are alive."),
    Reason.OWN_DATA_REMAIN: N_("Data about yourself in that file stay yours."),
    Reason.FILE_OF_DECEASED: N_(
        "You may see this file with permission given while alive, or for an important reason. "
        "Parents may also see the file of a child who was younger than 16."
    ),
}

PROOF: dict[Proof, str] = {
    Proof.AUTHORITY_EXTRACT: N_(
        "We may ask for a paper from the register of parental authority (gezagsregister)."
    ),
    Proof.GUARDIANSHIP: N_("Are you guardian? Then we may ask for the decision that says so."),
    Proof.PERMISSION_OF_PARENT: N_(
        "Are you not? Then we need written permission of the parent or guardian with authority."
    ),
    Proof.COURT_ORDER: N_("We may ask for the decision of the court."),
    Proof.SIGNED_AUTHORISATION: N_(
        "Permission means: a paper with what you may ask, the date and the person's signature."
    ),
    Proof.BAR_REGISTER: N_("We look you up in the register of lawyers."),
}


def representative_lines(
    words: Words, representative: Mapping[str, Any] | None
) -> tuple[tuple[str, str], ...]:
    """Who asks for somebody else, and as what; nothing when people ask for themselves."""
    return tuple(
        (label, text) for _name, label, text in representative_answers(words, representative)
    )


def representative_answers(
    words: Words, representative: Mapping[str, Any] | None
) -> tuple[tuple[str, str, str], ...]:
    """The same, each with the key under which it is stored."""
    acting = dict(representative or {})
    kind = KIND.get(str(acting.get("kind", "")), "")
    lines = [
        ("name", words.gettext("Who asks"), str(acting.get("name", ""))),
        ("kind", words.gettext("As what"), words.gettext(kind) if kind else ""),
    ]
    for name, question in QUESTION.items():
        value = str(acting.get(name) or "")
        choice = CHOICE.get((name, value))
        lines.append((name, words.gettext(question), words.gettext(choice) if choice else value))
    return tuple(line for line in lines if line[2])
