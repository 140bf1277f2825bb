"""Each right, outcome, ground, kind of controller and language: the answer says what the law asks.

What must be there is written here once more, apart from `portal.law`: who has which remedy, until
which day, at which address, and for which reasons. The days are walked, not computed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest

from portal.language.words import Words
from portal.law import objections
from portal.law.grounds import Ground, Outcome, Scope, grounds_for, needs_ground, outcomes_for
from portal.law.rights import ControllerKind, Right
from portal.letters.printing import letter_html
from portal.models.case import Case, CasePart, Procedure
from portal.organisations.organisation import (
    AUTHORITY,
    AddressForm,
    ComplaintStep,
    Organisation,
)
from portal.services import answering, particulars
from portal.services.particulars import Shape
from tests.law.twin import first_open
from tests.letters.reading import plain
from tests.services import stories

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE
KINDS = ((PUBLIC, "nl"), (PRIVATE, "en"), (PUBLIC, "en"), (PRIVATE, "nl"))
SLUGS = {  # two of the private ones say je
    PUBLIC: ("cjib",),
    PRIVATE: ("juridisch-loket", "burojij", "akj", "bijstand-in-jeugdzorg"),
}
CONTESTED = frozenset(set(Right) - {Right.CONSENT_WITHDRAWAL, Right.COMPLAINT})  # AVG 15-22
BRIDGE_DAYS = frozenset({date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7)})
SENT = (  # six weeks on lies an open day, a weekend, a holiday, a bridge day
    date(2026, 11, 12),
    date(2026, 11, 13),
    date(2026, 11, 20),
    date(2026, 3, 25),
    date(2026, 2, 20),
    date(2026, 4, 3),
    date(2027, 3, 26),
)
AP = "autoriteitpersoonsgegevens.nl"
NAMES = {
    "bezwaar": {"nl": "U kunt bezwaar maken", "en": "You can make a 'bezwaar'"},
    "petition": {"nl": "verzoekschrift", "en": "verzoekschrift"},
    "appeal": {"nl": "in beroep gaan bij de rechtbank", "en": "appeal to the court"},
}
DENIED = frozenset({Outcome.REFUSED, Outcome.PARTLY, Outcome.NOT_OUR_TASK})
WRITTEN = "Dit is wat de behandelaar opschreef bij deze beslissing, met alle feiten."


@dataclass(frozen=True)
class Row:
    """One answer."""

    right: Right
    outcome: Outcome
    ground: Ground | None
    kind: ControllerKind
    language: str
    sent: date
    slug: str

    @property
    def here(self) -> Organisation:
        """Who answers."""
        return stories.organisation(self.slug)


def rows() -> Iterator[Row]:
    """Every right, outcome, kind and language, and every ground."""
    days = cycle(SENT)
    slugs = {kind: cycle(some) for kind, some in SLUGS.items()}
    for right in Right:
        for outcome in outcomes_for(right):
            if outcome is not Outcome.WITHDRAWN:  # has a letter of its own
                for number, ground in enumerate(of(right, outcome)):
                    kind, language = KINDS[number % len(KINDS)]
                    if ground is not None and ground.id == "archive":
                        kind = PUBLIC  # of a public archive only
                    slug = next(slugs[kind])
                    yield Row(right, outcome, ground, kind, language, next(days), slug)


def of(right: Right, outcome: Outcome) -> list[Ground | None]:
    """The grounds for it, or none; at least one for each kind and language."""
    found: list[Ground | None] = [None]
    if needs_ground(outcome, right):
        found = list(grounds_for(right, Scope.REQUEST, outcome=outcome))
    return found * (len(KINDS) // len(found) + 1) if len(found) < len(KINDS) else found


def walked(sent: date) -> date:
    """Six weeks from the day after it was sent, on a day that is open (Awb 6:7, 6:8; Atw 1, 3)."""
    return first_open(sent + 42 * timedelta(days=1), BRIDGE_DAYS)


def written(ground: Ground | None, sent: date) -> dict[str, str]:
    """All that a ground makes staff write down."""
    wanted = particulars.of_ground(ground) if ground else ()
    found = {}
    for each in wanted:
        day = (sent - timedelta(days=9)).isoformat()
        choice = each.choices[0] if each.choices else ""
        found[each.key] = {Shape.DAY: day, Shape.CHOICE: choice}.get(
            each.shape, f"{WRITTEN} {each.key}"
        )
    return found


def text_of(row: Row, procedure: Procedure = Procedure.REQUEST) -> str:
    """The words of the letter, as they would go out."""
    needs = written(row.ground, row.sent)
    part = CasePart(
        right=row.right,
        outcome=row.outcome,
        ground=row.ground.id if row.ground else None,
        reason="" if row.ground else WRITTEN,
        needs=needs | ({"corrected": "De Wit"} if row.right is Right.RECTIFICATION else {}),
        answers={"field": "naam"},
        controller_kind=row.kind,
        items=[],
    )
    case = Case(
        organisation=row.slug,
        reference="VB-2026-7F3K-9Q",
        language=row.language,
        procedure=procedure,
        received_date=row.sent - timedelta(days=20),
        given_name="Sanne",
        family_name="de Wit",
        email="sanne@voorbeeld.example",
        address="",
        secret_address=False,
        fg_only=False,
        parts=[part],
    )
    here = row.here
    now = datetime(row.sent.year, row.sent.month, row.sent.day, 12, tzinfo=UTC)
    if procedure is Procedure.REQUEST:
        return plain(letter_html(answering.build_decision(case, here, now=now)))
    letter = answering.build_bezwaar_decision(
        case, here, against="VB-2026-1111-11", personal="", now=now
    )
    return plain(letter_html(letter))


ALL = tuple(rows())


@pytest.mark.parametrize("right", Right)
def test_every_answer_has_its_remedy_with_its_last_day_and_its_reasons(right: Right) -> None:
    for row in (each for each in ALL if each.right is right):
        text = text_of(row)
        check_remedy(row, text)
        check_complaint(row, text)
        if row.outcome in DENIED:
            check_reasons(row, text)


def check_remedy(row: Row, text: str) -> None:
    """The remedy of who decided, where there is a decision, and never another."""
    contested = row.right in CONTESTED
    says = {name: words[row.language] in text for name, words in NAMES.items()}
    own, other = ("bezwaar", "petition") if row.kind is PUBLIC else ("petition", "bezwaar")
    assert (says[own], says[other], says["appeal"]) == (contested, False, False), row
    until = Words(row.language, AddressForm.U).date(walked(row.sent))
    assert (text.count(until) >= 2) is contested, (row, until)  # the remedy, and mediation
    if contested and row.kind is PUBLIC:
        body = row.here.objection_body
        assert body is not None
        assert all(line in text for line in (*body.address, body.email)), row


def check_complaint(row: Row, text: str) -> None:
    """The AP and the officer; the ombudsman after a complaint to a public body."""
    officer = row.here.privacy_officer
    assert AP in text, row
    assert officer is None or officer.name.in_(row.language) in text, row
    assert all(step.name.in_(row.language) in text for step in steps_of(row)), row
    answered = row.right is Right.COMPLAINT and row.kind is PUBLIC
    assert ("nationaleombudsman.nl" in text) is answered, row  # Awb 9:12.2


def steps_of(row: Row) -> list[ComplaintStep]:
    """The organisation's own steps, without the AP."""
    return [step for step in row.here.complaint_path if step != AUTHORITY]


