"""The words of the fields that staff fill in with an outcome: what is asked, how, an example."""

from dataclasses import dataclass

from portal.language.terms import N_
from portal.law.grounds import Need


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: its label, what to write, and an example of it."""

    label: str
    hint: str = ""
    example: str = ""


FIELDS: dict[str, FieldWords] = {
    Need.FACTS: FieldWords(
        N_("What happened?"),
        N_("Only facts: what was asked, when, and what was answered before."),
        N_("Since March this is the ninth request for the same file. Nothing in it has changed."),
    ),
    Need.PROOF: FieldWords(
        N_("What proves that the right is abused?"),
        N_(
            "It is for us to prove. Show what the person really wants, and how we know. "
            "At least fifty characters."
        ),
        N_(
            "In the letter of 3 March the person writes to go on asking until we pay. "
            "The request has nothing to do with looking at data."
        ),
    ),
    Need.WARNING_BEFORE_FEE: FieldWords(
        N_("How did we warn this person before?"),
        N_("When we warned, and what we said would follow."),
        N_("On 12 May we wrote that we would not answer the same question again."),
    ),
    Need.DEMONSTRATION: FieldWords(
        N_("Why can we not tell which data are about this person?"),
        N_("What we looked for, and what is missing to be sure."),
        N_("The recordings are kept under a time and a number, without a name."),
    ),
    Need.INVITATION_TO_SUPPLY_MORE: FieldWords(
        N_("How could this person tell us more?"),
        N_("What we asked for, so that we could still find the data."),
        N_("On 4 March we asked for the day and the time of the telephone call."),
    ),
    Need.REASON_FOR_DOUBT: FieldWords(
        N_("Why do we doubt who is asking?"),
        N_("What does not fit. A general rule is no reason."),
        N_("The request comes from an address that we do not know, and names another birthday."),
    ),
    Need.WHAT_WAS_ASKED: FieldWords(
        N_("What did we ask?"),
        N_("How this person could have shown who they are."),
        N_("We asked to come to the desk, or to log in with the known address."),
    ),
    Need.WHEN_ASKED: FieldWords(N_("When did we ask it?")),
    Need.WHO_IS: FieldWords(
        N_("Which organisation does decide about these data?"),
        N_("Its name, and how to reach it."),
        N_("The municipality of Utrecht, telephone 14 030"),
    ),
    Need.WHICH_LAW: FieldWords(
        N_("Which law, and which article?"),
        N_("As exactly as possible: the person can look it up."),
        N_("Youth Act (Jeugdwet), article 7.3.8"),
    ),
    Need.NECESSITY: FieldWords(
        N_("Why is it necessary?"),
        N_("What would go wrong without it, and why nothing lighter will do."),
        N_("Without these papers we cannot show the municipality that the treatment took place."),
    ),
    Need.PROPORTIONALITY: FieldWords(
        N_("Why is it in proportion?"),
        N_("What the person loses, what is gained, and why the second weighs more."),
        N_("It is about one report. All other data are given."),
    ),
    Need.WEIGHED_41_2: FieldWords(
        N_("What was weighed?"),
        N_(
            "The points of UAVG 41.2: purpose, categories, extent, safeguards, who is responsible, "
            "how long it is kept, risks, and whether the person may be told."
        ),
        N_("It is about the name of one reporter, for as long as the inquiry runs."),
    ),
    Need.MAY_BE_TOLD: FieldWords(
        N_("May the person be told of this ground?"),
        N_("Only 'no' when telling it would undo what the ground protects."),
    ),
    Need.EXCLUSIVE_PURPOSE: FieldWords(
        N_("How do we know that there is no other purpose?"),
        N_("It must be for journalism, science, art or literature only."),
        N_("The interviews are used for the book only, and for nothing else."),
    ),
    Need.WHOSE_INTEREST: FieldWords(
        N_("Whose interest is it?"),
        N_("Without a name: the person reads this."),
        N_("That of somebody who told us something in confidence."),
    ),
    Need.WRITTEN_BALANCE: FieldWords(
        N_("How were both interests weighed?"),
        N_("The interest of this person, that of the other, and why one weighs more."),
        N_(
            "For this person little changes. The other would be harmed in a way that cannot be "
            "undone."
        ),
    ),
    Need.SAFEGUARDS: FieldWords(
        N_("Which safeguards are there?"),
        N_("How it is made sure that the data are used for research or statistics only."),
        N_("Names were replaced by numbers, and only two researchers can see the list."),
    ),
    Need.WHY: FieldWords(
        N_("Why?"),
        N_("In plain words: the person reads this."),
        N_("Our report says what we saw that day. It is marked as our own opinion."),
    ),
    Need.STATEMENT_OFFERED: FieldWords(
        N_("Is it about an opinion?"),
        N_("An opinion is not wrong because somebody sees it otherwise. Offer a statement."),
    ),
    Need.MENDING_OFFERED: FieldWords(
        N_("How could this person mend it?"),
        N_("What was missing, and until which day it could be sent."),
        N_("On 4 March we asked for a signature, no later than 18 March."),
    ),
    "forwarded_to": FieldWords(
        N_("To whom did you forward the request, and when?"),
        N_("A public body forwards what is meant for another, and says so."),
        N_("Forwarded to the police on 6 March."),
    ),
    "stopped_on": FieldWords(
        N_("On which day did the use stop?"),
        N_("The day on which it really stopped, in all systems."),
    ),
    "done_on": FieldWords(
        N_("On which day was it done, or will it be?"),
        N_("The letter names this day. It may lie after the decision."),
    ),
    "other_ground": FieldWords(
        N_("Does something stay, on another ground?"),
        N_("Which data, on which ground, and why that ground held all along. Else leave it empty."),
        N_("The invoices stay for seven years: the tax law says so."),
    ),
    "who_looked": FieldWords(
        N_("Who looked at it again?"),
        N_("The function, not the name. Somebody who may change the decision."),
        N_("A senior assessor who had nothing to do with the first decision"),
    ),
    "look_outcome": FieldWords(
        N_("What came of it?"),
        N_("What was looked at, what this person brought forward, and what the result is."),
        N_("The camera picture shows another number plate. The fine is withdrawn."),
    ),
    "corrected": FieldWords(
        N_("What does it say now?"),
        N_("The new text, or the statement that was added."),
        N_("De Wit"),
    ),
    "transferred": FieldWords(
        N_("How do the data get to the other organisation?"),
        N_("How and when you send them. Or why it cannot be done: then the person gets the file."),
        N_("Sent over a secure connection on the day of this letter."),
    ),
    "taken_back_on": FieldWords(
        N_("When did the person take this part back?"),
        N_("The letter names this day, and asks to tell us if it is not right."),
    ),
    "taken_back_by": FieldWords(N_("How did the person take this part back?")),
}

TOLD_AS: dict[str, str] = {  # in the letter, where it is no sentence by itself
    Need.WHEN_ASKED: N_("We asked this on %(what)s."),
    Need.WHO_IS: N_("This organisation does decide: %(what)s."),
    Need.WHICH_LAW: N_("The law says so: %(what)s."),
}

CHOICES: dict[tuple[str, str], str] = {
    (Need.MAY_BE_TOLD, "yes"): N_("Yes"),
    (Need.MAY_BE_TOLD, "no"): N_("No, the letter names no reason"),
    (Need.STATEMENT_OFFERED, "offered"): N_("Yes: the letter offers to add a statement"),
    (Need.STATEMENT_OFFERED, "no_opinion"): N_("No, it is a fact"),
    ("taken_back_by", "message"): N_("In a message that stands in this file"),
    ("taken_back_by", "letter"): N_("By letter or e-mail"),
    ("taken_back_by", "desk"): N_("At the desk"),
    ("taken_back_by", "phone"): N_("By telephone"),
}
