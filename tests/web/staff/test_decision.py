"""The decision in the browser: proposed by one, approved by another."""

import re
from functools import partial

import pytest

from portal.law.checklists import checks_for
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.consequence import RecipientNotice
from portal.models.finding import Finding, SourceSearch
from portal.models.redaction import Mark, MarkState
from portal.queueing import Job
from portal.services import collection
from portal.services.obstacles import Hindrance, Obstacle
from portal.web.staff import hindrances
from tests.web.staff import desk

DOUBT = {
    "need_reason_for_doubt": "Het adres past niet bij de naam.",
    "need_what_was_asked": "Wij vroegen om langs te komen.",
    "need_when_asked": "2026-11-23",
}


@pytest.fixture
def part(bench) -> str:
    """The prefix of the fields of the one part; its one item is in the answer."""
    bench.post(f"/gegevens/item/{bench.things.finding_id}/meenemen")
    bench.post("/aan-de-balie", shown="passport")
    return f"part{bench.case(lambda c: c.parts[0].id)}-"


def decide(bench, part, *, action="propose", outcome="granted", checks=None, **more):
    """The form of the decision, with every box ticked where nothing else is said."""
    right, answers = bench.case(lambda c: (c.parts[0].right, c.parts[0].answers))
    ticked = [each.id for each in checks_for(right, answers)] if checks is None else checks
    fields = {"outcome": outcome, "checks": ticked, **more}
    return bench.post("/besluit", action=action, **{part + key: v for key, v in fields.items()})


def stored(bench):
    return bench.case(lambda c: (c.status, c.parts[0].outcome))


def test_one_proposes_another_approves(app, bench, part, queue):
    assert decide(bench, part).status_code == 302
    assert bench.case(lambda c: c.status) is Status.PROPOSED
    own = bench.get("/besluit")
    assert "eigen voorstel" in own
    assert "Voorstel terugnemen" in own
    assert bench.post("/besluit/goedkeuren").status_code == 422
    assert bench.case(lambda c: c.status) is Status.PROPOSED
    desk.hire(app, Role.COORDINATOR)
    other = desk.signed_in(app, Role.COORDINATOR)
    page = other.get(bench.at + "/besluit").text
    assert "Elke kopie" not in page
    assert "Wat de behandelaar heeft nagegaan" in page
    assert desk.post(other, bench.at + "/besluit/goedkeuren").status_code == 302
    assert bench.case(lambda c: c.status) is Status.DECIDED
    assert queue.of(Job.MAKE_ANSWER) == [bench.things.case_id]
    assert desk.post(other, bench.at + "/besluit/goedkeuren").status_code == 409


def redact(bench) -> None:
    """Take a name out of the item."""
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        mark = Mark(case_id=case.id, finding_id=bench.things.finding_id, field=0, start=0, end=0)
        mark.text, mark.state, mark.origin = "Fatima Bouazza", MarkState.ACCEPTED, "handler"
        mark.ground, mark.made_at = "others_rights", case.received_at
        mark.needs = {"whose_interest": "Dat van haar.", "written_balance": "Afgewogen."}
        session.add(mark)


def test_an_answer_with_something_redacted_is_not_offered_as_granted(bench, part):
    assert decide(bench, part, action="keep").status_code == 302
    letter = decide(bench, part, action="letter")
    assert letter.location.endswith("/besluit/brief"), "what was typed is kept, not lost"
    redact(bench)
    page = bench.get("/besluit")
    assert 'value="granted"' not in page
    assert 'value="nothing_held"' not in page
    assert "Er is gelakt of een adres weggelaten, dus de uitkomst is" in page
    assert "In 1 daarvan is iets gelakt." in page
    page = decide(bench, part, action="fields", outcome="partly").text
    assert "staat al in de brief" in page
    assert '<details class="rl-details" open>' not in page, "a ground for the whole is rare"
    assert f'<input checked id="{part}ground-0"' in page
    answer = decide(bench, part)
    assert answer.status_code == 422
    assert "Kies een van deze uitkomsten" in answer.text
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT
    assert decide(bench, part, outcome="partly").status_code == 302
    assert "In 1 daarvan is iets gelakt." in bench.get("/besluit")


