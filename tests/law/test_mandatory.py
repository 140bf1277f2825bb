"""Which blocks a letter must have: by kind, right, outcome and who decides."""

from itertools import product

import pytest

from portal.law.grounds import Outcome, is_decision, needs_ground
from portal.law.mandatory import (
    MANDATORY,
    ORDER,
    About,
    Block,
    LetterKind,
    mandatory_blocks,
    out_of_order,
)
from portal.law.rights import ControllerKind, Right

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE
ANSWER = LetterKind.ANSWER
EVERY = [
    About(kind, controller, right, outcome)
    for kind, controller, right, outcome in product(
        LetterKind, ControllerKind, (None, *Right), (None, *Outcome)
    )
]


def wanted(
    kind: LetterKind,
    controller: ControllerKind = PUBLIC,
    right: Right | None = None,
    outcome: Outcome | None = None,
    *,
    officer: bool = True,
) -> frozenset[Block]:
    return mandatory_blocks([About(kind, controller, right, outcome)], officer=officer)


def test_every_letter_answers_tells_how_to_ask_and_is_signed() -> None:
    for about in EVERY:
        blocks = mandatory_blocks([about], officer=False)
        assert {Block.REFERENCE, Block.ANSWER, Block.CONTACT, Block.SIGNED} <= blocks


def test_every_letter_to_the_citizen_names_the_ap_the_officer_and_the_own_steps() -> None:
    for about in EVERY:
        named = {Block.AP, Block.FG, Block.LADDER} & mandatory_blocks([about], officer=True)
        assert len(named) == (0 if about.kind is LetterKind.RECIPIENT_NOTICE else 3)


def test_an_officer_who_is_not_there_need_not_be_named() -> None:
    assert not [a for a in EVERY if Block.FG in mandatory_blocks([a], officer=False)]


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.WITHDRAWN])
def test_the_remedy_follows_who_decides_and_stands_only_where_there_is_a_decision(
    right: Right, outcome: Outcome
) -> None:
    for controller, first in ((PUBLIC, Block.BEZWAAR), (PRIVATE, Block.PETITION)):
        blocks = wanted(ANSWER, controller, right, outcome)
        remedies = blocks & {Block.BEZWAAR, Block.PETITION, Block.APPEAL, Block.MEDIATION}
        decision = is_decision(right, outcome)
        assert remedies == ({first, Block.MEDIATION} if decision else set())


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("outcome", Outcome)
def test_a_refusal_has_reasons_wherever_it_needs_a_ground(right: Right, outcome: Outcome) -> None:
    if outcome is not Outcome.WITHDRAWN:
        blocks = wanted(ANSWER, PUBLIC, right, outcome)
        complaint = right is Right.COMPLAINT and outcome in (Outcome.REFUSED, Outcome.PARTLY)
        assert (Block.REASONS in blocks) is (needs_ground(outcome, right) or complaint)


def test_a_part_taken_back_asks_no_remedy() -> None:
    blocks = wanted(ANSWER, PUBLIC, Right.ACCESS, Outcome.WITHDRAWN)
    assert not blocks & {Block.BEZWAAR, Block.REASONS, Block.DONE}


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION])
def test_who_else_got_the_data_is_told_with_a_grant_and_not_with_a_refusal(right: Right) -> None:
    assert Block.RECIPIENTS in wanted(ANSWER, PUBLIC, right, Outcome.GRANTED)
    assert Block.RECIPIENTS not in wanted(ANSWER, PUBLIC, right, Outcome.REFUSED)


