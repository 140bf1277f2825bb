"""The words of the desk for codes that services give: steps, obstacles, channels, log lines."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_currency
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.identity.desk import Shown
from portal.language.words import HERE, Words
from portal.models.audit import ActorKind, AuditEvent
from portal.models.case import Case, Channel
from portal.models.finding import Review, SearchResult
from portal.organisations.organisation import Organisation
from portal.services.guidance import Advice, Step
from portal.services.obstacles import Obstacle
from portal.web.page import words

CHANNELS = {
    Channel.PORTAL: _l("This portal"),
    Channel.LETTER: _l("Letter"),
    Channel.PHONE: _l("Telephone"),
    Channel.DESK: _l("Desk"),
    Channel.EMAIL: _l("E-mail"),
}

SHOWN = {
    Shown.PASSPORT: _l("Passport"),
    Shown.IDENTITY_CARD: _l("Identity card"),
    Shown.DRIVING_LICENCE: _l("Driving licence"),
    Shown.RESIDENCE_PERMIT: _l("Residence permit"),
    Shown.KNOWN_IN_PERSON: _l("I know this person myself"),
}

RESULTS = {
    SearchResult.PENDING: ("info", _l("Being searched")),
    SearchResult.HELD: ("ok", _l("Something held")),
    SearchResult.NOTHING_HELD: ("neutral", _l("Nothing held")),
    SearchResult.CANNOT_SEARCH: ("warning", _l("Cannot be searched with what we know")),
    SearchResult.FAILED: ("error", _l("No answer")),
}

REVIEWS = {
    Review.UNDECIDED: ("warning", _l("Not decided yet")),
    Review.INCLUDE: ("ok", _l("In the answer")),
    Review.LEAVE_OUT: ("neutral", _l("Left out")),
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in words: what to do, and why or what happens then."""

    title: object
    text: object


STEPS = {
    Step.TAKE: StepWords(
        _l("Take this request"),
        _l("Nobody handles it yet. The term runs from the day of receipt."),
    ),
    Step.ASK_IDENTITY: StepWords(
        _l("Make sure who is asking"),
        _l(
            "The way this person proved who they are is not enough for these data. "
            "Ask no more than is needed."
        ),
    ),
    Step.WAIT_IDENTITY: StepWords(
        _l("Wait for the proof of identity"),
        _l("The citizen was asked to prove who they are."),
    ),
    Step.WAIT_ANSWER: StepWords(
        _l("Wait for the citizen's answer"),
        _l("A question was asked. The last day to decide stays as it was told."),
    ),
    Step.SEARCH: StepWords(
        _l("Search the systems"),
        _l("The person has a right to know whether we hold data, and to a copy of all of them."),
    ),
    Step.WAIT_SOURCES: StepWords(
        _l("The systems are being searched"),
        _l("This goes on by itself. A system that does not answer holds up nothing else."),
    ),
    Step.REVIEW: StepWords(
        _l("Look at what was found"),
        _l("Decide for each item whether it goes into the answer. Protect the rights of others."),
    ),
    Step.DECIDE: StepWords(
        _l("Write the decision"),
        _l("Choose an outcome for each part. A refusal names its ground and the reasons."),
    ),
    Step.APPROVE: StepWords(
        _l("Judge the proposed decision"),
        _l("After your approval the letter and the report are made and the citizen is told."),
    ),
    Step.WAIT_APPROVAL: StepWords(
        _l("A colleague must approve your proposal"),
        _l("Who proposes a decision does not approve it."),
    ),
    Step.WAIT_DOCUMENTS: StepWords(
        _l("The answer is being made"),
        _l("The letter and the report follow by themselves, and then the citizen is told."),
    ),
    Step.CLOSE: StepWords(
        _l("Close the case"),
        _l("The answer is ready for the citizen. Once closed, the time we keep the file runs."),
    ),
    Step.NOTHING: StepWords(_l("Nothing is left to do"), _l("This case has ended.")),
}

OBSTACLES = {
    Obstacle.NO_OUTCOME: _l("Choose an outcome for each part of the request."),
    Obstacle.OUTCOME_DOES_NOT_FIT: _l("An outcome does not fit the right that was used."),
    Obstacle.NO_GROUND: _l("Choose the ground for what is refused."),
    Obstacle.GROUND_DOES_NOT_FIT: _l("A ground does not fit the right that was used."),
    Obstacle.NO_REASON: _l("Write down why, in at least twenty characters: the citizen reads it."),
    Obstacle.NOT_SEARCHED: _l(
        "Search the systems first: without looking nobody can say yes or no."
    ),
    Obstacle.SEARCH_PENDING: _l("Wait until every system has been searched."),
    Obstacle.UNDECIDED: _l("Decide about each item that was found."),
    Obstacle.SOMETHING_LEFT_OUT: _l(
        "Items are left out, so the outcome is 'partly granted': the citizen must be told."
    ),
    Obstacle.SOMETHING_INCLUDED: _l(
        "Items were found, so the outcome cannot be that nothing is held."
    ),
    Obstacle.NOTHING_INCLUDED: _l(
        "Nothing goes into the answer. Choose 'nothing held', or a refusal with its ground."
    ),
    Obstacle.UNANSWERED_NOT_SEEN: _l(
        "Tick that you know that some systems gave no answer; the report will say so."
    ),
    Obstacle.IDENTITY_TOO_LOW: _l(
        "These data may only be given to somebody who proved better who they are. "
        "Ask for it, or record it at the desk."
    ),
    Obstacle.ADDRESS_NOT_KNOWN: _l(
        "The confirmed e-mail address stands in none of the records that were found: the code "
        "proves a mailbox, not that these data are of this person. Ask to show identity at the "
        "desk."
    ),
    Obstacle.AUTHORITY_NOT_CHECKED: _l(
        "Tick that you have checked that who asks may act for this person, and on what ground."
    ),
    Obstacle.OWN_PROPOSAL: _l("This is your own proposal. A colleague must approve it."),
}

