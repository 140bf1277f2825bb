"""The inzagerapport says everything that AVG 15 asks, and cannot be made without it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from portal.law.rights import ControllerKind
from portal.letters.attachment import as_json
from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import Printer, report_html
from portal.letters.report import Report, ReportSource, SourceResult
from portal.letters.withheld import LeftOut
from portal.organisations.organisation import AddressForm
from tests.letters import samples

PUBLIC = ControllerKind.PUBLIC


def said(report: Report) -> str:
    """The report's words without its tags."""
    html = report_html(report)
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").split())


@pytest.mark.parametrize(
    ("article", "answer"),
    [
        ("AVG 15 lid 1a", "Wij helpen u met uw vraag"),
        ("AVG 6(1)(e)", "Dit is nodig voor onze taak van algemeen belang."),
        ("AVG 15 lid 1b", "Naam en adres; soort vraag; gegeven advies"),
        ("AVG 15 lid 1c", "Advocatenkantoor De Eik, Utrecht"),
        ("AVG 15 lid 1d", "Hoogstens vijf jaar, na het laatste contact"),
        ("AVG 15 lid 1e", "ons eigen artikel 14"),
        ("AVG 15 lid 1g", "Van uzelf, tijdens het gesprek."),
        ("AVG 15 lid 1h", "De computer vergelijkt uw betaling met het bedrag op de factuur."),
        ("AVG 15 lid 2", "Verenigde Staten, met modelcontracten van de EU."),
    ],
)
def test_it_answers_each_point_of_article_15(article: str, answer: str) -> None:
    text = said(samples.report(4))
    assert article in text
    assert answer in text


def test_it_says_no_where_there_is_nothing() -> None:
    text = said(samples.report(1))
    assert "Nee. Mensen nemen onze besluiten over u." in text
    abroad = "Gaan de gegevens naar landen buiten Europa? Volgens ons register niet. AVG 15 lid 2"
    assert abroad in text


def test_it_shows_the_data_in_human_words() -> None:
    text = said(samples.report(8))
    for words in ("2 februari 2024", "Burenruzie", "Nee", "niet ingevuld", "€\xa013,50"):
        assert words.replace("\xa0", " ") in text.replace("\xa0", " ")


def test_it_tells_of_every_source_what_came_of_it() -> None:
    text = said(samples.report(4))
    assert "Systemen zonder gegevens van u Systeem Uitkomst Klachtenregister Niets over u" in text
    assert "Camerasysteem In beelden kan niet op naam worden gezocht." in text
    assert "Oud archief Het systeem gaf drie keer geen antwoord." in text


def test_it_tells_what_was_left_out_on_which_ground() -> None:
    text = said(samples.report(4))
    assert "Namen van buren in een gespreksverslag: 2 Rechten van anderen" in text
    assert "AVG 15(4)" in text


def test_a_public_body_names_the_last_day_and_the_address_of_bezwaar() -> None:
    text = said(samples.report(1, kind=PUBLIC))
    assert "Stuur uw bezwaar uiterlijk vrijdag 15 januari 2027." in text
    assert "Bureau Voorbeeld, afdeling Bezwaar Postbus 2 3500 AB Utrecht" in text
    for part in ("uw naam en adres", "de datum", "over welk besluit", "waarom", "handtekening"):
        assert part in text
    assert "rechtbank" not in text


def test_anybody_else_names_the_court_and_its_six_weeks() -> None:
    text = said(samples.report(1))
    assert "U heeft geen advocaat nodig. U betaalt wel kosten aan de rechtbank." in text
    assert "binnen zes weken nadat u dit antwoord kreeg" in text
    assert "Dan is vrijdag 15 januari 2027 de laatste dag." in text
    assert "bezwaar" not in text.replace("verzet", "")


@pytest.mark.parametrize("kind", list(ControllerKind))
def test_the_ap_and_the_privacy_officer_are_always_named(kind: ControllerKind) -> None:
    text = said(samples.report(1, kind=kind))
    assert "Autoriteit Persoonsgegevens. Dit is de toezichthouder" in text
    assert "fg@voorbeeld.example" in text
    assert "Uw adviseur." in text


