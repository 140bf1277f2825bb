"""One source system in a profile: where it is, its tables, their columns."""

import pytest

from tests.organisations.sample import PROFILE, changed, mistakes_after, mistakes_in, write

SOURCE = "sources[0]"
TABLE = f"{SOURCE}.tables[0]"
MATCH = 'match = { email = "email", "name+birth_date" = "full_name+born" }'
NO_BSN = ("may_ask_bsn = true", "may_ask_bsn = false")
MISTAKES = [
    ('id = "keys"', 'id = "Keys!"', "sources[0].id", "small letters"),
    ('connector = "sqlite"', 'connector = "telepathy"', "sources[0].connector", "sqlite, csv"),
    ('location = "keys.sqlite"', 'location = "../keys.sqlite"', "sources[0].location", "inside"),
    ('location = "keys.sqlite"', 'location = "/keys.sqlite"', "sources[0].location", "inside"),
    (
        'location = "keys.sqlite"',
        'location = "https://keys.example"',
        "sources[0].location",
        "inside",
    ),
    ('table = "keys"', 'table = " keys"', f"{TABLE}.table", "the name itself"),
    ('table = "keys"', f'table = "{"k" * 121}"', f"{TABLE}.table", "at most 120"),
    (MATCH, "match = {}", f"{TABLE}.match", "found"),
    ('email = "email"', 'shoe_size = "email"', f"{TABLE}.match.shoe_size", "not known"),
    ('"full_name+born"', '"full_name"', f"{TABLE}.match.name+birth_date", "one column"),
    ('"full_name+born"', '"full_name+ born"', f"{TABLE}.match.name+birth_date", "one column"),
    ('column = "colour"', 'column = "number"', f"{TABLE}.fields[1].column", "twice"),
    ('column = "colour"', 'column = " colour"', f"{TABLE}.fields[1].column", "the name itself"),
    ('kind = "code"', 'kind = "codes"', f"{TABLE}.fields[1].kind", "choose from text, date"),
    ('codes = { R = { nl = "rood", en = "red" } }', "", f"{TABLE}.fields[1].codes", "explain"),
    ('kind = "code"', 'kind = "text"', f"{TABLE}.fields[1].codes", "only of that kind"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), MISTAKES)
def test_a_mistake_in_a_system_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert reason in mistakes_after(tmp_path, (old, new))[key]


def test_a_source_has_tables_and_a_table_has_fields(tmp_path):
    tables = PROFILE[PROFILE.index("[[sources.tables]]") :]
    assert "sources[0].tables" in mistakes_after(tmp_path, (tables, "tables = []"))
    fields = PROFILE[PROFILE.index("[[sources.tables.fields]]") :]
    assert f"{TABLE}.fields" in mistakes_after(tmp_path, (fields, "fields = []"))


def kind(connector, location, table, *more):
    """The sample with another kind of source."""
    return changed(
        ('connector = "sqlite"', f'connector = "{connector}"'),
        ('location = "keys.sqlite"', f'location = "{location}"' if location else ""),
        ('table = "keys"', f"table = '{table}'"),
        *more,
    )


@pytest.mark.parametrize(
    ("connector", "location", "table"),
    [
        ("sqlite", "keys.sqlite", 'Sleutels "oud"; drop'),
        ("csv", "keys", "keys.csv"),
        ("csv", "keys", "Export sleutels 2026.csv"),
        ("excel", "Sleutels.XLSX", "Blad1"),
        ("excel", "old/keys.ods", "Alle sleutels"),
        ("excel", "keys", "Sleutels 2026.xlsx/Blad 1"),
        ("database", "public", "KeysHeld"),
        ("database", "", "keys"),
    ],
)
def test_names_are_written_as_the_system_writes_them(tmp_path, connector, location, table):
    columns = ('column = "colour"', 'column = "Kleur van de sleutel"'), ("+born", "+Born on")
    assert mistakes_in(write(tmp_path, kind(connector, location, table, *columns))) == {}


