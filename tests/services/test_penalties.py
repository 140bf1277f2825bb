"""Deciding what we owe for a late answer."""

from datetime import date

import pytest

from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.law.penalties import NoPenalty
from portal.models.audit import AuditEvent
from portal.models.document import Document, DocumentKind
from portal.services import decision, defaults, penalties, posting, writing
from portal.services.obstacles import Obstacle
from portal.services.penalties import Fixed, NothingToFix, ReasonDoesNotFit, ReasonMissing
from tests.services.contested import answer
from tests.services.days import Desk, after

CAME = date(2026, 12, 24)  # the term ended on 21 December; the first costly day is 7 January
WHY = "De ingebrekestelling kwam meer dan een jaar na de laatste dag."


@pytest.fixture
def at(database):
    """The desk of a public body that was given notice of default."""
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        who = {"actor": desk.member.actor(), "now": after(40)}
        notice = defaults.register(session, desk.case, desk.organisation, CAME, **who)
        yield desk, notice


def fix(desk, notice, given, days):
    who = {"actor": desk.member.actor(), "now": after(days)}
    return penalties.fix(desk.session, desk.case, desk.organisation, notice, given, **who)


def test_what_is_owed_is_fixed_by_decision_with_its_remedy(at):
    desk, notice = at
    answer(desk, Outcome.GRANTED, days=52)  # 11 January: 7 up to 10 January cost money
    found = penalties.to_fix(desk.case, notice, date(2027, 1, 11))
    assert (found.last_day, found.cents) == (date(2027, 1, 10), 4 * 2300)
    assert found.due.legal_due == date(2027, 1, 25)  # the 24th is a Sunday
    today = date(2027, 1, 12)
    duties = decision.open_duties(desk.session, desk.case, today)
    assert [each.obstacle for each in duties] == [Obstacle.PENALTY_OPEN]
    row = fix(desk, notice, Fixed(), 53)
    assert row.kind is LetterKind.PENALTY_DECISION
    assert row.facts["owed_cents"] == 9200
    assert row.facts["bands"] == [["2027-01-07", "2027-01-10", 2300]]
    assert (notice.fixed_cents, notice.no_penalty) == (9200, "")
    assert decision.open_duties(desk.session, desk.case, today) == ()
    event = desk.session.query(AuditEvent).filter_by(action="penalty_fixed").one()
    assert event.detail == {"cents": 9200, "no_penalty": ""}
    letter = writing.preview(
        desk.session,
        desk.case,
        desk.organisation,
        LetterKind.PENALTY_DECISION,
        facts=row.facts,
        now=after(53),
    ).replace("\xa0", " ")
    assert "€ 92" in letter
    assert "Stuur uw bezwaar uiterlijk dinsdag 23 februari 2027" in " ".join(letter.split())
    assert "Wij betalen dit uiterlijk op dinsdag 23 februari 2027" in " ".join(letter.split())


def post(desk, letter, day, days):
    who = {"actor": desk.member.actor(), "now": after(days)}
    return posting.record(desk.session, desk.case, letter, day, **who)


@pytest.fixture
def by_post(at):
    """An answer that is planned for Thursday 14 January, and waits to be brought to the post."""
    desk, notice = at
    desk.case.email = ""
    answer(desk, Outcome.GRANTED, days=52)
    letter = Document(case_id=desk.case.id, kind=DocumentKind.LETTER, letter_id=0, name="brief.pdf")
    letter.key, letter.size, letter.sha256 = "brief", 1, "0" * 64
    letter.created_at = letter.released_at = after(52)
    desk.session.add(letter)
    desk.session.flush()
    return desk, notice, letter


def test_nothing_is_fixed_on_a_day_of_posting_that_nobody_confirmed(by_post):
    desk, notice, letter = by_post
    planned, later = date(2027, 1, 14), date(2027, 1, 25)
    assert posting.dated(desk.case) == planned
    assert penalties.to_fix(desk.case, notice, planned) is None
    assert penalties.to_fix(desk.case, notice, date(2027, 3, 1)) is None
    with pytest.raises(NothingToFix):
        fix(desk, notice, Fixed(), 60)
    post(desk, letter, later, 70)
    found = penalties.to_fix(desk.case, notice, later)
    assert (found.last_day, found.cents) == (date(2027, 1, 24), 14 * 2300 + 4 * 3500)


