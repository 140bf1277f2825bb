"""Mailed links and codes: only ours are accepted, and the database alone gives none away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.links import Codes, LinkInvalid, LinkSigner

SIGNER = LinkSigner("k" * 32, "https://loket.example/")
CODES = Codes("k" * 32)


def test_a_token_gives_its_key_back() -> None:
    assert SIGNER.read(SIGNER.token("abc123")) == "abc123"


def test_the_same_key_gives_the_same_token_so_that_a_mail_can_be_made_again() -> None:
    assert SIGNER.token("abc123") == LinkSigner("k" * 32, "https://elsewhere").token("abc123")


def test_a_token_of_another_secret_is_refused() -> None:
    with pytest.raises(LinkInvalid):
        LinkSigner("x" * 32, "https://loket.example").read(SIGNER.token("abc123"))


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_a_token_changed_in_any_place_never_gives_another_key(place: int, character: str) -> None:
    token = SIGNER.token("abc123")
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]
    try:
        key = SIGNER.read(changed)
    except LinkInvalid:
        return
    assert key == "abc123"  # the last character of base64 has bits that nobody reads


def test_a_token_with_another_key_in_front_of_the_signature_is_refused() -> None:
    _, _, signature = SIGNER.token("abc123").rpartition(".")
    other, _, _ = SIGNER.token("abc124").rpartition(".")
    with pytest.raises(LinkInvalid):
        SIGNER.read(f"{other}.{signature}")


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(LinkInvalid):
        SIGNER.read(text)


def test_the_address_to_mail_holds_organisation_and_token() -> None:
    assert SIGNER.one_time("cjib", "abc") == (
        f"https://loket.example/cjib/mijn-verzoek/{SIGNER.token('abc')}"
    )


def test_a_code_has_six_digits_and_follows_from_its_nonce() -> None:
    nonce = CODES.nonce()
    assert re.fullmatch(r"\d{6}", CODES.code(nonce))
    assert CODES.code(nonce) == Codes("k" * 32).code(nonce)


def test_another_secret_gives_another_code() -> None:
    nonces = [CODES.nonce() for _ in range(20)]
    other = Codes("x" * 32)
    assert [CODES.code(nonce) for nonce in nonces] != [other.code(nonce) for nonce in nonces]


def test_codes_are_spread_evenly() -> None:
    first = [CODES.code(f"{number:032x}")[0] for number in range(5000)]
    assert all(400 < first.count(digit) < 600 for digit in "0123456789")


def test_a_wiped_nonce_gives_no_code() -> None:
    with pytest.raises(ValueError, match="gone"):
        CODES.code("")


def test_only_the_right_code_matches_its_hash() -> None:
    stored = CODES.hash("012345")
    assert CODES.matches("012345", stored)
    assert not CODES.matches("012346", stored)
    assert not CODES.matches("", stored)
    assert not CODES.matches("012345", "")


def test_the_hash_of_a_code_differs_each_time_and_tells_nothing_without_the_secret() -> None:
    stored = CODES.hash("012345")
    assert stored != CODES.hash("012345")
    assert not Codes("x" * 32).matches("012345", stored)
    assert len(stored) <= 128
