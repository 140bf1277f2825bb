"""What a draft says so far: which rights, whose data, by whom, and how much must be asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.law.rights import Right
from portal.services.identification import hands_nothing_over
from portal.web.typed import read_date

Stored = Mapping[str, Any]


def rights_chosen(answers: Stored) -> list[Right]:
    """The rights chosen so far, in the law's order."""
    chosen = (answers.get("rights") or {}).get("rights") or []
    return [right for right in Right if right.value in chosen]


def rights_asked(answers: Stored) -> list[Right]:
    """The rights that are asked: those chosen, and the erasure that a withdrawal can bring."""
    chosen = rights_chosen(answers)
    if Right.ERASURE in chosen or not erases_too(answers):
        return chosen
    return [right for right in Right if right in (*chosen, Right.ERASURE)]


def erases_too(answers: Stored) -> bool:
    """Whether who takes back consent wants the data erased as well (AVG 17.1.b)."""
    taken_back = Right.CONSENT_WITHDRAWAL in rights_chosen(answers)
    return taken_back and bool((answers.get("consent_withdrawal") or {}).get("erase"))


def whom(answers: Stored) -> str:
    """Whose data it is about: self, child, other or deceased; empty while that is open."""
    return str((answers.get("whom") or {}).get("whom") or "")


def asks_for_another(answers: Stored) -> bool:
    """Whether somebody else than the person itself asks."""
    return whom(answers) in ("child", "other", "deceased")


def needs_no_proof(answers: Stored) -> bool:
    """Whether nothing is handed over, so that it does not matter who asks (AVG 7.3, 21.3)."""
    kind = (answers.get("objection") or {}).get("kind")
    asked = rights_asked(answers)
    return bool(asked) and all(hands_nothing_over(right, {"kind": kind}) for right in asked)


def is_short(answers: Stored) -> bool:
    """Whether a name and an address are enough: asking more would make stopping hard."""
    complains = Right.COMPLAINT in rights_asked(answers)
    return needs_no_proof(answers) and not complains and not asks_for_another(answers)


def birth_date(answers: Stored) -> date | None:
    """When the person the data are about was born, as far as that is known."""
    about = answers.get("about") or {}
    return read_date(*(about.get(f"birth_{part}") or "" for part in ("day", "month", "year")))
