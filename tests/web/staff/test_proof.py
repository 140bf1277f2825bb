"""Who decides can read the report as it would go out today."""

from portal.law.rights import Right
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.services import proofing

PAGE = "/besluit/rapport"


def include(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Finding, bench.things.finding_id).review = Review.INCLUDE


def test_the_report_is_shown_in_its_own_words_and_texts_stay_texts(bench):
    assert "alsof die niet zijn gevonden" in bench.get(PAGE), "nothing is decided yet"
    include(bench)
    page = bench.get(PAGE)
    assert "alsof die niet zijn gevonden" not in page
    assert "Er is niets bewaard of verstuurd." in page
    assert "Ja, wij hebben gegevens van u. In dit rapport vindt u er 1." in page
    assert "huur &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script>alert" not in page


def test_the_decision_leads_to_it(bench):
    assert f'href="{bench.at}{PAGE}"' in bench.get("/besluit")


def test_what_is_too_large_or_not_ready_is_told(bench, monkeypatch):
    monkeypatch.setattr(proofing, "MOST_RECORDS", -1)
    assert "Dit rapport is te groot voor één pagina." in bench.get(PAGE)


def test_a_case_that_asks_for_no_data_has_no_report(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).parts[0].right = Right.ERASURE
    assert bench.client.get(bench.at + PAGE).status_code == 404
    assert PAGE not in bench.get("/besluit")
