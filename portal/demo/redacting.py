"""How the handlers of the demo protect others: every name they know, and what is suggested."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo.people import Person
from portal.law.grounds import Need
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.finding import Finding
from portal.redaction.detecting import NAMES
from portal.services import marking, marks, readable, thirds
from portal.services.passages import Pages
from portal.vault import Vault

GROUND = "others_rights"
OTHERS_ON_A_SCAN = (0.08, 0.226, 0.94, 0.62)  # of the page: below the person's own name
NOT_PEOPLE = ("Wijkteam", "Huurcommissie", "Raad", "Jeugd", "Pleegzorg", "School")
WHY = {
    "nl": {
        Need.WHOSE_INTEREST: "Familie en bekenden, en medewerkers van anderen.",
        Need.WRITTEN_BALANCE: (
            "Zij weten niet dat dit over hen is opgeschreven. "
            "Ook zonder hun namen en nummers is te lezen wat er gebeurde."
        ),
    },
    "en": {
        Need.WHOSE_INTEREST: "Family and acquaintances, and people who work for others.",
        Need.WRITTEN_BALANCE: (
            "They do not know that this was written about them. "
            "What happened can be read without their names and numbers too."
        ),
    },
}
"""What is written with each mark, in the language of who reads it."""


def redact(
    session: Session, vault: Vault, case: Case, person: Person, actor: Actor, now: datetime
) -> None:
    """Take out the names of everybody around a person, and what else is suggested.

    Args:
        person: whose circle the handler recognises.
    """
    pages = readable.pages_in(session, vault, case)
    needs = {key.value: text for key, text in WHY[case.language].items()}
    told = _told(session, case, pages)
    _draw(session, case, pages, needs, actor, now)
    for name in _names(person):
        if name.lower() in told:
            third = thirds.third_for(session, case, name, actor=actor, now=now)
            marking.mark_all(
                session,
                case,
                name,
                pages=pages,
                third=third,
                ground=GROUND,
                needs=needs,
                actor=actor,
                now=now,
            )
    for each in marks.waiting(session, case):
        if each.text.startswith(NOT_PEOPLE) or each.text == person.city:
            marking.dismiss_rule(session, case, each.origin, text=each.text, actor=actor, now=now)
            continue
        named = each.origin in NAMES
        marking.accept_rule(
            session,
            case,
            each.origin,
            text=each.text,
            third=thirds.third_for(session, case, each.text, actor=actor, now=now)
            if named
            else None,
            ground=GROUND,
            needs=needs,
            actor=actor,
            now=now,
        )


def _draw(
    session: Session,
    case: Case,
    pages: Pages,
    needs: dict[str, str],
    actor: Actor,
    now: datetime,
) -> None:
    """Black out what a scan says of others, where no machine read the words in it."""
    for key, each in pages.items():
        finding = session.get_one(Finding, key)
        for page in each:
            if not page.text.strip():
                left, top, right, bottom = OTHERS_ON_A_SCAN
                box = (
                    left * page.width,
                    top * page.height,
                    right * page.width,
                    bottom * page.height,
                )
                marking.mark(
                    session,
                    case,
                    finding,
                    page=page.number,
                    boxes=[box],
                    pages=each,
                    ground=GROUND,
                    needs=needs,
                    actor=actor,
                    now=now,
                )


def _names(person: Person) -> list[str]:
    """Whole names first: what they cover is not looked at again."""
    own = {person.given_name, person.family_name, person.name}
    whole = [name for name in person.circle.values() if name not in own]
    first = [name.split()[0] for name in whole]
    return [name for name in dict.fromkeys([*whole, *first]) if name not in own]


def _told(session: Session, case: Case, pages: Pages) -> str:
    """All that the items say, in small letters."""
    rows = session.scalars(select(Finding.fields).where(Finding.case_id == case.id))
    fields = [str(cell) for row in rows for field in row for cell in field]
    return " ".join([*fields, *(page.text for each in pages.values() for page in each)]).lower()
