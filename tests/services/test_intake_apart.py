"""A complaint to the privacy officer goes apart; what counts at once counts at receipt."""

import threading
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import Case
from portal.models.identity import IdentityChallenge
from portal.queueing import Job
from portal.services import holds, restrictions
from portal.services.intake import Asked, confidential_key, find_sent
from tests.services.test_intake import ANNA, ORGANISATIONS, ask, reception

BOTH = replace(
    ANNA,
    parts=(
        Asked(Right.ACCESS, {"scope": "all"}),
        Asked(Right.COMPLAINT, {"what": "Naar de buren", "to": "officer"}),
    ),
)


def cases(session) -> list[Case]:
    return list(session.scalars(select(Case).order_by(Case.id)))


def test_a_complaint_to_the_officer_is_split_off_with_a_receipt_of_its_own(database, queue):
    with database.transaction() as session:
        first = ask(session, answers=BOTH, reception=reception())
        made = cases(session)
        assert [(case.fg_only, case.lead_right) for case in made] == [
            (False, Right.ACCESS),
            (True, Right.COMPLAINT),
        ]
        assert first.id == made[0].id
        assert made[1].origin_id is None  # nothing in the one leads to the other
        assert made[1].reference != made[0].reference
        assert find_sent(session, ORGANISATIONS["juridisch-loket"], confidential_key("key"))
    assert queue.of(Job.MAKE_RECEIPT) == [case.id for case in made]


def test_sent_twice_there_are_two_cases_and_no_more(database):
    with database.transaction() as session:
        first = ask(session, answers=BOTH)
    with database.transaction() as session:
        assert ask(session, answers=BOTH).id == first.id
        assert len(cases(session)) == 2


def test_in_a_race_there_are_two_cases_and_no_more(database):
    gate = threading.Barrier(4)
    faults = []

    def press():
        gate.wait()
        try:
            with database.transaction() as session:
                ask(session, answers=BOTH, reception=reception())
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with database.transaction() as session:
        assert [case.fg_only for case in cases(session)] == [False, True]


def test_both_are_made_or_neither(database):
    with suppress(RuntimeError), database.transaction() as session:
        ask(session, answers=BOTH)
        raise RuntimeError
    with database.transaction() as session:
        assert cases(session) == []


@pytest.mark.parametrize(
    ("to", "hidden"), [("officer", True), ("organisation", False), (None, False)]
)
def test_a_complaint_alone_is_one_case(sqlite_database, to, hidden):
    with sqlite_database.transaction() as session:
        part = Asked(Right.COMPLAINT, {"what": "Naar de buren", **({"to": to} if to else {})})
        assert ask(session, answers=replace(ANNA, parts=(part,))).fg_only is hidden
        assert len(cases(session)) == 1


def test_consent_stops_counting_on_the_day_it_comes_in(sqlite_database):
    part = Asked(Right.CONSENT_WITHDRAWAL, {"scope": "all"})
    with sqlite_database.transaction() as session:
        case = ask(session, "akj", replace(ANNA, parts=(part,)), reception=reception())
        wanted = select(AuditEvent).where(AuditEvent.action == "consent_withdrawn")
        assert session.scalars(wanted).one().case_id == case.id
        assert session.scalar(select(func.count()).select_from(IdentityChallenge)) == 0


def test_what_is_contested_rests_from_the_day_it_comes_in(sqlite_database):
    part = Asked(Right.RECTIFICATION, {"kind": "wrong", "field": "Naam", "new": "Anna"})
    with sqlite_database.transaction() as session:
        case = ask(session, answers=replace(ANNA, parts=(part,)))
        assert [each.basis for each in restrictions.active(session, case)] == ["18.1.a"]


def test_what_would_delete_itself_is_held_from_the_day_it_comes_in(sqlite_database):
    with sqlite_database.transaction() as session:
        assert holds.list_of(session, ask(session))


def test_a_secret_address_is_known_as_one(sqlite_database):
    with sqlite_database.transaction() as session:
        assert ask(session, answers=replace(ANNA, secret_address=True)).secret_address
