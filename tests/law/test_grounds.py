"""How a request can end, and which grounds and bases fit what was asked and who decides."""

import pytest

from portal.law.grounds import (
    Outcome,
    Scope,
    bases_for,
    grounds_for,
    is_decision,
    needs_ground,
    outcomes_for,
)
from portal.law.rights import ControllerKind, Right


@pytest.mark.parametrize(
    ("outcome", "needed"),
    [
        (Outcome.GRANTED, False),
        (Outcome.PARTLY, True),
        (Outcome.REFUSED, True),
        (Outcome.NOTHING_HELD, False),
        (Outcome.NOT_OUR_TASK, True),
        (Outcome.WITHDRAWN, False),
    ],
)
def test_not_giving_what_was_asked_needs_a_ground(outcome: Outcome, *, needed: bool) -> None:
    assert needs_ground(outcome) is needed
    assert needs_ground(outcome, Right.ACCESS) is needed


@pytest.mark.parametrize("right", Right)
def test_no_ground_is_demanded_where_none_exists(right: Right) -> None:
    demanded = any(needs_ground(outcome, right) for outcome in outcomes_for(right))
    assert demanded is bool(grounds_for(right, Scope.REQUEST))


MARKETING, SITUATION = {"kind": "marketing"}, {"kind": "situation"}
EVERY_END = "granted partly refused nothing_held not_our_task withdrawn"
ENDS = [  # how each request can end; what is left out would be manifest nonsense
    (Right.ACCESS, None, EVERY_END),
    (Right.RECTIFICATION, None, EVERY_END),
    (Right.ERASURE, None, EVERY_END),
    (Right.RESTRICTION, None, EVERY_END),
    (Right.PORTABILITY, None, EVERY_END),
    (Right.OBJECTION, None, EVERY_END),
    (Right.OBJECTION, SITUATION, EVERY_END),
    (Right.OBJECTION, MARKETING, "granted withdrawn"),
    (Right.CONSENT_WITHDRAWAL, None, "granted nothing_held not_our_task withdrawn"),
    (Right.HUMAN_REVIEW, None, "granted refused not_our_task withdrawn"),
    (Right.COMPLAINT, None, "granted partly refused not_our_task withdrawn"),
    (Right.ACCESS, MARKETING, EVERY_END),
]


@pytest.mark.parametrize(("right", "answers", "ends"), ENDS)
def test_a_request_can_end_in_the_ways_that_make_sense_for_it(right, answers, ends) -> None:
    assert " ".join(outcomes_for(right, answers)) == ends


def test_every_right_stands_in_the_table() -> None:
    assert {right for right, _, _ in ENDS} == set(Right)


@pytest.mark.parametrize(("right", "answers", "ends"), ENDS)
def test_every_end_that_needs_a_ground_has_one_to_choose(right, answers, ends) -> None:
    for outcome in map(Outcome, ends.split()):
        found = grounds_for(right, Scope.REQUEST, answers, outcome=outcome)
        assert bool(found) is needs_ground(outcome, right)


def fitting(right: Right, **more) -> set[str]:
    return {ground.id for ground in grounds_for(right, Scope.REQUEST, **more)}


@pytest.mark.parametrize("scope", Scope)
def test_nothing_stands_against_an_objection_to_advertising(scope: Scope) -> None:
    assert grounds_for(Right.OBJECTION, scope, MARKETING) == ()
    assert grounds_for(Right.OBJECTION, scope, SITUATION) == grounds_for(Right.OBJECTION, scope)


def test_who_sends_a_request_on_says_to_whom_or_under_which_law() -> None:
    routed = {"not_controller", "other_regime"}
    assert fitting(Right.ACCESS, outcome=Outcome.NOT_OUR_TASK) == routed
    assert not routed & fitting(Right.ACCESS, outcome=Outcome.REFUSED)
    assert routed <= fitting(Right.ACCESS, outcome=Outcome.PARTLY)
    assert routed <= fitting(Right.ACCESS)


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.NOTHING_HELD, Outcome.WITHDRAWN])
def test_what_is_not_limited_has_no_ground(outcome: Outcome) -> None:
    assert not fitting(Right.ACCESS, outcome=outcome)


def test_a_transfer_that_is_not_feasible_still_gives_the_person_the_file() -> None:
    to_other, to_self = {"to": "organisation"}, {"to": "self"}
    ground = "transfer_not_feasible"
    assert ground in fitting(Right.PORTABILITY, answers=to_other, outcome=Outcome.PARTLY)
    assert ground not in fitting(Right.PORTABILITY, answers=to_other, outcome=Outcome.REFUSED)
    assert ground not in fitting(Right.PORTABILITY, answers=to_self)
    assert ground in fitting(Right.PORTABILITY)


def test_only_a_public_body_keeps_records_under_the_archives_act() -> None:
    assert "archive" in fitting(Right.ACCESS, controller=ControllerKind.PUBLIC)
    assert "archive" not in fitting(Right.ACCESS, controller=ControllerKind.PRIVATE)
    private = fitting(Right.ACCESS, controller=ControllerKind.PRIVATE)
    assert fitting(Right.ACCESS) - private == {"archive"}


@pytest.mark.parametrize(
    ("answers", "fits"),
    [(None, True), ({"case": "accuracy"}, True), ({"case": "claims"}, False)],
)
def test_records_stand_against_a_restriction_for_contested_accuracy_only(answers, *, fits) -> None:
    assert ("archive" in fitting(Right.RESTRICTION, answers=answers)) is fits


