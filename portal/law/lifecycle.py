"""The life of a case: statuses, actions, and which action is possible when."""

from enum import StrEnum


class Status(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    IN_TREATMENT = "in_treatment"
    IDENTITY_ASKED = "identity_asked"
    CLARIFICATION_ASKED = "clarification_asked"
    PROPOSED = "proposed"
    DECIDED = "decided"
    DELIVERED = "delivered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What somebody does with a case; the only way to change its status."""

    TAKE = "take"
    ASSIGN = "assign"
    ASK_IDENTITY = "ask_identity"
    PROVE_IDENTITY = "prove_identity"
    ASK_CLARIFICATION = "ask_clarification"
    ANSWER = "answer"
    RESUME = "resume"
    LAPSE = "lapse"
    EXTEND = "extend"
    NOTICE_DEFAULT = "notice_default"
    RESTRICT = "restrict"
    LIFT = "lift"
    TELL = "tell"
    REGISTER_BEZWAAR = "register_bezwaar"
    SEARCH = "search"
    REVIEW = "review"
    PROPOSE = "propose"
    RETURN = "return"
    APPROVE = "approve"
    DELIVER = "deliver"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REVIVE = "revive"


BY_CITIZENS = frozenset({Action.ANSWER, Action.WITHDRAW})  # refusals of these speak to citizens


class Owner(StrEnum):
    """Who must do something next while a case has a status."""

    ORGANISATION = "organisation"
    CITIZEN = "citizen"
    APPROVER = "approver"
    PORTAL = "portal"
    NOBODY = "nobody"


class Refusal(StrEnum):
    """Why an action is not possible now; its words say what to do instead."""

    TAKE_FIRST = "take_first"
    WAITS_FOR_IDENTITY = "waits_for_identity"
    WAITS_FOR_ANSWER = "waits_for_answer"
    WAITS_FOR_NOTHING = "waits_for_nothing"
    NOT_PROPOSED = "not_proposed"
    AWAITS_APPROVAL = "awaits_approval"
    NOT_APPROVED = "not_approved"
    NOT_DELIVERED = "not_delivered"
    NOTHING_CHANGED_YET = "nothing_changed_yet"
    STILL_WEIGHED = "still_weighed"
    NO_ANSWER_TO_CONTEST = "no_answer_to_contest"
    LETTER_UNDER_WAY = "letter_under_way"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    NOT_WITHDRAWN = "not_withdrawn"
    TOO_LATE_TO_ADD = "too_late_to_add"  # the citizen's own actions have words for citizens
    TOO_LATE_TO_WITHDRAW = "too_late_to_withdraw"
    ALREADY_WITHDRAWN = "already_withdrawn"


class ActionRefused(Exception):
    """Raised if an action is not possible in the status a case has.

    Its `reason` says why, when the status is the cause; None when something else is.
    """

    def __init__(self, status: Status, action: Action) -> None:
        super().__init__(f"{action} is not possible while {status}")
        self.status = status
        self.action = action
        self.reason = REFUSALS.get((status, action))


OPEN = frozenset(  # an answer is still owed: the clock of AVG 12.3 matters
    {
        Status.RECEIVED,
        Status.IN_TREATMENT,
        Status.IDENTITY_ASKED,
        Status.CLARIFICATION_ASKED,
        Status.PROPOSED,
        Status.DECIDED,
    }
)

OWNER: dict[Status, Owner] = {
    Status.RECEIVED: Owner.ORGANISATION,
    Status.IN_TREATMENT: Owner.ORGANISATION,
    Status.IDENTITY_ASKED: Owner.CITIZEN,  # AVG 12.6
    Status.CLARIFICATION_ASKED: Owner.CITIZEN,  # AVG recital 63
    Status.PROPOSED: Owner.APPROVER,
    Status.DECIDED: Owner.PORTAL,
    Status.DELIVERED: Owner.CITIZEN,
    Status.CLOSED: Owner.NOBODY,
    Status.WITHDRAWN: Owner.NOBODY,
}

_WAITING = (Status.IDENTITY_ASKED, Status.CLARIFICATION_ASKED)
_WORKING = (Status.RECEIVED, Status.IN_TREATMENT, *_WAITING)
_ANSWERED = (Status.DELIVERED, Status.CLOSED)
_OVER = (Status.CLOSED, Status.WITHDRAWN)

TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.RECEIVED, Action.TAKE): Status.IN_TREATMENT,
    (Status.RECEIVED, Action.ASSIGN): Status.IN_TREATMENT,
    (Status.IN_TREATMENT, Action.ASK_IDENTITY): Status.IDENTITY_ASKED,  # AVG 12.6
    (Status.IN_TREATMENT, Action.ASK_CLARIFICATION): Status.CLARIFICATION_ASKED,  # recital 63
    (Status.RECEIVED, Action.ANSWER): Status.RECEIVED,
    (Status.IN_TREATMENT, Action.ANSWER): Status.IN_TREATMENT,
    (Status.CLARIFICATION_ASKED, Action.ANSWER): Status.IN_TREATMENT,
    (Status.IDENTITY_ASKED, Action.ANSWER): Status.IDENTITY_ASKED,
    (Status.PROPOSED, Action.ANSWER): Status.PROPOSED,
    (Status.RECEIVED, Action.PROVE_IDENTITY): Status.RECEIVED,
    (Status.IN_TREATMENT, Action.PROVE_IDENTITY): Status.IN_TREATMENT,
    (Status.IDENTITY_ASKED, Action.PROVE_IDENTITY): Status.IN_TREATMENT,
    (Status.CLARIFICATION_ASKED, Action.PROVE_IDENTITY): Status.CLARIFICATION_ASKED,
    (Status.IN_TREATMENT, Action.SEARCH): Status.IN_TREATMENT,
    (Status.IN_TREATMENT, Action.REVIEW): Status.IN_TREATMENT,
    (Status.IN_TREATMENT, Action.PROPOSE): Status.PROPOSED,
    (Status.PROPOSED, Action.RETURN): Status.IN_TREATMENT,
    (Status.DECIDED, Action.RETURN): Status.IN_TREATMENT,  # until the letter is there
    (Status.PROPOSED, Action.APPROVE): Status.DECIDED,
    (Status.DECIDED, Action.DELIVER): Status.DELIVERED,
    (Status.DELIVERED, Action.CLOSE): Status.CLOSED,
    **{(status, Action.RESUME): Status.IN_TREATMENT for status in _WAITING},
    **{(status, Action.LAPSE): Status.IN_TREATMENT for status in _WAITING},  # decided all the same
    **{(status, Action.EXTEND): status for status in _WORKING},  # AVG 12.3
    # it may have come in before the answer and be opened after it: Awb 4:17
    **{(status, Action.NOTICE_DEFAULT): status for status in (*OPEN, *_ANSWERED)},
    **{(status, Action.RESTRICT): status for status in Status if status not in _OVER},  # AVG 18
    # what rests while it is weighed rests until the answer is there (AVG 18.1.a, 18.1.d)
    **{(status, Action.LIFT): status for status in Status if status not in OPEN},  # AVG 18.3
    **{(status, Action.TELL): status for status in _ANSWERED},  # AVG 19
    **{(status, Action.REGISTER_BEZWAAR): status for status in _ANSWERED},  # Awb 6:4
    **{(status, Action.ASSIGN): status for status in (Status.IN_TREATMENT, *_WAITING)},
    **{(status, Action.TAKE): status for status in (Status.IN_TREATMENT, *_WAITING)},
    **{(status, Action.WITHDRAW): Status.WITHDRAWN for status in _WORKING},
    # what staff recorded was not right: it was never taken back, and its time ran on
    (Status.WITHDRAWN, Action.REVIVE): Status.IN_TREATMENT,
}


