"""Asking people what they hold: once a search, withdrawn with the case, nobody forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, ActionRefused, Status
from portal.models.audit import AuditEvent
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import SearchResult
from portal.services import (
    asking,
    decision,
    outbox,
    tasklinks,
    withdrawing,
)
from portal.services.tasklinks import Door
from tests.services import experts, stories
from tests.services.experts import ADDRESS, STAFF
from tests.services.stories import NOW

LATER = NOW + timedelta(days=6)
HERE = experts.organisation()


def test_the_owner_is_mailed_and_the_search_waits(database):
    with database.transaction() as session:
        task = experts.begin(session)
        search = experts.search_of(session, task)
        assert (task.email, task.state, task.source) == (ADDRESS, TaskState.OPEN, "cellar")
        assert task.next_mail_on == date(2026, 11, 25)
        assert (search.result, search.finished_at) == (SearchResult.PENDING, None)
        assert search.searched_with == ["name"]
        assert [(each.recipient, each.kind) for each in experts.mails(session)] == [
            (ADDRESS, "expert_task")
        ]


def test_a_search_has_one_open_question(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case, search = experts.case_of(session, task), experts.search_of(session, task)
        assert asking.ask(session, case, HERE, search, now=LATER) is task
        assert experts.kinds(session) == ["expert_task"]


def test_nothing_of_the_person_stands_in_the_mail_or_the_log(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        asking.ask_again(session, HERE, task, "Zoek ook bij de Wit.", actor=STAFF, now=NOW)
        case = experts.case_of(session, task)
        facts = [each.facts for each in experts.mails(session)]
        logged = [each.detail for each in session.scalars(select(AuditEvent))]
        assert facts == [{"reference": case.reference}] * 2
        for word in ("Sanne", "Wit", "sanne@", ADDRESS):
            assert word not in str(facts)
            assert word not in str(logged)


def test_asking_again_begins_the_ladder_anew_and_kills_the_older_link(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        old = experts.key(session)
        task.chases, task.escalated_at = 3, LATER
        again = asking.ask_again(session, HERE, task, "Ook 2019?", actor=STAFF, now=LATER)
        assert again is task
        assert (task.question, task.chases, task.escalated_at) == ("Ook 2019?", 0, None)
        assert task.next_mail_on == date(2026, 12, 1)
        assert tasklinks.use(session, task.id, old, now=LATER) is None
        assert tasklinks.use(session, task.id, experts.key(session), now=LATER) is task


BRAM = "bram@juridisch-loket.example"


def test_a_colleague_is_asked_in_place_of_the_owner_who_sees_nothing_any_more(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        experts.come_in(session, task)
        again = asking.ask_again(session, HERE, task, "", email=BRAM, actor=STAFF, now=NOW)
        assert (again.email, again.opened_at, again.state) == (BRAM, None, TaskState.OPEN)
        assert (task.state, task.waits_for_copies) == (TaskState.WITHDRAWN, True)
        assert [each.recipient for each in experts.mails(session)] == [ADDRESS, ADDRESS, BRAM]
        assert tasklinks.look_at(session, again.id, experts.key(session))[0] is Door.WORKS
        search = experts.search_of(session, again)
        assert (search.result, search.finished_at) == (SearchResult.PENDING, None)


def test_a_colleague_carries_out_in_place_of_the_owner(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(session, case, HERE, instruction, NOW)
        again = asking.ask_again(session, HERE, task, "", email=BRAM, actor=STAFF, now=NOW)
        assert (again.instruction_id, again.email) == (instruction.id, BRAM)
        assert (task.state, instruction.state) == (TaskState.WITHDRAWN, "with_person")


def test_nobody_elsewhere_is_asked(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        for address in ("bram@elders.example", "bram@juridisch-loket.example.elders.example"):
            with pytest.raises(asking.AddressElsewhere):
                asking.ask_again(session, HERE, task, "", email=address, actor=STAFF, now=NOW)
        assert experts.kinds(session) == ["expert_task"]


def test_what_was_answered_can_be_asked_once_more(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        asking.withdraw(session, task, actor=STAFF, now=NOW)
        again = asking.ask_again(session, HERE, task, "Toch?", actor=STAFF, now=NOW)
        assert again.id != task.id
        assert [
            each.state for each in asking.tasks_of(session, experts.case_of(session, task))
        ] == [
            TaskState.WITHDRAWN,
            TaskState.OPEN,
        ]
        search = experts.search_of(session, again)
        assert (search.result, search.finished_at) == (SearchResult.PENDING, None)
        assert not asking.may_ask_again(session, task)
        with pytest.raises(asking.NothingToAsk):
            asking.ask_again(session, HERE, task, "En nog?", actor=STAFF, now=NOW)


def test_nobody_is_asked_again_once_the_answer_is_out(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case = experts.case_of(session, task)
        for part in case.parts:
            part.outcome = Outcome.GRANTED
        case.advance(Action.PROPOSE, STAFF, NOW)
        with pytest.raises(ActionRefused):
            asking.ask_again(session, HERE, task, "", actor=STAFF, now=NOW)


def test_a_withdrawn_question_ends_the_search_without_an_answer(database):
    with database.transaction() as session:
        task = experts.begin(session)
        asking.withdraw(session, task, actor=STAFF, now=NOW)
        search = experts.search_of(session, task)
        assert (search.result, search.reason) == (SearchResult.FAILED, asking.NOT_ANSWERED)
        assert search.finished_at == NOW
        assert (task.state, task.next_mail_on) == (TaskState.WITHDRAWN, None)
        assert experts.kinds(session) == ["expert_task", "expert_over"]
        with pytest.raises(asking.NothingToAsk):
            asking.withdraw(session, task, actor=STAFF, now=NOW)


def test_who_saw_it_before_it_was_withdrawn_is_asked_for_copies(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        experts.come_in(session, task)
        asking.withdraw(session, task, actor=STAFF, now=NOW)
        assert task.waits_for_copies
        assert task.next_mail_on == date(2026, 11, 25)
        asking.tell_copies_gone(session, task, actor=STAFF, now=NOW)
        asking.tell_copies_gone(session, task, actor=STAFF, now=LATER)
        assert (task.copies_gone_at, task.next_mail_on) == (NOW, None)


def test_copies_are_not_gone_while_the_question_is_open(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        asking.tell_copies_gone(session, task, actor=STAFF, now=NOW)
        assert task.copies_gone_at is None


def test_a_withdrawn_request_withdraws_its_questions(database):
    with database.transaction() as session:
        task = experts.begin(session)
        case = experts.case_of(session, task)
        withdrawing.withdraw(session, case, HERE, actor=STAFF, now=NOW)
        assert task.state is TaskState.WITHDRAWN
        assert (case.status, case.closed_at) == (Status.WITHDRAWN, NOW)


def test_a_closed_case_and_one_that_is_answered_ask_nobody(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case = experts.case_of(session, task)
        for part in case.parts:
            part.outcome = Outcome.GRANTED
        for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
            case.advance(action, STAFF, NOW)
        assert not tasklinks.waits_for_answer(session, task)
        decision.close(session, case, HERE, actor=STAFF, now=NOW)
        assert task.state is TaskState.WITHDRAWN
        assert case.closed_at == NOW


def test_what_must_be_carried_out_outlives_the_answer_and_not_the_case(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(session, case, HERE, instruction, NOW)
        assert asking.ask_to_carry_out(session, case, HERE, instruction, NOW) is task
        asking.end_with_case(session, case, now=NOW)
        assert task.state is TaskState.OPEN
        assert experts.kinds(session) == ["expert_order"]
        case.advance(Action.CLOSE, STAFF, NOW)
        asking.end_with_case(session, case, now=NOW)
        assert task.state is TaskState.WITHDRAWN
        assert not task.waits_for_copies


@pytest.mark.parametrize(("source", "owner"), [("cellar", None), ("", experts.CELLAR.owner)])
def test_an_order_without_an_owner_is_nobodys_task(sqlite_database, source, owner):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session, source=source)
        here = experts.organisation(replace(experts.CELLAR, owner=owner))
        assert asking.ask_to_carry_out(session, case, here, instruction, NOW) is None
        assert experts.mails(session) == []


def test_a_task_of_an_instruction_is_withdrawn_with_it(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(session, case, HERE, instruction, NOW)
        asking.withdraw_of(session, instruction, actor=STAFF, now=NOW)
        asking.withdraw_of(session, instruction, actor=STAFF, now=NOW)
        assert task.state is TaskState.WITHDRAWN
        with pytest.raises(asking.NothingToAsk):
            asking.ask_again(session, HERE, task, "", actor=STAFF, now=NOW)


def test_a_refused_mail_is_seen_until_another_one_goes(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case = experts.case_of(session, task)
        assert asking.undelivered(session, case) == frozenset()
        outbox.give_up(session, experts.mails(session)[-1].id, now=NOW)
        assert asking.undelivered(session, case) == {task.id}
        asking.ask_again(session, HERE, task, "", actor=STAFF, now=NOW)
        assert asking.undelivered(session, case) == frozenset()


def test_tasks_of_another_case_are_not_found(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        other = stories.ask(session, key="other")
        assert asking.find_task(session, experts.case_of(session, task), task.id) is task
        assert asking.find_task(session, other, task.id) is None
        assert session.get(ExpertTask, 404) is None
