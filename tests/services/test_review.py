"""Looking at what was found."""

from datetime import UTC, datetime

import pytest

from portal.law.lifecycle import ActionRefused
from portal.models.audit import AuditEvent
from portal.models.finding import Review
from portal.models.redaction import Mark, MarkState
from portal.services import marking, review, triage
from portal.services.particulars import NotWritten
from tests.services import stories
from tests.services.test_triage import hire

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]
WHOSE = "Dit gaat over een ander mens."
WHY = {"whose_interest": WHOSE, "written_balance": "Die ander is hieraan te herkennen."}


@pytest.fixture
def found(database):
    """A session, a taken case, its handler, and a search with three items."""
    with database.transaction() as session:
        member = hire(session)
        case = stories.ask(session)
        triage.take(case, actor=member.actor(), now=NOW)
        search = stories.find(session, case, [ROW] * 3, review=Review.UNDECIDED)
        yield session, case, member.actor(), search


def test_facts_count_what_was_decided(found):
    session, case, actor, search = found
    one, two, three = search.findings
    review.include(case, one, actor=actor, now=NOW)
    review.leave_out(case, two, "others_rights", WHY, actor=actor, now=NOW)
    session.flush()
    facts = review.facts_of(session, case)
    assert (facts.included, facts.left_out, facts.not_mentioned, facts.undecided) == (1, 1, 0, 1)
    review.leave_out(case, three, "not_about_person", {}, actor=actor, now=NOW)
    session.flush()
    facts = review.facts_of(session, case)
    assert (facts.left_out, facts.not_mentioned, facts.found) == (1, 1, 3)
    assert facts.activities == {one.activity}
    assert review.count_undecided(session, case) == {}


def test_facts_count_the_given_items_in_which_something_is_redacted(found):
    session, case, actor, search = found
    one, two, _ = search.findings
    for item in (one, one, two):
        at = {"field": 0, "start": 0, "end": 4, "text": "huur"}
        why = {"ground": "others_rights", "needs": WHY, "actor": actor, "now": NOW}
        marking.mark(session, case, item, **at, **why)
    session.flush()
    assert review.facts_of(session, case).redacted == 0  # nothing is given yet
    review.include(case, one, actor=actor, now=NOW)
    review.leave_out(case, two, "others_rights", WHY, actor=actor, now=NOW)
    session.flush()
    assert review.facts_of(session, case).redacted == 1
    session.query(Mark).update({"state": MarkState.DISMISSED})
    assert review.facts_of(session, case).redacted == 0


@pytest.mark.parametrize(
    ("ways", "known"),
    [
        ("email", True),
        ("name+birth_date,email", True),
        ("email+birth_date", True),
        ("name+birth_date,phone", False),
        ("work_email", False),
        ("", False),
    ],
)
def test_the_address_is_known_when_an_item_was_found_by_it(found, ways, known):
    session, case, actor, search = found
    for each in search.findings:
        each.matched_by = "phone"
    search.findings[1].matched_by = ways
    session.flush()
    assert review.facts_of(session, case).address_known is known
    review.leave_out(case, search.findings[1], "not_about_person", {}, actor=actor, now=NOW)
    session.flush()
    assert not review.facts_of(session, case).address_known


@pytest.mark.parametrize(
    ("ground", "needs", "error"),
    [
        ("others_rights", {}, NotWritten),
        ("others_rights", WHY | {"written_balance": "kort"}, NotWritten),
        ("unfounded_excessive", WHY, review.GroundDoesNotFit),
        ("legal_claims", WHY, review.GroundDoesNotFit),
        ("", WHY, review.GroundDoesNotFit),
    ],
)
def test_leaving_out_needs_a_ground_that_fits_and_each_field_of_it(found, ground, needs, error):
    _, case, actor, search = found
    with pytest.raises(error):
        review.leave_out(case, search.findings[0], ground, needs, actor=actor, now=NOW)
    assert search.findings[0].review is Review.UNDECIDED


def test_what_the_ground_asks_is_kept_until_the_item_goes_in_again(found):
    _, case, actor, search = found
    item = search.findings[0]
    more = {"other": "hoort hier niet"}
    review.leave_out(case, item, "others_rights", WHY | more, "En dit nog.", actor=actor, now=NOW)
    assert (item.needs, item.reason) == (WHY, "En dit nog.")
    review.include(case, item, actor=actor, now=NOW)
    assert (item.ground, item.needs, item.reason) == (None, {}, "")


def test_the_rest_leaves_what_may_name_others_and_what_was_decided(found):
    session, case, actor, search = found
    one, two, three = search.findings
    two.names_third_person = True
    review.leave_out(case, three, "others_rights", WHY, actor=actor, now=NOW)
    session.flush()
    assert review.include_rest(session, case, search, actor=actor, now=NOW) == 1
    kept = [each.review for each in (one, two, three)]
    assert kept == [Review.INCLUDE, Review.UNDECIDED, Review.LEAVE_OUT]


def test_the_rest_of_all_systems_goes_in_at_once_and_nothing_of_another_case(found):
    session, case, actor, search = found
    elsewhere = stories.ask(session, key="another")
    strange = stories.find(session, elsewhere, [ROW], review=Review.UNDECIDED)
    assert review.include_rest(session, case, None, actor=actor, now=NOW) == 3
    assert {each.review for each in search.findings} == {Review.INCLUDE}
    assert strange.findings[0].review is Review.UNDECIDED


def test_the_trail_names_keys_and_no_contents(found):
    session, case, actor, search = found
    review.leave_out(case, search.findings[0], "others_rights", WHY, actor=actor, now=NOW)
    session.flush()
    event = session.query(AuditEvent).filter_by(action="review").one()
    assert event.detail["ground"] == "others_rights"
    assert WHOSE not in str(event.detail)
    assert "huur" not in str(event.detail)


def test_nothing_changes_while_the_case_is_not_being_handled(found):
    _, case, actor, search = found
    case.status = "proposed"
    with pytest.raises(ActionRefused):
        review.include(case, search.findings[0], actor=actor, now=NOW)


def test_findings_come_in_pages(found):
    session, _, _, search = found
    first, after = review.list_findings(session, search, 0, 2)
    second, end = review.list_findings(session, search, after, 2)
    assert [each.id for each in [*first, *second]] == [each.id for each in search.findings]
    assert end is None


def test_what_belongs_to_another_case_is_not_found(found):
    session, _, _, search = found
    other = stories.ask(session, key="other")
    assert review.find_search(session, other, search.id) is None
    assert review.find_finding(session, other, search.findings[0].id) is None