def test_what_was_redacted_and_stands_in_the_letter_stops_the_proposal(bench, part):
    redact(bench)
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.personal = "Wij spraken ook Fatima Bouazza."
    answer = decide(bench, part, outcome="partly")
    assert answer.status_code == 422
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT
    assert "Fatima Bouazza" in bench.get("/gegevens/lekken")
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).personal = ""
    assert decide(bench, part, outcome="partly").status_code == 302


def test_whoever_asks_for_another_is_looked_at_first(bench, part):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.representative = {"whom": "other", "kind": "authorised", "name": "Els <b>de Wit"}
    answer = decide(bench, part)
    assert answer.status_code == 422
    assert "Ga na of de vrager mag optreden" in answer.text
    assert f'href="{bench.at}/mag-dat"' in answer.text
    assert stored(bench) == (Status.IN_TREATMENT, None)


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
    given = {"outcome": "refused", "ground": "identity_doubt_unresolved", **DOUBT}
    answer = decide(bench, part, action="keep", reason="halve zin", checks=[], **given)
    assert answer.status_code == 302
    assert stored(bench) == (Status.IN_TREATMENT, Outcome.REFUSED)
    page = bench.get("/besluit")
    assert "halve zin" in page
    assert all(text in page for text in DOUBT.values())


def test_the_fields_of_a_ground_come_when_they_are_asked_for(bench, part):
    shown = decide(bench, part, action="fields", outcome="refused", reason="blijft staan")
    assert shown.status_code == 200
    assert "Op welke grond?" in shown.text
    assert "blijft staan" in shown.text
    assert "Waarom twijfelen wij" not in shown.text
    ground = "identity_doubt_unresolved"
    shown = decide(bench, part, action="fields", outcome="refused", ground=ground)
    assert "Waarom twijfelen wij wie er vraagt?" in shown.text
    assert "Bijvoorbeeld: " in shown.text
    assert stored(bench) == (Status.IN_TREATMENT, None)


