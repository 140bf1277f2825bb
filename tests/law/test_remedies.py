"""Which ways stand open after an answer, and against silence."""

from datetime import date

import pytest

from portal.law.grounds import Outcome
from portal.law.remedies import (
    AP_COMPLAINT,
    Counts,
    Desk,
    Mention,
    RemedyKind,
    is_decision,
    remedies_after_answer,
    remedies_after_bezwaar,
    remedies_against_silence,
)
from portal.law.rights import ControllerKind, Right

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE
BEZWAAR_SAYS = (
    Mention.NAME_AND_ADDRESS,
    Mention.DATE,
    Mention.WHICH_DECISION,
    Mention.REASONS,
    Mention.SIGNATURE,
)
FRIDAY_13 = date(2026, 11, 13)


def test_against_a_public_body_there_is_bezwaar_within_six_weeks_of_sending() -> None:
    first = remedies_after_answer(PUBLIC, decision=True, sent=FRIDAY_13)[0]
    assert (first.kind, first.desk, first.counts) == (
        RemedyKind.BEZWAAR,
        Desk.DECIDING_BODY,
        Counts.FROM_SENDING,
    )
    assert first.last_day == date(2026, 12, 28)
    assert first.free
    assert first.must_contain == BEZWAAR_SAYS


def test_against_anyone_else_there_is_a_petition_within_six_weeks_of_receipt() -> None:
    first = remedies_after_answer(PRIVATE, decision=True, received=FRIDAY_13)[0]
    assert (first.kind, first.desk, first.counts) == (
        RemedyKind.PETITION,
        Desk.COURT,
        Counts.FROM_RECEIPT,
    )
    assert first.last_day == date(2026, 12, 28)
    assert first.free is False


def test_a_petition_has_no_date_while_receipt_is_not_known() -> None:
    first = remedies_after_answer(PRIVATE, decision=True, sent=FRIDAY_13)[0]
    assert first.counts is Counts.FROM_RECEIPT
    assert first.last_day is None


def test_a_bezwaar_has_no_date_before_the_letter_is_sent() -> None:
    assert remedies_after_answer(PUBLIC, decision=True)[0].last_day is None


@pytest.mark.parametrize("controller", ControllerKind)
@pytest.mark.parametrize("decision", [True, False])
def test_a_complaint_to_the_authority_is_always_open(
    controller: ControllerKind, *, decision: bool
) -> None:
    assert AP_COMPLAINT in remedies_after_answer(controller, decision=decision, sent=FRIDAY_13)
    assert AP_COMPLAINT in remedies_against_silence(controller)
    assert (AP_COMPLAINT.last_day, AP_COMPLAINT.counts) == (None, Counts.NO_TERM)
    assert AP_COMPLAINT.free


@pytest.mark.parametrize("controller", ControllerKind)
def test_mediation_must_be_asked_within_the_term_of_the_first_remedy(
    controller: ControllerKind,
) -> None:
    first, _, last = remedies_after_answer(
        controller, decision=True, sent=FRIDAY_13, received=FRIDAY_13
    )
    assert (last.kind, last.desk) == (RemedyKind.AP_MEDIATION, Desk.AP)
    assert (last.counts, last.last_day) == (first.counts, first.last_day)


@pytest.mark.parametrize("controller", ControllerKind)
def test_what_is_no_decision_has_no_bezwaar_and_no_petition(controller: ControllerKind) -> None:
    assert remedies_after_answer(controller, decision=False, sent=FRIDAY_13) == (AP_COMPLAINT,)


@pytest.mark.parametrize("right", Right)
def test_only_articles_15_to_22_lead_to_a_decision(right: Right) -> None:
    assert is_decision(right) is (right not in (Right.CONSENT_WITHDRAWAL, Right.COMPLAINT))


def test_granting_everything_is_a_decision_too() -> None:
    assert is_decision(Right.ACCESS, Outcome.GRANTED)
    assert is_decision(Right.ACCESS, Outcome.NOTHING_HELD)


def test_a_request_taken_back_gets_no_decision() -> None:
    assert not is_decision(Right.ACCESS, Outcome.WITHDRAWN)


def test_silence_of_a_public_body_needs_a_notice_of_default_first() -> None:
    notice, appeal, _ = remedies_against_silence(PUBLIC, legal_due=date(2026, 7, 13))
    assert (notice.kind, notice.first_day, notice.desk) == (
        RemedyKind.NOTICE_OF_DEFAULT,
        date(2026, 7, 14),
        Desk.DECIDING_BODY,
    )
    assert (appeal.kind, appeal.desk, appeal.counts) == (
        RemedyKind.APPEAL_AGAINST_SILENCE,
        Desk.COURT,
        Counts.AFTER_TWO_WEEKS,
    )
    assert appeal.last_day is None
    assert appeal.free is False


def test_silence_of_anyone_else_opens_the_court_without_a_term() -> None:
    petition, _ = remedies_against_silence(PRIVATE, legal_due=date(2026, 7, 13))
    assert petition.kind is RemedyKind.PETITION
    assert (petition.counts, petition.last_day) == (Counts.NO_TERM, None)
    assert petition.first_day == date(2026, 7, 14)


@pytest.mark.parametrize("controller", ControllerKind)
def test_the_first_day_is_left_open_when_the_last_day_to_answer_is_not_given(
    controller: ControllerKind,
) -> None:
    assert remedies_against_silence(controller)[0].first_day is None


@pytest.mark.parametrize("controller", ControllerKind)
def test_every_remedy_names_its_article(controller: ControllerKind) -> None:
    answered = remedies_after_answer(controller, decision=True)
    for remedy in (*answered, *remedies_against_silence(controller)):
        assert remedy.article.split()[0] in {"AVG", "UAVG", "Awb"}


def test_a_decision_on_bezwaar_names_the_appeal_to_the_court() -> None:
    appeal, complaint, mediation = remedies_after_bezwaar(FRIDAY_13)
    assert (appeal.kind, appeal.desk, appeal.counts) == (
        RemedyKind.APPEAL,
        Desk.COURT,
        Counts.FROM_SENDING,
    )
    assert appeal.last_day == mediation.last_day == date(2026, 12, 28)
    assert appeal.free is False
    assert appeal.must_contain == (*BEZWAAR_SAYS, Mention.COPY_OF_DECISION)
    assert appeal.article == "Awb 8:1, 6:7"
    assert complaint == AP_COMPLAINT
    assert (mediation.kind, mediation.counts) == (RemedyKind.AP_MEDIATION, Counts.FROM_SENDING)


def test_an_appeal_has_no_date_before_the_letter_is_sent() -> None:
    assert remedies_after_bezwaar()[0].last_day is None
