"""Codes: single use, ten minutes, five tries, for one case; proof at the desk."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.identity.method import Verdict
from portal.identity.registry import methods
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.links import Codes
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.identity import Attempt, IdentityChallenge
from portal.organisations.organisation import Sensitivity
from portal.services import identification
from portal.services.identification import Sending
from portal.services.throttle import Throttle
from tests.services.stories import NOW, ask, organisation

CODES = Codes("a secret of the portal, long enough")
METHODS = methods(CODES)
CITIZEN = Actor.citizen("juridisch-loket")
STAFF = Actor(ActorKind.STAFF, "juridisch-loket", None, "Esra", Role.HANDLER)


def send(session, case, now=NOW, sender="192.0.2.1"):
    sent = identification.send_code(
        session,
        case,
        methods=METHODS,
        throttle=Throttle("a secret"),
        sender=sender,
        actor=CITIZEN,
        now=now,
    )
    newest = select(IdentityChallenge).order_by(IdentityChallenge.id.desc())
    row = session.scalars(newest).first()
    return sent, CODES.code(row.nonce) if row and row.nonce else ""


def check(session, case, typed, now=NOW):
    return identification.check_code(session, case, typed, methods=METHODS, actor=CITIZEN, now=now)


def other_than(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_right_code_proves_who_it_is(database):
    with database.transaction() as session:
        case = ask(session)
        sent, code = send(session, case)
        assert sent is Sending.SENT
        assert check(session, case, f"{code[:3]} {code[3:]}") is Verdict.RIGHT
        assert (case.identity_method, case.identity_level) == ("email_code", 1)
        actions = session.scalars(select(AuditEvent.action)).all()
        assert Action.PROVE_IDENTITY.value in actions


def test_a_code_works_once(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        assert check(session, case, code) is Verdict.RIGHT
        assert check(session, case, code) is Verdict.USED


def test_a_code_works_ten_minutes(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        assert identification.seconds_left(session, case, now=NOW) == 600
        late = NOW + timedelta(minutes=10)
        assert check(session, case, code, late) is Verdict.EXPIRED
        assert identification.seconds_left(session, case, now=late) == 0
        assert check(session, case, code, late - timedelta(seconds=1)) is Verdict.RIGHT


def test_the_sixth_try_is_refused_even_when_it_is_right(database):
    with database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        for _ in range(5):
            assert check(session, case, other_than(code)) is Verdict.WRONG
        assert check(session, case, code) is Verdict.TOO_MANY
        assert case.identity_level == 0


def test_a_code_of_another_case_is_worth_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        case, other = ask(session, key="1"), ask(session, key="2")
        send(session, case)
        _, theirs = send(session, other)
        assert check(session, case, theirs) is Verdict.WRONG


def test_a_new_code_ends_the_one_before(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, first = send(session, case)
        _, second = send(session, case)
        ended, _newest = session.scalars(
            select(IdentityChallenge).order_by(IdentityChallenge.id)
        ).all()
        assert (ended.used_at, ended.nonce) == (NOW, "")
        if first != second:
            assert check(session, case, first) is Verdict.WRONG
        assert check(session, case, second) is Verdict.RIGHT


def test_the_code_itself_is_stored_nowhere_and_forgotten_after_use(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        row = session.scalars(select(IdentityChallenge)).one()
        assert code not in row.code_hash
        check(session, case, code)
        assert row.nonce == ""


def test_codes_are_limited_for_each_address(database):
    with database.transaction() as session:
        case = ask(session)
        sent = [send(session, case, sender=f"192.0.2.{number}")[0] for number in range(6)]
        assert sent == [Sending.SENT] * 5 + [Sending.TOO_MANY]
        assert send(session, case, NOW + timedelta(minutes=61))[0] is Sending.SENT


def test_codes_are_limited_for_each_sender(sqlite_database):
    with sqlite_database.transaction() as session:
        for number in range(20):
            case = ask(session, key=f"k{number}", email=f"p{number}@voorbeeld.example")
            assert send(session, case)[0] is Sending.SENT
        case = ask(session, key="more", email="more@voorbeeld.example")
        assert send(session, case)[0] is Sending.TOO_MANY
        assert session.scalars(select(Attempt.key).where(Attempt.kind == "code.sender")).first()


def test_without_an_address_no_code_is_sent(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, email="")
        assert send(session, case)[0] is Sending.NO_ADDRESS
        assert check(session, case, "123456") is Verdict.EXPIRED


def test_what_was_shown_at_the_desk_is_recorded_without_a_number(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        identification.record_desk(session, case, "passport", STAFF, NOW)
        assert (case.identity_method, case.identity_level) == ("desk", 3)
        with pytest.raises(ValueError, match="NW12345"):
            identification.record_desk(session, case, "passport NW12345", STAFF, NOW)


def test_a_lighter_proof_never_replaces_a_heavier_one(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        identification.record_desk(session, case, "passport", STAFF, NOW)
        check(session, case, code)
        assert case.identity_method == "desk"


def test_the_data_asked_for_decide_what_proof_is_enough(sqlite_database):
    here = organisation()
    with sqlite_database.transaction() as session:
        part = ask(session, answers={"scope": "some", "activities": ["advice"]})
        assert identification.needed(here, part) is Sensitivity.ORDINARY
        assert not identification.is_enough(here, part)
        part.identity_method = "email_code"
        assert identification.is_enough(here, part)
        assert not identification.is_enough(here, part, address_known=False)
        part.identity_method = "desk"
        assert identification.is_enough(here, part, address_known=False)
        whole = ask(session, key="all")
        levels = {each.sensitivity for each in here.activities}
        assert identification.needed(here, whole) is max(levels, key=identification.ORDER.index)


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.DELIVERED, Status.CLOSED])
def test_a_proof_given_late_leaves_its_trace_too(sqlite_database, status):
    with sqlite_database.transaction() as session:
        case = ask(session)
        _, code = send(session, case)
        case.status = status
        assert check(session, case, code) is Verdict.RIGHT
        proven = select(AuditEvent).where(AuditEvent.action == Action.PROVE_IDENTITY.value)
        event = session.scalars(proven).one()
        assert (event.case_id, event.detail["method"]) == (case.id, "email_code")
        assert case.status is status


@pytest.mark.parametrize(
    ("right", "answers", "needs"),
    [
        (Right.CONSENT_WITHDRAWAL, {"scope": "all"}, False),
        (Right.COMPLAINT, {"what": "x"}, False),
        (Right.OBJECTION, {"kind": "marketing"}, False),
        (Right.OBJECTION, {"kind": "situation"}, True),
        (Right.OBJECTION, {}, True),
        (Right.ERASURE, {"scope": "all"}, True),
        (Right.ACCESS, {"scope": "all"}, True),
    ],
)
def test_stopping_and_complaining_take_no_proof(sqlite_database, right, answers, needs):
    with sqlite_database.transaction() as session:
        case = ask(session, right=right, answers=answers)
        assert identification.needs_proof(case) is needs
        assert identification.is_enough(organisation(), case) is not needs
