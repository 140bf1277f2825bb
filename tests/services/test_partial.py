"""A secret address that is left out limits the copy, save where it is the person's own."""

import json
import re

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.letters.attachment import as_json
from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import letter_html, report_html
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.services import answering, partial, reporting, review
from portal.sources.values import Field, Kind
from tests.services import stories

TOLD = "Schuilpad 7\n9876 ZX Verborgen"


def row(street="Schuilpad 7", postcode="9876ZX", town="Verborgen"):
    """A record with the address of somebody."""
    return [
        Field("Naam", "Name", "Sanne de Wit").as_row(),
        Field("Straat", "Street", street, tells_address=True).as_row(),
        Field("Postcode", "Postcode", postcode, tells_address=True).as_row(),
        Field("Plaats", "Town", town, tells_address=True).as_row(),
        Field("Sinds", "Since", "2020-01-01", Kind.DATE, tells_address=True).as_row(),
    ]


def ask(session, *rows, secret=True, language="nl"):
    case = stories.ask(session, language=language)
    case.address, case.secret_address = TOLD, secret
    stories.find(session, case, [*rows])
    case.parts[0].outcome = Outcome.PARTLY
    session.flush()
    return case


def report_of(session, case):
    return reporting.build_report(session, case, stories.organisation(), now=stories.NOW)


def letter_of(session, case):
    here = stories.organisation()
    return answering.answer_letter(session, case, here, personal="", now=stories.NOW)


@pytest.mark.parametrize(
    ("street", "postcode", "town", "own"),
    [
        ("Schuilpad 7", "9876ZX", "Verborgen", True),
        ("SCHUILPAD  7", "9876 zx", "verborgen", True),
        ("Schuilpad", "9876ZX", "", True),
        ("Schuilpad 79", "9876ZX", "Verborgen", False),
        ("Andere weg 1", "1234AB", "Elders", False),
        ("Schuilpad 7", "9876ZX", "Elders", False),
        ("", "", "Verborgen", True),
    ],
)
def test_an_address_is_the_persons_own_when_they_told_it_themselves(
    sqlite_database, street, postcode, town, own
):
    with sqlite_database.transaction() as session:
        case = ask(session, row(street, postcode, town))
        hidden = partial.hidden_in(session, case)
        assert (hidden.own, bool(hidden.of_others)) == (int(own), not own)


def test_what_somebody_else_asks_is_never_told_as_their_own_address(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, row())
        case.representative = {"kind": "parent", "name": "Jan de Wit"}
        assert partial.hidden_in(session, case).own == 0
        assert review.facts_of(session, case).redacted == 1


def test_where_no_address_is_secret_or_given_nothing_is_hidden(sqlite_database):
    with sqlite_database.transaction() as session:
        open_to_all = ask(session, row("Andere weg 1"), secret=False)
        assert partial.hidden_in(session, open_to_all) == partial.Hidden(0, {})
        open_to_all.secret_address = True
        session.query(Finding).one().review = Review.LEAVE_OUT
        session.flush()
        assert partial.hidden_in(session, open_to_all) == partial.Hidden(0, {})


def test_the_own_address_is_told_as_left_out_and_is_no_refusal(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, row())
        case.parts[0].outcome = Outcome.GRANTED
        assert review.facts_of(session, case).redacted == 0
        letter = letter_html(letter_of(session, case))
        report = report_of(session, case)
        text = report_html(report)
    assert "15 lid 4" not in letter
    assert report.own_address == 1
    assert json.loads(as_json(report))["own_address"] == 1
    assert "Uw eigen adres" in text
    assert "Wij lieten geen enkel gegeven weg" in text
    assert "Alles wat wij van u vonden" not in text
    assert not re.search("Schuilpad|9876|Verborgen", text + letter)


def test_where_somebody_else_may_live_the_answer_is_granted_in_part(database):
    with database.transaction() as session:
        case = ask(session, row("Andere weg 1", "1234AB", "Elders"), row(), language="en")
        finding = session.query(Finding).order_by(Finding.id).first()
        mark = Mark(case_id=case.id, finding_id=finding.id, field=0, start=0, end=5, text="Sanne")
        mark.origin, mark.state, mark.made_at = "handler", MarkState.ACCEPTED, stories.NOW
        mark.ground, mark.needs = "others_rights", {}
        assert review.facts_of(session, case).redacted == 1
        session.add(mark)
        session.flush()
        assert review.facts_of(session, case).redacted == 1  # one record, for two reasons
        mark.state = MarkState.DISMISSED
        session.flush()
        report = report_of(session, case)
        letter = letter_html(letter_of(session, case))
        case.parts[0].outcome = Outcome.GRANTED
        with pytest.raises(LetterIncomplete, match="granted"):
            letter_of(session, case)
    (why,) = report.redactions
    assert (why.article, why.passages, why.items) == ("AVG 15.4", 4, 1)
    assert (report.items.full, report.items.partial) == (1, 1)
    assert report.own_address == 1
    for text in (report_html(report), letter):
        assert "This address is secret, to protect who lives there." in text
        assert not re.search("Andere weg|1234|Elders", text)


def test_the_reason_has_the_article_of_the_right(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, row("Andere weg 1"))
        (why,) = partial.redactions_of(Words("nl"), partial.hidden_in(session, case), None)
        assert why.article == "AVG 15.4"
        assert partial.redactions_of(Words("nl"), partial.Hidden(2, {}), None) == ()
