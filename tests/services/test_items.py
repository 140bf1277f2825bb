"""Deciding item by item what is erased and what stays."""

import pytest
from sqlalchemy.orm import object_session

from portal.law.grounds import Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import PartItem
from portal.models.finding import Review
from portal.services import items, review
from portal.services.obstacles import Obstacle
from portal.services.particulars import NotWritten
from tests.services import stories
from tests.services.deciding import NOW, ROW, fill, obstacles, taken
from tests.services.test_triage import hire

LAW = {"which_law": "Jeugdwet, artikel 7.3.8", "necessity": "De gemeente controleert dit nog."}
RULE = "15 jaar na de laatste wijziging"


@pytest.fixture
def desk(sqlite_database):
    """A session and a handler with a request to erase everything."""
    with sqlite_database.transaction() as session:
        me = hire(session)
        me.organisation = "burojij"
        yield session, me, taken(session, me, Right.ERASURE, "burojij")


def start(session, case, me):
    part = case.parts[0]
    facts = review.facts_of(session, case)
    here = stories.organisation(case.organisation)
    items.start(case, part, here, facts, actor=me.actor(), now=NOW)
    session.flush()
    return part


def add(case, me, *labels):
    part = case.parts[0]
    added = [items.add(case, part, each, actor=me.actor(), now=NOW) for each in labels]
    object_session(case).flush()
    return part, added


def keep(case, me, item, ground="legal_duty_or_public_task", needs=LAW, until=None, rule=RULE):
    part, actor = case.parts[0], me.actor()
    items.keep(case, part, item, ground, needs, until=until, rule=rule, actor=actor, now=NOW)


def test_the_register_proposes_each_category(desk):
    session, me, case = desk
    part = start(session, case, me)
    here = stories.organisation("burojij")
    wanted = [(a.id, f"{a.name.nl}: {c.nl}") for a in here.activities for c in a.categories]
    assert [(item.activity, item.label_nl) for item in part.items] == wanted
    assert {item.outcome for item in part.items} == {None}


def test_proposing_twice_keeps_what_was_decided(desk):
    session, me, case = desk
    part = start(session, case, me)
    items.give(case, part.items[0], actor=me.actor(), now=NOW)
    number = len(part.items)
    start(session, case, me)
    assert len(part.items) == number
    assert part.items[0].outcome is Outcome.GRANTED


def test_after_a_search_only_what_was_found_or_could_not_be_searched_is_proposed(desk):
    session, me, case = desk
    search = stories.find(session, case, [ROW], review=Review.UNDECIDED)
    part = start(session, case, me)
    listed = {item.activity for item in part.items}
    here = stories.organisation("burojij")
    unseen = {each.id for each in here.activities if not each.source_systems}
    assert listed == unseen | {search.findings[0].activity}


@pytest.mark.parametrize(
    ("right", "answers"),
    [
        (Right.ERASURE, {"scope": "some", "what": "Het advies over mijn scheiding"}),
        (Right.RECTIFICATION, {"field": "Het advies over mijn scheiding", "new": "x"}),
        (Right.RESTRICTION, {"case": "accuracy", "explanation": "Het advies over mijn scheiding"}),
    ],
)
def test_what_was_asked_in_own_words_is_the_first_item(sqlite_database, right, answers):
    with sqlite_database.transaction() as session:
        me = hire(session)
        case = taken(session, me, right, answers=answers)
        part = start(session, case, me)
        assert [item.label_nl for item in part.items] == ["Het advies over mijn scheiding"]


@pytest.mark.parametrize(
    ("kept", "erased", "outcome"),
    [(0, 2, Outcome.GRANTED), (1, 1, Outcome.PARTLY), (2, 0, Outcome.REFUSED)],
)
def test_the_outcome_of_the_part_follows_from_its_items(desk, kept, erased, outcome):
    session, me, case = desk
    part, listed = add(case, me, *"ab"[: kept + erased])
    for item in listed[:kept]:
        keep(case, me, item)
    assert items.outcome_of(part) is (None if erased else outcome)
    items.give_rest(case, part, actor=me.actor(), now=NOW)
    assert items.outcome_of(part) is outcome
    for other in (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED):
        fill(case, me, other)
        found = obstacles(session, case)
        assert (Obstacle.ITEMS_SAY_OTHERWISE in found) is (other is not outcome)
    fill(case, me, outcome)
    assert obstacles(session, case) == set()


