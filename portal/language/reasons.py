"""The words for grounds of refusal, and for what a granted request rests on."""

from portal.language.terms import N_
from portal.language.words import Words

GROUND: dict[str, str] = {
    "unfounded_excessive": N_("The request is clearly unfounded or excessive"),
    "cannot_identify": N_("We cannot tell which data are about this person"),
    "identity_doubt_unresolved": N_("We could not make sure who is asking"),
    "uavg5": N_("Who asks may not act for this person"),
    "not_controller": N_("Another organisation decides about these data"),
    "uavg41_a": N_("National security"),
    "uavg41_b": N_("Defence"),
    "uavg41_c": N_("Public security"),
    "uavg41_d": N_("Finding, prosecuting or punishing criminal offences"),
    "uavg41_e": N_("Another important public interest, such as taxes or public health"),
    "uavg41_f": N_("The independence of judges and court proceedings"),
    "uavg41_g": N_("Breaches of the professional rules of regulated professions"),
    "uavg41_h": N_("Supervision or inspection by a public authority"),
    "uavg41_i": N_("Protection of the person or of the rights of others"),
    "uavg41_j": N_("The collection of civil claims"),
    "journalism_academic_art": N_("Use for journalism, science, art or literature only"),
    "other_regime": N_("Another law has its own rules for this request"),
    "others_rights": N_("The rights of somebody else"),
    "not_about_person": N_("These data are not about this person"),
    "research_statistics": N_("Use for research or statistics only"),
    "archive": N_("The data are in a public archive"),
    "public_register": N_("The data are in a public register with rules of its own"),
    "not_inaccurate": N_("The data are not wrong"),
    "no_case_of_17_1": N_("There is no reason in law to erase"),
    "expression": N_("Freedom of expression and information"),
    "legal_duty_or_public_task": N_("A law or public task makes us keep the data"),
    "public_health": N_("Public health"),
    "archive_research_statistics": N_("Archive, research or statistics in the public interest"),
    "legal_claims": N_("The data are needed for a legal claim"),
    "no_case_of_18_1": N_("None of the four cases for restriction applies"),
    "wrong_ground": N_("The data are not kept under consent or a contract"),
    "not_provided": N_("The data do not come from the person"),
    "not_automated": N_("The data are on paper only"),
    "transfer_not_feasible": N_("The data cannot go straight to the other organisation"),
    "public_task": N_("The data are kept for a public task"),
    "compelling_grounds": N_("We have compelling reasons that weigh more"),
    "ground_not_e_or_f": N_("The data are not kept for a public task or our own interest"),
    "not_solely_automated": N_("A person took part in the decision"),
    "no_significant_effect": N_("The decision has no serious effect on the person"),
    "bezwaar_inadmissible": N_("Something is missing in the 'bezwaar'"),
    "bezwaar_late": N_("The 'bezwaar' came too late"),
    "bezwaar_unfounded": N_("The 'bezwaar' gives no reason for another decision"),
    "bezwaar_forwarded": N_("Another organisation decides on this 'bezwaar'"),
}

BASIS: dict[str, str] = {
    "16.inaccurate": N_("The data are incorrect"),
    "16.incomplete": N_("The data are incomplete"),
    "17.1.a": N_("The data are not needed any more"),
    "17.1.b": N_("Consent was taken back and there is no other ground"),
    "17.1.c": N_("An objection against the use was right"),
    "17.1.d": N_("The data were used against the law"),
    "17.1.e": N_("A law says that the data must be erased"),
    "17.1.f": N_("The data come from a child on the internet"),
    "18.1.a": N_("It is not sure yet that the data are correct"),
    "18.1.b": N_("The use is against the law, but the person wants no erasure"),
    "18.1.c": N_("The person needs the data for a legal case"),
    "18.1.d": N_("An objection is being weighed"),
    "21.1": N_("The person's own situation weighs more"),
    "21.2": N_("It is advertising: that always stops"),
    "21.6": N_("It is research or statistics without a public task"),
    "22.3": N_("A person looks at the decision again"),
}


def ground(words: Words, ground_id: str) -> str:
    """A ground in plain words."""
    return words.gettext(GROUND[ground_id])


def basis(words: Words, basis_id: str) -> str:
    """What a granted request rests on, in plain words."""
    return words.gettext(BASIS[basis_id])
