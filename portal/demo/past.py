"""The jobs of the past, which the demo does itself and at their own moment."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal.queueing import Job, Queue

LATER = frozenset({Job.MAKE_RECEIPT, Job.SUGGEST_NAMES})


@dataclass
class PastQueue:
    """Collects the jobs of the past, and those of the present until a story is whole."""

    real: Queue
    waiting: list[tuple[Job, int]] = field(default_factory=list)
    present: list[tuple[Job, int]] = field(default_factory=list)

    def enqueue(self, session: Session, job: Job, subject_id: int) -> None:  # noqa: ARG002
        """Keep searches, mails and answers for the player; let the worker do what can come later.

        That is making receipts and looking for names, once for each case. It comes after what
        people want who try the portal meanwhile.
        """
        if job in LATER:
            self.leave(job, subject_id)
        else:
            self.waiting.append((job, subject_id))

    def leave(self, job: Job, subject_id: int) -> None:
        """Leave a job to the worker, for when the story is whole."""
        if (job, subject_id) not in self.present:
            self.present.append((job, subject_id))

    def hand_over(self, session: Session) -> None:
        """Give the worker what was left to it, once this transaction commits."""
        for job, subject_id in self.present:
            self.real.enqueue(session, job, subject_id)
        self.present = []

    def take(self, job: Job) -> list[int]:
        """Take the subjects of one kind of job out."""
        found = [subject for kind, subject in self.waiting if kind is job]
        self.waiting = [entry for entry in self.waiting if entry[0] is not job]
        return found