def check_reasons(row: Row, text: str) -> None:
    """The ground with its article, and all that staff wrote for it (AVG 12.4, Awb 3:46)."""
    if row.ground is None:
        assert WRITTEN in text, row
        return
    article = row.ground.article_for(row.right).split(",")[0].split(";")[0]
    number = article.split()[1].split(".")[0]
    assert re.search(rf"\[[^]]*\b{number}\b[^]]*]", text), (row, article)
    for each in particulars.of_ground(row.ground):
        if each.told and each.shape is not Shape.DAY:
            assert f"{WRITTEN} {each.key}" in text, (row, each.key)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_decision_on_bezwaar_names_the_court_and_mediation_with_their_last_day(
    language: str,
) -> None:
    days = cycle(SENT)
    for outcome in objections.OUTCOMES:
        for ground in objections.grounds_on_bezwaar(outcome) or (None,):
            if outcome is Outcome.WITHDRAWN:
                continue
            row = Row(Right.ACCESS, outcome, ground, PUBLIC, language, next(days), "cjib")
            text = text_of(row, Procedure.BEZWAAR)
            decided = outcome is not Outcome.NOT_OUR_TASK  # sent on: Awb 6:15
            until = Words(language, AddressForm.U).date(walked(row.sent))
            assert (NAMES["appeal"][language] in text) is decided, row
            assert text.count(until) == (2 if decided else 0), row
            assert NAMES["bezwaar"][language] not in text, row
            assert AP in text, row
            if ground is not None:
                assert WRITTEN in text, row
