"""The page of what sources do with a decision."""

from datetime import timedelta

import pytest

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState
from portal.services.deferring import STILL_NEEDED
from portal.services.instructions import BY_PERSON, REHEARSAL
from tests.services import stories
from tests.web.staff import desk

PAGE = "/uitvoeren"
WHY = "Dit blijft: er loopt nog een zaak."


@pytest.fixture
def erased(bench):
    """An erasure that was granted and delivered; no source was told anything yet."""
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        part = case.parts[0]
        part.right, part.outcome, part.answers = Right.ERASURE, Outcome.GRANTED, {"scope": "all"}
        case.lead_right = Right.ERASURE
        case.status, case.is_open = Status.DELIVERED, False
        case.decided_at = case.delivered_at = stories.NOW
    return bench


def told(bench, state=InstructionState.WITH_PERSON, source="client_contact", **more):
    """An instruction in this state; gives its address."""
    facts = {"reason": "only_read", "effect": Effect.ERASE, "asked_at": stories.NOW}
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        row = Instruction(
            case_id=case.id,
            part_id=case.parts[0].id,
            source=source,
            state=state,
            **(facts | more),
        )
        session.add(row)
        session.flush()
        return f"{PAGE}/{row.id}"


def row_of(bench) -> Instruction:
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return session.query(Instruction).order_by(Instruction.id.desc()).first()


def test_the_page_tells_of_each_source_what_was_asked_and_what_came_of_it(erased):
    details = {"what": [["gespreksnotities", "notes"]], "keep": [["klachten", "complaints"]]}
    told(erased, details=details)
    items = [["Contact van maart", "possible", ""], ["Factuur", "refused", "Zeven jaar <b>"]]
    told(erased, InstructionState.REFUSED, "cancellations", items=items, reason="")
    page = erased.get(PAGE)
    assert "Uitvoeren in de bronnen" in page
    assert "Gegevens wissen" in page
    assert "Het portaal kan dit systeem alleen lezen." in page
    assert "gespreksnotities" in page
    assert "klachten" in page
    assert "<strong>Factuur</strong>: geweigerd" in page
    assert "Zeven jaar &lt;b&gt;" in page
    assert "Het systeem weigert" in page
    assert "De zaak kan dicht als dit allemaal is gedaan." in page


def test_an_erasure_that_was_put_off_says_that_it_goes_on_by_itself(erased):
    told(erased, InstructionState.TRYING, reason=STILL_NEEDED)
    page = erased.get(PAGE)
    assert "Wacht</span>" in page
    assert "Het portaal kijkt elke dag opnieuw." in page
    assert "Vraag het systeem opnieuw" not in page


