"""What is typed wrong, or to do harm: told at the field, kept on the page, stored nowhere."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from portal.models.case import Draft
from tests.web.citizen.walk import CONTACT, PERSON, WHAT, Walk, faults

LONG = "x" * 10_000
HOSTILE = {
    "markup": "<script>alert(1)</script>",
    "template": "{{7*7}}${7*7}<%= 7 %>",
    "sql": '\'; DROP TABLE "case"; --',
    "emoji": "Zoë 👩‍👩‍👧 Çelik",
    "right to left": "שלום עולם",
}


FIELDS = [
    (step, name)
    for steps in WHAT.values()
    for step, fields in steps.items()
    for name, value in fields.items()
    if isinstance(value, str) and name not in ("scope", "case", "kind", "to")
]
RIGHT_OF = {step: right for right, steps in WHAT.items() for step in steps}


def _at_step(walk: Walk, step: str) -> dict[str, object]:
    """Come to a step; gives what is right to fill in there."""
    if step in RIGHT_OF:
        walk.begin(RIGHT_OF[step])
        return dict(WHAT[RIGHT_OF[step]][step])
    if step == "namens":
        walk.begin("access", whom="child")
        return {"kind": "parent", "name": "Ria"}
    walk.begin("access")
    walk.fill("verzoek/inzage", scope="all")
    return dict(PERSON if step == "over-wie" else CONTACT)


ALL_FIELDS = [
    *FIELDS,
    ("namens", "name"),
    ("over-wie", "given_name"),
    ("over-wie", "family_name"),
    ("over-wie", "birth_day"),
    ("over-wie", "client_number"),
    ("over-wie", "postcode"),
    ("over-wie", "bsn"),
    ("contact", "email"),
    ("contact", "phone"),
    ("contact", "address"),
]


@pytest.mark.parametrize(("step", "name"), ALL_FIELDS)
def test_too_much_text_is_told_at_the_field_and_kept(at, behind, step, name):
    walk = at("bijstand-in-jeugdzorg" if step in ("toestemming", "meenemen") else "cjib")
    typed = _at_step(walk, step)
    typed[name] = LONG
    response = walk.fill(f"verzoek/{step}", **typed)
    if name in ("postcode", "client_number") and name not in walk.page:
        pytest.skip("not asked here")
    assert response.status_code == 422
    assert name in faults(response.text)
    assert LONG in response.text
    assert "<title>Fout:" in response.text
    with behind.session() as session:
        drafts = session.scalars(select(Draft)).all()
        assert not any(LONG in str(draft.answers) for draft in drafts)


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("correctie", "field"),
        ("correctie", "new"),
        ("beperken", "explanation"),
        ("menselijke-blik", "decision"),
        ("klacht", "what"),
        ("wissen", "what"),
        ("stoppen", "situation"),
        ("namens", "name"),
        ("over-wie", "given_name"),
        ("over-wie", "family_name"),
        ("over-wie", "birth_day"),
        ("contact", "email"),
    ],
)
@pytest.mark.parametrize("empty", ["", "   ", "\u200b\u202e", "\x00\x07"])
def test_an_empty_field_says_how_to_mend_it(at, step, name, empty):
    walk = at("cjib")
    typed = _at_step(walk, step)
    typed[name] = empty
    response = walk.fill(f"verzoek/{step}", **typed)
    assert response.status_code == 422
    assert faults(response.text)[name]


@pytest.mark.parametrize("kind", sorted(HOSTILE))
@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("correctie", "field"),
        ("correctie", "new"),
        ("klacht", "what"),
        ("over-wie", "family_name"),
        ("over-wie", "given_name"),
        ("contact", "address"),
    ],
)
def test_hostile_text_comes_out_as_text(at, step, name, kind):
    walk = at("cjib")
    typed = _at_step(walk, step)
    typed[name] = HOSTILE[kind]
    assert walk.fill(f"verzoek/{step}", **typed).status_code == 303
    shown = walk.get(f"verzoek/{step}").text
    assert "<script>alert" not in shown
    assert "49" not in re.sub(r'type="hidden"[^>]*>', "", shown) or kind != "template"
    escaped = HOSTILE[kind].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped.replace("'", "&#39;").replace('"', "&#34;") in shown


@pytest.mark.parametrize("kind", sorted(HOSTILE))
@pytest.mark.parametrize(
    ("step", "name"),
    [("contact", "email"), ("contact", "phone"), ("over-wie", "birth_year"), ("over-wie", "bsn")],
)
def test_hostile_text_in_a_strict_field_is_refused(at, step, name, kind):
    walk = at("cjib")
    typed = _at_step(walk, step)
    typed[name] = HOSTILE[kind]
    response = walk.fill(f"verzoek/{step}", **typed)
    assert response.status_code == 422
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("value", ["", "everything", "<script>", LONG])
@pytest.mark.parametrize(
    ("step", "name"),
    [("inzage", "scope"), ("beperken", "case"), ("stoppen", "kind"), ("meenemen", "to")],
)
def test_a_choice_that_is_not_offered_is_refused_at_the_field(at, step, name, value):
    walk = at("bijstand-in-jeugdzorg" if step == "meenemen" else "cjib")
    typed = _at_step(walk, step) | {name: value}
    response = walk.fill(f"verzoek/{step}", **typed)
    assert response.status_code == 422
    assert name in faults(response.text)


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
    _at_step(walk, "over-wie")
    date = {"birth_day": day, "birth_month": month, "birth_year": year}
    response = walk.fill("verzoek/over-wie", **PERSON | date)
    assert response.status_code == 422
    assert "birth_day" in faults(response.text)


def test_taking_back_consent_needs_no_birth_date(at):
    walk = at("bijstand-in-jeugdzorg")
    walk.begin("consent_withdrawal")
    walk.fill("verzoek/toestemming", scope="all")
    names = {"given_name": "Anna", "family_name": "Berg"}
    assert walk.fill("verzoek/over-wie", **names).status_code == 303


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
    _at_step(walk, "over-wie")
    assert 'name="bsn"' not in walk.get("verzoek/over-wie").text
    walk.send("verzoek/over-wie", **PERSON, bsn=BSN)
    walk.fill("verzoek/contact", **CONTACT)
    assert BSN not in walk.get("verzoek/controleren").text


def test_where_it_may_be_asked_it_is_tested_with_eleven(at, behind):
    walk = at("cjib")
    _at_step(walk, "over-wie")
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
