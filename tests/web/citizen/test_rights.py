"""What each right asks, and how it is stored with the case."""

from __future__ import annotations

from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import Case
from portal.models.identity import IdentityChallenge
from portal.models.mail import MailKind, OutgoingMail
from tests.web.citizen.pages import NAMES
from tests.web.citizen.walk import CONTACT, PERSON, Walk, faults


def send(walk: Walk, right: str, *steps: tuple[str, dict[str, object]]) -> None:
    """A request with these answers, sent."""
    walk.begin(right)
    for slug, typed in steps:
        walk.go(slug, **typed)
    walk.go("over-wie", **PERSON)
    walk.go("contact", **CONTACT)
    assert walk.fill("verzoek/controleren").status_code == 303


def answers(case: Case, right: Right) -> dict[str, object]:
    """What is stored with a right."""
    return next(part.answers for part in case.parts if part.right is right)


def test_an_opinion_gets_a_statement_beside_it_and_no_proof_is_asked(at, behind):
    walk = at("akj")
    walk.begin("rectification")
    walk.go("correctie", kind="opinion")
    page = walk.get("verzoek/correctie-gegevens").text
    assert 'name="statement"' in page
    assert 'name="proof"' not in page
    send(
        walk,
        "rectification",
        ("correctie", {"kind": "opinion"}),
        ("correctie-gegevens", {"field": "Verslag", "old": "Lastig", "statement": "Ik was bang"}),
    )
    assert answers(behind.case(), Right.RECTIFICATION) == {
        "kind": "opinion",
        "field": "Verslag",
        "old": "Lastig",
        "statement": "Ik was bang",
    }


def test_who_changes_the_kind_of_correction_is_asked_what_fits_it(walk):
    walk.to_the_check("rectification")
    assert walk.fill("verzoek/correctie", kind="opinion").status_code == 303
    response = walk.get("verzoek/controleren")
    assert response.headers["Location"].endswith("/verzoek/correctie-gegevens")


def test_a_part_to_erase_is_chosen_from_the_register(walk, behind):
    send(
        walk,
        "erasure",
        ("wissen", {"scope": "some", "reason": "Het is lang geleden"}),
        ("wissen-onderdelen", {"activities": ["advice", "camera"], "what": ""}),
    )
    assert answers(behind.case(), Right.ERASURE) == {
        "scope": "some",
        "reason": "Het is lang geleden",
        "activities": ["advice", "camera"],
    }


def test_a_part_to_erase_needs_a_choice_or_words(walk):
    walk.begin("erasure")
    walk.go("wissen", scope="some")
    response = walk.fill("verzoek/wissen-onderdelen", what="")
    assert response.status_code == 422
    assert "activities" in faults(response.text)
    assert walk.fill("verzoek/wissen-onderdelen", what="Mijn foto").status_code == 303


def test_mail_nobody_asked_for_stops_with_a_name_and_an_address_alone(walk, behind):
    walk.begin("objection")
    response = walk.fill("verzoek/stoppen", kind="marketing")
    assert response.headers["Location"].endswith("/verzoek/wie-bent-u")
    walk.go("wie-bent-u", **NAMES, **CONTACT)
    walk.fill("verzoek/controleren")
    case = behind.case()
    assert answers(case, Right.OBJECTION) == {"kind": "marketing"}
    assert (case.name, case.birth_date) == ("Anna van den Berg", None)
    assert behind.count(IdentityChallenge) == 0


def test_consent_is_taken_back_in_three_pages_and_counts_at_once(at, behind):
    walk = at("bijstand-in-jeugdzorg")
    walk.begin("consent_withdrawal")
    walk.go("toestemming", consents=["messages", "health"], what="De foto op de website")
    walk.go("wie-bent-u", **NAMES, **CONTACT)
    assert "Je toestemming geldt meteen niet meer." in walk.get("verzoek/controleren").text
    walk.send("verzoek/controleren")
    case = behind.case()
    assert answers(case, Right.CONSENT_WITHDRAWAL) == {
        "scope": "some",
        "activities": ["messages", "health"],
        "what": "De foto op de website",
    }
    assert "Je toestemming geldt meteen niet meer." in walk.get("verzoek/verzonden").text
    with behind.session() as session:
        assert session.query(AuditEvent).filter_by(action="consent_withdrawn").count() == 1
        kinds = [mail.kind for mail in session.query(OutgoingMail)]
    assert kinds == [MailKind.RECEIPT]  # no code: it does not matter who asks to stop


def test_all_consent_is_one_box(at, behind):
    walk = at("bijstand-in-jeugdzorg")
    walk.send_request("consent_withdrawal")
    assert answers(behind.case(), Right.CONSENT_WITHDRAWAL) == {"scope": "all"}


def test_some_consent_must_be_named(at):
    walk = at("bijstand-in-jeugdzorg")
    walk.begin("consent_withdrawal")
    response = walk.fill("verzoek/toestemming", what="")
    assert response.status_code == 422
    assert "consents" in faults(response.text)


def test_a_tick_erases_what_rested_on_the_consent_and_then_asks_who_it_is(at, behind):
    walk = at("bijstand-in-jeugdzorg")
    send(walk, "consent_withdrawal", ("toestemming", {"consents": ["messages"], "erase": "y"}))
    case = behind.case()
    assert answers(case, Right.CONSENT_WITHDRAWAL) == {"scope": "some", "activities": ["messages"]}
    assert answers(case, Right.ERASURE) == {
        "scope": "some",
        "activities": ["messages"],
        "because": "consent_withdrawn",
    }
    assert behind.count(IdentityChallenge) == 1