@pytest.mark.parametrize(
    ("right", "outcome", "block"),
    [
        (Right.ACCESS, Outcome.GRANTED, Block.ENCLOSED),
        (Right.ACCESS, Outcome.NOTHING_HELD, Block.ENCLOSED),
        (Right.PORTABILITY, Outcome.GRANTED, Block.ENCLOSED),
        (Right.PORTABILITY, Outcome.REFUSED, Block.ACCESS_OPEN),
        (Right.RECTIFICATION, Outcome.GRANTED, Block.CHANGED),
        (Right.ERASURE, Outcome.PARTLY, Block.KEPT),
        (Right.RESTRICTION, Outcome.GRANTED, Block.EFFECT),
        (Right.HUMAN_REVIEW, Outcome.GRANTED, Block.LOGIC),
        (Right.HUMAN_REVIEW, Outcome.REFUSED, Block.OTHER_ROAD),
        (Right.CONSENT_WITHDRAWAL, Outcome.GRANTED, Block.ERASURE_OFFERED),
        (Right.CONSENT_WITHDRAWAL, Outcome.GRANTED, Block.STAYS),
        (Right.COMPLAINT, Outcome.REFUSED, Block.OMBUDSMAN),
    ],
)
def test_each_right_asks_what_belongs_to_it(right: Right, outcome: Outcome, block: Block) -> None:
    assert block in wanted(ANSWER, PUBLIC, right, outcome)


def test_only_a_public_body_has_an_ombudsman() -> None:
    assert Block.OMBUDSMAN not in wanted(ANSWER, PRIVATE, Right.COMPLAINT, Outcome.REFUSED)


def test_who_sends_a_bezwaar_on_names_no_appeal() -> None:
    kind = LetterKind.BEZWAAR_DECISION
    assert Block.APPEAL in wanted(kind, PUBLIC, Right.ACCESS, Outcome.REFUSED)
    assert Block.APPEAL not in wanted(kind, PUBLIC, Right.ACCESS, Outcome.NOT_OUR_TASK)


def test_wherever_a_court_can_be_asked_the_ap_can_be_asked_to_mediate() -> None:
    """UAVG 36.1 speaks of the time for the petition and for the appeal."""
    for about in EVERY:
        blocks = mandatory_blocks([about], officer=True)
        if blocks & {Block.PETITION, Block.APPEAL}:
            assert Block.MEDIATION in blocks


def test_silence_has_a_remedy_only_where_a_decision_is_due() -> None:
    assert Block.SILENCE in wanted(LetterKind.LATE, PRIVATE, Right.ACCESS)
    assert Block.SILENCE not in wanted(LetterKind.LATE, PRIVATE, Right.COMPLAINT)


def test_a_letter_on_several_parts_has_the_blocks_of_each() -> None:
    parts = [
        About(ANSWER, PUBLIC, Right.ACCESS, Outcome.GRANTED),
        About(ANSWER, PRIVATE, Right.ERASURE, Outcome.PARTLY),
    ]
    both = mandatory_blocks(parts, officer=True)
    assert {Block.BEZWAAR, Block.PETITION, Block.ENCLOSED, Block.KEPT} <= both


def test_every_line_of_the_table_reaches_some_letter() -> None:
    idle = [must for must in MANDATORY if not any(must.reaches(about) for about in EVERY)]
    assert idle == []


def test_every_block_has_its_one_place_and_is_needed_somewhere() -> None:
    places = [block for stage in ORDER for block in stage]
    assert sorted(places) == sorted(Block)
    needed = {must.block for must in MANDATORY}
    assert set(Block) - needed == {Block.PERSONAL}  # staff add it, no law asks it


def test_the_order_is_that_of_the_reader_and_the_closing_is_fixed() -> None:
    right = [Block.REFERENCE, Block.ANSWER, Block.REASONS, Block.DONE, Block.PERSONAL, Block.NEXT]
    closing = [Block.BEZWAAR, Block.AP, Block.FG, Block.LADDER, Block.CONTACT, Block.SIGNED]
    assert out_of_order([*right, *closing]) is None
    assert out_of_order([]) is None
    for place in range(len(closing) - 1):
        turned = [*closing]
        turned[place], turned[place + 1] = turned[place + 1], turned[place]
        assert out_of_order(turned) is closing[place]


def test_the_reasons_never_come_after_what_happens_now() -> None:
    assert out_of_order([Block.ANSWER, Block.NEXT, Block.REASONS]) is Block.REASONS
