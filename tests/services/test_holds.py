"""Holds on data that would delete themselves before the answer is due."""

from datetime import date, timedelta

import pytest

from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, Role
from portal.models.consequence import Hold
from portal.services import holds
from tests.services import stories

HANDLER = Actor(ActorKind.STAFF, "juridisch-loket", None, "Anna", Role.HANDLER)
OFFICER = Actor(ActorKind.STAFF, "juridisch-loket", None, "Fleur", Role.PRIVACY_OFFICER)
TODAY = date(2026, 11, 20)
TOMORROW = date(2026, 11, 21)
NOTE = "Rob van facilitair zette het wissen uit."


def ask(session, slug="juridisch-loket", right=Right.ACCESS, key="key", **answers):
    case = stories.ask(session, slug, right=right, answers=answers or {"scope": "all"}, key=key)
    if not holds.list_of(session, case):
        holds.at_receipt(session, case, stories.organisation(slug), stories.NOW)
    return case


def placed(session, case) -> dict[str, date]:
    return {hold.activity: hold.vanishes_on for hold in holds.list_of(session, case)}


def test_camera_images_and_recordings_are_kept_from_the_day_of_receipt(database):
    with database.transaction() as session:
        case = ask(session)
        assert placed(session, case) == {"camera": TOMORROW, "phone_recordings": TOMORROW}
        hold = holds.list_of(session, case)[0]
        assert hold.rule["nl"] in ("hoogstens 4 weken na de opname", "6 weken na het gesprek")
        assert hold.organisation == "juridisch-loket"


@pytest.mark.parametrize(
    ("slug", "activities"),
    [
        ("akj", {"web_form"}),
        ("burojij", {"written_contact"}),
        ("cjib", set()),
        (
            "bijstand-in-jeugdzorg",
            {
                *("administration", "messages", "support", "health", "surroundings"),
                *("care_providers", "complaints_and_incidents"),
            },
        ),
    ],
)
def test_each_organisation_keeps_what_its_systems_would_delete(sqlite_database, slug, activities):
    with sqlite_database.transaction() as session:
        assert set(placed(session, ask(session, slug))) == activities


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"activities": ["camera"]}, {"camera": TOMORROW}),
        ({"activities": ["advice"]}, {}),
        # footage of 15 November goes four weeks later: within the term
        (
            {"activities": ["camera"], "period_from": "2026-11-15"},
            {"camera": date(2026, 12, 13)},
        ),
        # all of it went before the request came
        ({"activities": ["camera"], "period_to": "2026-10-01"}, {}),
        # the last of the days asked about goes today: who knows at what hour
        ({"activities": ["camera"], "period_to": "2026-10-24"}, {"camera": TOMORROW}),
    ],
)
def test_the_day_follows_from_what_was_asked(sqlite_database, answers, expected):
    with sqlite_database.transaction() as session:
        assert placed(session, ask(session, **{"scope": "some", **answers})) == expected


def test_what_outlasts_the_longest_term_needs_no_hold(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, "bijstand-in-jeugdzorg", scope="all", period_from="2026-11-19")
        assert placed(session, case) == {}


@pytest.mark.parametrize(
    ("right", "kept"),
    [
        (Right.ACCESS, True),
        (Right.PORTABILITY, False),  # no camera images to take along
        (Right.RESTRICTION, True),
        (Right.ERASURE, False),
        (Right.OBJECTION, False),
        (Right.COMPLAINT, False),
    ],
)
def test_only_who_needs_the_data_has_them_kept(sqlite_database, right, kept):
    with sqlite_database.transaction() as session:
        assert ("camera" in placed(session, ask(session, right=right))) == kept


def test_a_letter_registered_late_keeps_what_is_left_today(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        for hold in holds.list_of(session, case):
            session.delete(hold)
        session.flush()
        case.received_date = TODAY - timedelta(days=20)
        holds.at_receipt(session, case, stories.organisation(), stories.NOW)
        assert set(placed(session, case).values()) == {TOMORROW}


def test_somebody_stops_the_deletion_and_says_how(database):
    with database.transaction() as session:
        case = ask(session)
        first, second = holds.unsecured(session, case)
        with pytest.raises(holds.NoteNeeded):
            holds.secure(session, first, "gedaan", actor=HANDLER, now=stories.NOW)
        holds.secure(session, first, NOTE, actor=HANDLER, now=stories.NOW)
        assert holds.unsecured(session, case) == [second]
        holds.drop(session, second, "Er zijn geen opnames.", actor=HANDLER, now=stories.NOW)
        assert holds.unsecured(session, case) == []
        with pytest.raises(holds.AlreadyReleased):
            holds.secure(session, second, NOTE, actor=HANDLER, now=stories.NOW)


def test_when_the_case_ends_the_data_may_go(database):
    with database.transaction() as session:
        case = ask(session)
        secured = holds.unsecured(session, case)[0]
        holds.secure(session, secured, NOTE, actor=HANDLER, now=stories.NOW)
        holds.release(session, case, stories.NOW)
        holds.release(session, case, stories.NOW + timedelta(days=1))
        session.flush()
        assert {each.released_at for each in holds.list_of(session, case)} == {stories.NOW}
        assert holds.list_open(session, HANDLER) == ()
        again = holds.list_released(session, HANDLER, stories.NOW + timedelta(days=2))
        assert [entry.hold for entry in again] == [secured]
        assert holds.list_released(session, HANDLER, stories.NOW + timedelta(days=40)) == ()


def test_a_bezwaar_keeps_what_is_no_longer_kept_for_the_answer(database):
    here = stories.organisation("juridisch-loket")
    with database.transaction() as session:
        origin = ask(session)
        bezwaar = ask(session, key="bezwaar")
        for each in holds.list_of(session, bezwaar):
            session.delete(each)
        bezwaar.origin_id = origin.id
        session.flush()
        holds.at_receipt(session, bezwaar, here, stories.NOW)
        assert placed(session, bezwaar) == {}
        first = holds.unsecured(session, origin)[0]
        holds.drop(session, first, "Er zijn geen opnames.", actor=HANDLER, now=stories.NOW)
        holds.at_receipt(session, bezwaar, here, stories.NOW)
        assert placed(session, bezwaar) == {first.activity: TOMORROW}


def test_the_list_shows_the_most_urgent_first_and_each_only_what_they_may_know(database):
    with database.transaction() as session:
        late = ask(session, key="1", scope="some", activities=["camera"], period_from="2026-11-15")
        soon = ask(session, key="2", scope="some", activities=["camera"])
        hidden = ask(session, key="3", scope="some", activities=["camera"])
        ask(session, "akj", key="4")
        hidden.fg_only = True
        session.flush()
        seen = [entry.reference for entry in holds.list_open(session, HANDLER)]
        assert seen == [soon.reference, late.reference]
        assert holds.count_unsecured(session, HANDLER) == 2
        assert holds.count_unsecured(session, OFFICER) == 3
        assert hidden.reference in {e.reference for e in holds.list_open(session, OFFICER)}


def test_a_key_of_another_case_finds_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        one, other = ask(session), ask(session, key="other")
        hold = holds.list_of(session, one)[0]
        assert isinstance(hold, Hold)
        assert holds.find(session, one, hold.id) is hold
        assert holds.find(session, other, hold.id) is None
        assert holds.find(session, one, 10**9) is None
