"""The grounds that can limit each right, with their articles and what they must be written with."""

import pytest

from portal.law.grounds import grounds_for
from portal.law.limits import GROUNDS, UAVG41_LETTERS, Need, Scope, is_other_law
from portal.law.rights import Right

UAVG41 = {f"uavg41_{letter}" for letter in "abcdefghij"}
CHAPTER_3 = {
    "unfounded_excessive",
    "uavg5",
    "not_controller",
    "journalism_academic_art",
    "other_regime",
}
TO_21 = CHAPTER_3 | UAVG41 | {"identity_doubt_unresolved"}
TO_20 = TO_21 | {"cannot_identify"}
EXPECTED = {
    Right.ACCESS: TO_20
    | {"others_rights", "not_about_person", "research_statistics", "archive", "public_register"},
    Right.RECTIFICATION: TO_20
    | {"not_inaccurate", "research_statistics", "archive", "public_register"},
    Right.ERASURE: TO_20
    | {
        "no_case_of_17_1",
        "expression",
        "legal_duty_or_public_task",
        "public_health",
        "archive_research_statistics",
        "legal_claims",
    },
    Right.RESTRICTION: TO_20
    | {"no_case_of_18_1", "research_statistics", "archive", "public_register"},
    Right.PORTABILITY: TO_20
    | {
        "wrong_ground",
        "not_provided",
        "not_automated",
        "transfer_not_feasible",
        "public_task",
        "others_rights",
        "not_about_person",
        "archive",
    },
    Right.OBJECTION: TO_21
    | {"compelling_grounds", "legal_claims", "ground_not_e_or_f", "public_register"},
    Right.HUMAN_REVIEW: CHAPTER_3 | {"not_solely_automated", "no_significant_effect"},
    Right.CONSENT_WITHDRAWAL: set(),
    Right.COMPLAINT: set(),
}


def ids(right: Right, scope: Scope) -> set[str]:
    return {ground.id for ground in grounds_for(right, scope)}


@pytest.mark.parametrize("right", Right)
def test_a_right_has_the_grounds_the_law_gives_it_and_no_other(right: Right) -> None:
    assert ids(right, Scope.REQUEST) | ids(right, Scope.FINDING) == EXPECTED[right]


def test_every_id_is_used_for_one_ground() -> None:
    assert all(key == ground.id for key, ground in GROUNDS.items())
    on_bezwaar = {key for key in GROUNDS if key.startswith("bezwaar_")}
    assert set(GROUNDS) == set().union(*EXPECTED.values()) | on_bezwaar


def test_uavg_41_has_its_ten_letters_each_with_its_weighing() -> None:
    assert UAVG41_LETTERS == "abcdefghij"
    for letter in UAVG41_LETTERS:
        ground = GROUNDS[f"uavg41_{letter}"]
        assert ground.article == f"UAVG 41.1.{letter}"
        assert ground.needs == (
            Need.NECESSITY,
            Need.PROPORTIONALITY,
            Need.WEIGHED_41_2,
            Need.MAY_BE_TOLD,
        )


def test_uavg_41_does_not_reach_automated_decisions_nor_consent() -> None:
    for right in (Right.HUMAN_REVIEW, Right.CONSENT_WITHDRAWAL):
        assert not UAVG41 & ids(right, Scope.REQUEST)


def test_not_knowing_who_somebody_is_never_stops_articles_21_and_22() -> None:
    for right in (Right.OBJECTION, Right.HUMAN_REVIEW):
        assert "cannot_identify" not in ids(right, Scope.REQUEST)


def test_abuse_needs_proof_and_a_second_person() -> None:
    ground = GROUNDS["unfounded_excessive"]
    assert ground.second_person
    assert {Need.FACTS, Need.PROOF} <= set(ground.needs)
    assert [g.id for g in GROUNDS.values() if g.second_person] == ["unfounded_excessive"]


def test_the_rights_of_others_leave_out_one_item_and_never_the_request() -> None:
    for right in (Right.ACCESS, Right.PORTABILITY):
        assert "others_rights" in ids(right, Scope.FINDING)
        assert "others_rights" not in ids(right, Scope.REQUEST)


@pytest.mark.parametrize(
    "ground", ["unfounded_excessive", "cannot_identify", "identity_doubt_unresolved"]
)
def test_what_concerns_the_request_as_a_whole_leaves_out_no_single_item(ground: str) -> None:
    assert ground in ids(Right.ACCESS, Scope.REQUEST)
    assert ground not in ids(Right.ACCESS, Scope.FINDING)


@pytest.mark.parametrize("ground", ["uavg41_i", "uavg41_d", "others_rights", "not_about_person"])
def test_an_item_found_for_access_can_be_left_out(ground: str) -> None:
    assert ground in ids(Right.ACCESS, Scope.FINDING)


def test_only_data_of_a_namesake_are_left_out_without_a_word() -> None:
    assert [g.id for g in GROUNDS.values() if not g.reported] == ["not_about_person"]


@pytest.mark.parametrize(
    ("ground", "right", "article"),
    [
        ("others_rights", Right.ACCESS, "AVG 15.4"),
        ("others_rights", Right.PORTABILITY, "AVG 20.4"),
        ("legal_claims", Right.ERASURE, "AVG 17.3.e"),
        ("legal_claims", Right.OBJECTION, "AVG 21.1"),
        ("public_register", Right.RECTIFICATION, "UAVG 47.1"),
        ("public_register", Right.OBJECTION, "UAVG 47.2"),
    ],
)
def test_the_article_is_the_one_for_the_right(ground: str, right: Right, article: str) -> None:
    assert GROUNDS[ground].article_for(right) == article


def test_what_is_not_yet_written_down_is_named() -> None:
    ground = GROUNDS["identity_doubt_unresolved"]
    assert ground.missing({"what_was_asked"}) == (Need.REASON_FOR_DOUBT, Need.WHEN_ASKED)
    assert ground.missing([need.value for need in ground.needs]) == ()


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=lambda ground: ground.id)
def test_a_ground_names_its_article_and_fits_somewhere(ground) -> None:
    assert ground.article.split()[0] in {"AVG", "UAVG", "Awb"}
    assert bool(ground.rights) is not ground.id.startswith("bezwaar_")
    assert ground.scopes
    assert {right for right, _ in ground.own_articles} <= ground.rights


@pytest.mark.parametrize(
    ("article", "other"), [("AVG 6.1.e", False), ("AVG 6.1.c, 32", False), ("Wjsg", True)]
)
def test_what_does_not_rest_on_the_avg_falls_under_another_law(article, other):
    assert is_other_law(article) is other
