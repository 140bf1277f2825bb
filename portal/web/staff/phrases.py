"""The words of the desk for codes that services give: steps, obstacles, channels, log lines."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from babel.numbers import format_currency
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.identity.desk import Shown
from portal.language.words import HERE, Words
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.models.audit import ActorKind, AuditEvent
from portal.models.case import Case, Channel
from portal.models.finding import Review, SearchResult
from portal.organisations.organisation import Organisation
from portal.web.page import words
from portal.web.staff import asked, following, timing

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
    SearchResult.SUSPENDED: ("warning", _l("Not searched for now")),
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

EXTENTS = {
    Extent.FULL: _l("whole"),
    Extent.PARTIAL: _l("in part: something is redacted"),
    Extent.WITHHELD: _l("nothing of it"),
}


VERBS = {  # doing it, leaving it, done, left, doing it with all the rest
    Right.ERASURE: (
        _l("Erase"),
        _l("Keep"),
        _l("will be erased"),
        _l("stays"),
        _l("Erase all that is undecided"),
    ),
    Right.RECTIFICATION: (
        _l("Correct"),
        _l("Leave as it is"),
        _l("corrected"),
        _l("stays"),
        _l("Correct all that is undecided"),
    ),
    Right.RESTRICTION: (
        _l("Restrict"),
        _l("Go on using"),
        _l("restricted"),
        _l("used on"),
        _l("Restrict all that is undecided"),
    ),
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
    "source_searched_again": _l("A system is searched again, with what another one knew"),
    "search_resumed": _l("A system is searched after all: the source is on again"),
    "document_read": _l("A document was read"),
    "originals_destroyed": _l("The documents were destroyed: our answer is final"),
    "source_failed": _l("A system gave no answer"),
    "review": _l("Review or outcome changed"),
    "stopped": _l("Use of the data stopped"),
    "consent_withdrawn": _l("Consent counts no more"),
    "propose": _l("Decision proposed"),
    "return": _l("Proposal returned"),
    "approve": _l("Decision approved"),
    "deliver": _l("Answer made available"),
    "close": _l("Case closed"),
    "withdraw": _l("Request withdrawn"),
    "revive": _l("Not withdrawn after all"),
    "viewed": _l("Looked at"),
    "message_sent": _l("Message sent to the citizen"),
    "note": _l("Note written"),
    "posted": _l("Letter posted"),
    "code_sent": _l("Code mailed"),
    "code_wrong": _l("Wrong code"),
    "link_sent": _l("Link mailed"),
    "link_used": _l("Link used"),
    "downloaded": _l("Document downloaded"),
    "document_made": _l("Document made"),
    "checked": _l("The answer was searched for what was redacted"),
    **asked.LOG,
    **following.LOG,
    **timing.LOG,
}

LOG_PAGES = {
    "overview": _l("overview"),
    "data": _l("data"),
    "item": _l("an item"),
    "suggestions": _l("suggestions to redact"),
    "thirds": _l("third persons"),
    "leaks": _l("what was found again"),
    "documents": _l("documents"),
    "document": _l("a document"),
    "exhibits": _l("documents that were found"),
    "sheet": _l("the pages of a document"),
    "original": _l("a document as it came in"),
    "messages": _l("messages"),
    "decision": _l("decision"),
    "log": _l("log"),
    "question": _l("question"),
    "clock": _l("term"),
    **asked.LOG_PAGES,
    **following.LOG_PAGES,
}


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
        ActorKind.EXPERT: _("the person who was asked"),
        ActorKind.STAFF: name,
    }
    return Moment(
        when=words().moment(event.at),
        machine=event.at.astimezone(HERE).isoformat(timespec="seconds"),
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
