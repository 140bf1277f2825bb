"""The data of a case: searched, included, left out."""

import pytest

from portal.models.case import Case
from portal.models.finding import Finding, Review, SourceSearch
from portal.queueing import Job

WHY = "Dit gaat over een ander mens."


def finding(bench):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        found = session.get_one(Finding, bench.things.finding_id)
        return found.review, found.ground, found.reason


def test_what_was_found_is_shown_as_text(bench):
    page = bench.get("/gegevens")
    assert "huur &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("ways", "says"),
    [
        ("email", "Gevonden op: e-mailadres"),
        ("name+birth_date,phone", "Gevonden op: naam en geboortedatum; telefoonnummer"),
    ],
)
def test_each_item_says_how_it_was_found(bench, ways, says):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Finding, bench.things.finding_id).matched_by = ways
    assert says in bench.get("/gegevens")


def test_a_code_to_an_address_in_no_record_is_told_beside_the_case(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        finding = session.get_one(Finding, bench.things.finding_id)
        finding.matched_by, finding.review = "phone", Review.INCLUDE
        case = session.get_one(Case, bench.things.case_id)
        case.identity_method = "email_code"
        case.parts[0].answers = {"scope": "some", "activities": ["advice"]}
    page = bench.get()
    assert "staat in geen van de gevonden gegevens" in page
    assert "niet genoeg voor alles wat is gevraagd" in page
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Finding, bench.things.finding_id).matched_by = "email"
    page = bench.get()
    assert "staat in geen van de gevonden gegevens" not in page
    assert "niet genoeg voor alles wat is gevraagd" not in page


def test_an_item_goes_in_and_out_again(bench):
    item = f"/gegevens/item/{bench.things.finding_id}"
    assert bench.post(f"{item}/meenemen").status_code == 302
    assert finding(bench)[0] is Review.INCLUDE
    answer = bench.post(f"{item}/weglaten", ground="others_rights", reason=WHY)
    assert answer.status_code == 302
    assert finding(bench) == (Review.LEAVE_OUT, "others_rights", WHY)


@pytest.mark.parametrize(
    ("ground", "reason"),
    [
        ("", WHY),
        ("others_rights", ""),
        ("others_rights", "kort"),
        ("unfounded_excessive", WHY),
        ("<script>", WHY),
        ("others_rights", "x" * 4001),
    ],
)
def test_leaving_out_needs_a_ground_that_fits_and_a_reason(bench, ground, reason):
    page = f"/gegevens/item/{bench.things.finding_id}/weglaten"
    answer = bench.post(page, ground=ground, reason=reason)
    assert answer.status_code == 422
    assert reason in answer.text
    assert finding(bench)[0] is Review.UNDECIDED


def test_the_rest_goes_in_at_once_save_what_may_name_others(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        search = session.get_one(SourceSearch, bench.things.search_id)
        first = search.findings[0]
        more = {name: getattr(first, name) for name in ("case_id", "activity", "fields")}
        named = {"category_nl": "x", "category_en": "x", "names_third_person": True}
        session.add(Finding(search_id=search.id, **more, **named))
    bench.post(f"/gegevens/{bench.things.search_id}/meenemen")
    assert bench.get("/gegevens").count("Nog niet beslist") == 1
    assert finding(bench)[0] is Review.INCLUDE


def test_the_other_systems_are_searched(bench, queue):
    assert bench.post("/gegevens/zoeken").status_code == 302
    assert queue.of(Job.SEARCH_SOURCE)
    assert bench.post(f"/gegevens/{bench.things.search_id}/opnieuw").status_code == 302


@pytest.mark.parametrize("query", ["?bron=x", "?bron=99999", "?na=-1", "?na=" + "9" * 40])
def test_nonsense_in_the_address_shows_the_page(bench, query):
    assert bench.client.get(bench.at + "/gegevens" + query).status_code == 200
