"""What a profile means: contacts, remedies, BSN, identity and rights."""

import pytest

from tests.organisations.sample import mistakes_after

TO_PRIVATE = (
    ('controller_kind = "public"', 'controller_kind = "private"'),
    ('controller_kind = "public"', 'controller_kind = "private"'),
)
NO_OBJECTION = (
    '[objection_body]\nname = { nl = "Bezwaar", en = "Objections" }\n'
    'address = ["Postbus 1", "1000 AA Dorp"]\n',
    "",
)
NO_BSN = ("may_ask_bsn = true", "may_ask_bsn = false")

OFFERED = 'rights = [{ right = "access" }, { right = "erasure" }, { right = "human_review" }]'
MEANINGS = [
    ('slug = "huis"', 'slug = "Mijn huis"', "slug", "small letters"),
    ('slug = "huis"', 'slug = "balie"', "slug", "of the portal itself"),
    ('prefix = "HU"', 'prefix = "H"', "reference_prefix", "two to four capital letters"),
    ('prefix = "HU"', 'prefix = "HUISJ"', "reference_prefix", "two to four capital letters"),
    ('prefix = "HU"', 'prefix = "H1"', "reference_prefix", "two to four capital letters"),
    ("2026-11-21", "21-11-2026", "statement_version", "year-month-day"),
    ("2026-11-21", "2026-02-30", "statement_version", "year-month-day"),
    ("2026-11-21", "20261121", "statement_version", "year-month-day"),
    ("retention_days = 14", "retention_days = 0", "draft_retention_days", "from 1 to 366"),
    ("months = 12", "months = 0", "request_retention.months", "1 or more"),
    ("months = 12", "months = 12\ndays = 3", "request_retention.days", "months or days"),
    (
        'reason = { nl = "Voor vragen.", en = "For questions." }',
        "",
        "request_retention.reason",
        "why",
    ),
    (
        'nl = "Chef"',
        'nl = "Autoriteit Persoonsgegevens"',
        "complaint_path[0].name",
        "leave this step out",
    ),
    (
        'other_ways = [{ name = { nl = "Balie", en = "Desk" } }]',
        "other_ways = []",
        "other_ways",
        "besides the portal",
    ),
    ("info@huis.example", "info@huis", "contact.email", "not an e-mail address"),
    ("info@huis.example", "info huis@a.nl", "contact.email", "not an e-mail address"),
    ("088 4 700 200", "bel ons", "contact.phone", "digits"),
    ('web = "https://', 'web = "http://', "contact.web", "https://"),
    ('address = ["Postbus 1", "1000 AA Dorp"]', "", "objection_body", "must say how"),
    ("https://huis.example/lek", "lek", "security_contact", "e-mail address or"),
    ('low = ["email_code"]\n', "", "identity_methods.low", "is missing"),
    ('high = ["desk"]', "high = []", "identity_methods.high", "is missing"),
    (
        'high = ["desk"]',
        'high = ["desk", "passport"]',
        "identity_methods.high[1]",
        "email_code, desk",
    ),
    (OFFERED, "rights = []", "rights", "at least one"),
    ('{ right = "human_review" }', '{ right = "access" }', "rights[2].right", "twice"),
    (
        'rights = ["access", "erasure"]',
        'rights = ["access", "restriction"]',
        "activities[0].rights[1]",
        'add "restriction"',
    ),
    (
        'rights = ["access", "erasure"]',
        'rights = ["human_review"]',
        "activities[0].rights[0]",
        "automated_decision",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), MEANINGS)
def test_a_wrong_meaning_is_told_with_its_key(tmp_path, old, new, key, reason):
    assert reason in mistakes_after(tmp_path, (old, new))[key]


def test_a_public_body_says_where_its_objections_go(tmp_path):
    assert "bezwaar" in mistakes_after(tmp_path, NO_OBJECTION)["objection_body"]


def test_one_public_task_of_a_private_body_is_enough_to_need_it(tmp_path):
    found = mistakes_after(tmp_path, TO_PRIVATE[0], NO_BSN, NO_OBJECTION)
    assert list(found) == ["objection_body"]


def test_a_private_body_has_no_objections(tmp_path):
    found = mistakes_after(tmp_path, *TO_PRIVATE, NO_BSN)
    assert "go to court" in found["objection_body"]
    assert mistakes_after(tmp_path, *TO_PRIVATE, NO_BSN, NO_OBJECTION) == {}


def test_only_a_public_body_may_ask_for_the_bsn(tmp_path):
    found = mistakes_after(tmp_path, *TO_PRIVATE, NO_OBJECTION)
    assert found == {"may_ask_bsn": "must be false; only a public body may ask for the BSN"}


def test_without_that_no_source_is_searched_by_bsn_or_holds_it(tmp_path):
    by_bsn = ('email = "email"', 'bsn = "number"')
    assert mistakes_after(tmp_path, by_bsn) == {}
    assert "sources[0].tables[0].match" in mistakes_after(tmp_path, by_bsn, NO_BSN)
    holds = ('column = "number"', 'column = "bsn_number"')
    assert mistakes_after(tmp_path, holds) == {}
    assert "sources[0].tables[0].fields[0].column" in mistakes_after(tmp_path, holds, NO_BSN)


@pytest.mark.parametrize("right", ["consent_withdrawal", "portability"])
def test_rights_that_rest_on_consent_need_consent_as_the_basis(tmp_path, right):
    offered = ('{ right = "human_review" }', f'{{ right = "{right}" }}')
    used = ('rights = ["access", "erasure"]', f'rights = ["{right}"]')
    assert "consent" in mistakes_after(tmp_path, offered, used)["activities[0].rights[0]"]
    assert mistakes_after(tmp_path, offered, used, ("AVG 6.1.e", "AVG 6.1.a")) == {}
