"""The words for what staff must have looked at, and for what follows from a request.

What they must look at when somebody asks for another stands in `portal.language.authority`.
"""

from portal.language.terms import N_
from portal.language.words import Words
from portal.law.checklists import Check
from portal.law.consequences import Consequence

CHECK: dict[str, str] = {
    "bezwaar_looked_again": N_("I looked at the whole decision again, with what is known now."),
    "bezwaar_heard": N_("The person could be heard, or I know why that need not be."),
    "bezwaar_why_late": N_("I asked why the bezwaar is late."),
    "other_law_apart": N_("What falls under another law, such as the Wjsg, is answered under it."),
    "all_places_searched": N_("All places were searched, also paper, mailboxes and processors."),
    "copy_complete": N_("The copy holds all data and can be understood by itself."),
    "recipients_named": N_("Everybody who got the data is told by name."),
    "source_told": N_("The answer tells where the data came from."),
    "automated_logic_told": N_("A decision by a computer is explained, if there was one."),
    "others_left_out": N_("Of other people only what harms them was left out, item by item."),
    "proof_weighed": N_("What the person sent as proof was looked at."),
    "fact_or_opinion": N_("I know whether it is a fact or a professional judgement."),
    "completed_for_purpose": N_("I looked whether something is missing for the purpose."),
    "all_copies_corrected": N_("The correction is made in every system with a copy."),
    "each_category_decided": N_("Each category of data has its own decision."),
    "retention_duties_checked": N_("I looked which law makes us keep something, and how long."),
    "claims_checked": N_("I asked whether a claim or a court case runs."),
    "other_ground_checked": N_("I looked whether another ground than consent is left."),
    "processors_and_backups": N_("Processors and back-ups are in the plan for erasing."),
    "made_public": N_("I looked whether we made the data public."),
    "case_of_restriction": N_("I know which of the four cases of Article 18 applies, if any."),
    "marked_in_systems": N_("The data are marked in the systems."),
    "only_kept": N_("Everybody who uses the data knows that they may only be kept."),
    "basis_e_or_f": N_("The data are used for a public task or our own interest."),
    "own_situation_weighed": N_("The person's own situation was weighed against our reasons."),
    "use_stopped_meanwhile": N_("The use of the data has stopped while we weigh."),
    "stopped_at_once": N_("The use of the data has stopped."),
    "no_other_ground_taken": N_("We do not go on with the same use on another ground."),
    "processors_told": N_("Who works with the data for us knows that it stopped."),
    "consent_or_contract": N_("The data are used with consent or for a contract."),
    "provided_by_person": N_("The person gave us these data, or we observed them."),
    "machine_readable": N_("The file is CSV, JSON or XML, not PDF."),
    "others_not_harmed": N_("The file does not harm the rights of others."),
    "transfer_feasible": N_("I asked whether the data can go straight to the other organisation."),
    "solely_automated": N_("I know whether a computer alone made this decision."),
    "serious_effect": N_("I know what the decision means for this person."),
    "reviewer_has_authority": N_("Who looks again may change the decision."),
    "view_heard": N_("The person could say what they think of the decision."),
    "both_roads_named": N_("The answer names the 'bezwaar' against the decision and its last day."),
    "not_by_whom_it_is_about": N_("Who handles it had no part in what the complaint is about."),
    "both_sides_heard": N_("The person and who it is about could tell their story."),
    "own_ladder_named": N_("The answer tells where the person can go next."),
    "on_suppression_list": N_("The person is on the list of people we never write again."),
    "profiling_stopped": N_("No profile is made for advertising any more."),
    "kept_from_handlers": N_("Nobody else knows of it, unless the person agrees."),
}

CONSEQUENCE: dict[Consequence, str] = {
    Consequence.HOLD: N_("Keep data that would delete themselves before the answer."),
    Consequence.RESTRICT: N_("Keep the data, but do not use them."),
    Consequence.STOP_USE: N_("Stop the use at once."),
    Consequence.SUPPRESS: N_("Put the person on the list of people we never write again."),
    Consequence.CHECK_OTHER_GROUND: N_(
        "Look whether another ground is left before anything goes on."
    ),
    Consequence.OFFER_ERASURE: N_("Offer to erase the data."),
    Consequence.ERASE: N_("Erase what may not be used any more."),
    Consequence.TELL_RECIPIENTS: N_("Tell everybody who got the data."),
    Consequence.TELL_PUBLISHERS: N_("Tell who copied the data that we made public."),
    Consequence.ERASE_COPIES: N_("Have processors erase, and plan the back-ups."),
    Consequence.KEEP_PROOF: N_("Keep proof of what was done, without the data."),
    Consequence.TELL_BEFORE_LIFTING: N_("Tell the person before the data are used again."),
    Consequence.OFFER_STATEMENT: N_("Offer to put the person's own statement in the file."),
    Consequence.OFFER_ACCESS: N_("Offer to show the data instead."),
    Consequence.FORWARD: N_("Send the request on to who decides, and tell the person."),
    Consequence.NAME_OTHER_ROAD: N_(
        "Tell of the 'bezwaar' against the decision, with its last day."
    ),
    Consequence.HIDE: N_("Only the privacy officer sees it."),
}


def check(words: Words, item: Check) -> str:
    """What is ticked, as a sentence that is true once it is."""
    return words.gettext(CHECK[item.id])


def consequence(words: Words, code: Consequence) -> str:
    """What must be done, as a sentence."""
    return words.gettext(CONSEQUENCE[code])
