"""Who may ask for whom: the person, parents and other representatives, and nobody for the dead.

The ages are dated data: since 1 September 2026 a child of 12 may ask without a parent. A verdict is
no decision: it tells what is plain in law, what proof to ask for, and what staff must look at.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.law.ages import ADULT, AgeLines, Band, age, age_lines_on, band
from portal.law.checklists import Check
from portal.law.rights import Right

__all__ = ["Answer", "Band", "Kind", "Proof", "Reason", "Verdict", "band", "verdict"]


class Kind(StrEnum):
    """What somebody who asks is to the person whose data they are."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    FOSTER_PARENT = "foster_parent"
    CURATOR = "curator"
    BEWINDVOERDER = "bewindvoerder"
    MENTOR = "mentor"
    AUTHORISED = "authorised"
    LAWYER = "lawyer"
    RELATIVE_OF_DECEASED = "relative_of_deceased"


class Answer(StrEnum):
    """Whether somebody may ask."""

    YES = "yes"
    CHECK = "check"  # yes, when what staff look at holds
    NO = "no"


class Reason(StrEnum):
    """Why; the words tell what to do instead where the answer is no."""

    OWN_DATA = "own_data"
    CHILD_MAY_ASK = "child_may_ask"  # from 12, without a parent
    CHILD_ASKS_HELPER = "child_asks_helper"  # free help for minors: the child itself, at any age
    PARENT_MUST_ASK = "parent_must_ask"  # the child is too young
    PARENT_MAY_ASK = "parent_may_ask"
    PARENT_BESIDE_CHILD = "parent_beside_child"  # either of them, from 12 to 15
    CHILD_ALONE = "child_alone"  # from 16
    PARENT_WITHDRAWS = "parent_withdraws"  # consent only, also from 16
    CHILD_IS_ADULT = "child_is_adult"
    PARENT_NOT_AT_HELPER = "parent_not_at_helper"
    AGE_UNKNOWN = "age_unknown"
    NO_AUTHORITY_BY_CARE = "no_authority_by_care"  # a foster parent without guardianship
    WITHIN_SCOPE = "within_scope"
    WITH_AUTHORISATION = "with_authorisation"
    LAWYER_ACTS = "lawyer_acts"
    NOT_FOR_DECEASED = "not_for_deceased"
    OWN_DATA_REMAIN = "own_data_remain"  # of who asks, in the file of somebody who died
    FILE_OF_DECEASED = "file_of_deceased"  # laws on youth care and treatment


class Proof(StrEnum):
    """What may be asked to show that somebody may act."""

    AUTHORITY_EXTRACT = "authority_extract"  # gezagsregister
    GUARDIANSHIP = "guardianship"
    PERMISSION_OF_PARENT = "permission_of_parent"
    COURT_ORDER = "court_order"  # or an extract of the register of curatele and bewind
    SIGNED_AUTHORISATION = "signed_authorisation"
    BAR_REGISTER = "bar_register"


ARTICLE: dict[Reason | Proof, str] = {  # the rest stands in the dated ages
    Reason.OWN_DATA: "AVG 12.2",
    Reason.CHILD_IS_ADULT: "BW 1:233",
    Reason.NO_AUTHORITY_BY_CARE: "BW 1:245",
    Reason.WITH_AUTHORISATION: "Awb 2:1; BW 3:60",
    Reason.LAWYER_ACTS: "Awb 2:1",
    Reason.NOT_FOR_DECEASED: "AVG recital 27",
    Reason.OWN_DATA_REMAIN: "AVG 15",
    Reason.FILE_OF_DECEASED: "Jeugdwet 7.3.12a; BW 7:458a",
    Proof.AUTHORITY_EXTRACT: "BW 1:244",
    Proof.GUARDIANSHIP: "BW 1:280",
    Proof.PERMISSION_OF_PARENT: "BW 1:245",
    Proof.COURT_ORDER: "BW 1:391, 1:436, 1:451",
    Proof.SIGNED_AUTHORISATION: "BW 3:60",
    Proof.BAR_REGISTER: "Advocatenwet 8",
}
_OF_HELPERS = frozenset({Reason.CHILD_ASKS_HELPER, Reason.PARENT_NOT_AT_HELPER})

