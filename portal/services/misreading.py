"""Who and what a machine may have misread in a scan, of those that are known in a case."""

from collections.abc import Callable, Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.exhibit import Exhibit
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.redaction.detecting import NAMES, Rule, Suggestion
from portal.redaction.familiar import NOBODY, Familiar, is_name
from portal.redaction.misread import Misread
from portal.services import thirds

WHILE_WAITING = 10
"""Pages that can be looked through while somebody waits for a page of the portal."""


def known_in(session: Session, case: Case, named: Iterable[str] = ()) -> list[str]:
    """Who has a letter, and what was taken out or suggested, as it is written.

    Parameters:
        named: others who are known.
    """
    thirds = session.scalars(select(ThirdPerson.names).where(ThirdPerson.case_id == case.id))
    marked = session.scalars(
        select(Mark.text).where(
            Mark.case_id == case.id,
            Mark.state != MarkState.DISMISSED,
            Mark.origin != Rule.MISREAD.value,
        )
    )
    return [*(str(name) for each in thirds for name in each), *named, *dict.fromkeys(marked)]


def look_for(known: Iterable[str], familiar: Familiar) -> Callable[[str], list[Suggestion]]:
    """Finds these in what a machine read; it needs no session afterwards."""
    made: list[Misread] = []  # when the first page of a scan is met: most documents have none

    def look(text: str) -> list[Suggestion]:
        if not made:
            made.append(Misread(known, familiar))
        return [Suggestion(Rule.MISREAD, each.start, each.end) for each in made[0].find(text)]

    return look


def meant_by(session: Session, case: Case, text: str) -> str:
    """Whose name a machine read wrong as this text; empty if not one person's."""
    seen = session.scalars(
        select(Mark.text).where(Mark.case_id == case.id, Mark.origin.in_(sorted(NAMES)))
    )
    known = known_in(session, case, dict.fromkeys(seen))
    found = Misread((each for each in known if is_name(each)), NOBODY).find(text)
    return thirds.only_one_of(session, case, found[0].wanted) if found else ""


def pages_read(session: Session, case: Case) -> int:
    """Of how many pages in a case a machine read the text."""
    query = select(func.sum(Exhibit.recognised)).where(Exhibit.case_id == case.id)
    return session.scalar(query) or 0
