"""Deciding at the desk what we owe for a late answer."""

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from tests.services.days import after
from tests.web.staff import desk
from tests.web.staff.test_clock import Room

HERE = "/dwangsom"


@pytest.fixture
def late(app):
    """A public body that answered on 11 January, four days too late after a notice of default."""
    room = Room(app, "cjib")
    with room.on(40):
        room.post("/ingebrekestelling", received="2026-12-24", send="yes")

    def answer(at):
        actor = desk.actor(room.handler, slug="cjib")
        at.case.parts[0].outcome = Outcome.GRANTED
        for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
            at.case.advance(action, actor, after(52))
        at.case.delivered_at = after(52)

    room.change(answer)
    return room


def test_what_we_owe_is_decided_after_a_look_at_the_letter(late):
    with late.on(53):
        page = late.page().replace("\xa0", " ")
        assert "Beslis over de dwangsom, uiterlijk op maandag 25 januari 2027." in page
        assert "Wij zijn € 92 schuldig" in late.page(HERE).replace("\xa0", " ")
        assert "kennelijk" not in late.page(HERE)
        shown = late.post(HERE, decided="owed")
        assert "van ons, omdat wij te laat waren." in shown.text
        assert f'href="{late.at}/termijn" aria-current="page"' in shown.text
        assert late.post(HERE, decided="owed", send="yes").status_code == 302
        assert LetterKind.PENALTY_DECISION in late.letters()
        assert "wij zijn € 92 schuldig" in late.page().replace("\xa0", " ")
        assert late.client.get(late.at + HERE).status_code == 409


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"decided": ""}, "Kies wat je beslist."),
        ({"decided": "plainly_unfounded", "explanation": "x" * 30}, "Kies wat je beslist."),
        ({"decided": "unreasonably_late", "explanation": "te laat"}, "minstens twintig tekens"),
    ],
)
def test_what_cannot_be_decided_is_told(late, fields, says):
    with late.on(53):
        answer = late.post(HERE, **fields, send="yes")
        assert answer.status_code == 422
        assert says in answer.text
        assert LetterKind.PENALTY_DECISION not in late.letters()