_GUARDIAN = (
    Check("authority_seen", "BW 1:245"),
    Check("interest_of_child", "AVG 15.4; UAVG 41.1.i; Jeugdwet 7.3.15; BW 7:457"),
    Check("address_secret", "AVG 15.4, 32"),
)
_PARENT = (
    *_GUARDIAN,
    Check("other_parent_objects", "BW 1:253i"),
    Check("parents_separated", "BW 1:253a, 1:377c"),
)
_TREATMENT_FILE = Check("treatment_file", "UAVG 5.7; BW 7:465; Jeugdwet 7.3.15")
_CHILD_ITSELF = (Check("tell_no_parent", "UAVG 5.4"), Check("plain_words_for_child", "AVG 12.1"))
_SCOPES: dict[Kind, Check] = {
    Kind.CURATOR: Check("scope_of_curatele", "UAVG 5.4; BW 1:381"),
    Kind.BEWINDVOERDER: Check("scope_money", "UAVG 5.4; BW 1:438, 1:441"),
    Kind.MENTOR: Check("scope_care", "UAVG 5.4; BW 1:453"),
}
_ORDER_VALID = Check("order_still_valid", "BW 1:389, 1:449, 1:462")
_HELPS_PERSON_ITSELF = Check("helps_person_itself", "UAVG 5.6")
_SIGNED = (
    Check("signature_and_date", "BW 3:60"),
    Check("scope_of_authorisation", "BW 3:62"),
    Check("identity_of_both", "AVG 12.6"),
)
_AT_THE_BAR = (Check("on_bar_register", "Advocatenwet 8"), Check("client_named", "AVG 12.6"))
_BY_PARENT = Check("signed_by_representative", "UAVG 5.4")
_PARENTAL: dict[Kind, tuple[tuple[Proof, ...], tuple[Check, ...]]] = {
    Kind.PARENT: ((Proof.AUTHORITY_EXTRACT,), _PARENT),
    Kind.GUARDIAN: ((Proof.GUARDIANSHIP, Proof.AUTHORITY_EXTRACT), _GUARDIAN),
    Kind.FOSTER_PARENT: ((Proof.GUARDIANSHIP, Proof.PERMISSION_OF_PARENT), _GUARDIAN),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody may ask, and what follows.

    Attributes:
        answer: yes, only after a check, or no.
        reasons: why, the most important first.
        proofs: what may be asked to show it; each is enough by itself.
        checks: what staff must look at.
        article: where it stands.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    proofs: tuple[Proof, ...]
    checks: tuple[Check, ...]
    article: str


def verdict(
    kind: Kind,
    *,
    birth_date: date | None,
    on: date,
    free_youth_help: bool = False,
    rights: Collection[Right] = (),
) -> Verdict:
    """Whether somebody may ask, why, and what proof and checks that takes.

    Args:
        kind: what they are to the person.
        birth_date: of the person whose data they are; None when not told.
        on: the day the request came in; the ages of that day count.
        free_youth_help: whether the service is free help offered to minors directly.
        rights: what is asked; empty when that is not known yet.

    Raises:
        ValueError: the person was born after `on`.
    """
    lines = age_lines_on(on)
    years = None if birth_date is None else age(birth_date, on)
    if kind is Kind.SELF:
        return _self(years, lines, rights, free_youth_help=free_youth_help)
    if kind in _PARENTAL:
        return _parental(kind, years, lines, rights, free_youth_help=free_youth_help)
    if kind in _SCOPES:
        more = (_HELPS_PERSON_ITSELF,) if free_youth_help else ()  # UAVG 5.6
        checks = (_SCOPES[kind], _ORDER_VALID, *more)
        return _told(Answer.CHECK, (Reason.WITHIN_SCOPE,), lines, (Proof.COURT_ORDER,), checks)
    if kind is Kind.RELATIVE_OF_DECEASED:
        reasons = (Reason.NOT_FOR_DECEASED, Reason.OWN_DATA_REMAIN, Reason.FILE_OF_DECEASED)
        return _told(Answer.NO, reasons, lines)  # AVG recital 27
    young = years is not None and years < lines.child_from(rights) and not free_youth_help
    signer = (_BY_PARENT,) if young else ()  # who cannot ask cannot let another ask: UAVG 5.4
    if kind is Kind.LAWYER:
        checks = (*_AT_THE_BAR, *signer)
        return _told(Answer.CHECK, (Reason.LAWYER_ACTS,), lines, (Proof.BAR_REGISTER,), checks)
    proofs, checks = (Proof.SIGNED_AUTHORISATION,), (*_SIGNED, *signer)
    return _told(Answer.CHECK, (Reason.WITH_AUTHORISATION,), lines, proofs, checks)


def article_of(code: Reason | Proof, on: date) -> str:
    """Where a reason or a proof stands, on a day."""
    return _article(code, age_lines_on(on))


def _article(code: Reason | Proof, lines: AgeLines) -> str:
    if code in _OF_HELPERS:
        return lines.helper_article
    if code is Reason.PARENT_WITHDRAWS:
        return lines.withdrawal_article
    return ARTICLE.get(code, lines.article)


def _told(
    answer: Answer,
    reasons: tuple[Reason, ...],
    lines: AgeLines,
    proofs: tuple[Proof, ...] = (),
    checks: tuple[Check, ...] = (),
) -> Verdict:
    return Verdict(answer, reasons, proofs, checks, _article(reasons[0], lines))


def _self(
    years: int | None, lines: AgeLines, rights: Collection[Right], *, free_youth_help: bool
) -> Verdict:
    if years is None or years >= ADULT:
        return _told(Answer.YES, (Reason.OWN_DATA,), lines)
    if years >= lines.child_from(rights):
        return _told(Answer.YES, (Reason.CHILD_MAY_ASK,), lines, checks=_CHILD_ITSELF)
    if free_youth_help:
        return _told(Answer.YES, (Reason.CHILD_ASKS_HELPER,), lines, checks=_CHILD_ITSELF)
    return _told(Answer.NO, (Reason.PARENT_MUST_ASK,), lines)  # UAVG 5.4.a


def _parental(
    kind: Kind,
    years: int | None,
    lines: AgeLines,
    rights: Collection[Right],
    *,
    free_youth_help: bool,
) -> Verdict:
    signed = (Proof.SIGNED_AUTHORISATION,)
    if years is not None and years >= ADULT:
        return _told(Answer.NO, (Reason.CHILD_IS_ADULT,), lines, signed)  # BW 1:233
    if free_youth_help:
        return _told(Answer.NO, (Reason.PARENT_NOT_AT_HELPER,), lines, signed)  # UAVG 5.6
    if years is not None and years >= lines.parent_may_until(rights):
        return _told(Answer.NO, (Reason.CHILD_ALONE,), lines, signed)  # UAVG 5.4
    by_care = (Reason.NO_AUTHORITY_BY_CARE,) if kind is Kind.FOSTER_PARENT else ()
    proofs, checks = _PARENTAL[kind]
    reasons = (*by_care, _why_parent(years, lines, rights))
    if reasons[-1] is Reason.PARENT_BESIDE_CHILD:
        checks = (*checks, _TREATMENT_FILE)  # UAVG 5.7
    return _told(Answer.CHECK, reasons, lines, proofs, checks)


def _why_parent(years: int | None, lines: AgeLines, rights: Collection[Right]) -> Reason:
    if years is None:
        return Reason.AGE_UNKNOWN
    if years >= lines.parent_until:
        return Reason.PARENT_WITHDRAWS  # UAVG 5.3.a
    beside = years >= lines.child_from(rights)
    return Reason.PARENT_BESIDE_CHILD if beside else Reason.PARENT_MAY_ASK  # UAVG 5.4.a, 5.4.b
