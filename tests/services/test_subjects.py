"""Whose data are searched, and with what."""

from datetime import date

from portal.models.case import Case
from portal.services.subjects import subject_of


def case(**changes) -> Case:
    given = {
        "given_name": "Noor",
        "family_name": "Vos",
        "birth_date": date(2012, 5, 6),
        "email": "noor@post.example",
        "phone": "0600112233",
        "address": "Kerkstraat 1\n1234 ab Utrecht",
        "identifiers": {"client_number": "K-1", "bsn": ""},
        "representative": None,
    }
    return Case(**{**given, **changes})


def test_everything_known_is_used():
    subject = subject_of(case())
    names = ("name", "birth_date", "email", "phone", "postcode", "client_number", "bsn")
    assert [subject.value(name) for name in names] == [
        "Noor Vos", "2012-05-06", "noor@post.example", "0600112233", "1234AB", "K-1", "",
    ]  # fmt: skip


def test_a_postcode_that_was_asked_goes_before_the_one_in_the_address():
    subject = subject_of(case(identifiers={"postcode": "9876 ZX"}))
    assert subject.value("postcode") == "9876 ZX"


def test_the_ways_to_reach_a_parent_are_not_used_to_find_the_child():
    asking = {"whom": "child", "kind": "parent", "name": "Iris Vos"}
    subject = subject_of(case(representative=asking))
    assert [subject.value(name) for name in ("email", "phone", "postcode")] == ["", "", ""]
    assert subject.value("client_number") == "K-1"
    assert subject.value("name") == "Noor Vos"


def test_a_case_without_an_address_has_no_postcode():
    assert subject_of(case(address="")).value("postcode") == ""
