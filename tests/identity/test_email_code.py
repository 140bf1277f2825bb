"""The code itself: six digits, forgiven spaces, judged without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.identity.email_code import EmailCode, read_code
from portal.identity.method import OnlineMethod, Verdict
from portal.links import Codes

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CODES = Codes("a secret of the portal, long enough")
METHOD = EmailCode(CODES)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("12-34-56", "123456"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("١٢٣٤٥٦", None),
        ("", None),
    ],
)
def test_spaces_and_dashes_are_forgiven_and_nothing_else(typed, code):
    assert read_code(typed) == code


def test_it_is_a_method_that_citizens_use_by_themselves():
    assert isinstance(METHOD, OnlineMethod)


def test_it_judges_in_the_order_used_tried_lapsed_right():
    given = METHOD.begin(NOW)
    code = CODES.code(given.nonce)
    assert METHOD.check(given, code, NOW) is Verdict.RIGHT
    assert METHOD.check(given, "nonsense", NOW) is Verdict.WRONG
    late = NOW + timedelta(minutes=10)
    assert METHOD.check(given, code, late) is Verdict.EXPIRED
    tried = replace(given, tries=5)
    assert METHOD.check(tried, code, NOW) is Verdict.TOO_MANY
    used = replace(tried, used_at=NOW)
    assert METHOD.check(used, code, late) is Verdict.USED
