"""Every letter of the catalogue, of each organisation and in each language, made from cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.law.rights import ControllerKind, Right
from portal.letters.letter import Letter
from portal.letters.withheld import LeftOut
from portal.models.case import Case, CasePart, PartItem, Procedure
from portal.services import answering, composing
from tests.letters import given
from tests.services import stories

LANGUAGES = ("nl", "en")
PUBLIC_ONLY = frozenset(
    {LetterKind.BEZWAAR_RECEIPT, LetterKind.DEFAULT_RECEIPT, LetterKind.PENALTY_DECISION}
)

PRINTED = (
    ("receipt", "akj", "nl"),
    ("receipt", "juridisch-loket", "en"),
    ("answer-erasure-partly", "burojij", "nl"),
    ("answer-human-review-granted", "cjib", "en"),
    ("answer-two-controllers", "cjib", "nl"),
    ("bezwaar-decision-unfounded", "cjib", "nl"),
    ("identity-wanted", "burojij", "nl"),
    ("clarification", "juridisch-loket", "en"),
    ("reminder", "bijstand-in-jeugdzorg", "nl"),
    ("extension", "juridisch-loket", "nl"),
    ("late", "cjib", "nl"),
    ("restriction-set", "akj", "nl"),
    ("restriction-lifted", "akj", "en"),
    ("consent-withdrawn", "bijstand-in-jeugdzorg", "nl"),
    ("recipient-notice", "burojij", "nl"),
    ("recipients-told", "cjib", "nl"),
    ("withdrawn", "juridisch-loket", "nl"),
    ("closing", "burojij", "nl"),
    ("bezwaar-receipt", "cjib", "nl"),
    ("default-receipt", "cjib", "nl"),
    ("penalty-decision", "cjib", "nl"),
)
"""The letters that are printed: at least one of each kind, and something of every organisation."""


@dataclass(frozen=True)
class Answered:
    """One way in which a request is answered."""

    right: Right
    outcome: Outcome
    ground: str | None = None
    says: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    needs: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"answer-{self.right}-{self.says or self.outcome}".replace("_", "-")


def ways(say: given.Texts) -> tuple[Answered, ...]:
    """A grant for each right, and each other kind of answer at least once."""
    refused, partly, none = Outcome.REFUSED, Outcome.PARTLY, Outcome.NOTHING_HELD
    done = {"done_on": "2026-11-19", "stopped_on": "2026-11-19"}
    corrected = {"corrected": say.new_name} | done
    looked = {"who_looked": say.who_looked, "look_outcome": say.look_outcome}
    field_ = {"field": say.field, "old": say.old_name, "new": say.new_name}
    marketing = {"kind": "marketing"}
    review = {"decision": say.fine, "decided_on": "2026-11-05"}
    granted = {
        Right.RECTIFICATION: (field_, corrected),
        Right.OBJECTION: (marketing, done),
        Right.HUMAN_REVIEW: (review, looked),
    }
    return (
        *(
            Answered(right, Outcome.GRANTED, None, "", *granted.get(right, ({}, done)))
            for right in Right
        ),
        Answered(Right.ACCESS, none),
        Answered(Right.ACCESS, partly),
        Answered(
            Right.ACCESS, refused, "identity_doubt_unresolved", "no-identity", {}, say.no_identity
        ),
        Answered(Right.ACCESS, refused, "uavg41_d", "untold", {}, {"may_be_told": "no"}),
        Answered(Right.ACCESS, Outcome.NOT_OUR_TASK, "not_controller", "", {}, say.not_us),
        Answered(Right.RECTIFICATION, refused, "not_inaccurate", "", field_, say.opinion),
        Answered(Right.ERASURE, partly),
        Answered(Right.ERASURE, refused, "legal_duty_or_public_task", "", {}, say.duty),
        Answered(Right.RESTRICTION, refused, "no_case_of_18_1", "", {}, say.no_case),
        Answered(Right.OBJECTION, Outcome.GRANTED, None, "weighed", {"kind": "situation"}, done),
        Answered(Right.OBJECTION, refused, "compelling_grounds", "", {}, say.balance),
        Answered(Right.PORTABILITY, refused, "wrong_ground", "", {}, say.on_paper),
        Answered(Right.HUMAN_REVIEW, refused, "not_solely_automated", "", review, say.by_hand),
        Answered(Right.CONSENT_WITHDRAWAL, Outcome.GRANTED, None, "stays", {}, say.other | done),
        Answered(Right.COMPLAINT, refused),
    )


def every_letter(session: Session, slug: str, language: str) -> Iterator[tuple[str, Letter]]:
    """The letters of one organisation in one language, each with the name of its file."""
    say = given.TEXTS[language]
    here = stories.organisation(slug)
    case = stories.ask(session, slug, key=f"{slug}-{language}", language=language)
    yield "receipt", answering.build_receipt(case, here, now=stories.NOW)
    yield "answer-for-a-child", _for_a_child(session, slug, language)
    for right in (Right.RECTIFICATION, Right.CONSENT_WITHDRAWAL, Right.HUMAN_REVIEW):
        yield f"receipt-{right}".replace("_", "-"), _receipt(session, slug, language, right)
    for way in ways(say):
        yield way.name, _answer(session, slug, language, way)
    for name, kind, facts in given.facts(say):
        if here.objection_body or (kind not in PUBLIC_ONLY and "bezwaar" not in name):
            case.procedure = Procedure.BEZWAAR if "-bezwaar" in name else Procedure.REQUEST
            yield name, _letter(session, case, kind, facts)
    if here.objection_body:
        yield "answer-two-controllers", _of_two(session, slug, language)
        yield from _on_bezwaar(session, slug, language)


def _receipt(session: Session, slug: str, language: str, right: Right) -> Letter:
    here, key = stories.organisation(slug), f"{slug}-{language}-receipt-{right}"
    automated = [each.id for each in here.activities if each.automated_decision]
    answers = {"activities": automated, "decided_on": "2026-11-05"}
    case = stories.ask(session, slug, right=right, language=language, key=key, answers=answers)
    return answering.build_receipt(case, here, now=stories.NOW)


def _letter(session: Session, case: Case, kind: LetterKind, facts: dict[str, Any]) -> Letter:
    here = stories.organisation(case.organisation)
    return composing.compose(session, case, here, kind, facts, personal="", now=stories.NOW)


def decided(session: Session, slug: str, language: str, *ways_: Answered) -> Case:
    """A case with a part for each of these ways."""
    first = ways_[0]
    key = f"{slug}-{language}-{'-'.join(way.name for way in ways_)}"
    case = stories.ask(
        session, slug, right=first.right, language=language, key=key, answers=dict(first.answers)
    )
    for way in ways_[1:]:
        kind = case.parts[0].controller_kind
        more = CasePart(right=way.right, answers=dict(way.answers), controller_kind=kind)
        case.parts.append(more)
    say = given.TEXTS[language]
    for part, way in zip(case.parts, ways_, strict=True):
        part.outcome, part.ground, part.needs = way.outcome, way.ground, dict(way.needs)
        if way.ground is None and way.outcome in (Outcome.PARTLY, Outcome.REFUSED):
            part.reason = say.reason
        if (way.right, way.outcome) == (Right.ERASURE, Outcome.PARTLY):
            part.items = list(_items(say))
    session.flush()
    return case


def _items(say: given.Texts) -> Iterator[PartItem]:
    yield PartItem(label_nl=say.notes, label_en=say.notes, outcome=Outcome.GRANTED)
    yield PartItem(
        label_nl=say.plan,
        label_en=say.plan,
        outcome=Outcome.REFUSED,
        ground="legal_duty_or_public_task",
        needs=say.duty,
        keep_until=date(2041, 12, 31),
    )


def _answer(session: Session, slug: str, language: str, way: Answered) -> Letter:
    say, here = given.TEXTS[language], stories.organisation(slug)
    case = decided(session, slug, language, way)
    out = LeftOut(say.notes, 2, say.others, "AVG 15.4", say.reason)
    left_out = (out,) if (way.right, way.outcome) == (Right.ACCESS, Outcome.PARTLY) else ()
    return answering.build_decision(case, here, now=stories.NOW, left_out=left_out)


def _for_a_child(session: Session, slug: str, language: str) -> Letter:
    """An answer to the parent of whom it is about."""
    case = decided(session, slug, language, Answered(Right.ACCESS, Outcome.GRANTED, None, "child"))
    case.representative = {"whom": "child", "kind": "parent", "name": "Els de Wit"}
    return answering.build_decision(case, stories.organisation(slug), now=stories.NOW)


def _of_two(session: Session, slug: str, language: str) -> Letter:
    """An answer on a public task and on one that is not."""
    say = given.TEXTS[language]
    access = Answered(Right.ACCESS, Outcome.GRANTED)
    erasure = Answered(
        Right.ERASURE, Outcome.REFUSED, "legal_duty_or_public_task", "", {}, say.duty
    )
    case = decided(session, slug, language, access, erasure)
    case.parts[1].controller_kind = ControllerKind.PRIVATE
    return answering.build_decision(case, stories.organisation(slug), now=stories.NOW)


def _on_bezwaar(session: Session, slug: str, language: str) -> Iterator[tuple[str, Letter]]:
    say = given.TEXTS[language]
    for outcome, ground, name in (
        (Outcome.GRANTED, None, "granted"),
        (Outcome.REFUSED, "bezwaar_unfounded", "unfounded"),
        (Outcome.REFUSED, "bezwaar_late", "inadmissible"),
        (Outcome.NOT_OUR_TASK, "bezwaar_forwarded", "forwarded"),
    ):
        needs = say.not_us if ground == "bezwaar_forwarded" else {"why": say.reason}
        case = decided(
            session, slug, language, Answered(Right.ACCESS, outcome, ground, name, {}, needs)
        )
        case.procedure = Procedure.BEZWAAR
        letter = answering.build_bezwaar_decision(
            case,
            stories.organisation(slug),
            against=given.CONTESTED,
            personal="",
            now=stories.NOW,
        )
        yield f"bezwaar-decision-{name}", letter
