"""Who may ask: parents, children, representatives, relatives of somebody who died."""

from __future__ import annotations

import pytest

from tests.web.citizen.pages import CHILD
from tests.web.citizen.walk import CONTACT, PERSON, Walk, faults

THIRTEEN = PERSON | {"birth_year": "2013"}
SIXTEEN = PERSON | {"birth_year": "2010"}
TEN = PERSON | {"birth_year": "2016"}


def act(walk: Walk, person: dict[str, str], whom: str = "child", **told: str) -> str:
    """Ask for somebody else, up to what the law says of it; gives that page."""
    walk.begin("access", whom=whom)
    walk.go("namens", **{"name": "Ria Jansen", **told})
    walk.go("over-wie", **person)
    return walk.get("verzoek/mag-dat").text


def finish(walk: Walk) -> None:
    """Answer the rest and send it."""
    walk.go("inzage", scope="all")
    walk.go("contact", **CONTACT)
    assert walk.fill("verzoek/controleren").status_code == 303


def test_a_mother_tells_who_has_authority_and_that_the_parents_live_apart(at, behind):
    walk = at("burojij")
    page = act(walk, TEN, kind="parent")
    assert "Een ouder met gezag mag dit voor het kind vragen." in page
    walk.go("mag-dat", other_parent="objects", apart="y")
    finish(walk)
    assert behind.case().representative == {
        "whom": "child",
        "kind": "parent",
        "name": "Ria Jansen",
        "other_parent": "objects",
        "apart": "y",
    }


def test_from_twelve_a_parent_hears_that_the_child_may_ask_as_well(at):
    assert "Het kind zelf ook: het is 12 of ouder." in act(at("burojij"), THIRTEEN, kind="parent")


def test_from_sixteen_a_parent_needs_permission_but_is_not_sent_away(at, behind):
    walk = at("burojij")
    page = act(walk, SIXTEEN, kind="parent")
    assert "Dit kind is 16 of ouder." in page
    walk.go("mag-dat", go_on="permission")
    finish(walk)
    assert behind.case().representative["permission"] == "yes"


def test_free_youth_help_tells_parents_that_the_young_person_asks(at, behind):
    walk = at("akj")
    page = act(walk, TEN, kind="parent")
    assert "De wet geeft ouders geen recht op dit dossier." in page
    walk.go("mag-dat", go_on="send")
    finish(walk)
    assert behind.case().representative["kind"] == "parent"


def test_who_would_rather_ask_about_the_own_data_starts_over_as_that_person(at, behind):
    walk = at("akj")
    act(walk, TEN, kind="parent")
    response = walk.fill("verzoek/mag-dat", go_on="own")
    assert response.headers["Location"].endswith("/verzoek/inzage")
    walk.go("inzage", scope="all")
    assert 'value="2016"' not in walk.get("verzoek/over-wie").text  # that was the child
    walk.go("over-wie", **PERSON)
    walk.go("contact", **CONTACT)
    walk.fill("verzoek/controleren")
    assert behind.case().representative is None


def test_a_foster_mother_hears_whose_permission_is_needed(at, behind):
    walk = at("burojij")
    page = act(walk, CHILD, kind="foster_parent")
    assert "Een pleegouder beslist niet over de gegevens van een kind." in page
    walk.go("mag-dat", permission="no")
    finish(walk)
    case = behind.case()
    assert case.representative == {
        "whom": "child",
        "kind": "foster_parent",
        "name": "Ria Jansen",
        "permission": "no",
    }
    assert case.birth_date.year == 2015


def test_a_guardian_is_asked_nothing_more(at, behind):
    walk = at("burojij")
    walk.begin("access", whom="child")
    walk.go("namens", name="Ria", kind="guardian")
    response = walk.fill("verzoek/over-wie", **TEN)
    assert response.headers["Location"].endswith("/verzoek/inzage")
    finish(walk)
    assert behind.case().representative["kind"] == "guardian"


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("curator", {"scope": "both"}),
        ("bewindvoerder", {"scope": "money"}),
        ("mentor", {"scope": "care"}),
        ("authorised", {"permission": "yes"}),
        ("lawyer", {"office": "Berg Advocaten"}),
    ],
)
def test_each_representative_is_asked_the_one_thing_that_must_be_known(at, behind, kind, asked):
    walk = at("juridisch-loket")
    act(walk, PERSON, whom="other", kind=kind)
    assert walk.send("verzoek/mag-dat").status_code == 422
    assert list(faults(walk.fill("verzoek/mag-dat").text)) == list(asked)
    walk.go("mag-dat", **asked)
    finish(walk)
    expected = {"whom": "other", "kind": kind, "name": "Ria Jansen", **asked}
    assert behind.case().representative == expected


