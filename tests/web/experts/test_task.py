"""The page of a question: as little of the person as is needed, and nothing after the answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.law.effects import Effect
from portal.models.instruction import Instruction
from portal.services import asking
from tests.services import experts, stories
from tests.services.stories import NOW
from tests.web.citizen.walk import hidden
from tests.web.experts.browser import Expert

CHOICES = ("nothing_held", "overview", "files", "viewing", "cannot_say")


def test_the_page_says_whom_and_what_and_what_can_be_answered(expert):
    page = expert.open().text
    for said in (
        "Sanne de Wit",
        "Archief in de kelder",
        "Uw papieren dossier",
        "Gooi nu niets weg",
    ):
        assert said in page
    for answer in CHOICES:
        assert f'href="{expert.path(answer)}"' in page
    assert "sanne@voorbeeld.example" not in page


def test_what_the_handler_adds_stands_on_the_page_as_text(expert):
    expert.change(lambda _, task: setattr(task, "question", "<b>Ook 2019?</b>"))
    page = expert.open().text
    assert "&lt;b&gt;Ook 2019?&lt;/b&gt;" in page


def test_who_came_in_sees_the_own_task_alone(expert):
    expert.open()
    with expert.app.extensions["portal"].database.transaction() as session:
        other_id = experts.begin(session, key="other").id
    answer = expert.client.get(f"/vraag/{other_id}")
    assert answer.headers["Location"] == "/vraag/geen-link"
    for path in (f"/balie/verzoek/{other_id}", "/juridisch-loket/mijn-verzoek/stand"):
        assert expert.client.get(path).status_code == 302


def test_copies_are_told_gone_with_one_button(expert):
    expert.open()
    expert.send("overview", overview="Map 12", copies="later")
    page = expert.client.get(expert.path()).text
    assert "Mijn kopieën zijn weg" in page
    assert "Sanne" not in page
    expert.client.post(f"{expert.path()}/kopieen", data=hidden(page))
    assert expert.task().copies_gone_at is not None
    assert "Mijn kopieën zijn weg" not in expert.client.get(expert.path()).text


def test_the_link_about_copies_shows_nobody(expert):
    expert.open()
    expert.send("overview", overview="Map 12", copies="later")
    elsewhere = replace(expert, client=expert.app.test_client())
    expert.change(lambda session, task: experts.tasklinks.mail_again(session, task, now=NOW))
    page = elsewhere.open().text
    assert "Mijn kopieën zijn weg" in page
    assert "Sanne" not in page
    assert "Map 12" not in page


@pytest.mark.parametrize(("effect", "said"), [(Effect.ERASE, "Wis de"), (Effect.LIFT, "U mag de")])
def test_an_order_says_what_to_do_and_what_stays(app, effect, said):
    with app.extensions["portal"].database.transaction() as session:
        case, instruction = experts.order(
            session, effect, what=[["Brieven", "Letters"]], keep=[["Besluit", "Decision"]]
        )
        here = experts.organisation()
        task = asking.ask_to_carry_out(session, case, here, instruction, NOW)
        task_id = task.id
    page = Expert(app, app.test_client(), task_id).open().text
    for each in (said, "Brieven", "Dit blijft zoals het is", "Besluit", "Het is gedaan"):
        assert each in page
    assert "Gooi nu niets weg" not in page


@pytest.mark.parametrize("needed", [True, False])
def test_who_must_wait_with_erasing_reads_so_above_all_else(app, needed):
    with app.extensions["portal"].database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(session, case, experts.organisation(), instruction, NOW)
        task.asked_at = datetime.now(UTC)
        task_id = task.id
        if needed:
            stories.ask(session, key="other")
    page = Expert(app, app.test_client(), task_id).open().text
    assert ("Wacht hier nog mee." in page) is needed
    assert ("Uiterlijk antwoord op" in page) is not needed
    assert page.find("Wacht hier nog mee.") < page.index("Wis de gegevens")


@pytest.mark.parametrize(("answer", "state"), [("done", "done"), ("not_done", "failed")])
def test_what_was_carried_out_is_told_with_one_answer(app, answer, state):
    with app.extensions["portal"].database.transaction() as session:
        case, instruction = experts.order(session)
        here = experts.organisation()
        task = asking.ask_to_carry_out(session, case, here, instruction, NOW)
        task_id, instruction_id = task.id, instruction.id
    expert = Expert(app, app.test_client(), task_id)
    expert.open()
    expert.send(answer, copies="gone", note="De map is weg")
    assert "Sanne" not in expert.client.get(expert.path()).text
    with app.extensions["portal"].database.transaction() as session:
        assert session.get_one(Instruction, instruction_id).state == state


def test_a_source_that_the_profile_dropped_shows_nobody(expert):
    expert.open()
    form = hidden(expert.client.get(expert.path("overview")).text)
    portal = expert.app.extensions["portal"]
    here = replace(experts.organisation(), sources=())
    known = {**portal.organisations, here.slug: here}
    expert.app.extensions["portal"] = replace(portal, organisations=known)
    assert "Sanne" not in expert.client.get(expert.path()).text
    assert expert.client.get(expert.path("overview")).status_code == 302
    data = {**form, "overview": "Map 12", "copies": "gone"}
    assert expert.client.post(expert.path("overview"), data=data).status_code == 303
    assert expert.task().state == "open"
