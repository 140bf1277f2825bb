"""A secret address is in no letter, no report and no file, whichever and whoever asks."""

import json

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters import attachment, printing
from portal.organisations.organisation import AddressForm
from portal.redaction.checking import Watch, find_in_text
from portal.redaction.detecting import Secrets
from portal.services import answering, secrecy, veiling
from portal.services.reporting import build_report
from portal.sources.values import Field, Kind
from tests.letters import every_letter
from tests.services import stories

STREET, POSTCODE, TOWN = "Schuilpad 7", "9876 ZX", "Verborgen"
SECRETS = (STREET, "Schuilpad", POSTCODE, POSTCODE.replace(" ", ""), TOWN)
ROWS = [
    Field("Naam", "Name", "Sanne de Wit").as_row(),
    Field("Straat", "Street", STREET, tells_address=True).as_row(),
    Field("Postcode", "Postcode", POSTCODE, tells_address=True).as_row(),
    Field("Sinds", "Since", "2020-01-01", Kind.DATE, tells_address=True).as_row(),
]


def hide(case, *, secret: bool = True) -> None:
    """Give a case an address, and make it secret."""
    case.address = f"{STREET}\n{POSTCODE} {TOWN}"
    case.identifiers = {"postcode": POSTCODE.replace(" ", ""), "client_number": "K-1"}
    case.secret_address = secret


@pytest.fixture
def session(sqlite_database, monkeypatch):
    """A session in which every case has a secret address."""
    ask = stories.ask

    def ask_hidden(*args, **more):
        case = ask(*args, **more)
        hide(case)
        return case

    monkeypatch.setattr(stories, "ask", ask_hidden)
    with sqlite_database.transaction() as found:
        yield found


@pytest.mark.parametrize("language", every_letter.LANGUAGES)
@pytest.mark.parametrize("slug", ["cjib", "burojij"])
def test_no_letter_shows_it(session, slug, language):
    count = 0
    for name, letter in every_letter.every_letter(session, slug, language):
        html = printing.letter_html(letter)
        assert not [each for each in SECRETS if each in html], name
        count += 1
    assert count > 20


