"""References people read aloud."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.models.reference import ALPHABET, new_reference, read_reference, spell_reference

NUMBERS = st.integers(0, len(ALPHABET) ** 5 - 1)


def test_a_reference_looks_as_promised():
    assert re.fullmatch(r"JL-2026-[2-9A-Z]{4}-[2-9A-Z]{2}", new_reference("JL", 2026))


@given(NUMBERS)
def test_what_was_spelled_can_be_read(number):
    reference = spell_reference("CJIB", 2026, number)
    assert read_reference(reference) == reference


@given(NUMBERS, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(number, place, sign):
    prefix, year, *rest = spell_reference("JL", 2026, number).split("-")
    signs = "".join(rest)
    wrong = signs[:place] + sign + signs[place + 1 :]
    if wrong != signs:
        assert read_reference(f"{prefix}-{year}-{wrong[:4]}-{wrong[4:]}") is None


@pytest.mark.parametrize("change", [str.lower, lambda r: r.replace("-", " "), lambda r: f" {r} "])
def test_how_people_type_it_is_forgiven(change):
    reference = spell_reference("BJ", 2026, 12345)
    assert read_reference(change(reference)) == reference


@pytest.mark.parametrize("typed", ["", "JL", "JL-2026-7F3K", "JL-2026-0000-00", "'; drop", "é"])
def test_nonsense_is_no_reference(typed):
    assert read_reference(typed) is None


def test_two_numbers_never_share_a_reference():
    made = {spell_reference("JL", 2026, number) for number in range(5000)}
    assert len(made) == 5000
