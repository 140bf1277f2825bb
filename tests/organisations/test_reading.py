"""Keys, kinds of value and texts: each mistake is told with its key and what to do."""

import pytest

from portal.organisations.organisation import Retention, Text
from portal.organisations.reading import Mistakes, read
from tests.organisations.sample import mistakes_after

SHAPES = [
    ('slug = "huis"', 'slug = "huis"\nslogan = "ja"', "slogan", "is not a key of a profile"),
    ('slug = "huis"', 'slgu = "huis"', "slgu", 'did you mean "slug"?'),
    ('slug = "huis"', 'slgu = "huis"', "slug", "is missing; add text between quotes"),
    ("sensitivity = ", "sensitive = ", "activities[0].sensitivity", "add one of"),
    ('id = "living"\n', "", "activities[0].id", "is missing"),
    ("[contact]", "[contact]\n[contacts]", "contacts", "not a key"),
    ('name = { nl = "Huis", en = "House" }', 'name = "Huis"', "name", "a table with nl, en"),
    (
        '{ nl = "Wonen.", en = "Living." }',
        '{ nl = "Wonen." }',
        "activities[0].purpose.en",
        "missing",
    ),
    ('{ nl = "na vertrek",', "{", "activities[0].retention[0].trigger.nl", "is missing"),
    ('{ nl = "rood",', '{ nl = " ",', "sources[0].tables[0].fields[1].codes.R.nl", "is empty"),
    ('en = "direction" }', 'en = "a\\nb" }', "addressee.en", "line break"),
    ("draft_retention_days = 14", 'draft_retention_days = "14"', "draft_retention_days", "number"),
    ("draft_retention_days = 14", "draft_retention_days = true", "draft_retention_days", "number"),
    ("second_approver = false", "second_approver = 0", "second_approver", "true or false"),
    ("recipients = []", 'recipients = ""', "activities[0].recipients", "a list"),
    ('high = ["desk"]', 'high = "desk"', "identity_methods.high", "a list"),
    (
        'high = ["desk"]',
        'high = ["desk"]\nhuge = []',
        "identity_methods.huge",
        "low, ordinary, high",
    ),
    ('"access", "erasure"]', '"access", "fly"]', "activities[0].rights[1]", "one of"),
    ('right = "erasure"', 'right = "destroy"', "rights[1].right", '"erasure"'),
    ('address_form = "je"', 'address_form = "jullie"', "address_form", 'one of "u", "je"'),
    ('kind = "public"', 'kind = "royal"', "controller_kind", 'one of "public", "private"'),
    (
        'statement_version = "2026-11-21"',
        "statement_version = 2026-11-21",
        "statement_version",
        "quotes",
    ),
    ('logo = "logo.svg"', 'logo = "logo.svg"\nlogo_path = "/etc"', "brand.logo_path", "not a key"),
    ("[request_retention]", "[request_retentions]", "request_retention", "a table with period"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), SHAPES)
def test_a_wrong_shape_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert reason in mistakes_after(tmp_path, (old, new))[key]


def test_a_part_that_is_wrong_is_not_reported_again_for_what_follows_from_it(tmp_path):
    assert list(mistakes_after(tmp_path, ('kind = "public"', 'kind = "royal"'))) == [
        "controller_kind"
    ]


def test_reading_goes_on_after_a_mistake():
    mistakes = Mistakes()
    retention = read(Retention, {"period": {"nl": "1 jaar"}, "trigger": "na", "x": 1}, mistakes)
    assert retention.period == Text("1 jaar", "")
    assert [key for key, _ in mistakes.found] == ["x", "period.en", "trigger"]
