"""Each right, outcome and kind of controller has its letter with every block the law asks.

The table of it stands in docs/letters.md; `make letters` renews it.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portal.law.grounds import Outcome, is_decision, outcomes_for
from portal.law.mandatory import MANDATORY, About, Block, LetterKind, Must, mandatory_blocks
from portal.law.rights import ControllerKind, Right
from portal.letters.completeness import blocks_in
from portal.letters.consequence import Stays
from portal.letters.decision import Correction, Decision, DecisionPart, Kept
from portal.letters.printing import letter_html
from tests.letters import sample_letters, samples

DOCUMENT = Path(__file__).parents[2] / "docs" / "letters.md"
RENEW = bool(os.environ.get("RENEW_LETTERS"))
HEAD = """# Which letter has which blocks

Made by `make letters` from `portal/law/mandatory.py`; a test fails when it is not current. A letter
that lacks one of its blocks cannot be rendered. The block `fg` is needed where the organisation
has an officer for data protection.
"""
ROW = tuple[Right, Outcome, ControllerKind]


def combinations() -> Iterator[ROW]:
    """Each way in which a part of a request can be answered."""
    for right in Right:
        for outcome in outcomes_for(right):
            for kind in ControllerKind:
                if outcome is not Outcome.WITHDRAWN:  # answered with the letter `withdrawn`
                    yield right, outcome, kind


ROWS = tuple(combinations())


def part_of(right: Right, outcome: Outcome, kind: ControllerKind) -> DecisionPart:
    """A part with all that its right and outcome ask."""
    given = outcome in (Outcome.GRANTED, Outcome.PARTLY)
    kept = right is Right.ERASURE and outcome is Outcome.PARTLY
    return replace(
        sample_letters.part(outcome, right, kind),
        done_on=date(2026, 12, 3) if given else None,
        kept=(Kept("Facturen", sample_letters.REFUSAL, "tot en met 2031"),) if kept else (),
        correction=Correction("Naam", "", "De Wit") if right is Right.RECTIFICATION else None,
        stays=(Stays("Facturen", "Dat moet van de belastingwet."),) if given else (),
        logic=("De computer vergelijkt twee bedragen.",) if right is Right.HUMAN_REVIEW else (),
    )


def letter_of(right: Right, outcome: Outcome, kind: ControllerKind) -> Decision:
    """The answer letter with this part alone."""
    letter = sample_letters.decision(kind, part_of(right, outcome, kind))
    remedies = (samples.remedy(kind),) if is_decision(right, outcome) else ()
    copies = right in (Right.ACCESS, Right.PORTABILITY)
    return replace(letter, remedies=remedies, enclosures=letter.enclosures if copies else ())


def needed(*about: About) -> tuple[Block, ...]:
    """The mandatory blocks, in their order."""
    wanted = mandatory_blocks(about, officer=True)
    return tuple(block for block in Block if block in wanted)


@pytest.mark.parametrize(("right", "outcome", "kind"), ROWS)
def test_every_answer_has_its_letter_with_its_blocks(
    right: Right, outcome: Outcome, kind: ControllerKind
) -> None:
    letter = letter_of(right, outcome, kind)
    wanted = needed(*letter.about)
    assert set(wanted) <= set(blocks_in(letter_html(letter)))
    remedy = {Block.BEZWAAR, Block.PETITION} & set(wanted)
    if is_decision(right, outcome):
        first = Block.BEZWAAR if kind is ControllerKind.PUBLIC else Block.PETITION
        assert remedy == {first}
    else:
        assert remedy == set()


def test_the_table_in_the_documents_is_current() -> None:
    made = table()
    if RENEW:
        DOCUMENT.write_text(made)
    assert DOCUMENT.read_text() == made, "make letters"


def table() -> str:
    """The document: answers, other letters, and the article behind each block."""
    answers = [
        f"| {right} | {outcome} | {kind} | answer | {_names(about)} |"
        for right, outcome, kind in ROWS
        for about in (About(LetterKind.ANSWER, kind, right, outcome),)
    ]
    others = [
        f"| {letter} | {kind} | {_names(*_other(letter, kind))} |"
        for letter in LetterKind
        for kind in ControllerKind
        if letter is not LetterKind.ANSWER and not _is_public_only(letter, kind)
    ]
    return "\n".join(
        [
            HEAD,
            "## Answers",
            "",
            "| right | outcome | controller | letter | mandatory blocks |",
            "| --- | --- | --- | --- | --- |",
            *answers,
            "",
            "## Other letters",
            "",
            "| letter | controller | mandatory blocks |",
            "| --- | --- | --- |",
            *others,
            "",
            "## Why",
            "",
            "| block | article | letters | rights | outcomes | controller |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_why(must) for must in MANDATORY),
            "",
        ]
    )


def _is_public_only(letter: LetterKind, kind: ControllerKind) -> bool:
    public = (
        LetterKind.BEZWAAR_DECISION,
        LetterKind.BEZWAAR_RECEIPT,
        LetterKind.DEFAULT_RECEIPT,
        LetterKind.PENALTY_DECISION,
    )
    return letter in public and kind is ControllerKind.PRIVATE


def _other(letter: LetterKind, kind: ControllerKind) -> tuple[About, ...]:
    """A letter on access; a decision on bezwaar that keeps a refusal."""
    outcome = Outcome.REFUSED if letter is LetterKind.BEZWAAR_DECISION else None
    return (About(letter, kind, Right.ACCESS, outcome),)


def _names(*about: About) -> str:
    return ", ".join(needed(*about))


def _why(must: Must) -> str:
    all_kinds = len(must.kinds) == len(LetterKind)
    cells = (
        must.block,
        must.article or "our own",
        "all" if all_kinds else ", ".join(sorted(must.kinds)),
        "all" if must.rights is None else ", ".join(sorted(must.rights)),
        "all" if must.outcomes is None else ", ".join(sorted(must.outcomes)),
        must.controller or "both",
    )
    return f"| {' | '.join(cells)} |"