def test_nothing_is_erased_without_saying_what(desk):
    session, me, case = desk
    fill(case, me, Outcome.GRANTED)
    assert obstacles(session, case) == {Obstacle.NO_ITEMS}
    add(case, me, "dossier")
    assert obstacles(session, case) == {Obstacle.ITEMS_UNDECIDED}


def test_a_refusal_of_the_whole_needs_no_items(desk):
    session, me, case = desk
    case.identity_method = None
    fill(case, me, Outcome.REFUSED, "identity_doubt_unresolved")
    assert obstacles(session, case) == set()
    add(case, me, "dossier")
    assert obstacles(session, case) == set()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"ground": "no_such"}, items.GroundDoesNotFit),
        ({"ground": "others_rights"}, items.GroundDoesNotFit),
        ({"ground": "unfounded_excessive"}, items.GroundDoesNotFit),
        ({"needs": {}}, NotWritten),
        ({"needs": LAW | {"necessity": "x"}}, NotWritten),
        ({"rule": "  "}, items.KeptWithoutTerm),
        ({"until": NOW.date()}, items.KeptWithoutTerm),
    ],
)
def test_what_stays_needs_a_ground_its_fields_and_until_when(desk, more, error):
    _, me, case = desk
    _, (item,) = add(case, me, "dossier")
    with pytest.raises(error):
        keep(case, me, item, **more)
    assert (item.outcome, item.ground, item.needs) == (None, None, {})


def test_a_kept_item_that_is_erased_after_all_forgets_why(desk):
    session, me, case = desk
    part, (item,) = add(case, me, "dossier")
    keep(case, me, item, until=NOW.date().replace(year=2040))
    assert (item.keep_until.year, item.keep_rule, item.needs) == (2040, "", LAW)
    items.give(case, item, actor=me.actor(), now=NOW)
    assert (item.outcome, item.ground, item.needs) == (Outcome.GRANTED, None, {})
    assert (item.keep_until, item.keep_rule) == (None, "")
    session.flush()
    items.remove(case, item, part, actor=me.actor(), now=NOW)
    session.flush()
    assert session.query(PartItem).count() == 0


def test_the_trail_names_no_contents(desk):
    session, me, case = desk
    _, (item,) = add(case, me, "brief van de huisarts")
    keep(case, me, item)
    session.flush()
    details = [str(each.detail) for each in session.query(AuditEvent).filter_by(action="review")]
    assert len(details) == 2
    assert not any("huisarts" in each or "gemeente" in each for each in details)


def test_there_is_an_end_to_it(desk, monkeypatch):
    _, me, case = desk
    monkeypatch.setattr(items, "MOST", 1)
    add(case, me, "a")
    with pytest.raises(items.TooMany):
        add(case, me, "b")


def test_nothing_changes_while_the_case_is_not_being_handled(desk):
    session, me, case = desk
    part, (item,) = add(case, me, "dossier")
    case.status = Status.PROPOSED
    for change in (
        lambda: start(session, case, me),
        lambda: add(case, me, "b"),
        lambda: keep(case, me, item),
        lambda: items.give(case, item, actor=me.actor(), now=NOW),
        lambda: items.give_rest(case, part, actor=me.actor(), now=NOW),
        lambda: items.remove(case, item, part, actor=me.actor(), now=NOW),
    ):
        with pytest.raises(ActionRefused):
            change()


def test_an_item_is_found_in_its_own_part_only(desk):
    session, me, case = desk
    part, (item,) = add(case, me, "dossier")
    session.flush()
    assert items.find(part, item.id) is item
    other = taken(session, me, Right.ERASURE, "burojij", key="other")
    assert items.find(other.parts[0], item.id) is None
