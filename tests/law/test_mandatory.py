"""Which blocks a letter cannot do without, and in which order they stand."""

import pytest

from portal.law.grounds import Outcome
from portal.law.mandatory import (
    MANDATORY,
    ORDER,
    About,
    Block,
    LetterKind,
    Must,
    mandatory_blocks,
    out_of_order,
)
from portal.law.rights import ControllerKind, Right

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE
ALWAYS = {Block.REFERENCE, Block.ANSWER, Block.CONTACT, Block.SIGNED}
CITIZEN = ALWAYS | {Block.NEXT, Block.LADDER, Block.AP}


def answer(right: Right, outcome: Outcome, controller: ControllerKind = PUBLIC) -> About:
    return About(LetterKind.ANSWER, controller, right, outcome)


def needed(*parts: About, officer: bool = False) -> set[Block]:
    return set(mandatory_blocks(parts, officer=officer))


@pytest.mark.parametrize(
    ("about", "more"),
    [
        (answer(Right.ACCESS, Outcome.GRANTED), "done enclosed bezwaar mediation"),
        (answer(Right.ACCESS, Outcome.GRANTED, PRIVATE), "done enclosed petition mediation"),
        (answer(Right.ACCESS, Outcome.PARTLY), "done enclosed reasons bezwaar mediation"),
        (answer(Right.ACCESS, Outcome.REFUSED), "reasons bezwaar mediation"),
        (answer(Right.ACCESS, Outcome.NOTHING_HELD), "enclosed bezwaar mediation"),
        (answer(Right.ACCESS, Outcome.NOT_OUR_TASK), "reasons bezwaar mediation"),
        (answer(Right.ACCESS, Outcome.WITHDRAWN), ""),
        (answer(Right.ERASURE, Outcome.PARTLY), "done kept reasons recipients bezwaar mediation"),
        (answer(Right.ERASURE, Outcome.REFUSED), "reasons bezwaar mediation"),
        (answer(Right.CONSENT_WITHDRAWAL, Outcome.GRANTED), "done stays erasure_offered"),
        (answer(Right.COMPLAINT, Outcome.REFUSED), "ombudsman"),
        (answer(Right.COMPLAINT, Outcome.REFUSED, PRIVATE), ""),
        (About(LetterKind.CLOSING, PUBLIC), ""),
        (About(LetterKind.EXTENSION, PUBLIC), "reasons last_day"),
        (About(LetterKind.LATE, PUBLIC), "last_day"),
        (About(LetterKind.LATE, PRIVATE, Right.ACCESS), "last_day silence"),
        (About(LetterKind.RECEIPT, PUBLIC, Right.ACCESS), "last_day copy"),
        (About(LetterKind.RECEIPT, PUBLIC, Right.COMPLAINT), "copy"),
        (
            About(LetterKind.BEZWAAR_DECISION, PUBLIC, Right.ACCESS, Outcome.REFUSED),
            "reasons appeal",
        ),
    ],
)
def test_what_a_letter_is_about_decides_its_blocks(about, more):
    assert needed(about) - CITIZEN == set(map(Block, more.split()))
    assert needed(about) >= CITIZEN


def test_a_recipient_reads_nothing_that_is_meant_for_the_citizen():
    found = needed(About(LetterKind.RECIPIENT_NOTICE, PUBLIC), officer=True)
    assert found == ALWAYS | {Block.NEXT, Block.DONE}


def test_a_letter_on_several_rights_needs_the_blocks_of_each():
    access, erasure = (answer(each, Outcome.PARTLY) for each in (Right.ACCESS, Right.ERASURE))
    assert needed(access, erasure) == needed(access) | needed(erasure)
    assert needed() == set()


def test_the_officer_is_named_where_there_is_one():
    about = About(LetterKind.CLOSING, PRIVATE)
    assert needed(about, officer=True) - needed(about) == {Block.FG}


@pytest.mark.parametrize(
    ("must", "reaches"),
    [
        (Must(Block.DONE, "", frozenset({LetterKind.ANSWER})), True),
        (Must(Block.DONE, "", frozenset({LetterKind.LATE})), False),
        (Must(Block.DONE, "", frozenset(LetterKind), frozenset({Right.ACCESS})), True),
        (Must(Block.DONE, "", frozenset(LetterKind), frozenset({Right.ERASURE})), False),
        (Must(Block.DONE, "", frozenset(LetterKind), None, frozenset({Outcome.GRANTED})), True),
        (Must(Block.DONE, "", frozenset(LetterKind), None, frozenset({Outcome.REFUSED})), False),
        (Must(Block.DONE, "", frozenset(LetterKind), controller=PUBLIC), True),
        (Must(Block.DONE, "", frozenset(LetterKind), controller=PRIVATE), False),
    ],
)
def test_a_line_of_the_table_reaches_what_it_names(must, reaches):
    assert must.reaches(answer(Right.ACCESS, Outcome.GRANTED)) is reaches


def test_a_line_for_some_rights_does_not_reach_a_letter_without_one():
    must = Must(Block.DONE, "", frozenset(LetterKind), frozenset(Right))
    assert not must.reaches(About(LetterKind.CLOSING, PUBLIC))


def test_every_block_has_one_place_in_the_order():
    places = [block for stage in ORDER for block in stage]
    assert sorted(places) == sorted(Block)


@pytest.mark.parametrize(
    ("blocks", "wrong"),
    [
        ((), None),
        ((Block.REFERENCE, Block.ANSWER, Block.REASONS, Block.BEZWAAR, Block.AP), None),
        ((Block.DONE, Block.REASONS, Block.DONE), None),
        ((Block.BEZWAAR, Block.PETITION, Block.BEZWAAR), None),
        ((Block.BEZWAAR, Block.REASONS), Block.REASONS),
        ((Block.ANSWER, Block.REFERENCE), Block.REFERENCE),
        ((Block.REFERENCE, Block.SIGNED, Block.AP, Block.ANSWER), Block.AP),
        ((Block.AP, Block.NEXT, Block.SIGNED), Block.NEXT),
    ],
)
def test_the_first_block_out_of_its_place_is_named(blocks, wrong):
    assert out_of_order(blocks) is wrong


def test_every_line_names_an_article_unless_it_is_plain_sense():
    assert {must.block for must in MANDATORY if not must.article} == {
        Block.REFERENCE,
        Block.SIGNED,
    }
