"""A bezwaar that succeeds is carried out in a request of its own."""

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.models.case import Case, Procedure
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import answering, decision, documents, redoing, review
from portal.services.obstacles import Obstacle
from tests.services import stories
from tests.services.contested import answer, contest, made
from tests.services.days import Desk, after
from tests.services.test_documents import Paper


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        yield desk


def decided(desk, outcome):
    """A bezwaar that ends so."""
    case = contest(desk, made(desk))
    stories.decide(desk.session, case, outcome, reason="U krijgt alsnog inzage in uw gegevens.")
    return case


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY])
def test_what_was_refused_wrongly_comes_back_as_a_request(desk, outcome, queue):
    bezwaar = decided(desk, outcome)
    case = redoing.open_request(desk.session, bezwaar, desk.organisation, after(40))
    assert (case.procedure, case.origin_id) == (Procedure.REQUEST, bezwaar.id)
    assert (case.status, case.is_open) == (Status.RECEIVED, True)
    assert (case.name, case.email) == (desk.case.name, desk.case.email)
    assert [(part.right, part.answers) for part in case.parts] == [
        (part.right, part.answers) for part in desk.case.parts
    ]
    assert case.parts[0].outcome is None
    assert case.id in queue.of(Job.MAKE_RECEIPT)
    mail = desk.session.scalars(select(OutgoingMail).where(OutgoingMail.case_id == case.id)).one()
    assert mail.kind is MailKind.RECEIPT


def test_it_is_opened_once(desk):
    bezwaar = decided(desk, Outcome.GRANTED)
    first = redoing.open_request(desk.session, bezwaar, desk.organisation, after(40))
    assert redoing.open_request(desk.session, bezwaar, desk.organisation, after(41)) is first
    assert len(desk.session.scalars(select(Case).where(Case.origin_id == bezwaar.id)).all()) == 1


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN])
def test_a_bezwaar_that_fails_opens_nothing(desk, outcome):
    bezwaar = decided(desk, outcome)
    assert redoing.open_request(desk.session, bezwaar, desk.organisation, after(40)) is None


def test_a_request_opens_no_other(desk):
    desk.case.parts[0].outcome = Outcome.GRANTED
    assert redoing.open_request(desk.session, desk.case, desk.organisation, after(40)) is None


@pytest.mark.parametrize(("outcome", "told"), [(Outcome.GRANTED, True), (Outcome.REFUSED, False)])
def test_the_letter_says_where_it_is_carried_out(desk, outcome, told):
    case = contest(desk, made(desk))
    stories.decide(desk.session, case, outcome, reason="Wij zien het nu anders dan eerst.")
    case.parts[0].ground = "bezwaar_unfounded" if outcome is Outcome.REFUSED else None
    case.parts[0].needs = {"why": "Wij blijven bij ons besluit, want het klopt."}
    letter = answering.build_bezwaar_decision(
        case, desk.organisation, against=desk.case.reference, personal="", now=after(40)
    )
    assert any("nieuw verzoek" in step for step in letter.next_steps) is told


def test_the_answer_to_a_bezwaar_opens_it_when_it_is_handed_over(database, tmp_path):
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case_id = decided(desk, Outcome.GRANTED).id
    files = FileStore(tmp_path / "files")
    press = documents.Press(database, files, stories.ORGANISATIONS, Paper())
    for _ in range(2):
        documents.make_answer(press, case_id, now=after(40))
    with database.transaction(write=False) as session:
        opened = session.scalars(select(Case).where(Case.origin_id == case_id)).one()
        assert opened.received_date == after(40).date()


def test_who_decided_on_the_bezwaar_may_decide_on_what_it_gives(desk):
    bezwaar = decided(desk, Outcome.GRANTED)
    bezwaar.approved_by = desk.member.id
    case = redoing.open_request(desk.session, bezwaar, desk.organisation, after(40))
    facts = review.facts_of(desk.session, case)
    here, actor, today = desk.organisation, desk.member.actor(), after(40).date()
    found = decision.hindrances(case, here, facts, actor, today)
    assert Obstacle.OWN_DECISION not in {each.obstacle for each in found}