def test_about_the_dead_the_own_data_are_asked_like_any_others(at, behind):
    walk = at("burojij")
    walk.begin("access", whom="deceased")
    assert "De privacywet (AVG) gaat over mensen die leven." in walk.get("verzoek/overleden").text
    response = walk.fill("verzoek/overleden", want="own")
    assert response.headers["Location"].endswith("/verzoek/inzage")
    walk.go("inzage", scope="all")
    walk.go("over-wie", **PERSON)
    walk.go("contact", **CONTACT)
    walk.fill("verzoek/controleren")
    assert behind.case().representative is None


def test_a_relative_who_wants_the_file_is_not_dropped(at, behind):
    walk = at("burojij")
    walk.begin("access", whom="deceased")
    walk.go("overleden", want="file")
    walk.go("namens", name="Ria Jansen")
    walk.go("over-wie", **PERSON)
    walk.go("mag-dat", relation="parent_of_child")
    finish(walk)
    assert behind.case().representative == {
        "whom": "deceased",
        "kind": "relative_of_deceased",
        "name": "Ria Jansen",
        "relation": "parent_of_child",
    }


def test_another_person_takes_away_what_was_typed_of_the_first(at):
    walk = at("burojij")
    act(walk, TEN, kind="parent")
    walk.go("voor-wie", whom="self")
    walk.go("inzage", scope="all")
    assert 'value="2016"' not in walk.get("verzoek/over-wie").text


def test_choosing_the_same_person_again_loses_nothing(at):
    walk = at("burojij")
    act(walk, TEN, kind="parent")
    walk.go("voor-wie", whom="child")
    assert 'value="2016"' in walk.get("verzoek/over-wie").text


def test_a_child_of_thirteen_asks_itself_and_is_spoken_to_with_je(at, behind):
    walk = at("cjib")
    assert "Lees deze pagina" in walk.get("").text
    page = walk.get("?vorm=jij").text
    assert "Wat wil je doen?" in page
    walk.begin("access")
    walk.go("inzage", scope="all")
    walk.go("over-wie", **THIRTEEN)
    walk.go("contact", **CONTACT)
    assert "Je mag dit zelf vragen." in walk.get("verzoek/controleren").text
    walk.send("verzoek/controleren")
    assert "Je mag dit zelf vragen." in walk.get("verzoek/verzonden").text
    walk.prove(behind.code())
    assert "Wij hebben je verzoek ontvangen." in walk.get("mijn-verzoek/stand").text


def test_the_birth_date_of_a_child_is_enough_for_je(at):
    walk = at("cjib")
    walk.begin("access")
    walk.go("inzage", scope="all")
    walk.go("over-wie", **THIRTEEN)
    assert "Hoe kunnen wij je bereiken?" in walk.get("verzoek/contact").text
    walk.go("over-wie", **PERSON)
    assert "Hoe kunnen wij u bereiken?" in walk.get("verzoek/contact").text


def test_by_the_mailed_link_a_child_reads_je_in_a_new_browser(at, behind):
    walk = at("cjib")
    walk.begin("access")
    walk.go("inzage", scope="all")
    walk.go("over-wie", **THIRTEEN)
    walk.go("contact", **CONTACT)
    walk.fill("verzoek/controleren")
    reader = at("cjib")
    reader.fill(behind.link("cjib"))
    assert "Wij hebben je verzoek ontvangen." in reader.get("mijn-verzoek/stand").text


def test_a_child_under_twelve_hears_who_asks_for_it_and_can_still_send(at, behind):
    walk = at("cjib")
    walk.begin("access")
    walk.go("inzage", scope="all")
    response = walk.fill("verzoek/over-wie", **TEN)
    assert response.headers["Location"].endswith("/verzoek/mag-dat")
    assert "Vraag een van hen om hulp." in walk.get("verzoek/mag-dat").text
    walk.go("mag-dat")
    walk.go("contact", **CONTACT)
    assert walk.fill("verzoek/controleren").status_code == 303
    assert behind.case().representative is None


def test_at_free_youth_help_a_child_of_any_age_asks_itself(at):
    walk = at("akj")
    walk.begin("access")
    walk.go("inzage", scope="all")
    response = walk.fill("verzoek/over-wie", **TEN)
    assert response.headers["Location"].endswith("/verzoek/contact")


def test_a_secret_address_stands_in_no_copy(walk, behind):
    walk.begin("access")
    walk.go("inzage", scope="all")
    walk.go("over-wie", **PERSON, postcode="1234 AB")
    walk.go("contact", **CONTACT, address="Schuilstraat 1", secret_address="y")
    walk.fill("verzoek/controleren")
    case = behind.case()
    assert case.secret_address
    assert case.address == "Schuilstraat 1"
    page = walk.get("verzoek/verzonden").text
    assert "Schuilstraat" not in page
    assert "1234 AB" not in page
    assert "Geheim: het staat in geen enkele brief" in page
