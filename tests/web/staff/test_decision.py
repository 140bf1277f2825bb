"""The decision in the browser: proposed by one, approved by another."""

import pytest

from portal.law.lifecycle import Status
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.finding import Finding, SourceSearch
from portal.queueing import Job
from portal.services import collection
from tests.web.staff import desk


@pytest.fixture
def part(bench) -> str:
    """The prefix of the fields of the one part; its one item is in the answer."""
    bench.post(f"/gegevens/item/{bench.things.finding_id}/meenemen")
    bench.post("/aan-de-balie", shown="passport")
    return f"part{bench.case(lambda c: c.parts[0].id)}-"


def decide(bench, part, *, action="propose", outcome="granted", ground="", reason="", **more):
    fields = {"outcome": outcome, "ground": ground, "reason": reason}
    filled = {part + name: value for name, value in fields.items()}
    return bench.post("/besluit", action=action, **filled, **more)


def test_one_proposes_another_approves(app, bench, part, queue):
    assert decide(bench, part).status_code == 302
    assert bench.case(lambda c: c.status) is Status.PROPOSED
    assert "eigen voorstel" in bench.get("/besluit")
    assert bench.post("/besluit/goedkeuren").status_code == 422
    assert bench.case(lambda c: c.status) is Status.PROPOSED
    desk.hire(app, Role.COORDINATOR)
    other = desk.signed_in(app, Role.COORDINATOR)
    assert desk.post(other, bench.at + "/besluit/goedkeuren").status_code == 302
    assert bench.case(lambda c: c.status) is Status.DECIDED
    assert queue.of(Job.MAKE_ANSWER) == [bench.things.case_id]
    assert desk.post(other, bench.at + "/besluit/goedkeuren").status_code == 409


def represented(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.representative = {"kind": "parent", "name": "Els <b>de Wit"}


def test_the_handler_ticks_that_a_representative_may_act(bench, part):
    tick = 'name="checked"'
    assert tick not in bench.get("/besluit")
    represented(bench)
    page = bench.get("/besluit")
    assert tick in page
    assert "dat Els &lt;b&gt;de Wit mag optreden voor Sanne de Wit" in page
    answer = decide(bench, part)
    assert answer.status_code == 422
    assert "Vink aan dat is nagegaan" in answer.text
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT
    assert decide(bench, part, checked="y").status_code == 302
    assert bench.case(lambda c: c.status) is Status.PROPOSED


def test_what_is_in_no_system_is_proposed_without_a_search(bench, monkeypatch):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.query(Finding).delete()
        session.query(SourceSearch).delete()
    part = f"part{bench.case(lambda c: c.parts[0].id)}-"
    assert "Zoek eerst in de systemen" in decide(bench, part, outcome="nothing_held").text
    monkeypatch.setattr(collection, "needed_sources", lambda *_: ())
    assert decide(bench, part, outcome="nothing_held").status_code == 302
    assert bench.case(lambda c: c.status) is Status.PROPOSED
    assert "Zoek eerst in de systemen" not in bench.get("/besluit")


def test_a_draft_is_kept_and_nothing_is_proposed(bench, part):
    assert decide(bench, part, action="keep", reason="halve zin").status_code == 302
    assert bench.case(lambda c: (c.status, c.parts[0].reason)) == (
        Status.IN_TREATMENT,
        "halve zin",
    )
    assert "halve zin" in bench.get("/besluit")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"outcome": ""}, "Kies een uitkomst"),
        ({"outcome": "refused"}, "Kies de grond"),
        ({"outcome": "refused", "ground": "cannot_identify", "reason": "kort"}, "twintig tekens"),
        ({"outcome": "nothing_held"}, "Er zijn gegevens gevonden"),
        ({"outcome": "king"}, "Kies een van deze uitkomsten"),
        ({"outcome": "refused", "ground": "<script>"}, "Kies een van deze gronden"),
        ({"reason": "x" * 4001}, "hoogste"),
    ],
)
def test_what_will_not_do_is_told_and_not_stored(bench, part, fields, says):
    answer = decide(bench, part, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert '<script>"' not in answer.text
    assert bench.case(lambda c: (c.status, c.parts[0].outcome)) == (Status.IN_TREATMENT, None)


def test_a_proposal_goes_back_with_what_must_change(app, bench, part):
    decide(bench, part)
    desk.hire(app, Role.COORDINATOR)
    other = desk.signed_in(app, Role.COORDINATOR)
    assert desk.post(other, bench.at + "/besluit/terug", {"reason": ""}).status_code == 422
    assert desk.post(other, bench.at + "/besluit/terug", {"reason": "korter"}).status_code == 302
    assert bench.case(lambda c: (c.status, c.messages[-1].body)) == (
        Status.IN_TREATMENT,
        "korter",
    )


def test_a_case_without_an_answer_is_not_closed(bench):
    refused = bench.post("/sluiten")
    assert refused.status_code == 409
    assert "Sluit de zaak nadat het antwoord is verstuurd." in refused.text
