"""What is typed wrong, or to do harm: told at the field, kept on the page, stored nowhere."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape
from sqlalchemy import select

from portal.models.case import Draft
from portal.web.citizen.steps import BY_SLUG, FIRST
from tests.web.citizen.pages import PAGES, come_to, named
from tests.web.citizen.walk import CONTACT, PERSON, Walk, faults

LONG = "x" * 10_000
HOSTILE = {
    "markup": "<script>alert(1)</script>",
    "template": "{{7*7}}${7*7}<%= 7 %>",
    "sql": '\'; DROP TABLE "case"; --',
    "emoji": "Zoë 👩‍👩‍👧 Çelik",
    "right to left": "שלום עולם",
}
STRICT = ("email", "phone", "birth_day", "bsn", "postcode")
"""Fields that hold no words."""


def fields(*of: str) -> pytest.MarkDecorator:
    """A test for each field of these kinds: needed, free, chosen."""
    found = [(page, name) for page in PAGES for kind in of for name in getattr(page, kind)]
    return pytest.mark.parametrize(
        ("page", "name"), found, ids=[named(page, name) for page, name in found]
    )


def test_every_field_of_every_question_is_in_the_matrix():
    known = {(page.slug, name) for page in PAGES for name in page.typed}
    known |= {(page.slug, name) for page in PAGES for name in (*page.needed, *page.free)}
    boxes = {("toestemming", "erase"), ("mag-dat", "apart"), ("contact", "secret_address")}
    asked = {
        (slug, name)
        for slug, step in BY_SLUG.items()
        if step not in FIRST
        for name in dir(step)
        if hasattr(getattr(step, name), "field_class")
    }
    assert asked - known - boxes - {(slug, "not_a_bsn") for slug in BY_SLUG} == set()


@fields("needed", "free")
def test_too_much_text_is_told_at_the_field_and_kept(at, behind, page, name):
    walk = at(page.organisation)
    come_to(walk, page)
    response = walk.fill(f"verzoek/{page.slug}", **page.typed | {name: LONG})
    assert response.status_code == 422
    assert name in faults(response.text)
    assert LONG in response.text
    assert "<title>Fout:" in response.text
    with behind.session() as session:
        drafts = session.scalars(select(Draft)).all()
        assert not any(LONG in str(draft.answers) for draft in drafts)


@fields("needed")
def test_an_empty_field_says_how_to_mend_it(at, page, name):
    walk = at(page.organisation)
    come_to(walk, page)
    for empty in ("", "   ", "\u200b\u202e", "\x00\x07"):
        response = walk.fill(f"verzoek/{page.slug}", **page.typed | {name: empty})
        assert response.status_code == 422, repr(empty)
        assert faults(response.text)[name], repr(empty)


@fields("needed", "free")
def test_hostile_text_comes_out_as_text_or_is_refused(at, page, name):
    walk = at(page.organisation)
    come_to(walk, page)
    for kind, text in HOSTILE.items():
        response = walk.fill(f"verzoek/{page.slug}", **page.typed | {name: text})
        if name in STRICT:
            assert response.status_code == 422, kind
            shown = response.text
        else:
            assert response.status_code == 303, kind
            shown = walk.get(f"verzoek/{page.slug}").text
            assert str(escape(text)) in shown
        assert "<script>alert" not in shown
        assert "49" not in re.sub(r'type="hidden"[^>]*>', "", shown) or kind != "template"


@fields("chosen")
def test_a_choice_that_is_not_offered_is_refused_at_the_field(at, page, name, officers):
    walk = at(page.organisation)
    come_to(walk, page)
    for value in ("", "everything", "<script>", LONG):
        response = walk.fill(f"verzoek/{page.slug}", **page.typed | {name: value})
        assert response.status_code == 422, value
        assert name in faults(response.text), value
        assert "<script>" not in response.text


def _at_who(walk: Walk) -> None:
    """Come to the question who somebody is."""
    walk.begin("access")
    walk.go("inzage", scope="all")


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "2", "1990"),
        ("1", "1", "1899"),
        ("1", "1", "2999"),
        ("een", "2", "1990"),
        ("", "2", "1990"),
        ("²", "2", "1990"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused(walk, day, month, year):
    _at_who(walk)
    date = {"birth_day": day, "birth_month": month, "birth_year": year}
    response = walk.fill("verzoek/over-wie", **PERSON | date)
    assert response.status_code == 422
    assert "birth_day" in faults(response.text)


@pytest.mark.parametrize("day", ["2999-01-01", "1899-12-31", "0001-01-01", "gisteren"])
def test_a_decision_of_another_century_is_refused_at_the_field(at, day):
    walk = at("cjib")
    walk.begin("human_review")
    walk.go("menselijke-blik", activity="traffic_fines")
    typed = {"decision": "De boete", "decided_on": day, "view": ""}
    response = walk.fill("verzoek/menselijke-blik-besluit", **typed)
    assert response.status_code == 422
    assert faults(response.text)["decided_on"]


def test_a_period_that_ends_before_it_begins_is_refused(walk):
    walk.begin("access")
    walk.fill("verzoek/inzage", scope="some")
    period = {"period_from": "2024-02-01", "period_to": "2024-01-01"}
    response = walk.fill("verzoek/inzage-onderdelen", activities=["advice"], **period)
    assert "period_to" in faults(response.text)
    wrong = {"period_from": "1 februari", "period_to": ""}
    response = walk.fill("verzoek/inzage-onderdelen", activities=["advice"], **wrong)
    assert "period_from" in faults(response.text)


BSN = "111222333"


@pytest.mark.parametrize("slug", ["juridisch-loket", "akj", "bijstand-in-jeugdzorg", "burojij"])
def test_only_where_the_law_allows_it_a_bsn_is_asked(at, slug):
    walk = at(slug)
    _at_who(walk)
    assert 'name="bsn"' not in walk.get("verzoek/over-wie").text
    walk.send("verzoek/over-wie", **PERSON, bsn=BSN)
    walk.fill("verzoek/contact", **CONTACT)
    assert BSN not in walk.get("verzoek/controleren").text


def test_where_it_may_be_asked_it_is_tested_with_eleven(at, behind):
    walk = at("cjib")
    _at_who(walk)
    response = walk.fill("verzoek/over-wie", **PERSON, bsn="111222334")
    assert "bsn" in faults(response.text)
    walk.fill("verzoek/over-wie", **PERSON, bsn="111.222.333")
    walk.fill("verzoek/contact", **CONTACT)
    walk.fill("verzoek/controleren")
    assert behind.case().identifiers["bsn"] == BSN


@pytest.mark.parametrize("typed", [BSN, "111 222 333", "nummer 111.222.333, dank"])
def test_a_bsn_in_free_text_is_kept_out_unless_it_is_none(at, typed):
    walk = at("akj")
    walk.begin("complaint")
    form = {"what": f"Over {typed}", "to": "organisation"}
    response = walk.fill("verzoek/klacht", **form)
    assert "what" in faults(response.text)
    assert "not_a_bsn" in response.text
    assert walk.fill("verzoek/klacht", **form, not_a_bsn="y").status_code == 303
