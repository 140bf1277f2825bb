"""What staff type names no secret address."""

from datetime import timedelta

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.letters import printing
from portal.models.case import Procedure
from portal.services import answering, composing, correspondence, veiling
from portal.sources.values import Field
from tests.services import stories
from tests.services.days import Desk
from tests.services.test_secrecy import POSTCODE, STREET, TOWN, hide

NOW = stories.NOW
NL = Words("nl")
PLACES = (STREET, "schuilpad  7", POSTCODE, "9876zx", f"{STREET}, {POSTCODE} {TOWN}", "Schuilpad")


@pytest.fixture
def at(database):
    """A case of somebody whose address is secret."""
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        hide(desk.case)
        row = [Field("Adres", "Address", "Duikelaarsteeg 12", tells_address=True).as_row()]
        stories.find(session, desk.case, [row])
        yield session, desk.case, desk.organisation


@pytest.mark.parametrize("place", [*PLACES, "Duikelaarsteeg 12"])
def test_the_address_goes_and_the_rest_stays(at, place):
    session, case, _here = at
    veil = veiling.veil_of(session, case, NL)
    assert veil(f"Wij schreven u ({place}) op 5 mei.") == (
        "Wij schreven u ([geheim adres]) op 5 mei."
    )
    case.secret_address = False
    assert veiling.veil_of(session, case, NL)(place) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vraag het de gemeente Verborgen.",
        "Wij schreven op 7 mei 1976 ZX.",
        "Schuilpaden",
        "Inschuilpad",
    ],
)
def test_what_tells_no_address_stays_as_it_is(at, text):
    session, case, _here = at
    assert veiling.veil_of(session, case, NL)(text) == text


@pytest.mark.parametrize(
    ("address", "text", "left"),
    [
        ("Markt 12", "Markt 12a is leeg.", "[geheim adres] is leeg."),
        ("Markt 12", "Markt 120 is van u.", "Markt 120 is van u."),
        ("'t Zand 5", "Op 't Zand 5.", "Op [geheim adres]."),
        ("Markt 12; 3511 ab Tiel", "Markt 12; 3511AB Tiel", "[geheim adres]"),
        ("Markt 12", "Markt 12 of Markt nr. 12", "[geheim adres] of [geheim adres]"),
        ("1e Kade 2", "Wij schreven 1e Kade 2, Tiel.", "Wij schreven [geheim adres], Tiel."),
    ],
)
def test_only_the_whole_of_it_goes(at, address, text, left):
    session, case, _here = at
    case.address = address
    assert veiling.veil_of(session, case, NL)(text) == left


def test_every_text_of_a_value_is_veiled_and_nothing_else(at):
    session, case, _here = at
    veil = veiling.veil_of(session, case, NL)
    value = ({"a": [STREET, 7, None]}, Outcome.GRANTED, Field("Plaats", "Place", STREET))
    hidden = "[geheim adres]"
    found = veiling.veiled(value, veil)
    assert found == ({"a": [hidden, 7, None]}, Outcome.GRANTED, Field("Plaats", "Place", hidden))
    assert type(found[1]) is Outcome


def clean(letter) -> bool:
    html = printing.letter_html(letter)
    assert "[geheim adres]" in html
    return not any(each.casefold() in html.casefold() for each in (STREET, POSTCODE, "9876zx"))


def test_the_letter_with_the_answer_names_it_in_no_reason_and_no_paragraph(at):
    session, case, here = at
    part = case.parts[0]
    part.outcome, part.ground = Outcome.REFUSED, "not_controller"
    part.needs = {"who_is": f"de verhuurder van {STREET}"}
    part.reason = f"Uw woning aan het {STREET} is van een ander."
    stories.decide(session, case, Outcome.REFUSED, ground="not_controller", reason=part.reason)
    personal = f"Wij belden aan bij {STREET}, {POSTCODE} {TOWN}."
    letter = answering.answer_letter(session, case, here, personal=personal, now=NOW)
    assert clean(letter)
    assert "is van een ander" in printing.letter_html(letter)  # AVG 12.4: the reason stays


def test_a_decision_on_bezwaar_names_it_neither(at):
    session, case, here = at
    other = stories.ask(session, "cjib", key="bezwaar")
    hide(other)
    other.procedure, other.origin_id = Procedure.BEZWAAR, case.id
    reason = f"Wij schreven u op tijd aan het {STREET}."
    stories.decide(session, other, Outcome.REFUSED, ground="bezwaar_unfounded", reason=reason)
    other.parts[0].needs = {"why": reason}
    letter = answering.answer_letter(session, other, here, personal=POSTCODE, now=NOW)
    assert clean(letter)


def test_a_letter_in_the_middle_and_a_message_name_it_neither(at):
    session, case, here = at
    before = (NOW + timedelta(days=9)).date().isoformat()
    facts = {"question": f"Woonde u al aan het {STREET}?", "answer_before": before, "counts": False}
    facts["last_day"] = before
    kind = LetterKind.CLARIFICATION
    letter = composing.compose(
        session, case, here, kind, facts, personal=f"Of in {POSTCODE}?", now=NOW
    )
    assert clean(letter)
    member = stories.Actor.portal(case.organisation)
    message = correspondence.post(session, case, facts["question"], actor=member, now=NOW)
    assert message.body == "Woonde u al aan het [geheim adres]?"
    note = correspondence.note(session, case, STREET, actor=member, now=NOW)
    assert note.body == STREET
