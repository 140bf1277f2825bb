"""Passwords: what is refused, and how the others are kept."""

import pytest

from portal.services import passwords
from portal.services.passwords import Weakness, weakness


@pytest.fixture(autouse=True)
def hashing() -> None:
    """As dear as it really is."""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("zeven paarden dansen traag", None),
        ("x7#kQ!vT2mLp9$z", None),
        ("correct paard batterij nietje", None),
        ("", Weakness.TOO_SHORT),
        ("veertien tekens", None),
        ("veertientekens", Weakness.TOO_SHORT),
        ("a" * 201, Weakness.TOO_LONG),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("Welkom2026Welkom2026", Weakness.COMMON),
        ("W3lk0m-W3lk0m-2026!", Weakness.COMMON),
        ("123456789012345678", Weakness.COMMON),
        ("qwertyuiopasdfghjkl", Weakness.COMMON),
        ("correcthorsebatterystaple", Weakness.COMMON),
        ("anna.jansen.anna.jansen", Weakness.COMMON),
    ],
)
def test_length_counts_and_what_everybody_tries_does_not(password, why):
    assert weakness(password, ("anna.jansen@akj.example", "Anna Jansen", "akj")) is why


def test_a_password_of_sixty_four_signs_with_spaces_and_accents_is_fine():
    assert weakness("één zin met spaties, leestekens en — streepjes; ruim lang genoeg ja") is None


def test_a_hash_recognises_its_password_only():
    stored = passwords.hash_password("zeven paarden dansen traag")
    assert stored.startswith("$argon2id$")
    assert passwords.is_right("zeven paarden dansen traag", stored)
    assert not passwords.is_right("Zeven paarden dansen traag", stored)
    assert not passwords.is_outdated(stored)


def test_the_same_letters_typed_on_another_machine_are_the_same_password():
    stored = passwords.hash_password("cafe\u0301 op de hoek om negen uur")
    assert passwords.is_right("caf\u00e9 op de hoek om negen uur", stored)


def test_nobody_has_no_password_and_a_broken_hash_is_none():
    assert not passwords.is_right("zeven paarden dansen traag", None)
    assert not passwords.is_right("zeven paarden dansen traag", "not a hash")


def test_an_old_hash_is_made_anew():
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x")
    assert passwords.is_outdated(weak)


def test_a_password_made_by_chance_is_hashed_at_once_until_somebody_signs_in_with_it():
    made = passwords.temporary_password()
    stored = passwords.hash_password(made, by_chance=True)
    assert passwords.is_right(made, stored)
    assert passwords.is_outdated(stored)


def test_a_temporary_password_passes_the_rule_and_differs_each_time():
    made = {passwords.temporary_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each) >= passwords.SHORTEST for each in made)


def test_a_password_made_by_chance_is_never_refused_by_our_own_rule(monkeypatch):
    chance = iter("23456789232345678923" + "abcdefghjkmnpqrstvwx")
    monkeypatch.setattr(passwords.secrets, "choice", lambda _: next(chance))
    assert passwords.temporary_password() == "abcde-fghjk-mnpqr-stvwx"
