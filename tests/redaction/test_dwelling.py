"""The parts of an address that tell where somebody lives, however it was typed."""

import pytest

from portal.redaction.detecting import Secrets
from portal.redaction.dwelling import lines_of, of_columns, telling, with_town

LIVES = [  # an address as it was typed, and how somebody else writes it
    ("Schuilpad 12\n3511 AB Utrecht", "Schuilpad 12"),
    ("1e Helmersstraat 20\n1054 CX Amsterdam", "1e Helmersstraat 20"),
    ("1e Helmersstraat 20", "Eerste Helmersstraat 20"),
    ("2e Oosterparkstraat 12", "2e Oosterparkstraat 12"),
    ("Tweede Oosterparkstraat 12", "2e Oosterparkstraat 12"),
    ("'t Zand 5\n3811 GB Amersfoort", "'t Zand 5"),
    ("’t Zand 5", "het Zand 5"),
    ("Markt 3", "Markt nr. 3"),
    ("Markt 3", "markt3"),
    ("Markt3a", "Markt 3a"),
    ("Markt nr 3", "Markt 3"),
    ("Schuilpad 12 3511 AB Utrecht", "Schuilpad 12"),
    ("Schuilpad 12 3511 ab utrecht", "3511 AB"),
    ("Schuilpad 12; 3511 AB Utrecht", "Schuilpad 12"),
    ("Schuilpad 12, 3511AB Utrecht", "3511 ab"),
    ("3511 AB Utrecht Schuilpad 12", "Schuilpad"),
    ("Schuilpad 12 huis rechts", "Schuilpad 12"),
    ("Schuilpad 12 (2 hoog)", "Schuilpad 12"),
    ("Markt 12 huis rechts\n3511 ab Utrecht", "Markt 12"),
    ("Kanaalweg 12-14 III links", "Kanaalweg 12-14"),
    ("Kanaalweg 12-14 III links", "Kanaalweg 12"),
    ("Kanaalweg 1012 hs", "Kanaalweg 1012"),
    ("Laan 1940-1945 3", "Laan 1940-1945 3"),
    ("Laan '40-'45 3", "Laan '40-'45 3"),
    ("Plein 1813 4", "Plein 1813 4"),
    ("8 Oktoberstraat 5", "8 Oktoberstraat 5"),
    ("Hofstr. 9", "Hofstraat 9"),
    ("Hofstraat 9", "Hofstr. 9"),
    ("Markt\n3", "Markt 3"),
    ("12 Kanaalweg", "Kanaalweg 12"),
    ("12 Hofweg", "Hofweg 12"),
    ("Markt 1012 hs", "Markt 1012"),
    ("Ik woon op Schuilpad 12", "Schuilpad 12"),
    ("Zij woont sinds 2020 op Dam 12", "Dam 12"),
    ("'s-Gravelandseweg 5", "'s-Gravelandseweg 5"),
]


@pytest.mark.parametrize(("address", "written"), LIVES)
def test_where_somebody_lives_is_found_in_a_sentence(address, written):
    text = f"Wij stuurden het naar {written}, op verzoek."
    found = Secrets(telling(address)).suggest(text)
    start = text.index(written)
    assert found
    assert all(start <= each.start < each.end <= start + len(written) for each in found)


@pytest.mark.parametrize("address", sorted({address for address, _ in LIVES}))
@pytest.mark.parametrize(
    "text",
    [
        "Wij spraken u op 12 mei 2020 in Utrecht, Amsterdam of Amersfoort.",
        "De 1e keer duurde 20 minuten, de 2e keer 12; op de markt was het 3 graden.",
        "Er lag zand, er waren 5 mensen en een plein met 4 bomen aan een laan uit 1940.",
        "De school staat op Schuilpaden 12 en Plein 4, links en rechts; 2 hoog, III, huis rechts.",
        "In 3511 abonnementen stond niets.",
    ],
)
def test_an_ordinary_sentence_does_not_tell_it(address, text):
    assert not Secrets(telling(address)).suggest(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Utrecht",
        "Amsterdam 1054 CX Nederland",
        "Zij verblijft daar sinds 12 mei",
        "K-1",
        "CJIB 1234567890",
        "KLNT1234567",
        "2 hoog",
    ],
)
def test_what_says_no_street_gives_none(text):
    assert not [each for each in telling(text) if each[:1].isalpha() and "1054" not in each]


def test_a_town_alone_is_no_secret():
    assert set(telling("Schuilpad 12 1054 CX Amsterdam")) >= {"Schuilpad 12", "1054 CX"}
    assert "Amsterdam" not in set(telling("Schuilpad 12 1054 CX Amsterdam"))
    assert "Amsterdam" not in set(telling("Amsterdam 1054 CX"))


@pytest.mark.parametrize(
    ("columns", "told", "silent"),
    [
        ([("Straat", "Schuilpad"), ("Huisnummer", "12")], {"Schuilpad", "Schuilpad 12"}, "12"),
        ([("Huisnummer", "3"), ("Straat", "Markt")], {"Markt 3"}, "Markt"),
        ([("Huisnummer", "3-A"), ("Straat", "Markt"), ("Plaats", "Tiel")], {"Markt 3"}, "Tiel 3"),
        ([("Straat", "Schuilpad"), ("Woonplaats", "Maastricht")], {"Schuilpad"}, "Maastricht"),
        ([("Straat", "Schuilpad"), ("Land", "Nederland")], {"Schuilpad"}, "Nederland"),
        ([("Verblijf", "Huize De Zonnewende")], {"Huize De Zonnewende"}, ""),
        ([("Straat", "Onbekend"), ("Postcode", "3511 ab")], {"3511 AB"}, "Onbekend"),
        ([("Straat", "Markt"), ("Huisnummer", "3"), ("Postcode", "3511AB")], {"Markt 3"}, "Markt"),
        ([("Adres", "1e Helmersstraat 20\n1054 CX Amsterdam")], {"Helmersstraat 20"}, "Amsterdam"),
    ],
)
def test_the_columns_of_a_record_are_read_together(columns, told, silent):
    found = set(of_columns(columns))
    assert found >= told
    assert silent not in found


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("Schuilpad 12\n3511 ab  Utrecht", ["3511 AB Utrecht"]),
        ("Schuilpad 12 3511AB Wijk bij Duurstede", ["3511 AB Wijk bij Duurstede"]),
        ("Schuilpad 12; 3511 AB", []),
    ],
)
def test_a_postcode_goes_with_its_town(address, told):
    assert list(with_town(address)) == told


def test_an_address_is_read_by_line():
    assert lines_of("Schuilpad  12; 3511 AB, Utrecht\n") == ["Schuilpad 12", "3511 AB", "Utrecht"]
