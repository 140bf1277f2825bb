"""What each outcome is called and means to a handler, of a request and of a bezwaar."""

from flask_babel import lazy_gettext as _l

from portal.language import terms
from portal.law.grounds import Outcome
from portal.models.case import Case, CasePart, Procedure
from portal.services import outcomes
from portal.web.page import words

OUTCOMES = {
    Outcome.GRANTED: _l("You do what was asked, all of it."),
    Outcome.PARTLY: _l("A part is not done or not given. Each such part has its ground."),
    Outcome.REFUSED: _l("You do not do it. The law must have a ground for that."),
    Outcome.NOTHING_HELD: _l("You looked everywhere, and there is nothing about this person."),
    Outcome.NOT_OUR_TASK: _l("Another organisation decides about these data. You send it on."),
    Outcome.WITHDRAWN: _l("The person took this part back."),
}

IN_BEZWAAR = {  # what they are called there, and what they mean
    Outcome.GRANTED: (
        _l("Well-founded"),
        _l("The person is right. You decide otherwise, and carry that out in a new request."),
    ),
    Outcome.PARTLY: (
        _l("Well-founded in part"),
        _l("A part of our decision changes, the rest stays. Say why for each of them."),
    ),
    Outcome.REFUSED: (
        _l("Unfounded, or not admissible"),
        _l("Our decision stays. Or you may not look at the bezwaar, such as when it is late."),
    ),
    Outcome.NOT_OUR_TASK: (
        _l("Not our task"),
        _l("Another organisation decides on this bezwaar. You send it on."),
    ),
}


def hints(case: Case) -> dict[str, object]:
    """What each outcome means in this case, by its value."""
    if case.procedure is Procedure.BEZWAAR:
        return {each.value: text for each, (_name, text) in IN_BEZWAAR.items()}
    return {each.value: text for each, text in OUTCOMES.items()}


def called(part: CasePart, outcome: Outcome) -> str:
    """What an outcome is called: a bezwaar is founded or not, a request is granted or not."""
    if outcomes.is_bezwaar(part) and outcome in IN_BEZWAAR:
        return str(IN_BEZWAAR[outcome][0])
    return words().gettext(terms.OUTCOME[outcome])
