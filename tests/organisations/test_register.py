"""The register and the source systems, and that the two agree."""

import pytest

from tests.organisations.sample import PROFILE, mistakes_after, mistakes_in, write

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