def test_data_that_rest_already_are_told_before_the_decision(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.parts[0].right, case.parts[0].answers = Right.RESTRICTION, {"case": "accuracy"}
        case.lead_right = Right.RESTRICTION
    assert "laten de gegevens nu al rusten" not in bench.get(PAGE)
    where = told(bench, InstructionState.REFUSED, effect=Effect.RESTRICT, reason="")
    page = bench.get(PAGE)
    assert "laten de gegevens nu al rusten" in page
    assert f"{where}/opnieuw" in page
    assert bench.post(f"{where}/persoon").status_code == 302
    assert row_of(bench).state is InstructionState.WITH_PERSON


def test_a_next_try_and_a_server_that_is_away_are_told(erased):
    told(
        erased,
        InstructionState.TRYING,
        reason="unreachable: register: 503",
        next_try_at=stories.NOW + timedelta(seconds=8),
    )
    page = erased.get(PAGE)
    assert "De server geeft geen antwoord: register: 503." in page
    assert "Volgende poging" in page
    assert "Vraag het systeem opnieuw" not in page


def test_a_correction_shows_the_wrong_and_the_right_value(erased):
    change = {"field": "Achternaam", "old": "de Wit", "new": "Bakker"}
    told(erased, effect=Effect.RECTIFY, details={"change": change})
    page = erased.get(PAGE)
    assert "Achternaam: de Wit" in page
    assert "Bakker" in page


def test_data_in_no_system_are_one_thing_to_do_for_all_activities(erased):
    told(
        erased, source="", reason="no_system", details={"activities": ["advice", "camera", "gone"]}
    )
    page = erased.get(PAGE)
    assert "Deze gegevens staan in geen systeem." in page
    assert page.count('id="bron-') == 1
    assert "<li>Camerabeelden op onze locaties</li>" in page


def test_a_handler_writes_down_that_it_is_done(erased):
    at = told(erased)
    assert "Hoe liep dit af?" in erased.get(f"{at}/klaar")
    assert erased.post(f"{at}/klaar", how="done", why="Gewist door Rob").status_code == 302
    row = row_of(erased)
    assert (row.state, row.items) == (InstructionState.DONE, [["", "done", "Gewist door Rob"]])
    page = erased.get(PAGE)
    assert "Gedaan" in page
    assert "De zaak kan dicht" not in page


def test_or_that_it_will_not_be_and_why(erased):
    at = told(erased)
    short = erased.post(f"{at}/klaar", how="not_done", why="nee")
    assert short.status_code == 422
    assert "Schrijf op waarom niet" in short.text
    assert "\nnee</textarea>" in short.text
    assert "Kies hoe het afliep." in erased.post(f"{at}/klaar", why=WHY).text
    assert row_of(erased).finished_at is None
    assert erased.post(f"{at}/klaar", how="not_done", why=WHY).status_code == 302
    assert "Gebeurt niet" in erased.get(PAGE)


def test_a_system_that_refused_is_asked_again(erased, queue):
    at = told(erased, InstructionState.REFUSED, reason="")
    assert "Vraag het systeem opnieuw" in erased.get(PAGE)
    assert erased.post(f"{at}/opnieuw").status_code == 302
    assert row_of(erased).state is InstructionState.TRYING
    assert erased.post(f"{at}/opnieuw").status_code == 409


def test_or_a_person_is(erased):
    at = told(erased, InstructionState.FAILED, reason="unclear: register")
    answer = erased.client.get(erased.at + PAGE)
    assert "Laat iemand het doen" in answer.text
    assert erased.post(f"{at}/persoon").status_code == 302
    row = row_of(erased)
    assert (row.state, row.reason) == (InstructionState.WITH_PERSON, "handed_over")
    assert row.details[BY_PERSON] == "handed_over"
    assert "Voor dit systeem kan niemand een e-mail krijgen." in erased.get(PAGE)
    assert erased.post(f"{at}/persoon").status_code == 409


def test_what_ended_cannot_end_again(erased):
    at = told(erased, InstructionState.DONE, finished_at=stories.NOW)
    assert erased.post(f"{at}/klaar", how="done").status_code == 409
    assert "Schrijf op hoe het afliep" not in erased.get(PAGE)


def test_an_instruction_of_another_case_is_not_there(erased):
    told(erased)
    other = desk.case_of(erased.app, key="two")
    with erased.app.extensions["portal"].database.transaction() as session:
        row = session.query(Instruction).one()
        row.case_id = other.case_id
        at = f"{PAGE}/{row.id}"
    for page in ("/klaar", "/opnieuw", "/persoon"):
        assert erased.post(at + page).status_code == 404


def test_a_dry_run_before_the_decision_is_asked_on_the_page(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.parts[0].right, case.lead_right = Right.ERASURE, Right.ERASURE
    assert "Vraag wat ze kunnen doen" in bench.get(PAGE)
    assert bench.post(f"{PAGE}/proef").status_code == 302
    page = bench.get(PAGE)
    assert "(proef)" in page
    assert "Iemand doet dit straks" in page
    assert "Vraag opnieuw wat ze kunnen doen" in page
    assert "Schrijf op hoe het afliep" not in page
    assert row_of(bench).details[REHEARSAL]


def test_an_access_request_changes_nothing_in_a_source(bench):
    assert "Dit verzoek verandert niets in een bron." in bench.get(PAGE)
    assert bench.post(f"{PAGE}/proef").status_code == 409
    assert "Uitvoeren in de bronnen" not in bench.get("/gevolgen")


def test_the_consequences_lead_there_and_say_how_many_are_open(erased):
    told(erased)
    told(erased, source="cancellations")
    page = erased.get("/gevolgen")
    assert "nog 2 bronnen open" in page
    assert f"{erased.at}{PAGE}" in page
    overview = erased.get()
    assert "Laat het besluit uitvoeren" in overview
    closed = erased.client.get(erased.at)
    assert closed.status_code == 200
    refused = erased.post("/sluiten")
    assert refused.status_code == 302
    assert "Laat het besluit in elke bron uitvoeren." in erased.get()
    assert erased.case(lambda case: case.status) is Status.DELIVERED
