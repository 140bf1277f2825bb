"""The job that tells a source finds its system, its secret and its moment in the context."""

from types import SimpleNamespace

from portal.jobs import HANDLERS
from portal.jobs.instructions import carry_out
from portal.models.instruction import InstructionState
from portal.queueing import LINES, ONCE, Job, Line
from tests.services import stories
from tests.services.obeying import Systems, deliver, organisation_of, places_in, states


def test_it_tells_with_what_the_worker_has(sqlite_database, queue, tmp_path):
    with organisation_of(Systems()) as here:
        deliver(sqlite_database, here)
        portal = SimpleNamespace(
            database=sqlite_database,
            organisations={here.slug: here},
            places=places_in(tmp_path),
        )
        context = SimpleNamespace(portal=portal, now=lambda: stories.NOW)
        carry_out(context, queue.of(Job.CARRY_OUT)[0])
    assert states(sqlite_database)["register"] is InstructionState.READY


def test_the_worker_carries_out_beside_the_searches():
    assert HANDLERS[Job.CARRY_OUT] is carry_out
    assert LINES[Job.CARRY_OUT] is Line.WORK
    assert Job.CARRY_OUT not in ONCE  # a dry run and then the real thing