def test_what_was_typed_for_another_ground_comes_back_with_it(bench, part):
    first = {"outcome": "refused", "ground": "identity_doubt_unresolved", **DOUBT}
    shown = decide(bench, part, action="fields", **{**first, "ground": "cannot_identify"})
    kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', shown.text))
    assert {kept[part + name] for name in DOUBT} == set(DOUBT.values())
    again = {name.removeprefix(part): text for name, text in kept.items() if part in name}
    shown = decide(bench, part, action="fields", **{**again, **first})
    assert f">\r\n{DOUBT['need_what_was_asked']}</textarea>" in shown.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"outcome": ""}, "Kies een uitkomst"),
        ({"outcome": "refused"}, "Kies de grond"),
        ({"outcome": "refused", "ground": "identity_doubt_unresolved"}, "Vul dit in"),
        (
            {"outcome": "refused", "ground": "identity_doubt_unresolved", **DOUBT}
            | {"need_what_was_asked": "kort"},
            "minstens tien tekens",
        ),
        (
            {"outcome": "refused", "ground": "identity_doubt_unresolved", **DOUBT}
            | {"need_when_asked": "gisteren"},
            "Vul een datum in",
        ),
        (
            {"outcome": "refused", "ground": "identity_doubt_unresolved", **DOUBT}
            | {"need_when_asked": "1999-01-01"},
            "ligt vóór het verzoek",
        ),
        ({"outcome": "refused", "ground": "unfounded_excessive"}, "Vul dit in"),
        (
            {
                "outcome": "refused",
                "ground": "unfounded_excessive",
                "need_facts": "Negende keer dit jaar.",
                "need_proof": "Is lastig voor ons.",
                "need_warning_before_fee": "Op 12 mei gewaarschuwd.",
            },
            "vraagt om bewijs. Schrijf minstens 50 tekens",
        ),
        ({"outcome": "refused", "ground": "not_inaccurate"}, "Kies een van deze gronden"),
        ({"outcome": "nothing_held"}, "Er zijn gegevens gevonden"),
        ({"outcome": "king"}, "Kies een van deze uitkomsten"),
        ({"outcome": "withdrawn"}, "Kies een van deze uitkomsten"),
        ({"outcome": "refused", "ground": "<script>"}, "Kies een van deze gronden"),
        ({"reason": "x" * 4001}, "hoogste"),
        ({"checks": []}, "Doe dit eerst en vink het dan aan"),
    ],
)
def test_what_will_not_do_is_told_and_not_stored(bench, part, fields, says):
    answer = decide(bench, part, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert '<script>"' not in answer.text
    assert stored(bench) == (Status.IN_TREATMENT, None)
    typed = [text for text in fields.values() if isinstance(text, str) and " " in text]
    assert all(text in answer.text for text in typed)


@pytest.mark.parametrize(
    ("right", "answers", "outcome"),
    [
        (Right.CONSENT_WITHDRAWAL, {"scope": "all"}, "refused"),
        (Right.OBJECTION, {"kind": "marketing"}, "refused"),
        (Right.OBJECTION, {"kind": "marketing"}, "nothing_held"),
        (Right.COMPLAINT, {"what": "te laat"}, "nothing_held"),
    ],
)
def test_what_makes_no_sense_is_not_offered_and_not_taken(bench, part, right, answers, outcome):
    with bench.app.extensions["portal"].database.transaction() as session:
        one = session.get_one(Case, bench.things.case_id).parts[0]
        one.right, one.answers = right, answers
    assert f'value="{outcome}"' not in bench.get("/besluit")
    answer = decide(bench, part, outcome=outcome)
    assert answer.status_code == 422
    assert "Kies een van deze uitkomsten" in answer.text
    assert stored(bench) == (Status.IN_TREATMENT, None)


def test_a_granted_part_says_on_which_point_of_the_law(bench, part):
    with bench.app.extensions["portal"].database.transaction() as session:
        one = session.get_one(Case, bench.things.case_id).parts[0]
        one.right, one.answers = Right.RECTIFICATION, {"field": "x", "new": "y"}
    done = {"need_corrected": "De Wit", "need_done_on": "2026-11-24"}
    answer = decide(bench, part, **done)
    assert answer.status_code == 422
    assert "op welk punt van de wet" in answer.text
    assert decide(bench, part, basis="17.1.a", **done).status_code == 422
    assert decide(bench, part, basis="16.inaccurate", **done).status_code == 302
    assert bench.case(lambda c: c.parts[0].basis) == "16.inaccurate"


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
    assert bench.post("/sluiten").status_code == 409


def test_a_case_with_a_duty_left_is_not_closed_and_says_which(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.status = Status.DELIVERED
        told = {"activity": "camera", "recipient_nl": "de politie", "recipient_en": "the police"}
        session.add(RecipientNotice(case_id=case.id, part_id=case.parts[0].id, **told))
    assert bench.post("/sluiten").status_code == 302
    assert bench.case(lambda c: c.status) is Status.DELIVERED
    page = bench.get()
    assert "Nog niet gesloten" in page
    assert "Laat het weten aan wie de gegevens kreeg" in page


def test_each_obstacle_leads_to_the_place_where_it_is_solved(bench, part):
    part_id = int(part.removeprefix("part").removesuffix("-"))
    for each in Obstacle:
        about = {Obstacle.FIELD: "why", Obstacle.NOT_CHECKED: "view_heard"}.get(each, "")
        fault = "empty" if each is Obstacle.FIELD else ""
        found = Hindrance(each, part_id, about, fault)
        with bench.app.test_request_context("/"):
            todo = bench.case(partial(hindrances.todo, hindrance=found))
        assert todo.text
        address = todo.url.replace("http://localhost", "").split("#")[0]
        assert address.startswith(bench.at)
        right = Right.ERASURE if "/onderdelen/" in address else Right.ACCESS
        with bench.app.extensions["portal"].database.transaction() as session:
            session.get_one(Case, bench.things.case_id).parts[0].right = right
        assert bench.client.get(address).status_code == 200, each
