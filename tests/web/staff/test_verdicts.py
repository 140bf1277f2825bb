"""An outcome is called and explained as what it is an outcome of."""

import pytest

from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.models.case import Case, CasePart, Procedure
from portal.services import outcomes
from portal.web.staff import verdicts


def part_of(procedure):
    part = CasePart(right=Right.ACCESS)
    return Case(procedure=procedure, parts=[part]), part


def test_a_bezwaar_is_founded_or_not_and_a_request_is_granted_or_not(app):
    with app.test_request_context("/"):
        case, part = part_of(Procedure.BEZWAAR)
        assert verdicts.called(part, Outcome.GRANTED) == "Gegrond"
        assert str(verdicts.hints(case)["granted"]).startswith("De persoon heeft gelijk.")
        case, part = part_of(Procedure.REQUEST)
        assert verdicts.called(part, Outcome.GRANTED) == "Toegewezen"
        assert verdicts.hints(case)["granted"] == "Alles wat is gevraagd, gebeurt."


@pytest.mark.parametrize("procedure", Procedure)
def test_every_outcome_that_is_offered_is_explained(app, procedure):
    case, part = part_of(procedure)
    with app.test_request_context("/"):
        offered = {each.value for each in outcomes.choices(part)}
        assert offered
        assert offered <= set(verdicts.hints(case))
