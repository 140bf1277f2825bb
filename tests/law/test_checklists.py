"""What staff must have looked at before they decide."""

import pytest

from portal.law.checklists import Check, checks_for, checks_on_bezwaar
from portal.law.grounds import Outcome
from portal.law.rights import Right

EXPECTED = {
    Right.ACCESS: "all_places_searched copy_complete recipients_named source_told "
    "automated_logic_told others_left_out",
    Right.RECTIFICATION: "proof_weighed fact_or_opinion completed_for_purpose all_copies_corrected",
    Right.ERASURE: "each_category_decided retention_duties_checked claims_checked "
    "other_ground_checked processors_and_backups made_public",
    Right.RESTRICTION: "case_of_restriction marked_in_systems only_kept",
    Right.OBJECTION: "basis_e_or_f own_situation_weighed use_stopped_meanwhile",
    Right.CONSENT_WITHDRAWAL: "stopped_at_once no_other_ground_taken processors_told",
    Right.PORTABILITY: "consent_or_contract provided_by_person machine_readable others_not_harmed",
    Right.HUMAN_REVIEW: "solely_automated serious_effect reviewer_has_authority view_heard "
    "both_roads_named",
    Right.COMPLAINT: "not_by_whom_it_is_about both_sides_heard own_ladder_named",
}


def ids(right: Right, answers: dict[str, str] | None = None) -> str:
    return " ".join(check.id for check in checks_for(right, answers))


@pytest.mark.parametrize("right", Right)
def test_each_right_has_its_list(right):
    assert ids(right) == ids(right, {}) == EXPECTED[right]


@pytest.mark.parametrize(
    ("right", "answers", "expected"),
    [
        (
            Right.OBJECTION,
            {"kind": "marketing"},
            "stopped_at_once on_suppression_list profiling_stopped",
        ),
        (Right.OBJECTION, {"kind": "situation"}, EXPECTED[Right.OBJECTION]),
        (Right.COMPLAINT, {"to": "officer"}, "kept_from_handlers own_ladder_named"),
        (Right.COMPLAINT, {"to": "organisation"}, EXPECTED[Right.COMPLAINT]),
        (
            Right.PORTABILITY,
            {"to": "organisation"},
            EXPECTED[Right.PORTABILITY] + " transfer_feasible",
        ),
        (Right.PORTABILITY, {"to": "self"}, EXPECTED[Right.PORTABILITY]),
        (Right.ACCESS, {"to": "organisation"}, EXPECTED[Right.ACCESS]),
        (Right.ACCESS, {"to": "officer"}, EXPECTED[Right.ACCESS]),
    ],
)
def test_what_was_asked_decides_the_list(right, answers, expected):
    assert ids(right, answers) == expected


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("answers", [{}, {"kind": "marketing"}, {"to": "officer"}])
def test_the_outcome_decides_what_matters_of_it(right, answers):
    for outcome in (Outcome.GRANTED, Outcome.PARTLY):
        assert checks_for(right, answers, outcome) == checks_for(right, answers)
    for outcome in (Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN):
        assert checks_for(right, answers, outcome) == ()
    (search,) = checks_for(right, answers, Outcome.NOTHING_HELD)
    assert search == Check("all_places_searched", "AVG 15.1")


REFUSED = {
    Right.ACCESS: "all_places_searched",
    Right.RECTIFICATION: "proof_weighed fact_or_opinion",
    Right.ERASURE: "each_category_decided retention_duties_checked claims_checked "
    "other_ground_checked",
    Right.RESTRICTION: "case_of_restriction",
    Right.PORTABILITY: "consent_or_contract provided_by_person",
    Right.HUMAN_REVIEW: "solely_automated serious_effect both_roads_named",
}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("to", ["self", "organisation"])
def test_a_refusal_asks_nothing_of_what_was_not_given(right, to):
    found = " ".join(check.id for check in checks_for(right, {"to": to}, Outcome.REFUSED))
    assert found == REFUSED.get(right, EXPECTED[right])


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("answers", [{}, {"kind": "marketing"}, {"to": "officer"}])
def test_each_check_stands_once_and_names_its_article(right, answers):
    checks = checks_for(right, answers)
    assert len({check.id for check in checks}) == len(checks)
    assert all(check.article.split()[0] in {"AVG", "UAVG", "Awb"} for check in checks)


@pytest.mark.parametrize(
    ("right", "answers", "check"),
    [
        (Right.ACCESS, {}, Check("recipients_named", "AVG 15.1.c")),
        (Right.ERASURE, {}, Check("retention_duties_checked", "AVG 17.3.b")),
        (Right.HUMAN_REVIEW, {}, Check("reviewer_has_authority", "AVG 22.3")),
        (Right.COMPLAINT, {}, Check("not_by_whom_it_is_about", "Awb 9:7")),
        (Right.OBJECTION, {"kind": "marketing"}, Check("on_suppression_list", "AVG 21.3")),
        (Right.COMPLAINT, {"to": "officer"}, Check("kept_from_handlers", "AVG 38.5; UAVG 39")),
        (Right.PORTABILITY, {"to": "organisation"}, Check("transfer_feasible", "AVG 20.2")),
    ],
)
def test_the_article_is_the_one_that_asks_for_it(right, answers, check):
    assert check in checks_for(right, answers)


@pytest.mark.parametrize("right", [Right.ACCESS, Right.RECTIFICATION, Right.ERASURE])
def test_data_under_another_law_are_set_apart_before_anything_else(right):
    first, *others = checks_for(right, legal_bases=["AVG 6.1.e", "Wjsg"])
    assert first == Check("other_law_apart", "AVG 2.2.d; UAVG 2.2")
    assert tuple(others) == checks_for(right, legal_bases=["AVG 6.1.e"]) == checks_for(right)
    assert checks_for(right, None, Outcome.REFUSED, legal_bases=["Wpg"])[0] == first
    assert first not in checks_for(right, None, Outcome.NOT_OUR_TASK, legal_bases=["Wpg"])


BOTH = ("bezwaar_looked_again", "bezwaar_heard")


@pytest.mark.parametrize(
    ("outcome", "ground", "ids"),
    [
        (None, None, BOTH),
        (Outcome.GRANTED, None, BOTH),
        (Outcome.PARTLY, "bezwaar_unfounded", BOTH),
        (Outcome.REFUSED, "bezwaar_unfounded", BOTH),
        (Outcome.REFUSED, "bezwaar_late", ("bezwaar_why_late", "bezwaar_heard")),
        (Outcome.REFUSED, "bezwaar_inadmissible", ("bezwaar_heard",)),
        (Outcome.NOT_OUR_TASK, "bezwaar_forwarded", ()),
        (Outcome.WITHDRAWN, None, ()),
    ],
)
def test_on_bezwaar_it_is_looked_at_again_and_the_person_is_heard(outcome, ground, ids):
    found = checks_on_bezwaar(outcome, ground)
    assert tuple(check.id for check in found) == ids
    assert all(check.article.startswith("Awb ") for check in found)
