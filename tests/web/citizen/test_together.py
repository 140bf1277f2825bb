"""Two people at one request in the same moment: one comes first, the other is told."""

from __future__ import annotations

import threading
import time

import pytest

from portal.law.lifecycle import Action, Status
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case
from tests.web.citizen.conftest import Behind
from tests.web.citizen.walk import Walk

STAFF = Actor(ActorKind.STAFF, "juridisch-loket", None, "Esra", Role.HANDLER)


@pytest.fixture
def behind(both_app):
    return Behind(both_app)


def test_a_decision_just_proposed_is_not_withdrawn_unseen(both_app, behind):
    walk = Walk(both_app.test_client())
    walk.send_request("access")
    walk.prove(behind.code())
    key, at = behind.case().id, behind.case().received_at
    behind.change(lambda session: session.get(Case, key).advance(Action.TAKE, STAFF, at))
    walk.get("mijn-verzoek/intrekken")
    answers = []
    citizen = threading.Thread(
        target=lambda: answers.append(walk.send("mijn-verzoek/intrekken").status_code)
    )
    with behind.session() as session:
        case = session.get(Case, key, with_for_update=True)
        case.advance(Action.PROPOSE, STAFF, at)
        session.flush()
        citizen.start()
        time.sleep(0.5)
    citizen.join()
    assert answers == [409]
    assert behind.case().status is Status.PROPOSED