def test_records_stand_against_access_whatever_was_told() -> None:
    assert "archive" in fitting(Right.ACCESS, answers={"case": "claims"})


@pytest.mark.parametrize(
    ("ground", "right", "bases", "fits"),
    [
        ("wrong_ground", Right.PORTABILITY, ["AVG 6.1.a"], False),
        ("wrong_ground", Right.PORTABILITY, ["AVG 6.1.a, 9.2.a", "AVG 6.1.b"], False),
        ("wrong_ground", Right.PORTABILITY, ["AVG 6.1.b, 6.1.c"], True),
        ("wrong_ground", Right.PORTABILITY, ["AVG 6.1.f"], True),
        ("public_task", Right.PORTABILITY, ["AVG 6.1.e"], True),
        ("public_task", Right.PORTABILITY, ["AVG 6.1.c"], True),
        ("public_task", Right.PORTABILITY, ["AVG 6.1.a"], False),
        ("ground_not_e_or_f", Right.OBJECTION, ["AVG 6.1.f"], False),
        ("ground_not_e_or_f", Right.OBJECTION, ["AVG 6.1.e", "AVG 6.1.f"], False),
        ("ground_not_e_or_f", Right.OBJECTION, ["AVG 6.1.f", "AVG 6.1.b"], True),
        ("compelling_grounds", Right.OBJECTION, ["AVG 6.1.f", "AVG 6.1.b"], True),
        ("compelling_grounds", Right.OBJECTION, ["AVG 6.1.e"], True),
        ("compelling_grounds", Right.OBJECTION, ["AVG 6.1.a"], False),
        ("legal_claims", Right.OBJECTION, ["AVG 6.1.a"], True),
        ("compelling_grounds", Right.OBJECTION, ["Wjsg"], True),
        ("ground_not_e_or_f", Right.OBJECTION, ["Wjsg"], True),
        ("compelling_grounds", Right.OBJECTION, [], True),
    ],
)
def test_a_ground_fits_what_the_register_says_the_use_rests_on(ground, right, bases, fits) -> None:
    assert (ground in fitting(right, legal_bases=bases)) is fits


@pytest.mark.parametrize(
    ("right", "answers", "ids"),
    [
        (Right.ACCESS, None, ""),
        (Right.RECTIFICATION, None, "16.inaccurate 16.incomplete"),
        (Right.RECTIFICATION, {"kind": "wrong"}, "16.inaccurate 16.incomplete"),
        (Right.RECTIFICATION, {"kind": "missing"}, "16.incomplete 16.inaccurate"),
        (Right.RECTIFICATION, {"kind": "opinion"}, "16.inaccurate 16.incomplete"),
        (Right.ERASURE, None, "17.1.a 17.1.b 17.1.c 17.1.d 17.1.e 17.1.f"),
        (
            Right.ERASURE,
            {"because": "consent_withdrawn", "scope": "all"},
            "17.1.b 17.1.a 17.1.c 17.1.d 17.1.e 17.1.f",
        ),
        (Right.RESTRICTION, None, "18.1.a 18.1.b 18.1.c 18.1.d"),
        (Right.RESTRICTION, {"case": "accuracy"}, "18.1.a 18.1.b 18.1.c 18.1.d"),
        (Right.RESTRICTION, {"case": "unlawful"}, "18.1.b 18.1.a 18.1.c 18.1.d"),
        (Right.RESTRICTION, {"case": "claims"}, "18.1.c 18.1.a 18.1.b 18.1.d"),
        (Right.RESTRICTION, {"case": "objection"}, "18.1.d 18.1.a 18.1.b 18.1.c"),
        (Right.OBJECTION, None, "21.1 21.6"),
        (Right.OBJECTION, SITUATION, "21.1 21.6"),
        (Right.OBJECTION, MARKETING, "21.2"),
        (Right.HUMAN_REVIEW, None, "22.3"),
        (Right.CONSENT_WITHDRAWAL, None, ""),
        (Right.PORTABILITY, None, ""),
        (Right.COMPLAINT, None, ""),
    ],
)
def test_what_a_grant_can_rest_on_begins_with_what_was_asked(right, answers, ids) -> None:
    assert " ".join(basis.id for basis in bases_for(right, answers)) == ids


@pytest.mark.parametrize("right", Right)
def test_a_basis_names_the_article_its_id_is_made_of(right: Right) -> None:
    for basis in (*bases_for(right), *bases_for(right, MARKETING)):
        article = basis.id.removesuffix(".inaccurate").removesuffix(".incomplete")
        assert basis.article.split(", ")[0] == f"AVG {article}"


def test_advertising_is_stopped_under_both_paragraphs() -> None:
    assert bases_for(Right.OBJECTION, MARKETING)[0].article == "AVG 21.2, 21.3"


@pytest.mark.parametrize("right", Right)
def test_only_articles_15_to_22_lead_to_a_decision(right: Right) -> None:
    assert is_decision(right) is (right not in (Right.CONSENT_WITHDRAWAL, Right.COMPLAINT))


def test_granting_everything_is_a_decision_too() -> None:
    assert is_decision(Right.ACCESS, Outcome.GRANTED)
    assert is_decision(Right.ACCESS, Outcome.NOTHING_HELD)


def test_a_request_taken_back_gets_no_decision() -> None:
    assert not is_decision(Right.ACCESS, Outcome.WITHDRAWN)
