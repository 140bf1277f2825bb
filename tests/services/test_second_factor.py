"""The second factor: each code once, recovery codes, secrets that the database does not hold."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from cryptography.fernet import InvalidToken

from portal.models.audit import Role
from portal.models.staff import RecoveryCode, Staff
from portal.services import second_factor
from portal.services.second_factor import Vault

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
VAULT = Vault("a key for tests only, of more than thirty-two signs")


@pytest.fixture
def coupled(database):
    """A session, a member of staff with an authenticator, the secret, the recovery codes."""
    with database.transaction() as session:
        member = Staff(
            organisation="akj",
            email="a@akj.example",
            name="A",
            role=Role.HANDLER,
            password_hash="x",
            created_at=NOW,
        )
        session.add(member)
        session.flush()
        secret = second_factor.new_secret()
        codes = second_factor.enrol(session, member, secret, VAULT, now=NOW)
        yield session, member, secret, codes


def test_a_code_works_once(coupled):
    _, member, secret, _ = coupled
    code = pyotp.TOTP(secret).at(NOW)
    assert second_factor.accept_code(member, code, VAULT, now=NOW)
    assert not second_factor.accept_code(member, code, VAULT, now=NOW + timedelta(seconds=5))


def test_an_earlier_code_does_not_work_after_a_later_one(coupled):
    _, member, secret, _ = coupled
    earlier = pyotp.TOTP(secret).at(NOW - timedelta(seconds=30))
    assert second_factor.accept_code(member, pyotp.TOTP(secret).at(NOW), VAULT, now=NOW)
    assert not second_factor.accept_code(member, earlier, VAULT, now=NOW)


@pytest.mark.parametrize(("away", "works"), [(-30, True), (30, True), (-61, False), (90, False)])
def test_clocks_may_differ_half_a_minute(coupled, away, works):
    _, member, secret, _ = coupled
    code = pyotp.TOTP(secret).at(NOW + timedelta(seconds=away))
    assert second_factor.accept_code(member, code, VAULT, now=NOW) is works


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "0" * 500])
def test_nonsense_is_no_code(coupled, typed):
    _, member, _, _ = coupled
    assert not second_factor.accept_code(member, typed, VAULT, now=NOW)


def test_spaces_in_a_code_are_forgiven(coupled):
    _, member, secret, _ = coupled
    code = pyotp.TOTP(secret).at(NOW)
    assert second_factor.accept_code(member, f" {code[:3]} {code[3:]} ", VAULT, now=NOW)


def test_who_is_not_enrolled_has_no_code(coupled):
    _, member, secret, _ = coupled
    member.totp_enrolled_at = None
    assert not second_factor.accept_code(member, pyotp.TOTP(secret).at(NOW), VAULT, now=NOW)


def test_a_recovery_code_works_once_in_any_spelling(coupled):
    session, member, _, codes = coupled
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    typed = f" {codes[0].upper().replace('-', ' ')} "
    assert second_factor.accept_recovery_code(session, member, typed, VAULT, now=NOW)
    assert not second_factor.accept_recovery_code(session, member, codes[0], VAULT, now=NOW)
    assert second_factor.count_recovery_codes(session, member) == 9


def test_the_recovery_code_of_another_does_not_work(coupled):
    session, _member, _, codes = coupled
    other = Staff(
        organisation="akj",
        email="b@akj.example",
        name="B",
        role=Role.HANDLER,
        password_hash="x",
        created_at=NOW,
    )
    session.add(other)
    session.flush()
    assert not second_factor.accept_recovery_code(session, other, codes[0], VAULT, now=NOW)


def test_a_new_authenticator_ends_the_old_one_and_its_codes(coupled):
    session, member, secret, codes = coupled
    second_factor.enrol(session, member, second_factor.new_secret(), VAULT, now=NOW)
    assert not second_factor.accept_code(member, pyotp.TOTP(secret).at(NOW), VAULT, now=NOW)
    assert not second_factor.accept_recovery_code(session, member, codes[0], VAULT, now=NOW)


def test_the_code_that_couples_cannot_be_used_to_sign_in(coupled):
    session, member, secret, _ = coupled
    code = pyotp.TOTP(secret).at(NOW)
    step = second_factor.confirms(secret, code, NOW)
    assert step is not None
    second_factor.enrol(session, member, secret, VAULT, now=NOW, step=step)
    assert not second_factor.accept_code(member, code, VAULT, now=NOW)


def test_the_database_holds_neither_secret_nor_recovery_codes(coupled):
    session, member, secret, codes = coupled
    kept = [member.totp_secret, *session.query(RecoveryCode.code_hash).all()]
    for hidden in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert not any(hidden in str(each) for each in kept)


def test_another_key_opens_nothing():
    sealed = VAULT.seal("secret")
    assert VAULT.open(sealed) == "secret"
    with pytest.raises(InvalidToken):
        Vault("another key, of more than thirty-two signs too").open(sealed)


def test_the_address_for_the_app_names_account_and_issuer(coupled):
    _, member, secret, _ = coupled
    address = second_factor.address_for(secret, member, "Rechtenloket AKJ")
    assert address.startswith("otpauth://totp/Rechtenloket%20AKJ:a%40akj.example?")
    assert secret in address
