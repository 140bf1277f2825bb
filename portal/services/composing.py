"""From a case and the facts of a row to a letter of the catalogue, as frozen primitives."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.identity.email_code import EmailCode
from portal.language.words import Words
from portal.law.deadlines import objection_due
from portal.law.mandatory import LetterKind
from portal.law.penalties import pay_by
from portal.letters.blocks import LetterIncomplete
from portal.letters.catalogue import CATALOGUE
from portal.letters.letter import Letter, Recipient
from portal.letters.report import Kept
from portal.models.case import Case
from portal.models.letter import Letter as Row
from portal.organisations.organisation import AddressForm, Organisation
from portal.services import addressing, identification, letterheads, posting, veiling

DUTCH = Words("nl", AddressForm.U)
"""How we write to other organisations, whatever the person's language."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a letter is made from."""

    session: Session
    case: Case
    organisation: Organisation
    words: Words
    facts: Mapping[str, Any]


def compose(
    session: Session,
    case: Case,
    organisation: Organisation,
    kind: LetterKind,
    facts: Mapping[str, Any],
    *,
    personal: str,
    now: datetime,
) -> Letter:
    """The letter of this kind.

    Parameters:
        facts: as `portal.law.mandatory` lists them for each kind.
        now: the moment it is written; its local date stands on the letter.

    Raises:
        LetterIncomplete: a fact is missing, unknown or not what it should be.
    """
    letter = CATALOGUE[kind]
    to_person = kind is not LetterKind.RECIPIENT_NOTICE
    words = addressing.words_for(organisation, case) if to_person else DUTCH
    making = Making(session, case, organisation, words, facts)
    head = letterheads.head(case, organisation, words, now)
    found = BY_CASE.get(kind, _nothing)(making)
    aside = NOT_A_FIELD.get(kind, frozenset())
    told = {name: value for name, value in facts.items() if name not in aside}
    if to_person:  # a recipient gets the address only when somebody judged so: AVG 19, 32
        veil = veiling.veil_of(session, case, words)
        told, personal = veiling.veiled((told, personal), veil)
    if kind is LetterKind.PENALTY_DECISION:
        found = _penalty(making, now)
    values = head | _read(letter, told) | found | {"personal": personal}
    try:
        return letter(**values)
    except TypeError as error:  # a field without a value, by its name
        raise LetterIncomplete(f"the letter {kind} lacks a fact: {error}") from None


NOT_A_FIELD = {LetterKind.RECIPIENT_NOTICE: frozenset({"recipient", "address"})}
"""Facts that say who a letter goes to."""


def _nothing(_making: Making) -> dict[str, Any]:
    return {}


def _identity(making: Making) -> dict[str, Any]:
    needed = identification.needed(making.organisation, making.case)
    accepted = making.organisation.methods_for(needed)
    if not making.case.email:  # no code can be mailed
        accepted = tuple(each for each in accepted if each != EmailCode.id) or accepted
    return {
        "methods": accepted,
        "last_day": making.case.legal_due,
    }


def _clarification(making: Making) -> dict[str, Any]:
    return {"last_day": making.case.legal_due}


def _reminder(making: Making) -> dict[str, Any]:
    """The question itself, from the letter that asked it."""
    if given := making.facts.get("question"):
        return {"question": str(given)}
    asked = (LetterKind.IDENTITY_WANTED, LetterKind.CLARIFICATION)
    found = select(Row).where(Row.case_id == making.case.id, Row.kind.in_(asked))
    row = making.session.scalars(found.order_by(Row.id.desc())).first()
    return {"question": str(row.facts.get("question", "")) if row else ""}


def _late(making: Making) -> dict[str, Any]:
    case = making.case
    return {
        "rights": tuple((part.right, part.controller_kind) for part in case.parts),
        "silence": letterheads.silence(case, making.organisation, making.words),
    }


def _notice(making: Making) -> dict[str, Any]:
    lines = making.facts.get("address") or ()
    who = Recipient(str(making.facts.get("recipient", "")), tuple(map(str, lines)))
    case = making.case
    return {"recipient": who, "person": case.name, "born": case.birth_date, "on_behalf_of": ""}


def _kept(making: Making) -> dict[str, Any]:
    kept = making.organisation.request_retention
    language = making.words.language
    period, trigger = (text.in_(language) for text in (kept.period, kept.trigger))
    return {"kept": Kept(period[:1].upper() + period[1:], trigger[:1].upper() + trigger[1:])}


def _penalty(making: Making, now: datetime) -> dict[str, Any]:
    """The remedy against a decision about money, from the day on which it leaves (Awb 4:18)."""
    day, body = posting.answer_date(making.case, now), making.organisation.objection_body
    return {
        "sent": day,
        "body": letterheads.contact_block(body, making.words.language) if body else None,
        "bezwaar_until": objection_due(day).legal_due,  # Awb 6:7, 6:8.1
        "pay_by": pay_by(day),  # Awb 4:87.1
    }


BY_CASE: dict[LetterKind, Callable[[Making], dict[str, Any]]] = {
    LetterKind.IDENTITY_WANTED: _identity,
    LetterKind.CLARIFICATION: _clarification,
    LetterKind.REMINDER: _reminder,
    LetterKind.LATE: _late,
    LetterKind.RECIPIENT_NOTICE: _notice,
    LetterKind.WITHDRAWN: _kept,
    LetterKind.CLOSING: _kept,
}
"""What a letter says that follows from the case, so that nobody has to give it."""


def _read(letter: type[Letter], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the fields of a letter."""
    hints = _own_fields(letter.kind)
    try:
        return {name: _as(hints[name], value) for name, value in facts.items()}
    except (TypeError, ValueError, KeyError) as error:
        raise LetterIncomplete(f"the letter {letter.kind} got a wrong fact: {error!r}") from None


@cache
def _own_fields(kind: LetterKind) -> dict[str, Any]:
    """The type of each field that the letter has beside those of every letter."""
    letter = CATALOGUE[kind]
    shared = {field.name for field in fields(Letter)}
    hints = get_type_hints(letter)
    return {field.name: hints[field.name] for field in fields(letter) if field.name not in shared}


def _as(wanted: Any, value: Any) -> Any:
    """A value of JSON as a value of this type."""
    arguments = get_args(wanted)
    if get_origin(wanted) is tuple:
        return tuple(_as(arguments[0], each) for each in value)
    if get_origin(wanted) in (Union, types.UnionType):
        return None if value is None else _as(arguments[0], value)
    if wanted is date:
        return date.fromisoformat(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    if is_dataclass(wanted):
        hints = get_type_hints(wanted)
        given = value if isinstance(value, Mapping) else dict(zip(hints, value, strict=True))
        return wanted(**{name: _as(hints[name], each) for name, each in given.items()})  # type: ignore[operator]
    if not isinstance(value, wanted):
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value.strip() if isinstance(value, str) else value
