"""The jobs of the past, which the demo does itself and at their own moment."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal.queueing import Job, Queue


@dataclass
class PastQueue:
    """Collects the jobs of the past; those of the present go to the real queue."""

    real: Queue
    waiting: list[tuple[Job, int]] = field(default_factory=list)
    _looked_through: set[int] = field(default_factory=set)

    def enqueue(self, session: Session, job: Job, subject_id: int) -> None:
        """Keep searches, mails and answers for the player; let the worker do what can come later.

        That is making receipts and looking for names, once for each case. It comes after what
        people want who try the portal meanwhile.
        """
        if job is Job.MAKE_RECEIPT:
            self.real.enqueue(session, job, subject_id)
        elif job is Job.SUGGEST_NAMES:
            if subject_id not in self._looked_through:
                self._looked_through.add(subject_id)
                self.real.enqueue(session, job, subject_id)
        else:
            self.waiting.append((job, subject_id))

    def take(self, job: Job) -> list[int]:
        """Take the subjects of one kind of job out."""
        found = [subject for kind, subject in self.waiting if kind is job]
        self.waiting = [entry for entry in self.waiting if entry[0] is not job]
        return found