_BY_STATUS: dict[Status, Refusal] = {  # unless the action has a reason of its own
    Status.RECEIVED: Refusal.TAKE_FIRST,
    Status.IDENTITY_ASKED: Refusal.WAITS_FOR_IDENTITY,
    Status.CLARIFICATION_ASKED: Refusal.WAITS_FOR_ANSWER,
    Status.PROPOSED: Refusal.AWAITS_APPROVAL,
    Status.DECIDED: Refusal.LETTER_UNDER_WAY,
    Status.DELIVERED: Refusal.ANSWERED,
    Status.CLOSED: Refusal.CLOSED,
    Status.WITHDRAWN: Refusal.WITHDRAWN,
}
_BY_ACTION: dict[Action, tuple[Refusal, tuple[Status, ...]]] = {
    Action.RESUME: (Refusal.WAITS_FOR_NOTHING, (Status.RECEIVED, Status.IN_TREATMENT)),
    Action.LAPSE: (Refusal.WAITS_FOR_NOTHING, (Status.RECEIVED, Status.IN_TREATMENT)),
    Action.RETURN: (Refusal.NOT_PROPOSED, _WORKING),
    Action.APPROVE: (Refusal.NOT_PROPOSED, _WORKING),
    Action.DELIVER: (Refusal.NOT_APPROVED, (*_WORKING, Status.PROPOSED)),
    Action.CLOSE: (Refusal.NOT_DELIVERED, tuple(OPEN)),
    Action.TELL: (Refusal.NOTHING_CHANGED_YET, tuple(OPEN)),
    Action.LIFT: (Refusal.STILL_WEIGHED, tuple(OPEN)),
    Action.REGISTER_BEZWAAR: (Refusal.NO_ANSWER_TO_CONTEST, tuple(OPEN)),
    Action.REVIVE: (Refusal.NOT_WITHDRAWN, (*OPEN, *_ANSWERED)),
    Action.ANSWER: (Refusal.TOO_LATE_TO_ADD, (Status.DECIDED, *_ANSWERED)),
    Action.WITHDRAW: (
        Refusal.TOO_LATE_TO_WITHDRAW,
        (Status.PROPOSED, Status.DECIDED, *_ANSWERED),
    ),
}
_OF_ITS_OWN = {
    (status, action): reason
    for action, (reason, statuses) in _BY_ACTION.items()
    for status in statuses
} | {
    (Status.WITHDRAWN, action): Refusal.ALREADY_WITHDRAWN
    for action in (Action.ANSWER, Action.WITHDRAW)
}

REFUSALS: dict[tuple[Status, Action], Refusal] = {
    (status, action): _OF_ITS_OWN.get((status, action)) or _BY_STATUS[status]
    for status in Status
    for action in Action
    if (status, action) not in TRANSITIONS
}


def is_allowed(status: Status, action: Action) -> bool:
    """Whether this action is possible now; the one predicate behind each button and guard.

    Where it is not, `REFUSALS` has the reason.
    """
    return (status, action) in TRANSITIONS


def next_status(status: Status, action: Action) -> Status:
    """The status after this action.

    Raises:
        ActionRefused: when the action is not possible in this status.
    """
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise ActionRefused(status, action) from None