LOG = {
    "received": _l("Received"),
    "take": _l("Taken by a handler"),
    "assign": _l("Assigned to a handler"),
    "ask_identity": _l("Proof of identity asked"),
    "prove_identity": _l("Identity proven"),
    "ask_clarification": _l("Question asked"),
    "answer": _l("Message from the citizen"),
    "resume": _l("Handling resumed"),
    "search": _l("Search in the systems started"),
    "source_searched": _l("A system was searched"),
    "source_failed": _l("A system gave no answer"),
    "review": _l("Review or outcome changed"),
    "propose": _l("Decision proposed"),
    "return": _l("Proposal returned"),
    "approve": _l("Decision approved"),
    "deliver": _l("Answer made available"),
    "close": _l("Case closed"),
    "withdraw": _l("Request withdrawn"),
    "viewed": _l("Looked at"),
    "message_sent": _l("Message sent to the citizen"),
    "note": _l("Note written"),
    "code_sent": _l("Code mailed"),
    "code_wrong": _l("Wrong code"),
    "link_sent": _l("Link mailed"),
    "link_used": _l("Link used"),
    "downloaded": _l("Document downloaded"),
    "document_made": _l("Document made"),
}

LOG_PAGES = {
    "overview": _l("overview"),
    "data": _l("data"),
    "documents": _l("documents"),
    "document": _l("a document"),
    "messages": _l("messages"),
    "decision": _l("decision"),
    "log": _l("log"),
    "question": _l("question"),
}


def advice(given: Advice) -> StepWords:
    """The words of the next step."""
    return STEPS[given.step]


def identity(case: Case) -> str:
    """How somebody proved who they are, or that they did not."""
    if case.identity_method is None or case.identity_at is None:
        return _("Not proven yet")
    ways = {
        "email_code": _("Code to the e-mail address"),
        "desk": _("Shown at the desk"),
    }
    way = ways.get(case.identity_method, case.identity_method)
    when = words().moment(case.identity_at)
    return _("%(way)s (level %(level)s), %(when)s", way=way, level=case.identity_level, when=when)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history or the log."""

    when: str
    machine: str
    what: str
    who: str
    detail: str


def moment(event: AuditEvent, name: str) -> Moment:
    """An audit event in words."""
    who = {
        ActorKind.CITIZEN: _("the citizen"),
        ActorKind.PORTAL: _("the portal"),
        ActorKind.STAFF: name,
    }
    return Moment(
        when=words().moment(event.at),
        machine=event.at.isoformat(timespec="seconds"),
        what=str(LOG.get(event.action, event.action)),
        who=who[event.actor_kind],
        detail=_detail(event),
    )


def _detail(event: AuditEvent) -> str:
    """The fact of an event that is worth a line."""
    detail = event.detail
    if event.action == "viewed":
        return str(LOG_PAGES.get(str(detail.get("page")), ""))
    if "answer_before" in detail:
        day = words().date(date.fromisoformat(detail["answer_before"]))
        return _("answer no later than %(date)s", date=day)
    if "registered" in detail:
        day = words().date(date.fromisoformat(detail["registered"]))
        return _("registered on %(date)s", date=day)
    return ""


def value(typed: object) -> str:
    """A value of a source system as people read it."""
    if isinstance(typed, bool):
        return _("yes") if typed else _("no")
    if isinstance(typed, datetime):
        # a source without a zone writes local time
        return words().moment(typed if typed.tzinfo else typed.replace(tzinfo=HERE))
    if isinstance(typed, date):
        return words().date(typed)
    if isinstance(typed, Decimal):
        return format_currency(typed, "EUR", locale="en_GB" if words().language == "en" else "nl")
    return str(typed)


def identity_question(case: Case, organisation: Organisation) -> str:
    """A first text for asking proof of identity, in the citizen's language (AVG 12.6)."""
    speak = Words(case.language, organisation.address_form)
    return speak.gettext(
        "Before we give you these data we want to be sure that they are yours. "
        "You can show at our desk who you are. Bring a document with your photo; "
        "we look at it and make no copy."
    )


def identity_doubt(case: Case, organisation: Organisation, *, strange: bool) -> str:
    """A first text for why there is doubt, in the citizen's language (AVG 12.6).

    Parameters:
        strange: whether the e-mail address stands in none of the records that were found.
    """
    speak = Words(case.language, organisation.address_form)
    if strange:
        return speak.gettext("The e-mail address in your request does not stand in our records.")
    return speak.gettext("We cannot see yet that these data are about you.")
