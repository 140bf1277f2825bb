"""Taking a request in: once, with its clock, its parts and its first mails."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from portal.identity.registry import methods
from portal.law.derivation import Deadline
from portal.law.rights import ControllerKind, Right
from portal.links import Codes
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case, Channel
from portal.models.identity import IdentityChallenge
from portal.models.mail import MailKind, OutgoingMail
from portal.models.reference import read_reference
from portal.organisations.loading import BUILT_IN, load_all
from portal.queueing import Job
from portal.services import intake
from portal.services.intake import Answers, Asked, Reception, controller_kind, submit
from portal.services.throttle import LimitReached, Throttle

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ORGANISATIONS = load_all(BUILT_IN)
ANNA = Answers(
    parts=(Asked(Right.ACCESS, {"scope": "all"}),),
    given_name="Anna",
    family_name="van den Berg",
    birth_date=date(1956, 3, 24),
    email="anna@voorbeeld.example",
)


def ask(session, slug="juridisch-loket", answers=ANNA, key="key", now=NOW, **more):
    return submit(
        session,
        ORGANISATIONS[slug],
        answers,
        idempotency_key=key,
        actor=Actor.citizen(slug),
        now=now,
        **more,
    )


def reception(per_hour=20):
    secret = "a secret of the portal, long enough"
    return Reception(methods(Codes(secret)), Throttle(secret), "192.0.2.1", per_hour)


def test_a_request_becomes_a_case_with_clock_receipt_and_mails(database, queue):
    with database.transaction() as session:
        case = ask(session, reception=reception())
        assert read_reference(case.reference) == case.reference
        assert case.received_date == date(2026, 11, 20)
        assert case.legal_due == date(2026, 12, 21)  # the 20th is a Sunday
        assert Deadline.from_dict(case.deadline).legal_due == case.legal_due
        assert case.name_key == "berg anna"
        kinds = session.scalars(select(OutgoingMail.kind).order_by(OutgoingMail.id)).all()
        assert list(kinds) == [MailKind.RECEIPT, MailKind.CODE]
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
        assert [each for each in actions if each != "hold_placed"] == ["received", "code_sent"]
    assert queue.of(Job.MAKE_RECEIPT) == [case.id]
    assert len(queue.of(Job.SEND_MAIL)) == 2


def test_nothing_is_left_when_the_transaction_fails(database, queue):
    with suppress(RuntimeError), database.transaction() as session:
        ask(session, reception=reception())
        raise RuntimeError
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
        assert session.scalar(select(func.count()).select_from(OutgoingMail)) == 0
    assert queue.jobs == []


def test_the_same_key_gives_the_same_case(database, queue):
    with database.transaction() as session:
        first = ask(session)
    with database.transaction() as session:
        again = ask(session)
        assert again.id == first.id
        assert session.scalar(select(func.count()).select_from(Case)) == 1
    assert queue.of(Job.MAKE_RECEIPT) == [first.id]


def test_in_a_race_one_wins_and_all_get_its_case(database):
    gate = threading.Barrier(6)
    found, faults = [], []

    def press():
        gate.wait()
        try:
            with database.transaction() as session:
                found.append(ask(session, reception=reception()).reference)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(found) == 6
    assert len(set(found)) == 1
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert session.scalar(select(func.count()).select_from(IdentityChallenge)) == 1


def test_a_reference_that_exists_is_drawn_again(database, monkeypatch):
    drawn = iter(["JL-2026-AAAA-AA", "JL-2026-AAAA-AA", "JL-2026-BBBB-BB"])
    monkeypatch.setattr(intake, "new_reference", lambda prefix, year: next(drawn))
    with database.transaction() as session:
        ask(session, key="one")
        assert ask(session, key="two").reference == "JL-2026-BBBB-BB"


def test_the_day_of_receipt_is_the_day_in_the_netherlands(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, now=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
        assert case.received_date == date(2026, 2, 1)
        assert "-2026-" in case.reference


def test_staff_keep_the_true_earlier_day_and_the_log_tells(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        letter = replace(ANNA, email="")
        day = date(2026, 11, 2)
        case = ask(session, answers=letter, channel=Channel.LETTER, received=day)
        assert case.legal_due == date(2026, 12, 2)
        wanted = select(AuditEvent).where(AuditEvent.action == "received")
        event = session.scalars(wanted).one()
        assert event.detail == {"channel": "letter", "registered": "2026-11-20"}
        assert session.scalars(select(OutgoingMail)).all() == []


def test_a_day_in_the_future_is_refused(sqlite_database):
    with sqlite_database.transaction() as session, pytest.raises(ValueError, match="future"):
        ask(session, received=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("rights", "last_day"),
    [
        ((Right.ACCESS,), date(2026, 12, 21)),
        ((Right.CONSENT_WITHDRAWAL,), date(2026, 11, 23)),  # the next working day
        ((Right.COMPLAINT,), date(2027, 1, 4)),  # six weeks end on New Year's Day, a Friday
        ((Right.COMPLAINT, Right.CONSENT_WITHDRAWAL), date(2026, 11, 23)),
        ((Right.COMPLAINT, Right.ERASURE), date(2026, 12, 21)),
    ],
)
def test_each_right_has_its_own_term(sqlite_database, rights, last_day):
    with sqlite_database.transaction() as session:
        answers = replace(ANNA, parts=tuple(Asked(right) for right in rights))
        case = ask(session, "bijstand-in-jeugdzorg", answers)
        assert case.legal_due == last_day
        assert case.target <= case.legal_due


def test_who_decides_follows_the_chosen_task():
    organisation = ORGANISATIONS["cjib"]
    first, *rest = organisation.activities
    private = replace(first, controller_kind=ControllerKind.PRIVATE)
    mixed = replace(organisation, activities=(private, *rest))
    chosen = Asked(Right.ACCESS, {"scope": "some", "activities": [private.id]})
    assert controller_kind(mixed, chosen) is ControllerKind.PRIVATE
    assert controller_kind(mixed, Asked(Right.ACCESS)) is ControllerKind.PUBLIC
    assert controller_kind(organisation, Asked(Right.ERASURE)) is ControllerKind.PUBLIC
    foundation = replace(mixed, controller_kind=ControllerKind.PRIVATE)
    assert controller_kind(foundation, Asked(Right.ACCESS)) is ControllerKind.PUBLIC  # UAVG 34
    assert controller_kind(foundation, Asked(Right.COMPLAINT)) is ControllerKind.PRIVATE


def test_a_sender_sends_no_more_than_allowed(database):
    with database.transaction() as session:
        for number in range(2):
            ask(session, key=str(number), reception=reception(per_hour=2))
    with database.transaction() as session, pytest.raises(LimitReached):
        ask(session, key="more", reception=reception(per_hour=2))
    with database.transaction() as session:
        again = ask(session, key="0", reception=reception(per_hour=2))
        assert again.id  # who presses twice is no flood
        assert session.scalar(select(func.count()).select_from(Case)) == 2


def test_the_lead_right_and_the_parts_stand_in_the_order_of_the_law(sqlite_database):
    asked = (Asked(Right.COMPLAINT), Asked(Right.ACCESS), Asked(Right.ERASURE))
    with sqlite_database.transaction() as session:
        case = ask(session, answers=replace(ANNA, parts=asked))
        assert case.lead_right is Right.ACCESS
        assert [part.right for part in case.parts] == [
            Right.ACCESS,
            Right.ERASURE,
            Right.COMPLAINT,
        ]
