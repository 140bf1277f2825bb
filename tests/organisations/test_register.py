"""The register and the source systems, and that the two agree."""

import pytest

from tests.organisations.sample import PROFILE, changed, mistakes_after, mistakes_in, write

TABLE = "sources[0].tables[0]"
MISTAKES = [
    ('id = "living"', 'id = "Living here"', "activities[0].id", "small letters"),
    (
        'categories = [{ nl = "naam", en = "name" }]',
        "categories = []",
        "activities[0].categories",
        "one item",
    ),
    ('rights = ["access", "erasure"]', "rights = []", "activities[0].rights", "at least one"),
    (
        'source_systems = ["keys"]',
        'source_systems = ["keys", "safe"]',
        "activities[0].source_systems[1]",
        'no source system "safe"',
    ),
    (
        'source_systems = ["keys"]',
        "source_systems = []",
        f"{TABLE}.activity",
        'add "keys" to source_systems',
    ),
    ('activity = "living"', 'activity = "leaving"', f"{TABLE}.activity", 'no activity "leaving"'),
    (
        'activity = "living"',
        'activity = "leaving"',
        "activities[0].source_systems[0]",
        'no table of "keys"',
    ),
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
    ('table = "keys"', 'table = "keys; drop"', f"{TABLE}.table", "small letters"),
    ('table = "keys"', 'table = "../keys"', f"{TABLE}.table", "small letters"),
    (
        'match = { email = "email", "name+birth_date" = "full_name+born" }',
        "match = {}",
        f"{TABLE}.match",
        "found",
    ),
    ('email = "email"', 'shoe_size = "email"', f"{TABLE}.match.shoe_size", "not known"),
    ('"full_name+born"', '"full_name"', f"{TABLE}.match.name+birth_date", "one column"),
    ('"full_name+born"', '"full_name+Born On"', f"{TABLE}.match.name+birth_date", "small letters"),
    ('column = "colour"', 'column = "number"', f"{TABLE}.fields[1].column", "twice"),
    ('column = "colour"', 'column = "the colour"', f"{TABLE}.fields[1].column", "small letters"),
    ('kind = "code"', 'kind = "codes"', f"{TABLE}.fields[1].kind", "choose from text, date"),
    ('codes = { R = { nl = "rood", en = "red" } }', "", f"{TABLE}.fields[1].codes", "explain"),
    ('kind = "code"', 'kind = "text"', f"{TABLE}.fields[1].codes", "only of that kind"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), MISTAKES)
def test_a_mistake_in_the_register_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert reason in mistakes_after(tmp_path, (old, new))[key]


def test_a_register_has_lines_and_each_line_a_retention(tmp_path):
    top = PROFILE[: PROFILE.index("[[activities]]")]
    found = mistakes_in(write(tmp_path, f"activities = []\nsources = []\n{top}"))
    assert found == {"activities": "must have at least one line"}
    period = PROFILE[PROFILE.index("[[activities.retention]]") : PROFILE.index("[[sources]]")]
    found = mistakes_after(tmp_path, (period, "retention = []\n"))
    assert found == {"activities[0].retention": "must have at least one item"}


def test_ids_are_unique(tmp_path):
    register = PROFILE[PROFILE.index("[[activities]]") :]
    found = mistakes_in(write(tmp_path, PROFILE + register))
    assert "twice" in found["activities[1].id"]
    assert "twice" in found["sources[1].id"]


def test_a_source_has_tables_and_a_table_has_fields(tmp_path):
    tables = PROFILE[PROFILE.index("[[sources.tables]]") :]
    assert "sources[0].tables" in mistakes_after(tmp_path, (tables, "tables = []"))
    fields = PROFILE[PROFILE.index("[[sources.tables.fields]]") :]
    assert f"{TABLE}.fields" in mistakes_after(tmp_path, (fields, "fields = []"))


RETENTION = 'trigger = { nl = "na vertrek", en = "after leaving" }\n'
DUTY = """[[activities.duties]]
law = { nl = "Huiswet", en = "House Act" }
what = { nl = "de naam", en = "the name" }
period = { nl = "lang", en = "long" }
trigger = { nl = "na vertrek", en = "after leaving" }
"""


@pytest.mark.parametrize(
    ("gone_after", "kept_for", "reason"),
    [
        ("months = 6\ndeletes_itself = true", "months = 12", "deletes them"),
        ("days = 28\ndeletes_itself = true", "months = 1\nyields = true", "deletes them"),
        ("deletes_itself = false", "months = 0", "1 or more"),
    ],
)
def test_what_a_law_keeps_is_not_deleted_before(tmp_path, gone_after, kept_for, reason):
    change = (RETENTION, f"{RETENTION}{gone_after}\n{DUTY}{kept_for}\n")
    found = mistakes_after(tmp_path, change)
    assert reason in found["activities[0].duties[0].months"]


@pytest.mark.parametrize(
    ("gone_after", "kept_for"),
    [
        ("months = 12\ndeletes_itself = true", "months = 12"),
        ("months = 6", "months = 12"),
        ("days = 28\ndeletes_itself = true", ""),
    ],
)
def test_a_duty_may_last_as_long_as_the_data(tmp_path, gone_after, kept_for):
    change = (RETENTION, f"{RETENTION}{gone_after}\n{DUTY}{kept_for}\n")
    assert mistakes_after(tmp_path, change) == {}


def test_a_csv_table_is_a_file_name(tmp_path):
    text = changed(
        ('connector = "sqlite"', 'connector = "csv"'), ('table = "keys"', 'table = "keys.csv"')
    )
    assert mistakes_in(write(tmp_path, text)) == {}


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
