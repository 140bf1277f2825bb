"""The way in for an expert: once, by the newest mail, for as long as something is asked."""

import threading
from datetime import timedelta

import pytest

from portal.law.lifecycle import Action
from portal.models.expert import ExpertTask
from portal.services import asking, tasklinks
from portal.services.tasklinks import Door
from portal.services.throttle import LimitReached, Throttle
from tests.services import experts
from tests.services.experts import STAFF
from tests.services.stories import NOW

THROTTLE = Throttle("secret")


def again(session, task_id, sender="192.0.2.1", now=NOW):
    return tasklinks.send_again(session, task_id, throttle=THROTTLE, sender=sender, now=now)


def test_looking_uses_nothing_and_the_button_opens_once(database):
    with database.transaction() as session:
        task = experts.begin(session)
        key = experts.key(session)
        for _ in range(3):
            assert tasklinks.look_at(session, task.id, key) == (Door.WORKS, task)
        assert task.opened_at is None
        assert tasklinks.use(session, task.id, key, now=NOW) is task
        assert task.opened_at == NOW
        assert tasklinks.use(session, task.id, key, now=NOW) is None
        assert tasklinks.look_at(session, task.id, key)[0] is Door.USED


def test_two_at_once_open_it_once(database):
    with database.transaction() as session:
        task_id = experts.begin(session).id
        key = experts.key(session)
    gate, opened = threading.Barrier(3), []

    def press():
        gate.wait()
        with database.transaction() as session:
            opened.append(tasklinks.use(session, task_id, key, now=NOW) is not None)

    threads = [threading.Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened) == [False, False, True]


def test_the_key_of_another_task_opens_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        first = experts.begin(session)
        key = experts.key(session)
        second = experts.begin(session, key="second")
        assert tasklinks.look_at(session, second.id, key)[0] is Door.USED
        assert tasklinks.use(session, second.id, key, now=NOW) is None
        assert tasklinks.look_at(session, 404, key) == (Door.UNKNOWN, None)
        for guess in ("", "0" * 32, first.token_hash):
            assert tasklinks.use(session, first.id, guess, now=NOW) is None


@pytest.mark.parametrize("seen", [False, True])
def test_a_link_to_what_is_over_opens_no_question(sqlite_database, seen):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        if seen:
            experts.come_in(session, task)
        asking.withdraw(session, task, actor=STAFF, now=NOW)
        door, _ = tasklinks.look_at(session, task.id, experts.key(session))
        assert door is (Door.WORKS if seen else Door.OVER)
        assert not tasklinks.waits_for_answer(session, task)


def test_a_case_that_moved_on_shows_nobody_to_the_expert(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        experts.case_of(session, task).advance(Action.WITHDRAW, STAFF, NOW)
        assert tasklinks.look_at(session, task.id, experts.key(session))[0] is Door.OVER
        assert tasklinks.use(session, task.id, experts.key(session), now=NOW) is None
        assert not again(session, task.id)


def test_a_new_link_goes_to_who_was_asked_and_kills_the_older(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        old = experts.key(session)
        assert again(session, task.id, sender="198.51.100.7")
        assert [each.recipient for each in experts.mails(session)] == [experts.ADDRESS] * 2
        assert tasklinks.look_at(session, task.id, old)[0] is Door.USED
        assert tasklinks.look_at(session, task.id, experts.key(session))[0] is Door.WORKS


def test_who_saw_a_withdrawn_question_gets_a_link_for_the_copies(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        experts.come_in(session, task)
        asking.withdraw(session, task, actor=STAFF, now=NOW)
        assert again(session, task.id)
        assert experts.kinds(session)[-1] == "expert_copies"


def test_few_links_a_task_and_a_sender(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        for number in range(5):
            assert again(session, task.id, sender=f"192.0.2.{number}")
        with pytest.raises(LimitReached):
            again(session, task.id, sender="192.0.2.99")
        for number in range(30):
            assert not again(session, 1_000 + number, sender="guesser")
        another = experts.begin(session, key="another")
        with pytest.raises(LimitReached):
            again(session, another.id, sender="guesser", now=NOW)
        assert again(session, another.id)
        assert again(session, task.id, now=NOW + timedelta(hours=2))


def test_what_stands_in_the_database_opens_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        mail = experts.mails(session)[-1]
        stored = f"{task.token_hash} {mail.message_id} {mail.facts}"
        token = experts.LINKS.task(task.id, mail.message_id).rpartition("/")[2]
        assert token not in stored
        assert mail.message_id not in task.token_hash
        assert session.get(ExpertTask, task.id) is task
