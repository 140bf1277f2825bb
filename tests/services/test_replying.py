"""What an expert answers: it comes into the case once, as findings, documents or an appointment."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.law.effects import Effect
from portal.law.lifecycle import Action
from portal.models.audit import ActorKind, AuditEvent, Role
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.expert import ExpertAnswer, ExpertTask, TaskState
from portal.models.finding import Finding, SearchResult
from portal.models.mail import MailKind, OutgoingMail
from portal.models.redaction import Mark, MarkState
from portal.organisations.organisation import SourceTable, Text
from portal.queueing import Job
from portal.services import asking, replying, viewings
from portal.services.exhibits import Document
from portal.services.replying import Reply
from portal.services.viewings import ToSee
from portal.sources.values import Field
from tests.services import days, experts
from tests.services.experts import STAFF
from tests.services.stories import NOW
from tests.vaults import vault_at

LATER = NOW + timedelta(days=1)
SEEN = ToSee(
    "Beelden van 3 maart", "Balie Utrecht, werkdagen", "Receptie, 088 123", date(2027, 1, 4)
)
GIVEN = {
    ExpertAnswer.NOTHING_HELD: {},
    ExpertAnswer.OVERVIEW: {"overview": "Map 12: brief van 3 maart.\nTweede regel"},
    ExpertAnswer.FILES: {"documents": (Document("map.txt", b"Brief", "text/plain"),)},
    ExpertAnswer.VIEWING: {"to_see": SEEN},
    ExpertAnswer.CANNOT_SAY: {"note": "Vraag het Bram."},
    ExpertAnswer.NOT_DONE: {},
}


@pytest.fixture
def vault(tmp_path):
    return vault_at(tmp_path)


def send(session, vault, task, answer, *, gone=True, now=LATER, system=experts.CELLAR, **more):
    given = Reply(answer, copies_gone=gone, **{**GIVEN[answer], **more})
    replying.reply(session, vault, experts.organisation(system), task, given, now=now)


def found(session):
    return session.scalars(select(Finding)).all()


def test_nothing_held_ends_the_search_with_nothing(database, vault):
    with database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.NOTHING_HELD, note="Ook in de kluis gekeken.")
        search = experts.search_of(session, task)
        assert (search.result, search.found) == (SearchResult.NOTHING_HELD, 0)
        assert search.finished_at == LATER
        assert (task.state, task.note) == (TaskState.ANSWERED, "Ook in de kluis gekeken.")
        assert (task.copies_gone_at, task.next_mail_on) == (LATER, None)


def test_an_overview_is_an_item_to_be_looked_at_by_itself(database, vault):
    with database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.OVERVIEW)
        search, (finding,) = experts.search_of(session, task), found(session)
        assert (search.result, search.found) == (SearchResult.HELD, 1)
        assert finding.fields[0][:3] == ["Overzicht", "Overview", GIVEN["overview"]["overview"]]
        assert finding.names_third_person
        assert Field.from_row(finding.fields[0]).names_third_person
        assert (finding.activity, finding.category_nl) == ("advice", "Uw papieren dossier")


def test_what_may_be_of_others_is_suggested_in_an_overview(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        text = "De buurman belde: 06 12 34 56 78. Sanne de Wit weet dat."
        send(session, vault, task, ExpertAnswer.OVERVIEW, overview=text)
        (mark,) = session.scalars(select(Mark)).all()
        assert (mark.text, mark.state) == ("06 12 34 56 78", MarkState.SUGGESTED)


def test_files_are_locked_away_and_read(database, vault, queue):
    with database.transaction() as session:
        task = experts.begin(session)
        two = (*GIVEN[ExpertAnswer.FILES]["documents"], Document("../x.exe", b"MZ junk"))
        send(session, vault, task, ExpertAnswer.FILES, documents=two)
        exhibits = session.scalars(select(Exhibit).order_by(Exhibit.id)).all()
        assert [each.name for each in exhibits] == ["map.txt", "x.exe"]
        assert {each.state for each in exhibits} == {ExhibitState.WAITING}
        assert experts.search_of(session, task).found == 2
    assert len(queue.of(Job.READ_EXHIBIT)) == 2


def test_an_appointment_counts_as_held(database, vault):
    with database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.VIEWING)
        search = experts.search_of(session, task)
        assert (search.result, search.found) == (SearchResult.HELD, 0)
        (viewing,) = viewings.list_of(session, experts.case_of(session, task))
        assert (viewing.what, viewing.where, viewing.contact) == (
            SEEN.what,
            SEEN.where,
            SEEN.contact,
        )
        assert (viewing.activity, viewing.hold_until) == ("advice", date(2027, 1, 4))


def test_who_cannot_say_leaves_the_search_unanswered(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.CANNOT_SAY)
        search = experts.search_of(session, task)
        assert (search.result, search.reason) == (SearchResult.FAILED, asking.NOT_ANSWERED)
        assert task.note == "Vraag het Bram."


def test_copies_that_are_left_are_asked_for_later(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        task.chases, task.escalated_at = 3, NOW
        send(session, vault, task, ExpertAnswer.OVERVIEW, gone=False)
        assert (task.copies_gone_at, task.next_mail_on) == (None, date(2026, 11, 26))
        assert (task.chases, task.escalated_at) == (0, None)


def test_the_first_answer_counts(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.NOTHING_HELD)
        with pytest.raises(replying.TooLate):
            send(session, vault, task, ExpertAnswer.OVERVIEW)
        assert found(session) == []


def test_two_answers_at_once_are_one(database, vault):
    with database.transaction() as session:
        task_id = experts.begin(session).id
    gate, taken = threading.Barrier(2), []

    def press():
        gate.wait()
        with database.transaction() as session:
            task = session.get_one(ExpertTask, task_id)
            try:
                send(session, vault, task, ExpertAnswer.OVERVIEW)
                taken.append(True)
            except replying.TooLate:
                taken.append(False)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False, True]
    with database.transaction() as session:
        assert len(found(session)) == 1


@pytest.mark.parametrize("how", ["withdrawn", "ended"])
def test_an_answer_after_the_end_is_not_taken(sqlite_database, vault, how):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        if how == "withdrawn":
            asking.withdraw(session, task, actor=STAFF, now=NOW)
        else:
            experts.case_of(session, task).advance(Action.WITHDRAW, STAFF, NOW)
        with pytest.raises(replying.TooLate):
            send(session, vault, task, ExpertAnswer.OVERVIEW)
        assert found(session) == []


def test_a_search_task_takes_no_answer_of_an_order(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        with pytest.raises(ValueError, match="done"):
            replying.reply(
                session,
                vault,
                experts.organisation(),
                task,
                Reply(ExpertAnswer.DONE, copies_gone=True),
                now=LATER,
            )


def test_the_kind_of_data_that_was_chosen_counts(sqlite_database, vault):
    table = SourceTable("images", "camera", Text("Beelden", "Images"), views=True)
    system = replace(experts.CELLAR, tables=(experts.PAPER, table))
    with sqlite_database.transaction() as session:
        task = experts.begin(session, system=system)
        send(session, vault, task, ExpertAnswer.OVERVIEW, system=system, table="images")
        (finding,) = found(session)
        assert (finding.activity, finding.category_en, finding.views) == ("camera", "Images", True)


def test_what_was_found_before_stays_when_a_second_question_finds_nothing(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.OVERVIEW)
        here = experts.organisation()
        again = asking.ask_again(session, here, task, "Nog meer?", actor=STAFF, now=LATER)
        send(session, vault, again, ExpertAnswer.NOTHING_HELD)
        search = experts.search_of(session, task)
        assert (search.result, search.found) == (SearchResult.HELD, 1)


def test_the_log_says_what_was_answered_and_not_what_it_says(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        send(session, vault, task, ExpertAnswer.OVERVIEW, note="Bel Bram de Boer")
        event = session.scalars(select(AuditEvent).filter_by(action="expert_answered")).one()
        assert event.actor_kind is ActorKind.EXPERT
        assert event.detail == {"task": task.id, "answer": "overview", "found": 1}


def test_the_handler_hears_of_an_answer_and_nobody_else(sqlite_database, vault):
    with sqlite_database.transaction() as session:
        days.hire(session, name="chief", role=Role.COORDINATOR)
        me = days.hire(session)
        task = experts.begin(session)
        experts.case_of(session, task).handler_id = me.id
        send(session, vault, task, ExpertAnswer.OVERVIEW)
        told = session.scalars(select(OutgoingMail).filter_by(kind=MailKind.WARNING)).all()
        assert [(each.recipient, each.facts["lines"][0][2]) for each in told] == [
            (me.email, "expert_answered")
        ]
        assert session.scalars(select(OutgoingMail).filter_by(kind=MailKind.DIGEST)).all() == []


def test_what_somebody_adds_is_kept_with_the_instruction_when_no_lock_is_left(database, vault):
    with database.transaction() as session:
        case, instruction = experts.order(session, Effect.LIFT)
        task = asking.ask_to_carry_out(session, case, experts.organisation(), instruction, NOW)
        vault.locker(session, case.id, now=NOW)
        assert vault.destroy(session, case.id, now=NOW)
        send(session, vault, task, ExpertAnswer.NOT_DONE, note="Het systeem staat stil.")
        session.flush()
        assert (task.state, task.note) == (TaskState.ANSWERED, "")
        assert "Het systeem staat stil." in instruction.items[0]
