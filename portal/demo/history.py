"""Plays the demo's stories through the real services, each step at its own moment in the past.

So every case has an honest history: the same audit events, messages, searches and documents that
a request leaves behind when people do it. Only mails are not sent: they belong to the past.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo import asked, halfway, steps
from portal.demo.past import PastQueue
from portal.demo.stories import Story
from portal.identity.desk import Shown
from portal.identity.method import Method
from portal.law.lifecycle import Status
from portal.letters.printing import Printer
from portal.letters.rendering import RenderingFailed
from portal.models.audit import Actor, Role
from portal.models.base import Database
from portal.models.case import Case, Channel
from portal.models.finding import SourceSearch
from portal.models.identity import IdentityChallenge
from portal.models.staff import Staff
from portal.parts import Portal
from portal.queueing import Job
from portal.services import (
    collection,
    correspondence,
    decision,
    documents,
    identification,
    intake,
    outbox,
    reading,
    searching,
    triage,
    withdrawing,
)
from portal.services.throttle import Throttle
from portal.sources.connector import Limits
from portal.sources.places import Places

WORKING = (Status.IN_TREATMENT, Status.PROPOSED, Status.DECIDED, Status.DELIVERED, Status.CLOSED)
PROPOSED = (Status.PROPOSED, Status.DECIDED, Status.DELIVERED, Status.CLOSED)
DECIDED = (Status.DECIDED, Status.DELIVERED, Status.CLOSED)
ANSWERED = (Status.DELIVERED, Status.CLOSED)


class Player:
    """Plays stories; one at a time."""

    def __init__(self, portal: Portal, methods: Mapping[str, Method]) -> None:
        """Take the portal and its ways to prove who you are."""
        self._portal = portal
        self._methods = methods
        with portal.database.transaction(write=False) as session:
            self._queue = PastQueue(session.info["queue"].at_the_back())
        self._database = Database(
            portal.settings.database_url, info={"queue": self._queue}, locks=portal.vault
        )
        self._throttle = Throttle(portal.settings.secret_key)
        self._printer = Printer(sealer=portal.sealer)

    def close(self) -> None:
        """Give back the connections."""
        self._database.close()

    def play(self, story: Story, now: datetime) -> int:
        """Play a story from the sending of the request to where it stands now.

        Returns:
            The key of the case.
        """
        team = self._team(story)
        case_id = self._send(story, team, now)
        if story.until is Status.WITHDRAWN:
            self._step(case_id, story.at("ask", now), self._withdraw)
        if story.until not in (Status.RECEIVED, Status.WITHDRAWN):
            self._handle(story, team, case_id, now)
        with self._database.transaction() as session:
            halfway.finish(session, story.key)
            self._queue.hand_over(session)
        return case_id

    def _handle(self, story: Story, team: "Team", case_id: int, now: datetime) -> None:
        me = team.handler
        self._step(case_id, story.at("take", now), lambda s, c, at: self._take(s, c, story, me, at))
        if story.until in steps.QUESTIONS:
            self._step(
                case_id, story.at("ask", now), lambda s, c, at: steps.ask(s, c, story, me, at)
            )
        if story.search or (story.until in PROPOSED and steps.must_search(story)):
            self._search(story, team, case_id, now)
        if story.until in PROPOSED:
            self._decide(story, team, case_id, now)

    def _send(self, story: Story, team: "Team", now: datetime) -> int:
        at = story.at("send", now)
        online = story.channel is Channel.PORTAL
        hall = intake.Reception(self._methods, self._throttle, story.key, 1000)
        slug = story.organisation.slug
        with self._database.transaction() as session:
            case = intake.submit(
                session,
                story.organisation,
                story.answers(),
                idempotency_key=halfway.begun(story.key),
                actor=Actor.citizen(slug) if online else team.handler,
                now=at,
                language=story.language,
                reception=hall if online else None,
                channel=story.channel,
                is_demo=True,
            )
            if story.identity == "email" and online:
                self._prove(session, case, at + timedelta(minutes=4))
        self._print_letters(at + timedelta(minutes=5))
        self._forget_mails(at)
        return case.id

    def _take(
        self, session: Session, case: Case, story: Story, actor: Actor, now: datetime
    ) -> None:
        triage.take(case, actor=actor, now=now)
        if story.identity == "desk":
            identification.record_desk(session, case, Shown.IDENTITY_CARD.value, actor, now)
        if story.note:
            correspondence.note(session, case, story.note, actor=actor, now=now)

    def _search(self, story: Story, team: "Team", case_id: int, now: datetime) -> None:
        at = story.at("search", now)
        self._step(
            case_id,
            at,
            lambda s, c, now: collection.start(
                s, story.organisation, c, actor=team.handler, now=now
            ),
        )
        waiting = self._waiting_searches()
        while waiting:
            # Those that fail take longest, so they come last in the history.
            search_id = min(waiting, key=lambda each: waiting[each] in story.fails)
            self._search_one(story, search_id, at, away=waiting.pop(search_id) in story.fails)
            waiting |= self._waiting_searches()  # others, with what this one told
        here = {story.organisation.slug: story.organisation}
        read = at + timedelta(minutes=30)  # after the last try of a system that gave nothing
        for exhibit_id in self._queue.take(Job.READ_EXHIBIT):
            reading.read_exhibit(self._database, self._portal.vault, here, exhibit_id, now=read)
        for exhibit_id in self._queue.take(Job.READ_SCAN):
            reading.read_scan(self._database, self._portal.vault, here, exhibit_id, now=read)
        self._step(case_id, story.at("answer", now), lambda s, c, at: self._asked(s, c, story, at))

    def _asked(self, session: Session, case: Case, story: Story, now: datetime) -> None:
        here = story.organisation
        asked.answer(session, self._portal.vault, here, case, story.person.number, now)

    def _waiting_searches(self) -> dict[int, str]:
        with self._database.transaction(write=False) as session:
            return {
                search_id: session.get_one(SourceSearch, search_id).source
                for search_id in self._queue.take(Job.SEARCH_SOURCE)
            }

    def _search_one(self, story: Story, search_id: int, at: datetime, *, away: bool) -> None:
        places = Places(self._portal.sources / "away") if away else self._portal.places
        organisations = {story.organisation.slug: story.organisation}
        for attempt in range(searching.TRIES):
            moment = at + timedelta(seconds=2 + 2**attempt)
            try:
                searching.run_search(
                    self._database,
                    organisations,
                    places,
                    self._portal.vault,
                    search_id,
                    now=moment,
                    limits=Limits(),
                )
            except searching.SearchFailed:
                continue
            return

    def _decide(self, story: Story, team: "Team", case_id: int, now: datetime) -> None:
        me, other = team.handler, team.coordinator
        vault = self._portal.vault
        self._step(
            case_id,
            story.at("review", now),
            lambda s, c, at: steps.look(s, vault, c, story, me, at),
        )
        self._step(
            case_id, story.at("propose", now), lambda s, c, at: steps.propose(s, c, story, me, at)
        )
        if story.until not in DECIDED:
            return
        at = story.at("approve", now)
        self._step(case_id, at, lambda s, c, at: steps.approve(s, c, story, other, at))
        (answer,) = self._queue.take(Job.MAKE_ANSWER)
        if story.until not in ANSWERED or not self._answer(answer, at + timedelta(minutes=1)):
            self._queue.leave(Job.MAKE_ANSWER, answer)
            return
        closes = story.until is Status.CLOSED
        self._step(
            case_id,
            story.at("tell", now),
            lambda s, c, at: steps.tell_recipients(s, c, me, at, all_of_them=closes),
        )
        if closes:
            told = story.at("tell", now) + timedelta(minutes=5)
            self._step(case_id, told, lambda s, c, at: asked.carry_out(s, c, me, at))
            self._step(case_id, told, lambda s, c, at: steps.let_go(s, c, story, me, at))
            self._step(
                case_id,
                story.at("close", now),
                lambda s, c, at: decision.close(s, c, story.organisation, actor=me, now=at),
            )

    def _press(self) -> documents.Press:
        it = self._portal
        return documents.Press(self._database, it.files, it.organisations, self._printer, it.vault)

    def _answer(self, case_id: int, at: datetime) -> bool:
        """Make the documents; tells whether that worked, else the worker does it later."""
        press = self._press()
        try:
            documents.make_answer(press, case_id, now=at)
        except RenderingFailed:
            return False
        self._forget_mails(at)
        return True

    def _step(
        self, case_id: int, at: datetime, do: Callable[[Session, Case, datetime], object]
    ) -> None:
        with self._database.transaction() as session:
            do(session, session.get_one(Case, case_id), at)
        self._print_letters(at)
        self._forget_mails(at)

    def _print_letters(self, at: datetime) -> None:
        """Make the letters written so far, on their own day; else the worker does it later."""
        press = self._press()
        for letter_id in self._queue.take(Job.MAKE_LETTER):
            try:
                documents.make_letter(press, letter_id, now=at)
            except RenderingFailed:
                self._queue.leave(Job.MAKE_LETTER, letter_id)

    def _withdraw(self, session: Session, case: Case, now: datetime) -> None:
        here = self._portal.organisations[case.organisation]
        withdrawing.withdraw(session, case, here, actor=Actor.citizen(case.organisation), now=now)

    def _forget_mails(self, at: datetime) -> None:
        sent = self._queue.take(Job.SEND_MAIL)
        with self._database.transaction() as session:
            for mail_id in sent:
                outbox.mark_sent(session, mail_id, now=at)

    def _prove(self, session: Session, case: Case, now: datetime) -> None:
        """Type the code from the mail, where one was sent: some requests need no proof."""
        query = select(IdentityChallenge).where(IdentityChallenge.case_id == case.id)
        sent = session.scalars(query).one_or_none()
        if sent is not None:
            identification.check_code(
                session,
                case,
                self._portal.codes.code(sent.nonce),
                methods=self._methods,
                actor=Actor.citizen(case.organisation),
                now=now,
            )

    def _team(self, story: Story) -> "Team":
        with self._database.transaction(write=False) as session:
            query = select(Staff).where(
                Staff.organisation == story.organisation.slug, Staff.is_demo
            )
            members = session.scalars(query.order_by(Staff.id)).all()
            handlers = [each.actor() for each in members if each.role is Role.HANDLER]
            coordinators = [each.actor() for each in members if each.role is Role.COORDINATOR]
        return Team(handlers[story.person.number % len(handlers)], coordinators[0])


@dataclass(frozen=True, slots=True)
class Team:
    """Who handles a case, and who approves."""

    handler: Actor
    coordinator: Actor
