"""Who may know of a complaint to the FG."""

import pytest
from sqlalchemy import select

from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case
from portal.models.staff import Staff
from portal.services import confidential
from tests.services import stories


def reader(role: Role) -> Actor:
    return Actor(ActorKind.STAFF, "juridisch-loket", 1, "Anna", role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("fg_only", [True, False])
def test_a_question_and_a_single_look_say_the_same(database, role, fg_only):
    with database.transaction() as session:
        case = stories.ask(session)
        case.fg_only = fg_only
        session.flush()
        found = session.scalars(select(Case).where(confidential.visible_to(reader(role)))).all()
        assert (case in found) == confidential.is_visible(case, reader(role))
        assert confidential.is_visible(case, reader(role)) == (
            not fg_only or role is Role.PRIVACY_OFFICER
        )


def test_a_citizen_or_the_portal_sees_none_in_a_list_for_staff(sqlite_database):
    with sqlite_database.transaction() as session:
        stories.ask(session).fg_only = True
        session.flush()
        for actor in (Actor.portal("juridisch-loket"), Actor.citizen("juridisch-loket")):
            assert not session.scalars(select(Case).where(confidential.visible_to(actor))).all()


def test_mail_about_it_goes_to_the_fg_alone(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        assert confidential.roles_told(case) == (Role.HANDLER, Role.COORDINATOR)
        case.fg_only = True
        assert confidential.roles_told(case) == (Role.PRIVACY_OFFICER,)


@pytest.mark.parametrize(
    ("role", "active", "slug", "there"),
    [
        (Role.PRIVACY_OFFICER, True, "akj", True),
        (Role.PRIVACY_OFFICER, False, "akj", False),
        (Role.PRIVACY_OFFICER, True, "cjib", False),
        (Role.COORDINATOR, True, "akj", False),
    ],
)
def test_an_officer_is_there_when_somebody_has_that_account(
    sqlite_database, role, active, slug, there
):
    with sqlite_database.transaction() as session:
        member = Staff(
            organisation=slug,
            email="fg@akj.example",
            name="Fleur",
            role=role,
            password_hash="x",
            is_active=active,
            created_at=stories.NOW,
        )
        session.add(member)
        session.flush()
        assert confidential.has_officer(session, "akj") is there
