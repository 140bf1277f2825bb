"""Profiles with systems that are asked over the network."""

import dataclasses

import pytest

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem, Text
from portal.organisations.reading import Mistakes
from portal.organisations.servers import check_carries_out, check_server

NAMES = ("email", "client_number")
HTTP = SourceSystem(
    "register", Text("Register", "Register"), "http", "https://register.example/api"
)


def mistakes_of(source, check):
    found = Mistakes()
    check(source, found)
    return [reason for _, reason in found.found]


def of_address(location, connector="http"):
    source = dataclasses.replace(HTTP, location=location, connector=connector)
    return mistakes_of(source, lambda each, found: check_server(each, NAMES, "sources[0]", found))


def of_work(*effects, connector="http", location=HTTP.location):
    source = dataclasses.replace(HTTP, carries_out=effects, connector=connector, location=location)
    return mistakes_of(source, lambda each, found: check_carries_out(each, "sources[0]", found))


@pytest.mark.parametrize(
    "location",
    [
        "https://register.example.nl/api",
        "https://register.example.nl:8443/api?crn={client_number}",
        "https://register.example.nl/clients/{client_number}/sar",
        "http://127.0.0.1:5000/api",
        "http://localhost/api",
    ],
)
def test_a_full_address_is_right(location):
    assert of_address(location) == []


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("register.sqlite", "must be a full address"),
        ("", "must be a full address"),
        ("https://", "must be a full address"),
        ("https://register.example/a b", "must be a full address"),
        ("https://register.example/{client_number", "must be a full address"),
        ("https://register.example:99999/", "must be a full address"),
        ("http://register.example/api", "must begin with https://"),
        ("ftp://register.example/api", "must begin with https://"),
        ("http://127.0.0.1.example.com/api", "must begin with https://"),
        ("https://user:word@register.example/api", "must hold no user, password or #"),
        ("https://register.example/api#part", "must hold no user, password or #"),
        ("https://{client_number}.example/api", "not in the host"),
        ("https://register.example/{shoe_size}", '"shoe_size" is not known'),
    ],
)
def test_what_is_wrong_with_an_address_is_told(location, reason):
    assert any(reason in each for each in of_address(location)), of_address(location)


def test_an_address_of_the_helsinki_api_says_where_the_person_stands():
    assert "{client_number}" in of_address("https://profile.example/v1", "helsinki")[0]
    assert of_address("https://profile.example/v1/{client_number}", "helsinki") == []


def test_a_server_may_be_told_what_its_contract_has():
    assert of_work(Effect.ERASE, Effect.RECTIFY, Effect.RESTRICT, Effect.LIFT) == []
    assert of_work(Effect.ERASE, connector="helsinki") == []
    assert of_work() == []


@pytest.mark.parametrize("connector", ["sqlite", "csv", "person"])
def test_what_is_only_read_carries_nothing_out(connector):
    assert "are only read" in of_work(Effect.ERASE, connector=connector)[0]


def test_the_helsinki_api_knows_erasure_alone():
    assert '"rectify" is not known' in of_work(Effect.RECTIFY, connector="helsinki")[0]


@pytest.mark.parametrize("effect", [Effect.RESTRICT, Effect.LIFT])
def test_what_is_restricted_can_be_lifted(effect):
    assert "go together" in of_work(effect)[0]


def of_trial(told, *effects):
    source = dataclasses.replace(HTTP, carries_out=effects, dry_run=told)
    return mistakes_of(source, lambda each, found: check_carries_out(each, "sources[0]", found))


def test_a_trial_of_dry_runs_says_when_and_how():
    assert of_trial("2026-03-02: asked for client K-1, who was still there", Effect.ERASE) == []
    assert of_trial("", Effect.ERASE) == []


@pytest.mark.parametrize(
    "told",
    [
        "yes",
        "2026-03-02",
        "2026-03-02: ok",
        "2026-03-02:         ",
        "2026-02-30: asked for client K-1",
        "20260302: asked for client K-1",
        "vorige week: asked for client K-1",
    ],
)
def test_a_trial_that_does_not_is_refused(told):
    assert "on which day it was tried, and how" in of_trial(told, Effect.ERASE)[0]


def test_a_system_that_carries_nothing_out_has_no_trial():
    assert "take it out" in of_trial("2026-03-02: asked for client K-1")[0]


def test_instructions_need_an_address_of_their_own():
    told = of_work(Effect.ERASE, location="https://register.example/sar?crn={client_number}")
    assert "without braces" in told[0]
