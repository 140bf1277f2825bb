"""Sessions of browsers, found, kept and forgotten."""

from datetime import UTC, datetime

from portal.models.audit import Role
from portal.models.staff import Staff
from portal.services import browsing

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_session_is_kept_until_it_is_forgotten(database):
    with database.transaction() as session:
        browsing.keep_session(session, "a", {"x": 1}, None, now=NOW)
    with database.transaction() as session:
        browsing.keep_session(session, "a", {"x": 2}, None, now=NOW)
    with database.transaction() as session:
        assert browsing.find_session(session, "a").data == {"x": 2}
        browsing.forget_session(session, "a")
        session.flush()
        session.expire_all()
        assert browsing.find_session(session, "a") is None


def test_all_sessions_of_a_member_of_staff_can_be_ended(database):
    with database.transaction() as session:
        member = Staff(
            organisation="cjib",
            email="a@b.example",
            name="A",
            role=Role.HANDLER,
            password_hash="-",
            created_at=NOW,
        )
        session.add(member)
        session.flush()
        for name, owner in (("a", member.id), ("b", member.id), ("c", None)):
            browsing.keep_session(session, name, {}, owner, now=NOW)
    with database.transaction() as session:
        browsing.forget_staff(session, member.id)
    with database.transaction(write=False) as session:
        assert [name for name in "abc" if browsing.find_session(session, name)] == ["c"]
