"""A case with documents in the vault, read and marked, for tests of what is given of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind
from portal.models.base import Database
from portal.models.case import Case
from portal.models.finding import Review, SourceSearch
from portal.organisations.organisation import Text
from portal.queueing import Job, RecordingQueue
from portal.services import exhibits, marking, reading, thirds
from portal.services.exhibits import Document
from tests.papers import samples
from tests.services import stories
from tests.services.vaults import vault_in

STAFF = Actor(ActorKind.STAFF, "juridisch-loket")
THIRD = "Kees Jansen"
SAID = f"Beste Sanne, uw buurman {THIRD} belde ons."
GROUND, NEEDS = (
    "others_rights",
    {"whose_interest": "Dat van de buurman.", "written_balance": "Zijn naam doet er niet toe."},
)


@dataclass
class Dossier:
    """A case in treatment, with what was found."""

    database: Database
    folder: Path
    queue: RecordingQueue
    slug: str = "juridisch-loket"
    right: Right = Right.ACCESS
    case_id: int = field(init=False)

    def __post_init__(self) -> None:
        """Begins the case."""
        self.vault = vault_in(self.folder)
        with self.database.transaction() as session:
            case = stories.ask(session, self.slug, right=self.right)
            case.advance(Action.TAKE, STAFF, stories.NOW)
            self.case_id = case.id

    def case(self, session: Session) -> Case:
        """The case."""
        return session.get_one(Case, self.case_id)

    def hand_in(self, *documents: Document) -> list[int]:
        """Hand documents in and have them read; gives the keys of their items."""
        with self.database.transaction() as session:
            found = exhibits.hand_in(
                session,
                self.vault,
                self.case(session),
                documents,
                activity=stories.organisation().activities[0].id,
                about=Text("Brieven", "Letters"),
                actor=STAFF,
                now=stories.NOW,
            )
            for finding in found:
                finding.review = Review.INCLUDE
            keys = [finding.id for finding in found]
        for exhibit_id in self.queue.of(Job.READ_EXHIBIT):
            reading.read_exhibit(
                self.database, self.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
            )
        for exhibit_id in self.queue.of(Job.READ_SCAN):
            reading.read_scan(
                self.database, self.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
            )
        return keys

    def mark_all(self, text: str, *, as_third: bool = True) -> int:
        """Take a text out wherever it stands."""
        with self.database.transaction() as session:
            case = self.case(session)
            third = None
            if as_third:
                third = thirds.third_for(session, case, text, actor=STAFF, now=stories.NOW)
            pages = {
                each.finding_id: exhibits.pages_of(session, self.vault, each)
                for each in exhibits.list_exhibits(session, case)
                if each.pages
            }
            return marking.mark_all(
                session,
                case,
                text,
                pages=pages,
                third=third,
                ground=GROUND,
                needs=NEEDS,
                actor=STAFF,
                now=stories.NOW,
            )

    def searches(self, session: Session) -> Sequence[SourceSearch]:
        """The searches of the case."""
        query = select(SourceSearch).where(SourceSearch.case_id == self.case_id)
        return session.scalars(query.order_by(SourceSearch.id)).all()

    def find(self, *records: list[list[object]], source: int = 0, **facts: object) -> list[int]:
        """Records that a source gave, included; gives their keys.

        Parameters:
            source: its place in the profile.
            facts: of each of them.
        """
        with self.database.transaction() as session:
            search = stories.find(session, self.case(session), list(records))
            search.source = stories.organisation(self.slug).sources[source].id
            for finding in search.findings:
                for name, value in facts.items():
                    setattr(finding, name, value)
            return [finding.id for finding in search.findings]


def letter(*texts: str, name: str = "brief.pdf") -> Document:
    """A PDF with a page for each text."""
    return Document(name, samples.simple_pdf(*texts))