def strings(value: object) -> list[str]:
    """Every text inside decoded JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def test_the_je_form_addresses_nobody_with_u() -> None:
    report = samples.report(4, form=AddressForm.JE)
    text = said(report).replace("Rapport van uw gegevens", "")
    for given in sorted(strings(json.loads(as_json(report))), key=len, reverse=True):
        text = text.replace(" ".join(given.split()), "")
    assert re.findall(r".{30}\b[Uu]w?\b.{20}", text) == []
    assert "Jouw rechten" in text


def test_it_opens_with_no_when_nothing_is_held() -> None:
    text = said(samples.empty_report())
    assert "Nee, wij hebben geen gegevens van u, behalve uw verzoek zelf." in text
    assert "Wij lieten niets weg." in text
    assert "Alle systemen gaven antwoord." in text


def test_who_asked_about_some_data_only_hears_no_about_those_only() -> None:
    text = said(replace(samples.empty_report(), limited=True))
    assert "Nee, de gegevens waar uw verzoek over gaat, hebben wij niet." in text
    assert "Nee, wij hebben geen gegevens" not in text


def test_it_does_not_say_no_when_a_source_stayed_silent() -> None:
    text = said(replace(samples.report(0), left_out=()))
    assert "Nee, wij hebben geen gegevens" not in text
    assert "wij konden niet overal kijken" in text


def test_it_does_not_say_no_when_all_was_left_out() -> None:
    text = said(samples.report(0))
    assert "Wij mogen ze u niet geven." in text


def test_an_activity_of_which_all_was_left_out_is_told_as_one_with_data() -> None:
    report = samples.report(0)
    talks, *others = report.activities
    report = replace(report, activities=(replace(talks, left_out=2), *others))
    text = said(report)
    assert "Hulp bij uw vraag : 2 gegevens die u niet krijgt" in text
    assert "Wij hebben hiervoor 2 gegevens van u. U krijgt ze niet. Hier leest u waarom." in text
    assert "waarbij wij niets van u vonden Betalingen Camerabeelden" in text
    assert "Advocatenkantoor De Eik" in text


def test_an_activity_of_which_some_was_left_out_says_how_much_there_is() -> None:
    report = samples.report(4)
    talks, *others = report.activities
    text = said(replace(report, activities=(replace(talks, left_out=1), *others)))
    assert "Wij hebben hiervoor 3 gegevens van u. U krijgt er 2." in text


def test_nothing_is_said_to_be_nothing_while_something_stays_unsaid() -> None:
    report = samples.report(4)
    assert not report.has_unsaid
    unsaid = replace(samples.left_out()[0], what="Gegevens", count=0)
    sources = (ReportSource("Archief", SourceResult.NOTHING_SHOWN),)
    report = replace(report, left_out=(unsaid,), sources=sources)
    assert report.has_unsaid
    assert report.left_out_count == 0
    assert "Systemen waarvan in dit rapport niets staat" in said(report)
    assert "Een wet beperkt wat wij u mogen zeggen." in said(report)
    assert "Gegevens: 0" not in said(report)
    assert "Onderwerpen waarvan in dit rapport niets staat" in said(report)
    assert "waarbij wij niets van u vonden" not in said(report)


def test_what_is_left_out_for_one_reason_stands_with_that_reason_once() -> None:
    one = samples.left_out()[0]
    another = replace(one, what="Een brief", count=1)
    apart = replace(one, what="Een verslag", reason="Iets anders.")
    text = said(replace(samples.report(4), left_out=(one, apart, another)))
    assert text.count(one.reason) == 1
    assert "gespreksverslag: 2 Een brief: 1 Rechten van anderen" in text


@pytest.mark.parametrize(
    "field",
    ["reference", "subject", "identity", "scope", "activities", "complaint_path"],
)
def test_it_cannot_be_made_without_a_mandatory_part(field: str) -> None:
    report = samples.report(1)
    empty = () if isinstance(getattr(report, field), tuple) else " "
    with pytest.raises(LetterIncomplete, match=field):
        replace(report, **{field: empty})


@pytest.mark.parametrize(
    "field",
    ["purpose", "legal_basis", "basis_article", "categories", "source", "retention"],
)
def test_an_activity_cannot_stay_silent_on_article_15(field: str) -> None:
    activity = samples.report(1).activities[0]
    empty = () if isinstance(getattr(activity, field), tuple) else ""
    with pytest.raises(LetterIncomplete, match=field):
        replace(activity, **{field: empty})


def test_a_silent_source_needs_a_reason() -> None:
    for result in (SourceResult.FAILED, SourceResult.CANNOT_SEARCH):
        with pytest.raises(LetterIncomplete, match="reason"):
            ReportSource("Archief", result)


@pytest.mark.parametrize("field", ["ground", "article", "reason"])
def test_what_is_left_out_needs_ground_article_and_reason(field: str) -> None:
    with pytest.raises(LetterIncomplete, match=field):
        replace(samples.left_out()[0], **{field: ""})
    assert isinstance(samples.left_out()[0], LeftOut)


def test_its_moment_needs_a_time_zone() -> None:
    with pytest.raises(LetterIncomplete, match="time zone"):
        replace(samples.report(1), created=datetime(2026, 12, 4))  # noqa: DTZ001


def test_the_json_is_stable_and_uses_iso_dates() -> None:
    data = json.loads(as_json(samples.report(4)))
    assert list(data) == [
        "schema",
        "version",
        "counts",
        "reference",
        "language",
        "sender",
        "subject",
        "received",
        "last_day",
        "created",
        "identity",
        "scope",
        "activities",
        "sources",
        "left_out",
        "complaint_path",
        "remedy",
        "signatory",
        "requester",
        "redactions",
        "items",
        "pages",
        "annexes",
        "earlier",
        "own_address",
    ]
    assert (data["schema"], data["version"]) == ("rechtenloket/inzage", 2)
    assert (data["received"], data["created"]) == ("2026-11-20", "2026-12-04T13:30:00+00:00")
    assert data["counts"] == {"records": 4, "left_out": 2, "redacted": 0, "annexes": 0}
    fields = data["activities"][1]["groups"][0]["items"][0]["fields"]
    assert fields[0] == {"label": "Datum", "value": "2025-02-02"}
    assert fields[1] == {"label": "Bedrag", "value": {"amount": "13.50", "currency": "EUR"}}
    assert "logo" not in data["sender"]


def test_sixty_findings_are_all_there(tmp_path: Path, text_of: Callable[[bytes], str]) -> None:
    text = text_of(Printer().report(samples.report(60)))
    for number in (1, 15, 30):
        assert f"Gesprek {number} " in text
        assert f"Betaling {number} " in text


def test_data_on_paper_are_looked_up_by_hand_and_the_report_says_so() -> None:
    html = report_html(replace(samples.report(0), sources=()))
    assert "Deze gegevens staan op papier." in html
    assert "Op papier." in html
