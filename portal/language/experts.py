"""The words for questions to people who know a domain: what can be answered, what is to be done."""

from portal.language.terms import N_
from portal.law.effects import Effect

CHOICE: dict[str, tuple[str, str]] = {
    "nothing_held": (
        N_("We have nothing"),
        N_("I looked, and there is nothing about this person."),
    ),
    "overview": (
        N_("I write down what there is"),
        N_("For a little: you type it on the next page."),
    ),
    "files": (
        N_("I send files"),
        N_("Scans, photos, PDF or Word. You choose them on the next page."),
    ),
    "viewing": (
        N_("The person may come and see it"),
        N_("For what cannot be copied well, such as images or a thick file."),
    ),
    "cannot_say": (
        N_("I cannot answer this"),
        N_("You are not the right person, or you cannot look for it."),
    ),
    "done": (N_("It is done"), N_("You carried out what stands above.")),
    "not_done": (
        N_("It cannot be done"),
        N_("You tell on the next page why, and what you did do."),
    ),
}
"""Of each answer, by its key, what to choose and what it means."""

GIVEN: dict[str, str] = {
    "nothing_held": N_("Nothing held"),
    "overview": N_("Overview typed"),
    "files": N_("Files sent"),
    "viewing": N_("The person may come and see it"),
    "cannot_say": N_("Cannot answer this"),
    "done": N_("Done"),
    "not_done": N_("Not done"),
}
"""Each answer as staff read it."""

EFFECT: dict[Effect, str] = {
    Effect.ERASE: N_("Erase the data below."),
    Effect.RECTIFY: N_("Correct the data below."),
    Effect.RESTRICT: N_("Keep the data below, and do not use them for now."),
    Effect.LIFT: N_("You may use the data below again."),
}
