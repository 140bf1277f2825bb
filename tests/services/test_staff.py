"""Accounts of staff: opened, signed in to, throttled, closed."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.staff import Staff, WebSession
from portal.services import passwords, staff
from portal.services.browsing import keep_session
from portal.services.second_factor import Vault, enrol, new_secret
from portal.services.throttle import LimitReached, Throttle

KEY = "a key for tests only, of more than thirty-two signs"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PASSWORD = "zeven paarden dansen traag"
THROTTLE, VAULT = Throttle(KEY), Vault(KEY)


def hire(session, email="a@akj.example", role=Role.HANDLER, **more) -> Staff:
    more = {"organisation": "akj", "name": "Anna", "password": PASSWORD, **more}
    return staff.add_staff(session, email=email, role=role, now=NOW, **more)


def try_in(session, email="a@akj.example", password=PASSWORD, *, sender="1.2.3.4", now=NOW):
    return staff.sign_in(session, email, password, sender=sender, throttle=THROTTLE, now=now)


def boss(member: Staff) -> Actor:
    return Actor(ActorKind.STAFF, member.organisation, None, "boss", Role.ADMINISTRATOR)


def test_the_right_password_signs_in_whatever_the_capitals_of_the_address(database):
    with database.transaction() as session:
        member = hire(session)
        assert try_in(session, " A@AKJ.example ") is member


@pytest.mark.parametrize(
    ("email", "password"), [("a@akj.example", PASSWORD + "x"), ("b@akj.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_account_are_refused_alike(database, email, password):
    with database.transaction() as session:
        hire(session)
        with pytest.raises(staff.SignInRefused):
            try_in(session, email, password)


@pytest.mark.parametrize("email", ["a@akj.example", "nobody@akj.example"])
def test_an_unknown_account_costs_as_much_work_as_a_known_one(sqlite_database, monkeypatch, email):
    checked = []
    real = passwords.is_right
    monkeypatch.setattr(passwords, "is_right", lambda *a: checked.append(a) or real(*a))
    with sqlite_database.transaction() as session:
        hire(session)
        with pytest.raises(staff.SignInRefused):
            try_in(session, email, "not the password at all")
    assert len(checked) == 1


@pytest.mark.parametrize("email", ["a@akj.example", "nobody@akj.example"])
def test_five_wrong_passwords_close_the_door_for_a_quarter(database, email):
    with database.transaction() as session:
        hire(session)
        for _ in range(5):
            with pytest.raises(staff.SignInRefused):
                try_in(session, email, "wrong")
        with pytest.raises(LimitReached):
            try_in(session, email, PASSWORD)
        later = NOW + timedelta(minutes=15, seconds=1)
        if email == "a@akj.example":
            assert try_in(session, email, PASSWORD, now=later)


def test_one_sender_tries_twenty_times_a_minute_and_no_more(database):
    with database.transaction() as session:
        hire(session)
        for number in range(20):
            with pytest.raises(staff.SignInRefused):
                try_in(session, f"{number}@akj.example", "wrong")
        with pytest.raises(LimitReached):
            try_in(session)
        assert try_in(session, sender="5.6.7.8")


def test_signing_in_well_uses_up_no_tries(database):
    with database.transaction() as session:
        hire(session)
        for _ in range(8):
            try_in(session)


def test_a_temporary_password_lapses_after_a_week(database):
    with database.transaction() as session:
        hire(session, temporary=True)
        assert try_in(session, now=NOW + timedelta(days=6))
        with pytest.raises(staff.SignInRefused):
            try_in(session, now=NOW + timedelta(days=7))


def test_an_old_hash_is_renewed_at_sign_in(database):
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    with database.transaction() as session:
        member = hire(session)
        member.password_hash = weak.hash(PASSWORD)
        try_in(session)
        assert not passwords.is_outdated(member.password_hash)


def test_an_address_signs_in_to_one_account_only(database):
    with database.transaction() as session:
        hire(session)
        with pytest.raises(staff.AddressTaken):
            hire(session, " A@akj.EXAMPLE", organisation="cjib")


def test_an_easy_password_opens_no_account(database):
    with database.transaction() as session, pytest.raises(staff.PasswordTooWeak):
        hire(session, password="Welkom2026Welkom2026")


def test_wrong_codes_are_limited_too_and_are_not_forgotten_by_a_right_password(database):
    with database.transaction() as session:
        member = hire(session)
        enrol(session, member, new_secret(), VAULT, now=NOW)
        more = {"throttle": THROTTLE, "vault": VAULT, "now": NOW}
        for _ in range(5):
            assert not staff.pass_second_factor(session, member, "000000x", **more)
        try_in(session)
        with pytest.raises(LimitReached):
            staff.pass_second_factor(session, member, "000000x", **more)


def test_another_password_ends_every_session(database):
    with database.transaction() as session:
        member = hire(session, temporary=True)
        keep_session(session, "h" * 64, {}, member.id, now=NOW)
        session.flush()
        staff.change_password(session, member, "acht ezels zingen vals", now=NOW)
        assert session.query(WebSession).count() == 0
        assert member.password_expires_at is None
        assert try_in(session, password="acht ezels zingen vals")


def test_a_closed_account_signs_in_no_more_and_its_sessions_end(database):
    with database.transaction() as session:
        member = hire(session)
        keep_session(session, "h" * 64, {}, member.id, now=NOW)
        session.flush()
        staff.deactivate(session, member, actor=boss(member), now=NOW)
        assert session.query(WebSession).count() == 0
        assert staff.find_active(session, member.id) is None
        with pytest.raises(staff.SignInRefused):
            try_in(session)


def test_the_last_administrator_stays(database):
    with database.transaction() as session:
        one = hire(session, role=Role.ADMINISTRATOR)
        hire(session, "c@cjib.example", Role.ADMINISTRATOR, organisation="cjib")
        with pytest.raises(staff.LastAdministrator):
            staff.deactivate(session, one, actor=boss(one), now=NOW)
        two = hire(session, "b@akj.example", Role.ADMINISTRATOR)
        staff.deactivate(session, one, actor=boss(two), now=NOW)
        assert not one.is_active


def test_who_is_let_in_again_chooses_everything_anew(database):
    with database.transaction() as session:
        member = hire(session)
        enrol(session, member, new_secret(), VAULT, now=NOW)
        staff.deactivate(session, member, actor=boss(member), now=NOW)
        first = staff.restore(session, member, actor=boss(member), now=NOW)
        assert member.totp_enrolled_at is None
        assert try_in(session, password=first).password_expires_at is not None
        with pytest.raises(staff.SignInRefused):
            try_in(session)


def test_a_colleague_elsewhere_is_nobody_here(database):
    with database.transaction() as session:
        member = hire(session)
        hire(session, "c@cjib.example", organisation="cjib")
        assert staff.find_member(session, member.id, "cjib") is None
        assert [each.email for each in staff.list_staff(session, "akj")] == ["a@akj.example"]


def test_the_trail_names_keys_and_no_addresses(database):
    with database.transaction() as session:
        member = hire(session)
        staff.restore(session, member, actor=boss(member), now=NOW)
        session.flush()
        events = session.query(AuditEvent).all()
        assert [event.action for event in events] == ["staff_added", "staff_restored"]
        assert "@" not in "".join(str(event.detail) for event in events)


def test_the_last_fg_stays_so_that_somebody_sees_the_complaints_to_the_fg(sqlite_database):
    with sqlite_database.transaction() as session:
        first = hire(session, role=Role.PRIVACY_OFFICER)
        with pytest.raises(staff.LastOfficer):
            staff.deactivate(session, first, actor=boss(first), now=NOW)
        assert first.is_active
        second = hire(session, "tweede@akj.example", Role.PRIVACY_OFFICER)
        staff.deactivate(session, first, actor=boss(second), now=NOW)
        assert not first.is_active


def test_names_are_found_also_of_closed_accounts(sqlite_database):
    with sqlite_database.transaction() as session:
        member = hire(session)
        member.is_active = False
        assert staff.names_of(session, [member.id, None, 10**9]) == {member.id: member.name}
