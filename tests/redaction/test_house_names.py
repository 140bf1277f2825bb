"""A house is told by its name, without street or number; a mere word for one tells nothing."""

import pytest

from portal.redaction.detecting import Secrets
from portal.redaction.dwelling import of_columns, telling
from portal.redaction.house_names import named
from tests.redaction.wordlist import use

LIVES = [  # an address as it was typed, and how somebody else writes it
    ("Huize Avondrood", "huize avondrood"),
    ("Huize Avondrood\n3511 AB Utrecht", "Avondrood"),
    ("Huize Avondrood te Utrecht", "Huize 'Avondrood'"),
    ("huize avondrood utrecht", "Huize Avondrood"),
    ("Woonboot De Hoop", "woonboot De Hoop"),
    ("Woonboot 'De Hoop', 3511 AB Utrecht", "Woonboot “De Hoop”"),
    ("Woonboot De Hoop", "boot De Hoop"),
    ("Woonboot De Hoop", "woonboot Hoop"),
    ("ik woon op woonboot de hoop", "Woonboot De Hoop"),
    ("Gezinshuis De Linde", "gezinshuis De Linde"),
    ("Boerderij Het Anker in Tiel", "boerderij Het Anker"),
    ("Villa Oud Zuid", "Villa Oud Zuid"),
    ("AZC Ter Apel", "azc Ter Apel"),
    ("De Zonnehoeve\n3511 AB Utrecht", "De Zonnehoeve"),
    ("Huize Maastricht", "Huize Maastricht"),
    ("Boerderij de Vier Winden, 3511 AB Utrecht", "Boerderij de Vier Winden"),
    ("Boerderij de Vier Winden", "boerderij Vier Winden"),
    ("Boerderij de Vier Winden", "De Vier Winden"),
    ("Woonboot De Zeven Zeeën", "boot De Zeven Zeeën"),
    ("ik woon op woonboot de zeven zeeën", "woonboot De Zeven Zeeën"),
    ("Villa Zonnig Uitzicht", "Villa Zonnig Uitzicht"),
    ("Camping Het Groene Bos plek 12", "Camping Het Groene Bos"),
    ("Huize Rust en Vreugd", "Rust en Vreugd"),
    ("Hoeve Duin & Zee", "hoeve Duin & Zee"),
    ("Opvang Leger des Heils", "opvang Leger des Heils"),
    ("Huize Avondrood Utrecht", "Avondrood"),
    ("AZC Alphen aan den Rijn", "AZC Alphen aan den Rijn"),
]


@pytest.fixture(autouse=True)
def _words(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "Alphen aan den Rijn", "avondrood", "hoop", "Maastricht")


@pytest.mark.parametrize(("address", "written"), LIVES)
def test_a_house_is_found_in_a_sentence(address, written):
    text = f"Zij verblijft in {written}, zei hij."
    found = Secrets(telling(address)).suggest(text)
    start, end = text.index(written), text.index(written) + len(written)
    last = start + len(written.rstrip("'”"))
    assert max(each.end for each in found) == last, "the end of a name is not left readable"
    assert all(start <= each.start < each.end <= end for each in found)


@pytest.mark.parametrize("address", sorted({address for address, _ in LIVES}))
def test_an_ordinary_sentence_tells_no_house(address):
    text = (
        "In Utrecht, Tiel of Maastricht is hoop. Een huis, een boot, een villa aan een linde. Zuid."
    )
    assert not Secrets(telling(address)).suggest(text)


@pytest.mark.parametrize(
    "text",
    [
        "in een huis van mijn moeder",
        "Huis ter Heide",
        "hotel in Utrecht",
        "flat 3 hoog",
        "Sanne Veldhuis",
        "Woonzorgcentrum",
        "kasteel en tuin",
        "Thuis Bij Ons",
        "een boot gehuurd, en opvang gezocht",
        "lust",
    ],
)
def test_what_names_no_house_gives_nothing(text):
    assert list(named(text)) == []


def test_a_name_that_is_also_of_a_town_says_nothing_without_the_word_for_a_house(
    monkeypatch, tmp_path
):
    assert "Avondrood" in set(named("Huize Avondrood"))
    assert "Maastricht" not in set(named("Huize Maastricht"))
    use(monkeypatch, tmp_path / "none")
    assert "Avondrood" not in set(named("Huize Avondrood")), "nobody can tell"


def test_a_name_of_more_words_tells_alone_which_house_it_is_and_a_town_does_not(
    monkeypatch, tmp_path
):
    assert list(named("Boerderij de Vier Winden")) == [
        "Boerderij de Vier Winden",
        "Boerderij Vier Winden",
        "de Vier Winden",
        "Vier Winden",
        "Boerderij de Vier",
        "Boerderij Vier",
    ]
    assert "Alphen aan den Rijn" not in set(named("AZC Alphen aan den Rijn"))
    use(monkeypatch, tmp_path / "none")
    assert "Vier Winden" in set(named("Boerderij de Vier Winden"))


def test_words_behind_a_name_in_small_letters_are_not_looked_for_alone():
    assert set(named("woonboot de hoop samen")) == {
        "woonboot de hoop samen",
        "woonboot hoop samen",
        "boot de hoop samen",
        "woonboot de hoop",
        "woonboot hoop",
        "boot de hoop",
    }


def test_a_column_with_a_house_is_read_as_well():
    assert set(of_columns([("Verblijf", "Huize Avondrood"), ("Woonplaats", "Tiel")])) == {
        "Huize Avondrood",
        "Avondrood",
    }
