"""After a bezwaar that succeeds: a request of its own in which the new decision is carried out.

The decision on a bezwaar says that we give or change after all; the copy of the data, the list of
what is erased and whom to tell are made where they always are, in a request (Awb 7:11.2).
"""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.norms import request_due
from portal.models.audit import Actor
from portal.models.case import Case, CasePart, Procedure
from portal.organisations.organisation import Organisation
from portal.services import acknowledging, intake
from portal.services.contesting import PERSON

SUCCEEDS = frozenset({Outcome.GRANTED, Outcome.PARTLY})


def succeeded(case: Case) -> tuple[CasePart, ...]:
    """The parts of a bezwaar about which we decide otherwise; none of a request."""
    if case.procedure is not Procedure.BEZWAAR:
        return ()
    return tuple(part for part in case.parts if part.outcome in SUCCEEDS)


def open_request(
    session: Session, case: Case, organisation: Organisation, now: datetime
) -> Case | None:
    """Open the request that carries out the decision on a bezwaar, once, and confirm it.

    Returns:
        None when there is nothing to carry out.
    """
    parts = succeeded(case)
    if not parts:
        return None
    key = hashlib.sha256(f"redo:{case.id}".encode()).hexdigest()
    made = _new_case(case, parts, now)
    made.idempotency_key = key
    if not intake.store(session, organisation, made):  # opened before
        return intake.find_sent(session, organisation, key)
    actor = Actor.portal(case.organisation)
    acknowledging.acknowledge(session, made, organisation, None, actor, now)
    return made


def _new_case(case: Case, parts: tuple[CasePart, ...], now: datetime) -> Case:
    today = local_date(now)
    deadline = request_due([part.right for part in parts], today)
    person = {name: getattr(case, name) for name in PERSON}
    return Case(
        **person,
        organisation=case.organisation,
        reference="",
        origin_id=case.id,
        is_demo=case.is_demo,
        status=Status.RECEIVED,
        is_open=True,
        lead_right=parts[0].right,
        channel=case.channel,
        received_at=now,
        received_date=today,
        target=deadline.target,
        legal_due=deadline.legal_due,
        deadline=deadline.as_dict(),
        parts=[
            CasePart(
                right=part.right,
                answers={k: told for k, told in part.answers.items() if k != "procedure"},
                controller_kind=part.controller_kind,
            )
            for part in parts
        ],
    )
