"""Systems that do as they are told, as real servers, and the jobs that tell them."""

import json
from contextlib import contextmanager

from sqlalchemy import select

from portal.models.instruction import Instruction
from portal.queueing import Job
from portal.services import carrying
from portal.sources.connector import Limits, Secret
from portal.sources.places import Places
from portal.sources.secrets import Secrets
from tests.services import stories, told
from tests.sources.server import TOKEN, serving


class Systems:
    """The register and the profile service as one server, which does as it is told to do."""

    def __init__(self) -> None:
        """Begin with systems that do everything."""
        self.real: list[str] = []
        self.keys: list[str] = []
        self.items = [{"what": "Contact van maart", "result": "possible"}]
        self.really = "done"
        self.profile = 204
        self.register = 200

    def answer(self, web) -> None:
        """The register speaks the contract of the portal, the profile that of Helsinki."""
        if web.command == "GET" or web.path.endswith("/search"):
            web.say(204)
            return
        if web.command == "DELETE":
            if "dry_run=true" not in web.path:
                self.real.append("profile")
            web.say(self.profile, None if self.profile == 204 else {"errors": [{"code": "LOAN"}]})
            return
        asked = json.loads(web.question.body)
        self.keys.append(web.question.headers["idempotency-key"])
        items = self.items
        if not asked["dry_run"]:
            self.real.append("register")
            items = [{**each, "result": self.really} for each in items]
        web.say(self.register, {"dry_run": asked["dry_run"], "items": items})


@contextmanager
def organisation_of(systems):
    """The organisation with these systems, while they run."""
    with serving(systems.answer) as server:
        yield told.organisation(server.at())


def places_in(folder):
    """Where the sources are, with what opens them."""
    opened = {(told.SLUG, name): Secret(token=TOKEN) for name in ("register", "profile")}
    return Places(folder / "sources", Secrets(opened))


def deliver(database, here, **more):
    """A delivered erasure, with its two instructions."""
    with database.transaction() as session:
        case = told.case_of(session, **more)
        told.deliver(session, case, here)
        return case.id


def run(database, here, places, instruction_id):
    carrying.run_instruction(
        database,
        {here.slug: here},
        places,
        instruction_id,
        now=stories.NOW,
        limits=Limits(seconds=1),
    )


def work(database, here, places, queue, rounds=6):
    """Do every job that waits, as the worker would; gives how many were done."""
    done = 0
    for _ in range(rounds):
        waiting = [number for kind, number in queue.jobs if kind is Job.CARRY_OUT]
        queue.jobs[:] = [each for each in queue.jobs if each[0] is not Job.CARRY_OUT]
        for number in waiting:
            run(database, here, places, number)
            done += 1
    return done


def rows(database):
    with database.transaction(write=False) as session:
        return {
            each.source: each
            for each in session.scalars(select(Instruction).order_by(Instruction.id))
        }


def states(database):
    return {source: row.state for source, row in rows(database).items()}
