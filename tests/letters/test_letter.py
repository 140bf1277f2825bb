"""What every letter shares, and what each kind cannot do without, from primitives alone."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import LetterIncomplete
from portal.letters.catalogue import CATALOGUE
from portal.letters.consequence import Change, RecipientNotice, RestrictionLifted, RestrictionSet
from portal.letters.letter import Letter, Recipient
from portal.letters.procedure import (
    Band,
    Clarification,
    DefaultReceipt,
    Extension,
    ExtensionGround,
    IdentityWanted,
    Late,
)
from portal.letters.records import Money
from tests.letters import sample_letters

HEAD = sample_letters.head()
DAY, LATER = date(2026, 12, 14), date(2026, 12, 21)
ASKED: dict[str, Any] = {"question": "Welk jaar?", "answer_before": DAY, "counts": True}
LONGER = {
    "grounds": (ExtensionGround.NUMBER,),
    "explanation": "U vroeg dit zes keer.",
    "before": DAY,
    "legal_due": LATER,
}


def late(**facts: Any) -> Late:
    rights = ((Right.ACCESS, ControllerKind.PRIVATE),)
    given = {"was_due": DAY, "new_day": LATER, "rights": rights, "silence": ()}
    return Late(**HEAD, **(given | facts))


@pytest.mark.parametrize("field", ["reference", "signatory", "complaint_path"])
def test_no_letter_is_made_without_what_all_share(field: str) -> None:
    with pytest.raises(LetterIncomplete, match=field):
        replace(late(), **{field: ()})


def test_a_letter_goes_to_somebody() -> None:
    with pytest.raises(LetterIncomplete, match="recipient"):
        replace(late(), recipient=Recipient(" "))


def test_its_moment_needs_a_time_zone() -> None:
    with pytest.raises(LetterIncomplete, match="time zone"):
        replace(late(), created=datetime(2026, 12, 4))  # noqa: DTZ001


def test_a_personal_text_is_told_in_paragraphs() -> None:
    assert replace(late(), personal=" Een.\n\n  Twee. \n").paragraphs == ("Een.", "Twee.")
    assert late().paragraphs == ()


def test_every_letter_of_the_catalogue_bears_its_own_kind() -> None:
    assert all(letter.kind is kind for kind, letter in CATALOGUE.items())
    assert all(issubclass(letter, Letter) for letter in CATALOGUE.values())


@pytest.mark.parametrize("empty", [{"question": ""}, {"answer_before": None}])
def test_a_question_asks_something_and_says_until_when(empty: dict[str, Any]) -> None:
    with pytest.raises(LetterIncomplete):
        Clarification(**HEAD, **(ASKED | empty), last_day=LATER)


@pytest.mark.parametrize("empty", [{"doubt": " "}, {"methods": ()}])
def test_who_doubts_says_why_and_how_the_doubt_goes_away(empty: dict[str, Any]) -> None:
    doubt = {"doubt": "Dit adres kennen wij niet.", "methods": ("desk",), "last_day": LATER}
    with pytest.raises(LetterIncomplete):
        IdentityWanted(**HEAD, **(ASKED | doubt | empty))


@pytest.mark.parametrize("fault", [{"grounds": ()}, {"explanation": ""}, {"legal_due": DAY}])
def test_an_extension_has_reasons_and_a_later_day(fault: dict[str, Any]) -> None:
    with pytest.raises(LetterIncomplete):
        Extension(**HEAD, **(LONGER | fault))


def test_who_is_late_promises_a_later_day() -> None:
    with pytest.raises(LetterIncomplete):
        late(new_day=DAY)
    with pytest.raises(LetterIncomplete, match="rights"):
        late(rights=())


def test_a_restriction_rests_on_one_of_the_four_cases() -> None:
    with pytest.raises(LetterIncomplete, match=r"18\.1\.a"):
        RestrictionSet(**HEAD, basis="18.2", since=DAY)


@pytest.mark.parametrize(
    "fault", [{"basis": "18"}, {"reason": ""}, {"lift_on": HEAD["sent"]}, {"lift_on": date.min}]
)
def test_the_end_of_a_restriction_is_told_before_that_day_with_its_reason(
    fault: dict[str, Any],
) -> None:
    with pytest.raises(LetterIncomplete):
        RestrictionLifted(
            **HEAD, **({"basis": "18.1.a", "lift_on": LATER, "reason": "Het klopt."} | fault)
        )


def test_only_three_rights_are_passed_on() -> None:
    facts = {"done_on": DAY, "person": "Anna van den Berg"}
    for right in Right:
        passed_on = right in (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION)
        changes = (Change("Naam", "De Wit"),)
        if passed_on:
            assert RecipientNotice(**HEAD, right=right, changes=changes, **facts)
        else:
            with pytest.raises(LetterIncomplete):
                RecipientNotice(**HEAD, right=right, changes=changes, **facts)


def test_the_notice_of_a_correction_says_what_is_right_now() -> None:
    with pytest.raises(LetterIncomplete, match="changes"):
        RecipientNotice(**HEAD, right=Right.RECTIFICATION, done_on=DAY, person="Anna")


def test_a_penalty_is_told_in_euros() -> None:
    letter = DefaultReceipt(
        **HEAD,
        received_on=DAY,
        two_weeks_end=LATER,
        first_day=LATER,
        last_day=LATER,
        total_cents=144200,
        bands=(Band(DAY, LATER, 2300),),
    )
    assert (letter.total, letter.bands[0].amount) == (Money(1442), Money(23))
    with pytest.raises(LetterIncomplete, match="bands"):
        replace(letter, bands=())