def test_with_all_consent_everything_that_rested_on_consent_goes(at, behind):
    walk = at("akj")
    send(walk, "consent_withdrawal", ("toestemming", {"consents": ["all"], "erase": "y"}))
    assert answers(behind.case(), Right.ERASURE)["activities"] == ["sharing_by_consent"]


def test_who_takes_the_tick_away_again_asks_no_erasure(at, behind):
    walk = at("bijstand-in-jeugdzorg")
    walk.begin("consent_withdrawal")
    walk.go("toestemming", consents=["all"], erase="y")
    walk.go("toestemming", consents=["all"])
    assert 'name="erase" type="checkbox" value="y">' in walk.get("verzoek/toestemming").text
    walk.go("wie-bent-u", **NAMES, **CONTACT)
    walk.fill("verzoek/controleren")
    assert [part.right for part in behind.case().parts] == [Right.CONSENT_WITHDRAWAL]


def test_data_can_go_straight_to_somebody_else(at, behind):
    send(
        at("bijstand-in-jeugdzorg"),
        "portability",
        ("meenemen", {"to": "organisation", "activities": ["support"]}),
        ("meenemen-naar", {"receiver": "Zorg Dichtbij"}),
    )
    assert answers(behind.case(), Right.PORTABILITY) == {
        "to": "organisation",
        "activities": ["support"],
        "receiver": "Zorg Dichtbij",
    }


def test_a_fine_has_two_roads_each_with_where_and_until_when(at, behind):
    walk = at("cjib")
    walk.begin("human_review")
    walk.go("menselijke-blik", activity="traffic_fines")
    page = walk.get("verzoek/menselijke-blik-besluit").text
    for said in ("Er zijn twee wegen", "officier van justitie", "Binnen zes weken"):
        assert said in page
    send(
        walk,
        "human_review",
        ("menselijke-blik", {"activity": "traffic_fines"}),
        ("menselijke-blik-besluit", {"decision": "De boete", "decided_on": "2026-11-03"}),
    )
    assert answers(behind.case(), Right.HUMAN_REVIEW) == {
        "activities": ["traffic_fines"],
        "decision": "De boete",
        "decided_on": "2026-11-03",
    }
    assert "dinsdag 15 december 2026" in walk.get("verzoek/verzonden").text  # Awb 6:7


def test_a_sentence_is_told_its_own_road_and_can_still_be_sent(at):
    walk = at("cjib")
    walk.begin("human_review")
    walk.go("menselijke-blik", activity="prison_sentences")
    assert "(Wjsg)" in walk.get("verzoek/menselijke-blik-besluit").text
    walk.go("menselijke-blik-besluit", decision="Mijn straf")


def test_without_named_decisions_the_question_is_open_at_once(at):
    walk = at("cjib")
    walk.begin("human_review")
    walk.go("menselijke-blik", activity="other")
    assert 'name="decided_on"' not in walk.get("verzoek/menselijke-blik-besluit").text


def test_a_complaint_to_the_fg_with_something_else_becomes_two_cases(walk, behind, officers):
    walk.begin("access", "complaint")
    walk.go("inzage", scope="all")
    assert "U krijgt twee kenmerken." in walk.get("verzoek/klacht").text
    walk.go("klacht", what="Mijn brief lag bij de buren", to="officer")
    walk.go("over-wie", **PERSON)
    walk.go("contact", **CONTACT)
    walk.get("verzoek/controleren")
    assert walk.send("verzoek/controleren").status_code == 303
    assert walk.send("verzoek/controleren").status_code == 303  # pressed twice
    with behind.session() as session:
        found = session.query(Case).order_by(Case.id).all()
        told = [(each.fg_only, [part.right for part in each.parts]) for each in found]
        references = [each.reference for each in found]
    assert told == [(False, [Right.ACCESS]), (True, [Right.COMPLAINT])]
    page = walk.get("verzoek/verzonden").text
    assert all(reference in page for reference in references)


def test_a_complaint_to_the_fg_alone_is_one_case_for_the_fg(walk, behind, officers):
    send(walk, "complaint", ("klacht", {"what": "Naar de buren", "to": "officer"}))
    assert behind.case().fg_only
    assert behind.count(Case) == 1
    assert "Andere medewerkers kunnen hem niet openen." in walk.get("verzoek/verzonden").text


def test_nobody_complains_to_an_fg_who_would_not_see_it(walk, behind):
    send(walk, "complaint", ("klacht", {"what": "Naar de buren", "to": "officer"}))
    assert 'name="to"' not in walk.get("verzoek/klacht").text
    assert not behind.case().fg_only


def test_a_complaint_to_the_organisation_stays_with_the_rest(walk, behind):
    walk.send_request("access", "complaint")
    assert behind.count(Case) == 1
    assert not behind.case().fg_only


def test_an_officer_without_an_account_here_is_named_with_the_own_address(at):
    walk = at("cjib")
    walk.begin("complaint")
    page = walk.get("verzoek/klacht").text.split("<main")[1].split("</main")[0]
    assert 'name="to"' not in page
    assert "fg@cjib.example" in page
