"""Questions to colleagues on the desk: where they stand, asked again, withdrawn; appointments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.models.audit import Role
from portal.models.case import Case
from portal.models.expert import ExpertAnswer, ExpertTask, TaskState, Viewing
from portal.models.mail import MailKind, OutgoingMail
from portal.services import outbox, tasklinks, viewings
from portal.services.viewings import ToSee
from tests.services import experts
from tests.services.experts import NOW
from tests.web.citizen.walk import faults
from tests.web.staff import desk

SEEN = ToSee("Beelden van 3 maart", "Balie, vraag naar Piet", "088 123", date(2099, 1, 4))


@pytest.fixture
def asked(app):
    """A case of the handler who reads, in which the keeper of the cellar was asked."""
    portal = app.extensions["portal"]
    known = {**portal.organisations, desk.HOME: experts.organisation()}
    app.extensions["portal"] = replace(portal, organisations=known)
    desk.hire(app, Role.HANDLER)
    with portal.database.transaction() as session:
        task = experts.begin(session)
        return experts.case_of(session, task).reference, task.id


def change(app, task_id, what):
    with app.extensions["portal"].database.transaction() as session:
        return what(session, session.get_one(ExpertTask, task_id))


def show(app, reference, client=None):
    client = client or desk.signed_in(app, Role.HANDLER)
    return client.get(f"/balie/verzoek/{reference}/vragen").text


def test_the_page_says_who_was_asked_and_how_it_stands(app, asked):
    reference, task_id = asked
    client = desk.signed_in(app, Role.HANDLER)
    page = show(app, reference, client)
    for said in ("Archief in de kelder", experts.ADDRESS, "wacht op antwoord", "nog niet gezien"):
        assert said in page.replace("<wbr>", "")
    assert "volgende mail op 25 nov 2026" in page

    def go_on(session, task):
        experts.come_in(session, task)
        task.chases, task.escalated_at = 3, NOW

    change(app, task_id, go_on)
    page = show(app, reference, client)
    for said in ("gezien", "3 herinneringen", "geen antwoord na twee herinneringen"):
        assert said in page


def test_an_answer_is_shown_with_its_note_and_the_copies(app, asked):
    reference, task_id = asked

    def answer(session, task):
        task.state, task.answer = TaskState.ANSWERED, ExpertAnswer.OVERVIEW
        task.answered_at, task.note = NOW, "Let op <b>"

    change(app, task_id, answer)
    client = desk.signed_in(app, Role.HANDLER)
    page = show(app, reference, client)
    for said in (
        "Overzicht getypt, op 20 nov 2026",
        "Let op &lt;b&gt;",
        "misschien zijn die er nog",
    ):
        assert said in page
    address = f"/balie/verzoek/{reference}/vragen/{task_id}/kopieen"
    assert desk.post(client, address).status_code == 302
    assert "weg sinds" in show(app, reference, client)


def test_a_refused_mail_is_told(app, asked):
    reference, task_id = asked
    change(app, task_id, lambda s, _: outbox.give_up(s, experts.mails(s)[-1].id, now=NOW))
    assert "De mail is geweigerd" in show(app, reference)


def test_asking_again_mails_a_new_link_with_what_was_added(app, asked):
    reference, task_id = asked
    client = desk.signed_in(app, Role.HANDLER)
    address = f"/balie/verzoek/{reference}/vragen/{task_id}/opnieuw"
    page = client.get(address).text
    assert experts.ADDRESS in page
    for typed, wrong in (
        ({"email": experts.ADDRESS, "question": "x" * 5_000}, {"question"}),
        ({"email": "bram", "question": ""}, {"email"}),
        ({"email": "bram@elders.example", "question": "Ook?"}, {"email"}),
    ):
        answer = desk.post(client, address, typed)
        assert (answer.status_code, set(faults(answer.text))) == (422, wrong)
    typed = {"email": experts.ADDRESS, "question": "Ook 2019?"}
    assert desk.post(client, address, typed).status_code == 302
    with app.extensions["portal"].database.transaction() as session:
        assert session.get_one(ExpertTask, task_id).question == "Ook 2019?"
        assert experts.kinds(session) == ["expert_task", "expert_task"]


def test_a_withdrawn_question_ends_the_search_once(app, asked):
    reference, task_id = asked
    client = desk.signed_in(app, Role.HANDLER)
    address = f"/balie/verzoek/{reference}/vragen/{task_id}/intrekken"
    for _ in range(2):
        assert desk.post(client, address).status_code == 302
    with app.extensions["portal"].database.transaction() as session:
        assert experts.kinds(session) == ["expert_task", "expert_over"]
    assert "niet meer nodig" in show(app, reference, client)


def test_an_appointment_is_put_right_and_taken_out(app, asked):
    reference, task_id = asked
    made = change(
        app,
        task_id,
        lambda session, task: (
            viewings.add(
                session, session.get_one(Case, task.case_id), task, "advice", SEEN, now=NOW
            ).id
        ),
    )
    client = desk.signed_in(app, Role.HANDLER)
    assert "vraag naar Piet" in show(app, reference, client)
    address = f"/balie/verzoek/{reference}/afspraken/{made}"
    form = client.get(address).text
    assert "vraag naar Piet" in form
    assert 'value="2099-01-04"' in form
    wrong = desk.post(client, address, {"what": "", "where": "Balie", "contact": "088"})
    assert (wrong.status_code, set(faults(wrong.text))) == (422, {"what"})
    typed = {"what": "Beelden", "where": "Balie", "contact": "088", "hold_until": ""}
    assert desk.post(client, address, typed).status_code == 302
    page = show(app, reference, client)
    assert "Piet" not in page
    desk.post(client, f"{address}/weghalen")
    with app.extensions["portal"].database.transaction() as session:
        assert session.query(Viewing).count() == 0


def test_a_privacy_officer_reads_and_does_nothing(app, asked):
    reference, _task_id = asked
    desk.hire(app, Role.PRIVACY_OFFICER)
    page = show(app, reference, desk.signed_in(app, Role.PRIVACY_OFFICER))
    assert "Archief in de kelder" in page
    for said in ("/intrekken", "/opnieuw"):
        assert said not in page


def test_what_is_over_is_not_asked_again(app, asked):
    reference, task_id = asked
    client = desk.signed_in(app, Role.HANDLER)

    def end(session, task):
        case = experts.case_of(session, task)
        case.status = "closed"
        assert not tasklinks.waits_for_answer(session, task)

    change(app, task_id, end)
    answer = client.get(f"/balie/verzoek/{reference}/vragen/{task_id}/opnieuw")
    assert answer.status_code == 302
    with app.extensions["portal"].database.transaction() as session:
        sent = session.query(OutgoingMail).filter_by(kind=MailKind.EXPERT_TASK).count()
        assert sent == 1


def test_a_source_that_the_profile_dropped_is_not_asked_again(app, asked):
    reference, task_id = asked
    portal = app.extensions["portal"]
    here = replace(experts.organisation(), sources=())
    known = {**portal.organisations, here.slug: here}
    app.extensions["portal"] = replace(portal, organisations=known)
    client = desk.signed_in(app, Role.HANDLER)
    assert "/opnieuw" not in show(app, reference, client)
    answer = client.get(f"/balie/verzoek/{reference}/vragen/{task_id}/opnieuw")
    assert answer.status_code == 302
