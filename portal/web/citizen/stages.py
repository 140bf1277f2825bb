"""Where a request or a bezwaar stands, and what happened to it, in the citizen's words."""

from flask_babel import gettext as _

from portal.law.lifecycle import Status
from portal.models.case import Case, Procedure
from portal.services import progress


def is_bezwaar(case: Case) -> bool:
    """Whether it is a bezwaar, which is not to be called a request."""
    return case.procedure is Procedure.BEZWAAR


def status(case: Case) -> str:
    """Where it stands, in one sentence."""
    said = {
        Status.RECEIVED: _("We have received your request. We will start on it soon."),
        Status.IN_TREATMENT: _("We are working on your request."),
        Status.IDENTITY_ASKED: _("We need to be sure who you are. Read our message below."),
        Status.CLARIFICATION_ASKED: _("We have a question for you. Read our message below."),
        Status.PROPOSED: _("We are working on your request. The answer is almost ready."),
        Status.DECIDED: _("We have decided. We are making our answer ready for you."),
        Status.DELIVERED: _("Our answer is ready. You can download it below."),
        Status.CLOSED: _("Your request is finished."),
        Status.WITHDRAWN: _("You have withdrawn this request."),
    }
    of_a_bezwaar = {
        Status.RECEIVED: _("We have received your 'bezwaar'. We will start on it soon."),
        Status.IN_TREATMENT: _("We are working on your 'bezwaar'."),
        Status.PROPOSED: _("We are working on your 'bezwaar'. The answer is almost ready."),
        Status.CLOSED: _("Your 'bezwaar' is finished."),
        Status.WITHDRAWN: _("You have withdrawn this 'bezwaar'."),
    }
    return (said | of_a_bezwaar if is_bezwaar(case) else said)[case.status]


def event(case: Case, what: str) -> str:
    """What happened, for the timeline.

    Parameters:
        what: as `services.progress` names it.
    """
    said = {
        "received": _("We received your request"),
        "take": _("We started on your request"),
        "ask_identity": _("We asked you to show who you are"),
        progress.ADDRESS_PROVED: _("You checked your e-mail address"),
        "prove_identity": _("You showed who you are"),
        "ask_clarification": _("We asked you a question"),
        "answer": _("You sent us a message"),
        "search": _("We started to search our systems"),
        "extend": _("We took more time"),
        "restrict": _("We stopped using the data for a while"),
        "lift": _("We use the data again"),
        "tell": _("We told others who have the data"),
        "notice_default": _("We received your letter that we are late"),
        "register_bezwaar": _("We received your objection ('bezwaar')"),
        "consent_withdrawn": _("Your consent stopped counting"),
        "approve": _("We decided on your request"),
        "deliver": _("Our answer is ready for you"),
        "close": _("Your request is finished"),
        "withdraw": _("You withdrew your request"),
        "revive": _("We went on with your request"),
    }
    of_a_bezwaar = {
        "received": _("We received your 'bezwaar'"),
        "take": _("We started on your 'bezwaar'"),
        "approve": _("We decided on your 'bezwaar'"),
        "close": _("Your 'bezwaar' is finished"),
        "withdraw": _("You withdrew your 'bezwaar'"),
        "revive": _("We went on with your 'bezwaar'"),
    }
    return (said | of_a_bezwaar if is_bezwaar(case) else said)[what]
