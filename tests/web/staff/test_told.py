"""What a letter says, in the portal's own questions: the same answers, none of them forced."""

from __future__ import annotations

import pytest

from portal.law.rights import Right
from portal.models.audit import Role
from portal.models.case import Case
from portal.organisations.loading import BUILT_IN, load_all
from portal.queueing import Job
from tests.web.staff import desk
from tests.web.staff.test_registration import PAGE, RIGHT, register

ORGANISATIONS = load_all(BUILT_IN)
PLAIN = RIGHT | {"asked": ""}
TYPED = {
    "rectification-kind": "opinion",
    "correction-field": "Het verslag",
    "correction-statement": "Ik was bang",
    "erasure_parts-activities": ["advice", "camera"],
    "restriction-case": "claims",
    "restriction-explanation": "Het verslag",
    "objection-kind": "situation",
    "situation-situation": "Mijn ex werkt hier",
    "consent_withdrawal-consents": ["sharing_by_consent"],
    "portability-to": "organisation",
    "receiver-receiver": "Zorg Dichtbij",
    "complaint-what": "Naar de buren",
    "complaint-to": "organisation",
}


@pytest.fixture
def client(app):
    """A handler's browser."""
    desk.hire(app, Role.HANDLER)
    desk.hire(app, Role.PRIVACY_OFFICER)
    return desk.signed_in(app, Role.HANDLER)


def cases(app) -> list[Case]:
    with app.extensions["portal"].database.transaction(write=False) as session:
        found = session.query(Case).order_by(Case.id).all()
        assert all(part.answers is not None for case in found for part in case.parts)
        return found


def answers(case: Case) -> dict[Right, dict[str, object]]:
    return {part.right: part.answers for part in case.parts}


def test_a_letter_fills_the_same_answers_as_the_portal(app, client):
    rights = [each.right.value for each in ORGANISATIONS["juridisch-loket"].rights]
    assert register(client, PLAIN | {"rights": rights}, **TYPED).status_code == 302
    (case,) = cases(app)
    assert answers(case) == {
        Right.ACCESS: {"scope": "all"},
        Right.RECTIFICATION: {
            "kind": "opinion",
            "field": "Het verslag",
            "statement": "Ik was bang",
        },
        Right.ERASURE: {"scope": "some", "activities": ["advice", "camera"]},
        Right.RESTRICTION: {"case": "claims", "explanation": "Het verslag"},
        Right.OBJECTION: {"kind": "situation", "situation": "Mijn ex werkt hier"},
        Right.CONSENT_WITHDRAWAL: {"scope": "some", "activities": ["sharing_by_consent"]},
        Right.PORTABILITY: {"to": "organisation", "receiver": "Zorg Dichtbij"},
        Right.COMPLAINT: {"what": "Naar de buren", "to": "organisation"},
    }


@pytest.mark.parametrize("slug", sorted(ORGANISATIONS))
def test_nothing_of_it_is_forced(app, slug):
    desk.hire(app, Role.HANDLER, slug=slug)
    browser = desk.signed_in(app, Role.HANDLER, slug=slug)
    rights = [each.right.value for each in ORGANISATIONS[slug].rights]
    page = desk.post(browser, PAGE, PLAIN | {"rights": rights})
    assert page.status_code == 200
    assert register(browser, PLAIN | {"rights": rights}).status_code == 302
    assert {part.right.value for part in cases(app)[0].parts} == set(rights)


def test_the_own_words_stand_where_nothing_else_is_said(app, client):
    rights = ["rectification", "erasure"]
    typed = {"correction-field": "Mijn naam"}
    register(client, RIGHT | {"rights": rights}, **typed)
    found = answers(cases(app)[0])
    assert found[Right.RECTIFICATION]["field"] == "Mijn naam"
    assert found[Right.ERASURE] == {"scope": "some", "what": "Alles over <b>mij</b>"}


def test_a_mother_who_writes_for_her_child_is_kept_with_what_she_tells(app, client):
    form = PLAIN | {
        "asks_as": "parent",
        "asks_name": "Ria Jansen",
        "birth_date": "2016-03-24",
        "secret_address": "y",
    }
    page = desk.post(client, PAGE, form).text
    assert 'name="mandate-other_parent"' in page
    assert 'name="mandate-go_on"' not in page
    told = {"mandate-other_parent": "objects", "mandate-apart": "y"}
    register(client, form, **told)
    (case,) = cases(app)
    assert case.secret_address
    assert case.representative == {
        "whom": "child",
        "kind": "parent",
        "name": "Ria Jansen",
        "other_parent": "objects",
        "apart": "y",
    }


def test_who_asks_for_another_has_a_name(app, client):
    answer = desk.post(client, PAGE, PLAIN | {"asks_as": "lawyer"})
    assert answer.status_code == 422
    assert "asks_name-error" in answer.text
    assert desk.post(client, PAGE, PLAIN | {"asks_as": "buurman"}).status_code == 422
    assert cases(app) == []


def test_a_relative_of_somebody_who_died_can_be_registered(app, client):
    form = PLAIN | {"asks_as": "relative_of_deceased", "asks_name": "Ria"}
    register(client, form, **{"mandate-relation": "interest"})
    assert cases(app)[0].representative["relation"] == "interest"


def test_a_complaint_to_the_fg_by_letter_is_a_case_that_the_handler_leaves(app, client, queue):
    form = PLAIN | {"rights": ["complaint"]}
    answer = register(client, form, **{"complaint-what": "Lek", "complaint-to": "officer"})
    assert answer.location.endswith("/balie/werkvoorraad")
    (case,) = cases(app)
    assert case.fg_only
    assert client.get(f"/balie/verzoek/{case.reference}").status_code == 404
    assert queue.of(Job.MAKE_RECEIPT) == [case.id]


def test_with_something_else_it_becomes_two_cases_and_the_other_is_shown(app, client):
    form = PLAIN | {"rights": ["access", "complaint"]}
    answer = register(client, form, **{"complaint-what": "Lek", "complaint-to": "officer"})
    first, second = cases(app)
    assert (first.fg_only, second.fg_only) == (False, True)
    assert answer.location.endswith(first.reference)


@pytest.mark.parametrize(
    "wrong",
    [
        {"correction-new": "x" * 4001},
        {"rectification-kind": "verkeerd"},
        {"correction-proof": "Mijn nummer is 111222333"},
        {"erasure_parts-activities": ["<script>"]},
        {"access_parts-period_from": "vorige week"},
        {"access_parts-period_from": "2999-01-01"},
    ],
)
def test_bad_input_is_told_at_the_field_kept_and_not_stored(app, client, wrong):
    form = PLAIN | {"rights": ["access", "rectification", "erasure"]}
    answer = register(client, form, **{"correction-field": "Mijn <b>naam</b>"} | wrong)
    assert answer.status_code == 422
    assert f"{next(iter(wrong))}-error" in answer.text
    assert "Mijn &lt;b&gt;naam&lt;/b&gt;" in answer.text
    assert 'value="van den Berg"' in answer.text
    assert "<title>Fout:" in answer.text
    assert cases(app) == []


def test_going_back_keeps_both_pages(client):
    form = PLAIN | {"told": "yes", "change": "yes", "correction-field": "Mijn naam"}
    page = desk.post(client, PAGE, form | {"rights": ["rectification"]}).text
    assert 'value="van den Berg"' in page
    assert '<input type="hidden" name="correction-field" value="Mijn naam">' in page
