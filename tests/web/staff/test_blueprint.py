"""The head of each page: only what this role can use."""

import pytest

from portal.models.audit import Role
from tests.web.staff import desk

START = {Role.ADMINISTRATOR: "/balie/medewerkers"}
SEES = {
    Role.HANDLER: {"Werkvoorraad", "Verzoek vastleggen"},
    Role.COORDINATOR: {"Werkvoorraad", "Verzoek vastleggen"},
    Role.PRIVACY_OFFICER: {"Werkvoorraad"},
    Role.ADMINISTRATOR: {"Medewerkers"},
}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_the_pages_it_may_open(app, role):
    desk.hire(app, role)
    client = desk.signed_in(app, role)
    page = client.get(START.get(role, "/balie/werkvoorraad")).text
    head = page[: page.index("<main")]
    every = {"Werkvoorraad", "Verzoek vastleggen", "Medewerkers"}
    assert {name for name in every if f">{name}" in head} == SEES[role]
