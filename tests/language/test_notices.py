"""What happens by itself on the day a request comes in, told in sentences."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from portal.language.notices import promises
from portal.language.words import Words
from portal.law.rights import Right
from portal.organisations.loading import BUILT_IN, load_all

ORGANISATIONS = load_all(BUILT_IN)
NL = Words("nl")


@dataclass(frozen=True)
class Part:
    """A right that is asked."""

    right: Right
    answers: dict[str, Any] = field(default_factory=dict)


def said(right: Right, slug: str = "juridisch-loket", **answers: object) -> str:
    return " ".join(promises(NL, ORGANISATIONS[slug], [Part(right, answers)]))


def test_consent_stops_at_once():
    assert said(Right.CONSENT_WITHDRAWAL).startswith("Uw toestemming geldt meteen niet meer.")


@pytest.mark.parametrize(
    ("right", "answers"),
    [
        (Right.RECTIFICATION, {"kind": "wrong"}),
        (Right.OBJECTION, {"kind": "situation"}),
        (Right.RESTRICTION, {"case": "accuracy"}),
        (Right.RESTRICTION, {"case": "objection"}),
    ],
)
def test_what_is_contested_rests(right, answers):
    assert "Wij gebruiken ze zolang niet." in said(right, **answers)


def test_unasked_mail_stops_and_nothing_rests_for_it():
    text = said(Right.OBJECTION, kind="marketing")
    assert "geen post of mail meer" in text
    assert "zolang niet" not in text


def test_only_the_officer_sees_a_complaint_to_the_officer():
    assert "Andere medewerkers kunnen hem niet openen." in said(Right.COMPLAINT, to="officer")
    assert said(Right.COMPLAINT, to="organisation") == ""
    assert said(Right.COMPLAINT, "akj", to="officer") == ""  # there is none to name


def test_the_other_road_against_a_decision_is_named_with_its_last_day():
    text = said(Right.HUMAN_REVIEW, "cjib", activities=["traffic_fines"], decided_on="2026-11-03")
    assert "bezwaar of beroep tegen de boete zelf" in text
    assert "dinsdag 15 december 2026" in text
    assert "Die andere weg heeft een eigen laatste dag." in text
    unnamed = said(Right.HUMAN_REVIEW, "cjib")
    assert "Die andere weg" not in unnamed
    assert "Is er ook een andere weg tegen dat besluit?" in unnamed
    assert "Die dag wacht niet op ons antwoord." in unnamed


def test_access_promises_nothing_by_itself_and_the_same_is_told_once():
    assert said(Right.ACCESS, scope="all") == ""
    twice = [Part(Right.RECTIFICATION), Part(Right.OBJECTION, {"kind": "situation"})]
    assert len(promises(NL, ORGANISATIONS["akj"], twice)) == 1


@pytest.mark.parametrize(
    ("activities", "is_told"),
    [(["community_service"], True), (["traffic_fines"], False), ([], False)],
)
def test_who_asks_about_data_under_another_law_reads_so_at_once(activities, is_told):
    text = said(Right.ACCESS, "cjib", activities=activities)
    assert ("Dan behandelen wij uw verzoek volgens die wet." in text) is is_told  # AVG 2.2.d