def test_the_same_letters_show_an_address_that_is_not_secret(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        hide(case, secret=False)
        letter = answering.build_receipt(case, stories.organisation(), now=stories.NOW)
        html = printing.letter_html(letter)
        assert STREET in html


@pytest.mark.parametrize("secret", [True, False])
def test_neither_the_report_nor_its_file_says_where_somebody_lives(sqlite_database, secret):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        hide(case, secret=secret)
        stories.find(session, case, [ROWS])
        stories.decide(session, case)
        report = build_report(session, case, stories.organisation(), now=stories.NOW)
        html = printing.report_html(report)
        data = attachment.as_json(report).decode()
        for text in (html, data):
            assert ("Schuilpad" in text) == (not secret)
            assert (POSTCODE in text) == (not secret)
        if secret:
            told = json.loads(data)["activities"]
            assert "Dit adres is geheim" in json.dumps(told)


def correcting(session, field, secret=True):
    """A case that corrects a fact into a new address."""
    new = f"{STREET}, {POSTCODE} {TOWN}"
    answers = {"kind": "wrong", "field": field, "old": "Oudstraat 1", "new": new, "proof": "BRP"}
    case = stories.ask(session, right=Right.RECTIFICATION, answers=answers)
    hide(case, secret=secret)
    case.parts[0].outcome = Outcome.GRANTED
    case.parts[0].reason = f"U woont nu op {STREET}."
    case.parts[0].needs = {"corrected": new, "done_on": "2026-11-20"}
    session.flush()
    return case


@pytest.mark.parametrize("secret", [True, False])
@pytest.mark.parametrize("field", ["Adres", "waar ik woon", "gegeven"])
def test_a_correction_of_the_address_itself_does_not_tell_it_either(sqlite_database, field, secret):
    with sqlite_database.transaction() as session:
        case, here = correcting(session, field, secret), stories.organisation()
        for letter in (
            answering.build_receipt(case, here, now=stories.NOW),
            answering.build_decision(case, here, now=stories.NOW),
        ):
            html = printing.letter_html(letter)
            assert any(each in html for each in SECRETS) is not secret
            assert ("Dit adres is geheim" in html) is secret
            if field == "Adres":
                assert ("Oudstraat" in html) is not secret


@pytest.mark.parametrize(
    ("text", "about", "told"),
    [
        ("Nieuwe weg 3", "mijn adres", True),
        ("Nieuwe weg 3", "home address", True),
        ("Nieuwe weg 3", "waar ik woon", True),
        ("Nieuwe weg 3", "mijn gewoonte", False),
        ("sanne@voorbeeld.example", "mijn e-mailadres", False),
        ("sanne@voorbeeld.example", "email address", False),
        ("de Wit", "achternaam", False),
        ("ik woon aan het schuilpad", "", True),
        ("9876ZX of 1234 AB", "", True),
        ("sinds 2020 is het zo", "", False),
        ("", "adres", False),
    ],
)
def test_what_tells_where_somebody_lives_is_known_by_its_words(sqlite_database, text, about, told):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        hide(case)
        assert secrecy.tells(case, text, about) is told
        case.secret_address = False
        assert not secrecy.tells(case, text, about)


def test_only_what_tells_the_address_is_left_out(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        hide(case)
        search = stories.find(session, case, [ROWS])
        words = Words("en", AddressForm.U)
        shown = secrecy.rows_of(case, search.findings[0], words)
        assert [row.label("en") for row in shown] == ["Name", "Street", "Postcode", "Since"]
        hidden = "Left out: this address is secret"
        assert [row.typed("en") for row in shown] == ["Sanne de Wit", hidden, hidden, hidden]
        case.secret_address = False
        assert secrecy.rows_of(case, search.findings[0], words)[1].value == STREET


TYPED = [  # an address as it was typed, and how it is written elsewhere
    ("1e Helmersstraat 20\n1054 CX Amsterdam", "1e Helmersstraat 20"),
    ("2e Oosterparkstraat 12", "2e Oosterparkstraat 12"),
    ("'t Zand 5", "'t Zand 5"),
    ("Schuilpad 12 3511 AB Utrecht", "Schuilpad 12"),
    ("Schuilpad 12; 3511 AB Utrecht", "Schuilpad 12"),
    ("Schuilpad 12 huis rechts", "Schuilpad 12"),
    ("Kanaalweg 12-14 III links", "Kanaalweg 12-14"),
    ("Schuilpad 12 (2 hoog)", "Schuilpad 12"),
    ("Schuilpad 12\n3511 ab Utrecht", "3511 AB"),
    ("Schuilpad 12\n3511 AB Utrecht", "3511 ab"),
    ("Laan 1940-1945 3", "Laan 1940-1945 3"),
    ("Plein 1813 4", "Plein 1813 4"),
]


@pytest.mark.parametrize(("address", "written"), TYPED)
def test_however_it_was_typed_it_is_suggested_veiled_hidden_and_looked_for(
    sqlite_database, address, written
):
    text = f"Wij stuurden het naar {written}, zoals u vroeg op 3 mei 2020."
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address, case.secret_address = address, True
        secrets = secrecy.secrets_of(session, case)
        veil = veiling.veil_of(session, case, Words("nl"))
        assert secrecy.tells(case, text)
        assert veil(text) == text.replace(written, "[geheim adres]")
    assert Secrets(secrets).suggest(text)
    assert find_in_text(text, Watch(secrets))


@pytest.mark.parametrize("address", [address for address, _ in TYPED])
def test_an_ordinary_sentence_stays_as_it_is(sqlite_database, address):
    text = "Op 12 mei 2020 reden wij 20 minuten door Utrecht; op plein 4 zat 3 hoog niemand."
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address, case.secret_address = address, True
        secrets = secrecy.secrets_of(session, case)
        assert veiling.veil_of(session, case, Words("nl"))(text) == text
    assert not Secrets(secrets).suggest(text)
    assert not find_in_text(text, Watch(secrets))


def test_a_street_and_its_number_in_two_columns_are_looked_for_together(sqlite_database):
    columns = {"Straat": "Schuilpad", "Huisnummer": "12", "Woonplaats": "Maastricht"}
    row = [Field(name, "", value, tells_address=True).as_row() for name, value in columns.items()]
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address, case.secret_address = "", True
        stories.find(session, case, [row])
        secrets = secrecy.secrets_of(session, case)
    assert {"Schuilpad", "Schuilpad 12"} <= set(secrets)
    assert "Maastricht" not in secrets
