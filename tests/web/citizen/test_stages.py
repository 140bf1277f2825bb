"""Where it stands and what happened has words, and a bezwaar is never called a request."""

import pytest

from portal.law.lifecycle import Status
from portal.models.case import Case, Procedure
from portal.services import progress
from portal.web.citizen import stages

BEZWAAR = Procedure.BEZWAAR


@pytest.mark.parametrize("status", Status)
def test_no_status_of_a_bezwaar_speaks_of_a_request(app, status):
    with app.test_request_context("/"):
        said = stages.status(Case(procedure=BEZWAAR, status=status))
        assert said
        assert "verzoek" not in said
        assert stages.status(Case(procedure=Procedure.REQUEST, status=status))


@pytest.mark.parametrize("event", [*progress.SHOWN, progress.ADDRESS_PROVED])
def test_no_moment_of_a_bezwaar_speaks_of_a_request(app, event):
    with app.test_request_context("/"):
        assert stages.event(Case(procedure=Procedure.REQUEST), event)
        said = stages.event(Case(procedure=BEZWAAR), event)
        assert said
        assert "verzoek" not in said
