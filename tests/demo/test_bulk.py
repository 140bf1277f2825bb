"""Generated cases: fast, unlike one another, and no different from others to who looks at them."""

import resource
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal import demo
from portal.demo import bulk
from portal.demo.lines import Line
from portal.demo.loading import load_accounts
from portal.language.words import local_date
from portal.law.derivation import Deadline
from portal.law.lifecycle import OPEN, Status
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import Case, CasePart, name_key
from portal.models.reference import read_reference
from portal.services import cases as finding
from portal.services.clock import warning_stage
from tests.demo.conftest import NOW
from tests.services import stories as real


def add(portal, count):
    organisations = list(portal.organisations.values())
    return list(demo.add_cases(portal.database, organisations, count, now=NOW))


def test_it_tells_of_each_case_what_is_stored(fresh):
    lines = add(fresh, 300)
    assert len(lines) == 300
    assert all(isinstance(line, Line) for line in lines)
    with fresh.database.transaction(write=False) as session:
        for line in lines[::29]:
            case = finding.find_by_reference(session, line.reference, line.organisation)
            assert case is not None
            assert (case.lead_right, case.status) == (line.right, line.status)
            assert str(line) == f"{line.reference} {line.organisation} {line.right} {line.status}"


def test_references_are_readable_and_each_is_another(fresh):
    lines = add(fresh, 2_000) + add(fresh, 500)
    references = [line.reference for line in lines]
    assert len(set(references)) == 2_500
    assert all(read_reference(reference) == reference for reference in references[::50])


def test_every_case_is_whole(fresh):
    load_accounts(fresh, now=NOW)
    add(fresh, 1_500)
    with fresh.database.transaction(write=False) as session:
        whole = select(Case).options(selectinload(Case.parts), selectinload(Case.events))
        found = session.scalars(whole).all()
        for case in found:
            assert case.is_demo
            assert case.is_open is (case.status in OPEN)
            assert case.name_key == name_key(case.given_name, case.family_name)
            deadline = Deadline.from_dict(case.deadline)
            assert (deadline.legal_due, deadline.target) == (case.legal_due, case.target)
            assert deadline.received == case.received_date
            assert case.received_at <= NOW
            assert case.identifiers == {}
            assert fresh.organisations[case.organisation].offers(case.lead_right)
            assert {part.right for part in case.parts} >= {case.lead_right}
            assert case.events[0].action == "received"
            moments = [event.at for event in case.events]
            assert moments == sorted(moments)
            if case.status not in (Status.RECEIVED, Status.WITHDRAWN):
                assert case.handler_id is not None
                assert case.events[-1].detail["status"] == case.status
            if case.status in (Status.DELIVERED, Status.CLOSED):
                assert all(part.outcome for part in case.parts)
        parts = session.scalar(select(func.count(CasePart.id)))
        events = session.scalar(select(func.count(AuditEvent.id)))
        assert parts > len(found)
        assert events > len(found) * 1.9


def test_of_old_cases_everybody_was_warned_already(fresh):
    add(fresh, 400)
    with fresh.database.transaction(write=False) as session:
        for case in session.query(Case):
            stage = warning_stage(case.legal_due, local_date(NOW)) if case.is_open else None
            assert case.warned == stage


def test_the_mixture_is_natural(fresh):
    add(fresh, 5_000)
    with fresh.database.transaction(write=False) as session:
        found = session.execute(select(Case.status, Case.lead_right, Case.received_date)).all()
    statuses = Counter(status for status, _, _ in found)
    rights = Counter(right for _, right, _ in found)
    assert set(statuses) == set(Status) - {Status.DECIDED}
    assert statuses[Status.CLOSED] > 3_500
    assert 20 < sum(statuses[status] for status in OPEN) < 600
    assert rights.most_common(1)[0][0] is Right.ACCESS
    assert set(rights) == set(Right)
    oldest = min(day for _, _, day in found)
    assert timedelta(650) < local_date(NOW) - oldest <= timedelta(731)


def test_a_next_run_goes_on_and_does_not_repeat(fresh):
    first, second = add(fresh, 50), add(fresh, 50)
    assert {line.reference for line in first}.isdisjoint(line.reference for line in second)
    with fresh.database.transaction(write=False) as session:
        mails = session.scalars(select(Case.email)).all()
    assert len(set(mails)) == 100


def test_a_reference_that_somebody_has_already_is_not_given_again(fresh):
    with fresh.database.transaction() as session:
        taken = real.ask(session)
        number = (taken.id + 1) * bulk.STRIDE % bulk.NUMBERS
        for year in (2024, 2025, 2026):
            for organisation in fresh.organisations.values():
                case = real.ask(session, key=f"{year} {organisation.slug}")
                prefix = organisation.reference_prefix
                case.reference = bulk.spell_reference(prefix, year, number)
        last = session.scalar(select(func.max(Case.id)))
        target = (last + 1) * bulk.STRIDE % bulk.NUMBERS
        for case in session.scalars(select(Case).order_by(Case.id)).all()[1:]:
            prefix, year, _ = case.reference.split("-", 2)
            case.reference = bulk.spell_reference(prefix, int(year), target)
    (line,) = add(fresh, 1)
    assert line.reference


def test_other_cases_can_be_added_afterwards(fresh):
    add(fresh, 20)
    with fresh.database.transaction() as session:
        case = real.ask(session)
        assert case.id > 20


@pytest.mark.parametrize("count", [1, 40, 41, 81])
def test_it_adds_as_many_as_asked(fresh, count, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 40)
    assert len(add(fresh, count)) == count
    with fresh.database.transaction(write=False) as session:
        assert session.scalar(select(func.count(Case.id))) == count


def test_it_needs_neither_much_time_nor_memory(fresh):
    add(fresh, 10)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    organisations = list(fresh.organisations.values())
    for _ in demo.add_cases(fresh.database, organisations, 2 * bulk.BATCH, now=NOW):
        pass
    assert time.process_time() - started < 6  # a million within ten minutes
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
