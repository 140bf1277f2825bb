"""References of cases by organisation, right and status."""

from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.services.listing import list_references
from tests.services import stories


def test_it_lists_what_was_asked_for(database):
    with database.transaction() as session:
        first = stories.ask(session, key="1")
        second = stories.ask(session, key="2", right=Right.ERASURE)
        other = stories.ask(session, "akj", key="3")
        second.advance(Action.TAKE, Actor.portal(second.organisation), stories.NOW)
        session.flush()
        assert set(list_references(session)) == {first.reference, second.reference, other.reference}
        assert list_references(session, organisation="akj") == [other.reference]
        assert list_references(session, right=Right.ERASURE) == [second.reference]
        assert list_references(session, status=Status.IN_TREATMENT) == [second.reference]
        assert list_references(session, organisation="akj", right=Right.ERASURE) == []
        assert len(list_references(session, limit=2)) == 2


def test_a_complaint_to_the_fg_is_in_no_list(database):
    with database.transaction() as session:
        stories.ask(session, right=Right.COMPLAINT).fg_only = True
        session.flush()
        assert list_references(session) == []
        assert list_references(session, right=Right.COMPLAINT) == []
