"""What was asked, read from the stored answers."""

from datetime import date

from portal.language.words import Words
from portal.law.rights import ControllerKind, Right
from portal.models.case import CasePart
from portal.services import asked
from tests.services import stories


def part(**answers: object) -> CasePart:
    return CasePart(right=Right.ACCESS, controller_kind=ControllerKind.PRIVATE, answers=answers)


def test_everything_is_asked_when_nothing_was_chosen():
    here = stories.organisation()
    everything = {each.id for each in here.activities}
    assert asked.chosen_activities(here, None) == everything
    assert asked.chosen_activities(here, part(scope="all")) == everything
    assert asked.scope_lines(Words("en"), here, part()) == ("All data we have about you",)


def test_what_was_chosen_is_what_is_asked():
    here = stories.organisation()
    chosen = here.activities[0]
    some = part(scope="some", activities=[chosen.id, "gone"], period_from="2026-01-02")
    assert asked.chosen_activities(here, some) == {chosen.id}
    assert asked.period(some) == (date(2026, 1, 2), None)
    assert asked.scope_lines(Words("en"), here, some) == (
        chosen.name.en,
        "From Friday 2 January 2026",
    )


def test_the_copy_holds_every_answer(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.RECTIFICATION, answers={"new": "Sanne"})
        lines = asked.copy_of(Words("en"), stories.organisation(), case)
    assert lines[0] == ("What do you want?", "Correct or complete my data")
    assert {"Sanne", "Sanne de Wit", "sanne@voorbeeld.example"} <= {value for _, value in lines}
