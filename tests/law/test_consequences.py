"""What follows from a request: on the day it comes in, and after its outcome."""

from itertools import product

import pytest

from portal.law.consequences import Consequence, after, at_receipt, restriction_at_receipt
from portal.law.grounds import Outcome
from portal.law.rights import Right

MARKETING, SITUATION = {"kind": "marketing"}, {"kind": "situation"}
OFFICER, COMPANY = {"to": "officer"}, {"to": "organisation"}


def words(found: frozenset[Consequence]) -> str:
    return " ".join(sorted(found))


@pytest.mark.parametrize(
    ("right", "answers", "expected"),
    [
        (Right.ACCESS, None, "hold"),
        (Right.RECTIFICATION, None, "hold restrict tell_before_lifting"),
        (Right.ERASURE, None, ""),
        (Right.RESTRICTION, None, "hold"),
        (Right.RESTRICTION, {"case": "accuracy"}, "hold restrict tell_before_lifting"),
        (Right.RESTRICTION, {"case": "unlawful"}, "hold"),
        (Right.RESTRICTION, {"case": "claims"}, "hold"),
        (Right.RESTRICTION, {"case": "objection"}, "hold restrict tell_before_lifting"),
        (Right.OBJECTION, None, "restrict tell_before_lifting"),
        (Right.OBJECTION, SITUATION, "restrict tell_before_lifting"),
        (Right.OBJECTION, MARKETING, "stop_use suppress"),
        (Right.CONSENT_WITHDRAWAL, None, "check_other_ground stop_use"),
        (Right.PORTABILITY, None, "hold"),
        (Right.HUMAN_REVIEW, None, "hold name_other_road"),
        (Right.COMPLAINT, None, ""),
        (Right.COMPLAINT, COMPANY, ""),
        (Right.COMPLAINT, OFFICER, "hide"),
        (Right.ACCESS, OFFICER, "hold"),
        (Right.ACCESS, {"case": "accuracy"}, "hold"),
    ],
)
def test_what_must_be_done_on_the_day_of_receipt(right, answers, expected):
    assert words(at_receipt(right, answers)) == expected


@pytest.mark.parametrize(
    ("right", "answers", "basis"),
    [
        (Right.RECTIFICATION, None, "18.1.a"),
        (Right.OBJECTION, None, "18.1.d"),
        (Right.OBJECTION, SITUATION, "18.1.d"),
        (Right.OBJECTION, MARKETING, None),
        (Right.RESTRICTION, {"case": "accuracy"}, "18.1.a"),
        (Right.RESTRICTION, {"case": "objection"}, "18.1.d"),
        (Right.RESTRICTION, {"case": "unlawful"}, None),
        (Right.RESTRICTION, {"case": "claims"}, None),
        (Right.RESTRICTION, None, None),
        (Right.ACCESS, {"case": "accuracy"}, None),
    ],
)
def test_the_case_of_restriction_that_begins_on_receipt(right, answers, basis):
    assert restriction_at_receipt(right, answers) == basis
    assert (Consequence.RESTRICT in at_receipt(right, answers)) is (basis is not None)


ERASED = "erase_copies keep_proof tell_publishers tell_recipients"
GIVEN = {
    Right.ACCESS: "",
    Right.RECTIFICATION: "tell_recipients",
    Right.ERASURE: ERASED,
    Right.RESTRICTION: "restrict tell_before_lifting tell_recipients",
    Right.OBJECTION: "erase erase_copies keep_proof tell_recipients",
    Right.CONSENT_WITHDRAWAL: "check_other_ground offer_erasure stop_use",
    Right.PORTABILITY: "",
    Right.HUMAN_REVIEW: "name_other_road",
    Right.COMPLAINT: "",
}
REFUSED = {
    Right.RECTIFICATION: "offer_statement",
    Right.PORTABILITY: "offer_access",
    Right.HUMAN_REVIEW: "name_other_road",
}


@pytest.mark.parametrize(("right", "outcome"), list(product(Right, Outcome)))
def test_what_must_be_done_after_each_outcome(right, outcome):
    given, refused = GIVEN[right], REFUSED.get(right, "")
    expected = {
        Outcome.GRANTED: given,
        Outcome.PARTLY: " ".join(sorted({*given.split(), *refused.split()})),
        Outcome.REFUSED: refused,
        Outcome.NOTHING_HELD: "",
        Outcome.NOT_OUR_TASK: "forward",
        Outcome.WITHDRAWN: "",
    }
    assert words(after(right, outcome)) == expected[outcome]


def test_an_objection_to_advertising_ends_in_a_list_and_not_in_erasure():
    assert words(after(Right.OBJECTION, Outcome.GRANTED, MARKETING)) == "stop_use suppress"
    assert words(after(Right.OBJECTION, Outcome.GRANTED, SITUATION)) == GIVEN[Right.OBJECTION]


def test_every_consequence_follows_from_something():
    found = {each for right in Right for each in at_receipt(right, MARKETING | OFFICER)}
    found |= {each for right, outcome in product(Right, Outcome) for each in after(right, outcome)}
    assert found == set(Consequence)