@pytest.mark.parametrize(
    ("connector", "location", "table", "key", "reason"),
    [
        ("csv", "keys", "../keys.csv", TABLE + ".table", "a file in the folder"),
        ("csv", "keys", "more/keys.csv", TABLE + ".table", "a file in the folder"),
        ("csv", "keys", ".keys", TABLE + ".table", "a file in the folder"),
        ("excel", "keys", "Blad1", TABLE + ".table", "forms.xlsx/Sheet1"),
        ("excel", "keys", "../keys.xlsx/Blad1", TABLE + ".table", "forms.xlsx/Sheet1"),
        ("excel", "keys", "keys.txt/Blad1", TABLE + ".table", "forms.xlsx/Sheet1"),
        ("excel", "keys.xlsx", "other.xlsx/Blad1", TABLE + ".table", "the name of a sheet"),
        ("excel", "keys.xlsx", "Blad[1]", TABLE + ".table", "the name of a sheet"),
        ("excel", "../keys.xlsx", "Blad1", SOURCE + ".location", "inside"),
        ("database", "postgresql://a:b@c/d", "keys", SOURCE + ".location", "a secret"),
        ("database", " public", "keys", SOURCE + ".location", "the schema"),
        ("folder", "../files", "{client_number}/**", SOURCE + ".location", "inside"),
    ],
)
def test_a_place_that_cannot_be_is_told(tmp_path, connector, location, table, key, reason):
    assert reason in mistakes_in(write(tmp_path, kind(connector, location, table)))[key]


def documents(pattern, *more):
    """The sample with a folder of documents."""
    return kind(
        "folder", "files", pattern, (MATCH, ""), ('column = "number"', 'column = "file_name"'),
        ('column = "colour"', 'column = "folder"'), *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    "pattern",
    ["{client_number}/**", "*/{client_number}*.pdf", "**/{email}", "{name} {birth_date}/*"],
)
def test_a_folder_has_a_path_that_says_whose_a_document_is(tmp_path, pattern):
    assert mistakes_in(write(tmp_path, documents(pattern))) == {}


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("**", "what belongs to one person"),
        ("{name}/**", "what belongs to one person"),
        ("{birth_date}*.pdf", "what belongs to one person"),
        ("{shoe_size}/**", '"shoe_size" is not known'),
        ("{bsn}/**", "must not use the BSN"),
        ("/{client_number}", "inside the location"),
        ("../{client_number}/**", "inside the location"),
        ("{client_number}//x", "inside the location"),
        ("{client_number}/a**", "two stars stand alone"),
        ("{client_number}/{", "a brace without"),
    ],
)
def test_a_path_that_finds_too_much_is_told(tmp_path, pattern, reason):
    assert reason in mistakes_in(write(tmp_path, documents(pattern, NO_BSN)))[f"{TABLE}.table"]


def test_a_folder_has_columns_of_its_own_and_no_match(tmp_path):
    found = mistakes_in(write(tmp_path, kind("folder", "files", "{client_number}/**")))
    assert "the path says" in found[f"{TABLE}.match"]
    assert "file_name, changed_on, folder" in found[f"{TABLE}.fields[0].column"]


@pytest.mark.parametrize("column", ["BSN", "bsn_nummer", "Bsn nummer", "het BSN-nummer"])
def test_the_bsn_is_seen_however_it_is_written(tmp_path, column):
    found = mistakes_after(tmp_path, NO_BSN, ('column = "colour"', f'column = "{column}"'))
    assert "BSN" in found[f"{TABLE}.fields[1].column"]


PERSON = """
[[sources]]
id = "cellar"
name = { nl = "Kelder", en = "Cellar" }
connector = "person"
owner = { name = { nl = "Beheer", en = "Keeper" }, email = "kelder@huis.example" }
tables = [{ table = "paper", activity = "living", category = { nl = "Papier", en = "Paper" } }]
"""


def with_person(*changes):
    text = changed(('source_systems = ["keys"]', 'source_systems = ["keys", "cellar"]')) + PERSON
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_source_can_be_a_person(tmp_path):
    assert mistakes_in(write(tmp_path, with_person())) == {}


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('email = "kelder@huis.example"', 'phone = "088 4 700 200"', "owner.email", "is asked"),
        ("kelder@huis.example", "kelder", "owner.email", "not an e-mail address"),
        ("kelder@huis.example", "a@b.nl, c@d.nl", "owner.email", "not an e-mail address"),
        ('id = "cellar"', 'id = "cellar"\nlocation = "kelder"', "location", "take it out"),
        (
            'en = "Paper" } }',
            'en = "Paper" }, match = { bsn = "bsn" } }',
            "tables[0].match",
            "name",
        ),
    ],
)
def test_a_person_has_an_address_and_knows_little(tmp_path, old, new, key, reason):
    found = mistakes_in(write(tmp_path, with_person((old, new))))
    assert reason in found[f"sources[1].{key}"]
