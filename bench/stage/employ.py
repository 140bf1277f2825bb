"""One answer made by a worker of its own, in a process that can say what the worker took.

Run as a program in the surroundings of a portal, with the key of a decided case; it writes `Made`
as JSON. The worker is the one of production: `flask worker`.
"""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from bench.stage.press import gather_orphans, while_any
from portal.factory import create_portal
from portal.models.document import DocumentKind
from portal.queueing import Job, enqueue
from portal.services.documents import find_document
from portal.settings import ROOT, Settings

EVERY = 0.05  # seconds between two looks whether it is done
LONGEST = 1800  # seconds


@dataclass(frozen=True, slots=True)
class Made:
    """What making an answer took.

    Attributes:
        seconds: from asking for it until it is stored.
        memory: the most that any process of the worker held at once, in megabytes.
    """

    seconds: float
    memory: float


def make(case_id: int) -> Made:
    """Have a worker make an answer.

    Raises:
        TimeoutError: it was not made.
    """
    gather_orphans()
    portal = create_portal(Settings.from_environment(os.environ))
    command = [sys.executable, "-m", "flask", "--app", "app:app", "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert worker.stderr is not None
        next(line for line in worker.stderr if "worker started" in line)
        begin = time.perf_counter()
        with portal.database.transaction() as session:
            enqueue(session, Job.MAKE_ANSWER, case_id)
        while True:
            time.sleep(EVERY)
            seconds = time.perf_counter() - begin
            with portal.database.transaction(write=False) as session:
                if find_document(session, case_id, DocumentKind.REPORT):
                    break
            if seconds > LONGEST or worker.poll() is not None:
                raise TimeoutError(f"no answer after {seconds:.0f} seconds")
    finally:
        worker.terminate()
        portal.database.close()
        worker.wait()
    while_any()
    return Made(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    json.dump(asdict(make(int(sys.argv[1]))), sys.stdout)
