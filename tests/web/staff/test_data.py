"""The data of a case: searched, included, left out."""

import pytest

from portal.law.rights import Right
from portal.models.case import Case
from portal.models.finding import Finding, Review, SourceSearch
from portal.queueing import Job

WHOSE = "Dit gaat over een ander mens."
BALANCE = "Die ander is hieraan te herkennen."
WHY = {"need_whose_interest": WHOSE, "need_written_balance": BALANCE}


def finding(bench):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        found = session.get_one(Finding, bench.things.finding_id)
        return found.review, found.ground, found.needs


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
    answer = bench.post(f"{item}/weglaten", ground="others_rights", **WHY)
    assert answer.status_code == 302
    kept = {"whose_interest": WHOSE, "written_balance": BALANCE}
    assert finding(bench) == (Review.LEAVE_OUT, "others_rights", kept)
    assert BALANCE in bench.get(f"{item}/weglaten")
    assert BALANCE in bench.get("/gegevens")


@pytest.mark.parametrize(
    ("ground", "fields", "says"),
    [
        ("", WHY, "Kies een grond"),
        ("others_rights", {}, "Vul dit in"),
        ("others_rights", WHY | {"need_written_balance": "kort"}, "minstens tien tekens"),
        ("unfounded_excessive", WHY, "Kies een grond"),
        ("<script>", WHY, "Kies een grond"),
        ("others_rights", WHY | {"reason": "x" * 4001}, "hoogste"),
    ],
)
def test_leaving_out_needs_a_ground_that_fits_and_each_field_of_it(bench, ground, fields, says):
    page = f"/gegevens/item/{bench.things.finding_id}/weglaten"
    answer = bench.post(page, ground=ground, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert all(text in answer.text for text in fields.values())
    assert finding(bench)[0] is Review.UNDECIDED


def test_the_fields_of_a_ground_come_when_they_are_asked_for(bench):
    page = f"/gegevens/item/{bench.things.finding_id}/weglaten"
    assert "Wiens belang is het?" not in bench.get(page)
    shown = bench.post(page, ground="others_rights", action="fields", reason="en dit")
    assert shown.status_code == 200
    assert "Wiens belang is het?" in shown.text
    assert "en dit" in shown.text
    assert finding(bench)[0] is Review.UNDECIDED


def test_where_nothing_is_handed_over_items_are_not_put_into_an_answer(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).parts[0].right = Right.ERASURE
    page = bench.get("/gegevens")
    assert "laten zien waar gegevens" in page
    assert "/meenemen" not in page
    assert "/weglaten" not in page


@pytest.mark.parametrize("whose", ["all", "one system"])
def test_the_rest_goes_in_at_once_save_what_may_name_others(bench, whose):
    with bench.app.extensions["portal"].database.transaction() as session:
        search = session.get_one(SourceSearch, bench.things.search_id)
        first = search.findings[0]
        more = {name: getattr(first, name) for name in ("case_id", "activity", "fields")}
        named = {"category_nl": "x", "category_en": "x", "names_third_person": True}
        session.add(Finding(search_id=search.id, **more, **named))
    of = "" if whose == "all" else f"/{bench.things.search_id}"
    bench.post(f"/gegevens{of}/meenemen")
    assert bench.get("/gegevens").count("Nog niet beslist") == 1
    assert finding(bench)[0] is Review.INCLUDE


def test_the_other_systems_are_searched(bench, queue):
    assert bench.post("/gegevens/zoeken").status_code == 302
    assert queue.of(Job.SEARCH_SOURCE)
    assert bench.post(f"/gegevens/{bench.things.search_id}/opnieuw").status_code == 302


@pytest.mark.parametrize("query", ["?bron=x", "?bron=99999", "?na=-1", "?na=" + "9" * 40])
def test_nonsense_in_the_address_shows_the_page(bench, query):
    assert bench.client.get(bench.at + "/gegevens" + query).status_code == 200
