"""The words for who may ask: a question to staff, its two answers, and what each leads to."""

from dataclasses import dataclass

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.representation import Reason


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to staff; `yes` and `no` are the answers in words, `look` says where to look."""

    question: str
    yes: str
    no: str
    look: str


ASKED: dict[str, Asked] = {
    "authority_seen": Asked(
        N_("Does this person have authority over the child?"),
        N_("Yes, I have seen it"),
        N_("No, or it was not shown"),
        N_("Ask for an extract of the register of authority (gezagsregister), or the court order."),
    ),
    "other_parent_objects": Asked(
        N_("Does the other parent with authority object?"),
        N_("Yes, the other parent objects"),
        N_("No, not as far as we know"),
        N_("One parent may act alone, until it is known that the other one objects."),
    ),
    "parents_separated": Asked(
        N_("Do the parents live apart?"),
        N_("Yes, they live apart"),
        N_("No"),
        N_("Then leave out what the file says about the other parent. Write only to who asks."),
    ),
    "interest_of_child": Asked(
        N_("Would some part of the answer harm the child?"),
        N_("Yes, some part would"),
        N_("No"),
        N_(
            "Think of what the child told in confidence, or of danger at home. Ask the "
            "practitioner or trust person."
        ),
    ),
    "address_secret": Asked(
        N_("Must an address stay secret?"),
        N_("Yes"),
        N_("No"),
        N_("Think of a shelter, a foster family or a parent in hiding."),
    ),
    "treatment_file": Asked(
        N_("Is it about a file of treatment or youth care?"),
        N_("Yes"),
        N_("No"),
        N_(
            "From 12 years a child that can judge it decides about that file. Ask the child "
            "before a parent sees it."
        ),
    ),
    "tell_no_parent": Asked(
        N_("Is it sure that no parent hears of this request from us?"),
        N_("Yes"),
        N_("Not yet"),
        N_("Look at the address, the e-mail address and the telephone number."),
    ),
    "plain_words_for_child": Asked(
        N_("Is our answer written so that this child understands it?"),
        N_("Yes"),
        N_("Not yet"),
        N_("Read it aloud, with short words and short sentences."),
    ),
    "scope_of_curatele": Asked(
        N_("Is this something the person cannot decide alone?"),
        N_("Yes, the curator decides"),
        N_("No, the person decides"),
        N_("Look at the order of the court."),
    ),
    "scope_money": Asked(
        N_("Is the request about money or property under administration?"),
        N_("Yes"),
        N_("No"),
        N_("A bewindvoerder decides about money and property, and nothing else."),
    ),
    "scope_care": Asked(
        N_("Is the request about care, nursing, treatment or support?"),
        N_("Yes"),
        N_("No"),
        N_("A mentor decides about care and support, and nothing else."),
    ),
    "order_still_valid": Asked(
        N_("Is the order of the court still valid?"),
        N_("Yes, I have seen it"),
        N_("No, or it was not shown"),
        N_("Look in the public register of curatele and bewind, or ask for the order."),
    ),
    "helps_person_itself": Asked(
        N_("Does our help go to this person directly?"),
        N_("Yes, then the person asks"),
        N_("No"),
        N_("Free help for young people is theirs. Nobody else gets a right to it from this law."),
    ),
    "signature_and_date": Asked(
        N_("Does the permission have a signature and a date?"),
        N_("Yes, I have seen it"),
        N_("No, or there is no permission"),
        N_("Compare the signature with one in the file, if there is one."),
    ),
    "scope_of_authorisation": Asked(
        N_("Is the permission for what is asked here?"),
        N_("Yes"),
        N_("No"),
        N_("It names the organisation, the request and who may act."),
    ),
    "identity_of_both": Asked(
        N_("Do we know who both people are?"),
        N_("Yes"),
        N_("No"),
        N_("Ask for no more proof than the data need."),
    ),
    "on_bar_register": Asked(
        N_("Is the lawyer in the register of lawyers?"),
        N_("Yes, I have looked"),
        N_("No"),
        N_("Search for the name on the website of the bar association (NOvA)."),
    ),
    "client_named": Asked(
        N_("Does the lawyer say for whom the request is?"),
        N_("Yes"),
        N_("No"),
        N_("A name and a date of birth, or another fact that fits our file."),
    ),
    "signed_by_representative": Asked(
        N_("Did a parent or guardian sign for this young child?"),
        N_("Yes, I have seen it"),
        N_("No"),
        N_("Who is too young to ask cannot let somebody else ask."),
    ),
}

REASON: dict[Reason, str] = {  # of the verdict, to staff
    Reason.OWN_DATA: N_("People may always ask for their own data."),
    Reason.CHILD_MAY_ASK: N_("From 12 years a child may ask itself, without a parent."),
    Reason.CHILD_ASKS_HELPER: N_("At free help for young people a child may ask at any age."),
    Reason.PARENT_MUST_ASK: N_("This child is under 12. A parent or guardian must ask."),
    Reason.PARENT_MAY_ASK: N_("For a child under 12 a parent with authority or a guardian asks."),
    Reason.PARENT_BESIDE_CHILD: N_(
        "From 12 to 15 years the child and a parent with authority may each ask."
    ),
    Reason.CHILD_ALONE: N_("From 16 years the child asks, or gives written permission."),
    Reason.PARENT_WITHDRAWS: N_("A parent may take back consent for this child."),
    Reason.CHILD_IS_ADULT: N_("This person is an adult: a parent needs written permission."),
    Reason.PARENT_NOT_AT_HELPER: N_(
        "This is free help for young people: a parent needs written permission of the child."
    ),
    Reason.AGE_UNKNOWN: N_("Find out how old this person is: that decides who may ask."),
    Reason.NO_AUTHORITY_BY_CARE: N_("A foster parent has no authority by caring for a child."),
    Reason.WITHIN_SCOPE: N_("May ask for what belongs to the task the court gave."),
    Reason.WITH_AUTHORISATION: N_("May ask with a signed permission."),
    Reason.LAWYER_ACTS: N_("A lawyer needs no written permission."),
    Reason.NOT_FOR_DECEASED: N_("The AVG is not about people who died."),
    Reason.OWN_DATA_REMAIN: N_("Data about who asks, in that file, still are theirs."),
    Reason.FILE_OF_DECEASED: N_("Laws on youth care and treatment have rules of their own."),
}

EFFECT: dict[str, str] = {
    "go_on": N_("This is no reason to stop."),
    "refuse": N_("This person may not act here. The ground to refuse stands on top of this page."),
    "withhold": N_("Leave out what this person may not have, with its ground. The rest is given."),
    "hide_address": N_("No letter, page or file of this request shows an address."),
    "not_done": N_("See to this before the answer goes out."),
}


def asked(words: Words, check_id: str) -> Asked:
    """A question with its answers, translated."""
    found = ASKED[check_id]
    return Asked(
        words.gettext(found.question),
        words.gettext(found.yes),
        words.gettext(found.no),
        words.gettext(found.look),
    )


def effect(words: Words, code: str) -> str:
    """What an answer leads to."""
    return words.gettext(EFFECT[code])


def reason(words: Words, code: Reason) -> str:
    """Why somebody may ask or may not, to staff."""
    return words.gettext(REASON[code])
