"""How a person is named to a server, and what can never become a part of an address."""

import pytest

from portal.sources.addresses import addresses, placeholders, ways_of
from portal.sources.connector import Subject
from portal.sources.matching import make_plan
from tests.sources.systems import system, table

PROFILE = "https://profile.example/v1/profiles/{client_number}"


def numbered(value, *known):
    return Subject(identifiers=(("client_number", value),), known=known)


def asked(subject, location=PROFILE):
    return [(each.way, each.address) for each in addresses(location, subject)]


def test_the_identifiers_of_an_address_are_found():
    assert placeholders("https://x/{email}?a={postcode}&b={email}") == ("email", "postcode")
    assert placeholders("https://x/") == ()


def test_an_identifier_takes_its_place_and_is_escaped():
    assert asked(numbered(" K 1&x=?#% ")) == [
        ("client_number", "https://profile.example/v1/profiles/K%201%26x%3D%3F%23%25")
    ]
    mail = Subject(email="a+b@post.example")
    assert asked(mail, "https://x/?m={email}") == [("email", "https://x/?m=a%2Bb%40post.example")]


def test_several_identifiers_are_needed_all():
    location = "https://x/{postcode}/{birth_date}"
    assert asked(Subject(postcode="1234 AB"), location) == []


def test_what_a_system_told_is_asked_once_and_only_where_it_fits():
    subject = numbered(
        "K1-00", ("client_number", "k100"), ("client_number", "K200"), ("email", "a@b.example")
    )
    assert [way for way, _ in asked(subject)] == ["client_number", "known_client_number"]
    assert asked(numbered("", ("client_number", "K200"))) == [
        ("known_client_number", "https://profile.example/v1/profiles/K200")
    ]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "..",
        "...",
        "../../admin",
        "K1/../admin",
        "K1\\..\\admin",
        "K1\r\nX: y",
        "K1\x00",
        "K\ud800",
        "K1" * 150,
        "0",
    ],
)
def test_what_could_lead_to_another_place_is_not_asked(value):
    assert asked(numbered(value)) == []


@pytest.mark.parametrize("value", [".", "..", "...."])
def test_dots_alone_are_no_step_up(value):
    assert asked(Subject(postcode=value), "https://x/houses/{postcode}/people") == []


def test_every_way_is_told_as_it_was_written_and_in_plain_form():
    subject = numbered("K.100", ("client_number", "k-200"))
    source = system("csv", table(match={"client_number": "number"}), table("people", {"bsn": "x"}))
    assert ways_of(make_plan(source, subject), subject) == [
        [{"identifier": "client_number", "value": "K.100", "plain": "K100"}],
        [{"identifier": "client_number", "value": "k-200", "plain": "K200"}],
    ]


def test_the_same_way_in_two_tables_is_told_once():
    subject = Subject(email="Anna@post.example")
    source = system("csv", table(), table("people", {"email": "mail"}))
    assert ways_of(make_plan(source, subject), subject) == [
        [{"identifier": "email", "value": "Anna@post.example", "plain": "anna@post.example"}]
    ]
