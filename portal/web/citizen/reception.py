"""What the citizen's pages hand to the services: limits, methods, who sends, who acts."""

from flask import request, session

from portal.identity.registry import methods
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import addressing
from portal.services.intake import Reception
from portal.services.throttle import Throttle
from portal.web.page import portal

KEPT = ("language", "young")


def reception() -> Reception:
    """What a request through the portal meets."""
    return Reception(
        methods=methods(portal().codes),
        throttle=Throttle(portal().settings.secret_key),
        sender=sender(),
        per_hour=portal().settings.intake_per_hour,
    )


def sender() -> str:
    """The network address of who asks; services keep only its keyed hash."""
    return request.remote_addr or ""


def citizen_of(organisation: Organisation) -> Actor:
    """The citizen as the one who acts."""
    return Actor.citizen(organisation.slug)


def sign_in(case: Case, *carried: str) -> None:
    """Open a session for one request under a new id; language and unsent text are carried over.

    Parameters:
        carried: keys of the old session to keep.
    """
    kept = {name: session[name] for name in (*KEPT, *carried) if name in session}
    session.begin_for(None)  # type: ignore[attr-defined]
    session.update(kept)
    session["case_id"] = case.id
    if addressing.is_child(case):
        session["young"] = True
