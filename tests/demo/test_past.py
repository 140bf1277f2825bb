"""The jobs of the past."""

from portal.demo.past import PastQueue
from portal.queueing import Job, RecordingQueue


def test_what_can_come_later_is_for_the_worker_when_the_story_is_whole(sqlite_database):
    real = RecordingQueue()
    queue = PastQueue(real)
    with sqlite_database.transaction() as session:
        for subject, job in enumerate((Job.SEND_MAIL, Job.MAKE_RECEIPT, Job.SEARCH_SOURCE)):
            queue.enqueue(session, job, subject)
        for _ in range(2):
            queue.enqueue(session, Job.SUGGEST_NAMES, 3)
    queue.leave(Job.MAKE_ANSWER, 4)
    assert not real.jobs
    for _ in range(2):
        with sqlite_database.transaction() as session:
            queue.hand_over(session)
    assert real.jobs == [(Job.MAKE_RECEIPT, 1), (Job.SUGGEST_NAMES, 3), (Job.MAKE_ANSWER, 4)]
    assert queue.waiting == [(Job.SEND_MAIL, 0), (Job.SEARCH_SOURCE, 2)]


def test_what_is_taken_is_taken_once(sqlite_database):
    queue = PastQueue(RecordingQueue())
    with sqlite_database.transaction() as session:
        queue.enqueue(session, Job.SEARCH_SOURCE, 1)
        queue.enqueue(session, Job.SEND_MAIL, 2)
        queue.enqueue(session, Job.SEARCH_SOURCE, 3)
    assert queue.take(Job.SEARCH_SOURCE) == [1, 3]
    assert queue.take(Job.SEARCH_SOURCE) == []
    assert queue.waiting == [(Job.SEND_MAIL, 2)]