def test_what_was_decided_is_decided_again_when_the_day_of_posting_was_another(by_post):
    desk, notice, letter = by_post
    assert not post(desk, letter, date(2027, 1, 14), 56)
    fix(desk, notice, Fixed(), 57)
    assert not post(desk, letter, date(2027, 1, 14), 70)  # the same
    assert notice.fixed_cents == 7 * 2300
    assert post(desk, letter, date(2027, 1, 15), 70)
    duties = decision.open_duties(desk.session, desk.case, date(2027, 1, 29))
    assert [each.obstacle for each in duties] == [Obstacle.PENALTY_OPEN]
    event = desk.session.query(AuditEvent).filter_by(action="penalty_undone").one()
    assert event.detail == {"fixed_cents": 7 * 2300, "cents": 8 * 2300}
    again = fix(desk, notice, Fixed(), 70)
    assert again.facts["owed_cents"] == 8 * 2300
    replaced = posting.posting_day(after(57).date()).isoformat()
    assert (again.facts["earlier_on"], again.facts["earlier_cents"]) == (replaced, 7 * 2300)
    assert not post(desk, letter, date(2027, 1, 15), 71)
    assert post(desk, letter, date(2027, 1, 18), 72)
    assert fix(desk, notice, Fixed(), 72).facts["earlier_cents"] == 8 * 2300  # of the newest one


def test_who_is_owed_nothing_for_a_reason_is_so_on_each_day_of_posting(by_post):
    desk, notice, letter = by_post
    post(desk, letter, date(2027, 1, 14), 56)
    fix(desk, notice, Fixed(NoPenalty.UNREASONABLY_LATE, WHY), 57)
    assert not post(desk, letter, date(2027, 1, 15), 70)
    assert desk.case.answer_posted_on == date(2027, 1, 15)


def test_what_was_decided_after_its_last_day_stays_when_the_answer_comes_later(at):
    desk, notice = at
    fix(desk, notice, Fixed(), 91)  # Friday 19 February, two days after the last costly day
    assert notice.fixed_cents == 144_200
    desk.case.email = ""
    answer(desk, Outcome.GRANTED, days=95)
    letter = Document(case_id=desk.case.id, kind=DocumentKind.LETTER, letter_id=0, name="brief.pdf")
    letter.key, letter.size, letter.sha256 = "brief", 1, "0" * 64
    letter.created_at = letter.released_at = after(95)
    desk.session.add(letter)
    desk.session.flush()
    assert not post(desk, letter, date(2027, 2, 25), 98)
    assert desk.case.answer_posted_on == date(2027, 2, 25)


def test_it_is_decided_once(at):
    desk, notice = at
    answer(desk, Outcome.GRANTED, days=52)
    fix(desk, notice, Fixed(), 53)
    with pytest.raises(NothingToFix):
        fix(desk, notice, Fixed(), 53)


def test_nothing_is_fixed_before_it_ends_or_when_no_day_cost_money(at):
    desk, notice = at
    last = defaults.schedule_of(notice).last_day
    assert last == date(2027, 2, 17)
    assert penalties.to_fix(desk.case, notice, last) is None
    assert penalties.to_fix(desk.case, notice, date(2027, 2, 18)).cents == 144_200
    answer(desk, Outcome.GRANTED, days=45)  # Monday 4 January, within the two weeks
    assert penalties.to_fix(desk.case, notice, date(2027, 3, 1)) is None
    with pytest.raises(NothingToFix):
        penalties.check(desk.case, None, Fixed(), date(2027, 3, 1))


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REFUSED])
def test_nothing_is_owed_for_a_reason_that_fits_and_is_told(at, outcome):
    desk, notice = at
    answer(desk, outcome, days=52)
    plainly = Fixed(NoPenalty.PLAINLY_UNFOUNDED, WHY)
    if outcome is Outcome.GRANTED:
        with pytest.raises(ReasonDoesNotFit):  # Awb 4:17.6.c
            fix(desk, notice, plainly, 53)
        return
    with pytest.raises(ReasonMissing):
        fix(desk, notice, Fixed(NoPenalty.UNREASONABLY_LATE, "te laat"), 53)
    row = fix(desk, notice, plainly, 53)
    assert row.facts["owed_cents"] == 0
    assert "bands" not in row.facts
    assert (notice.fixed_cents, notice.no_penalty) == (0, "plainly_unfounded")


def test_without_an_answer_nobody_can_say_that_it_was_plainly_without_ground(at):
    desk, notice = at
    desk.case.parts[0].outcome = Outcome.REFUSED  # a draft
    found = penalties.to_fix(desk.case, notice, date(2027, 3, 1))
    assert NoPenalty.PLAINLY_UNFOUNDED not in found.exceptions
