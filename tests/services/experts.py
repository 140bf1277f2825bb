"""A case in which somebody is asked: an organisation with a person among its sources."""

from dataclasses import replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.lifecycle import Action
from portal.links import LinkSigner, fingerprint
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.expert import ExpertTask
from portal.models.finding import SourceSearch
from portal.models.instruction import Instruction, InstructionState
from portal.models.mail import OutgoingMail
from portal.organisations.organisation import (
    PERSON,
    Contact,
    Organisation,
    SourceSystem,
    SourceTable,
    Text,
)
from portal.services import asking, outbox, tasklinks
from tests.services import stories
from tests.services.stories import NOW

ADDRESS = "archief@juridisch-loket.example"
STAFF = Actor.portal("juridisch-loket")
LINKS = LinkSigner("a key for tests only, of more than thirty-two signs", "https://loket.example")
PAPER = SourceTable("paper", "advice", Text("Uw papieren dossier", "Your paper file"))
CELLAR = SourceSystem(
    id="cellar",
    name=Text("Archief in de kelder", "Archive in the cellar"),
    connector=PERSON,
    tables=(PAPER,),
    owner=Contact(Text("Beheerder archief", "Keeper of the archive"), email=ADDRESS),
)


@cache
def organisation(system: SourceSystem = CELLAR) -> Organisation:
    """Het Juridisch Loket with a cellar full of paper."""
    here = stories.organisation()
    others = tuple(each for each in here.sources if each.connector != PERSON)
    return replace(here, sources=(*others, system))


def begin(session: Session, *, system: SourceSystem = CELLAR, key: str = "key") -> ExpertTask:
    """A request of Sanne de Wit in treatment, for which the keeper is asked."""
    case = stories.ask(session, key=key)
    case.advance(Action.TAKE, STAFF, NOW)
    search = SourceSearch(case_id=case.id, source=system.id, asked_at=NOW, attempts=0, found=0)
    search.searched_with = []
    session.add(search)
    session.flush()
    return asking.ask(session, case, organisation(system), search, now=NOW)


def order(
    session: Session,
    effect: Effect = Effect.ERASE,
    source: str = "cellar",
    key: str = "key",
    **details: object,
) -> tuple[Case, Instruction]:
    """A case that was answered, and what must be carried out in a source after it."""
    case = stories.ask(session, key=key)
    stories.decide(session, case)
    case.advance(Action.DELIVER, STAFF, NOW)
    instruction = Instruction(
        case_id=case.id,
        part_id=case.parts[0].id,
        source=source,
        effect=effect,
        state=InstructionState.WITH_PERSON,
        details=details,
        items=[],
        asked_at=NOW,
        attempts=0,
    )
    session.add(instruction)
    session.flush()
    return case, instruction


def case_of(session: Session, task: ExpertTask) -> Case:
    """The case of a task."""
    return session.get_one(Case, task.case_id)


def search_of(session: Session, task: ExpertTask) -> SourceSearch:
    """The search that waits for a task."""
    return session.get_one(SourceSearch, task.search_id)


def mails(session: Session) -> list[OutgoingMail]:
    """The mails to experts, oldest first."""
    found = select(OutgoingMail).where(OutgoingMail.kind.in_(outbox.TO_EXPERTS))
    return list(session.scalars(found.order_by(OutgoingMail.id)))


def kinds(session: Session) -> list[str]:
    """The kinds of the mails to experts, oldest first."""
    return [each.kind.value for each in mails(session)]


def key(session: Session) -> str:
    """The key of the link in the newest mail."""
    return mails(session)[-1].message_id


def come_in(session: Session, task: ExpertTask) -> None:
    """Open the newest link."""
    assert task.token_hash == fingerprint(key(session))
    assert tasklinks.use(session, task.id, key(session), now=NOW) is task
