"""Flask-Login knows only who has shown both factors."""

from datetime import UTC, datetime

from flask import session

from portal.models.audit import Role
from portal.models.staff import Staff
from portal.web import login
from portal.web.page import db

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _member(email: str, **facts: object) -> Staff:
    values = {
        "organisation": "cjib",
        "email": email,
        "name": "A",
        "role": Role.HANDLER,
        "password_hash": "-",
        "created_at": NOW,
        "totp_enrolled_at": NOW,
    }
    member = Staff(**(values | facts))
    db().add(member)
    db().flush()
    return member


def test_somebody_is_signed_in_only_after_both_factors(app):
    with app.test_request_context("/", method="POST"):
        member, other = _member("a@b.example"), _member("c@d.example")
        session["staff_id"] = member.id
        assert not login.is_complete()
        login.complete(member)
        assert login.is_complete()
        assert login.is_complete(member)
        assert not login.is_complete(other)


def test_a_closed_account_is_signed_in_nowhere(app):
    with app.test_request_context("/", method="POST"):
        member = _member("a@b.example", is_active=False)
        assert login.load(str(member.id)) is None
        login.complete(member)
        assert not login.is_complete()


def test_nonsense_in_a_session_is_nobody(app):
    with app.test_request_context("/", method="POST"):
        assert login.load("1; drop table staff") is None
        assert login.load("999") is None
