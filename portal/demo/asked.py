"""What people answer who are asked: come and see, a short overview, nothing held, or done."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.expert import ExpertAnswer
from portal.organisations.organisation import Organisation
from portal.services import asking, instructions, replying, settling
from portal.services.replying import Reply
from portal.services.viewings import ToSee
from portal.vault import Vault

KEPT_FOR = timedelta(days=28)
OVERVIEW = (
    "In de map zitten een intakeformulier, drie brieven van school en twee verslagen op papier. "
    "De stukken zijn van voor 2018 en staan niet in het systeem."
)
CARRIED_OUT = "Gedaan in het systeem zelf, en nagekeken door een collega."
NOTE = "Nagekeken in de kast; de map is terug op zijn plaats."


def answer(
    session: Session,
    vault: Vault,
    organisation: Organisation,
    case: Case,
    number: int,
    now: datetime,
) -> None:
    """Answer every open question of a case, each time somebody else a bit differently.

    Args:
        number: of the person whom it is about.
    """
    for task in asking.open_of(session, case):
        given = _replies(organisation, task.source, now)[number % 3] if task.search_id else DONE
        replying.reply(session, vault, organisation, task, given, now=now)


def carry_out(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    """Tick off what nobody but a handler can do in systems that only give data."""
    for each in instructions.open_of(session, case):
        settling.end(session, case, each, done=True, why=CARRIED_OUT, actor=actor, now=now)


DONE = Reply(ExpertAnswer.DONE, copies_gone=True, note=CARRIED_OUT)


def _replies(organisation: Organisation, source: str, now: datetime) -> tuple[Reply, ...]:
    here = organisation.contact
    to_see = ToSee(
        what=f"{organisation.source(source).name.nl}, samen met een medewerker",
        where=f"{organisation.name.nl}, na een afspraak",
        contact=here.phone or here.email,
        hold_until=local_date(now) + KEPT_FOR,
    )
    return (
        Reply(ExpertAnswer.VIEWING, copies_gone=True, note=NOTE, to_see=to_see),
        Reply(ExpertAnswer.OVERVIEW, copies_gone=True, note=NOTE, overview=OVERVIEW),
        Reply(ExpertAnswer.NOTHING_HELD, copies_gone=True, note=NOTE),
    )
