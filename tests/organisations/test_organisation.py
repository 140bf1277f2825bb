"""Questions a profile answers."""

import pytest

from portal.law.rights import Right
from portal.organisations.loading import load_organisation
from portal.organisations.organisation import Sensitivity, Text
from tests.organisations.sample import write


@pytest.fixture
def house(tmp_path):
    return load_organisation(write(tmp_path))


def test_a_text_is_dutch_unless_english_is_asked():
    text = Text("huis", "house")
    assert (text.in_("nl"), text.in_("en"), text.in_("fr")) == ("huis", "house", "huis")


def test_activities_and_sources_are_found_by_id(house):
    assert house.activity("living").name.nl == "Wonen"
    assert house.source("keys").connector == "sqlite"
    with pytest.raises(KeyError):
        house.activity("keys")
    with pytest.raises(KeyError):
        house.source("living")


def test_only_offered_rights_are_offered(house):
    assert house.offers(Right.ACCESS)
    assert not house.offers(Right.PORTABILITY)


def test_identity_methods_follow_the_sensitivity(house):
    assert house.methods_for(Sensitivity.ORDINARY) == ("email_code", "desk")
    assert house.methods_for(Sensitivity.HIGH) == ("desk",)


def test_a_person_is_found_by_one_identifier_or_by_several_together(house):
    (table,) = house.source("keys").tables
    assert table.ways() == (
        (("email", "email"),),
        (("name", "full_name"), ("birth_date", "born")),
    )
