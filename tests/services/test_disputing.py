"""A case at the court or the AP keeps everything, for as long as it runs."""

from datetime import date, timedelta

import pytest

from portal.law.lifecycle import ActionRefused
from portal.models.audit import AuditEvent
from portal.services import decision, disputing, releasing
from tests.services.contested import LAST, answer, contest, made
from tests.services.days import Desk, after

WHERE = "Verzoekschrift bij de rechtbank, ontvangen op 3 december."
LONG_AFTER = LAST + timedelta(days=400)
NOW = after(400)


@pytest.fixture
def desk(database):
    """An answered case that was closed."""
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        by = {"actor": desk.member.actor(), "now": after(10)}
        decision.close(session, desk.case, desk.organisation, **by)
        yield desk


def act(desk, step, note=WHERE, now=NOW):
    step(desk.session, desk.case, note, actor=desk.member.actor(), now=now)
    desk.session.flush()


def is_final(desk, case=None):
    return releasing.is_final(desk.session, case or desk.case, LONG_AFTER)


def test_nothing_is_let_go_from_the_day_it_begins_until_it_is_over(desk):
    assert is_final(desk)
    act(desk, disputing.begin)
    assert not is_final(desk)  # AVG 17.3.e
    assert desk.case.disputed_since == date(2027, 12, 25)
    act(desk, disputing.end, "De rechtbank deed uitspraak op 4 januari.")
    assert is_final(desk)
    events = [each.action for each in desk.session.query(AuditEvent) if "dispute" in each.action]
    assert events == ["dispute_begun", "dispute_ended"]
    assert desk.case.messages[-2].body == WHERE


def test_what_an_appeal_is_about_stays_as_well(desk):
    bezwaar = contest(desk, made(desk))
    bezwaar.status, bezwaar.delivered_at = desk.case.status, after(60)
    desk.session.flush()
    assert is_final(desk)
    bezwaar.disputed_since = LAST
    assert not is_final(desk, bezwaar)
    assert not is_final(desk)


def test_what_was_decided_on_bezwaar_stays_while_the_request_is_disputed(desk):
    bezwaar = contest(desk, made(desk))
    bezwaar.status, bezwaar.delivered_at = desk.case.status, after(60)
    act(desk, disputing.begin)
    assert not is_final(desk, bezwaar)  # AVG 17.3.e
    act(desk, disputing.end, "De rechtbank deed uitspraak op 4 januari.")
    assert is_final(desk, bezwaar)


def test_it_begins_once_ends_once_and_somebody_says_what_it_is(desk):
    with pytest.raises(disputing.NotNow):
        act(desk, disputing.end)
    with pytest.raises(disputing.NoteNeeded):
        act(desk, disputing.begin, "  rechter         ")
    act(desk, disputing.begin)
    with pytest.raises(disputing.NotNow):
        act(desk, disputing.begin)
    with pytest.raises(disputing.NoteNeeded):
        act(desk, disputing.end, "klaar")
    assert desk.case.disputed_since


def test_before_an_answer_there_is_nothing_to_contest(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        with pytest.raises(ActionRefused):
            act(desk, disputing.begin)
        assert desk.case.disputed_since is None
