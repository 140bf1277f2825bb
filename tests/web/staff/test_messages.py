"""Messages with the citizen, and notes."""

import pytest

from portal.models.case import Case, Direction

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% x %}"


@pytest.mark.parametrize(
    ("page", "field", "direction"),
    [("/berichten", "message", Direction.TO_CITIZEN), ("/notities", "note", Direction.NOTE)],
)
def test_what_is_written_is_kept_and_shown_as_text(bench, page, field, direction):
    assert bench.post(page, **{field: HOSTILE}).status_code == 302
    assert bench.case(lambda c: [(m.direction, m.body) for m in c.messages]) == [
        (direction, HOSTILE)
    ]
    shown = bench.get("/berichten")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% x %}" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(("page", "field"), [("/berichten", "message"), ("/notities", "note")])
@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * 4001])
def test_nothing_and_too_much_are_not_kept(bench, page, field, text):
    answer = bench.post(page, **{field: text})
    assert answer.status_code == 422
    assert 'class="rl-errors"' in answer.text
    assert bench.case(lambda c: c.messages) == []


def test_what_is_in_another_language_than_the_page_says_so(bench):
    bench.post("/berichten", message="We look into it.")
    bench.post("/notities", note="Nog even bellen.")
    assert "<p>We look into it.</p>" in bench.get("/berichten")
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).language = "en"
    page = bench.get("/berichten")
    assert '<p lang="en">We look into it.</p>' in page
    assert "<p>Nog even bellen.</p>" in page
    page = bench.get("/berichten?taal=en")
    assert "<p>We look into it.</p>" in page
    assert '<p lang="nl">Nog even bellen.</p>' in page


def test_who_writes_is_told_that_the_person_reads_english(bench):
    assert "leest Engels" not in bench.get("/berichten")
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).language = "en"
    for page in ("/berichten", "/besluit", "/vraag/toelichting"):
        assert "Deze persoon leest Engels" in bench.get(page), page
