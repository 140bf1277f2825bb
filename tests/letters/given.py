"""What staff and citizens wrote for the letters of the tests; nobody in them exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.law.defaults import amount_on, default_schedule
from portal.law.mandatory import LetterKind

CONTESTED = "VB-2026-7F3K-9Q"


@dataclass(frozen=True)
class Texts:
    """The texts of one language; the dictionaries are what a ground makes staff write down."""

    reason: str
    others: str
    notes: str
    plan: str
    field: str
    old_name: str
    new_name: str
    fine: str
    who_looked: str
    look_outcome: str
    question: str
    doubt: str
    lifted: str
    work: str
    letter: str
    gone: str
    invoices: str
    tax: str
    no_identity: dict[str, str]
    not_us: dict[str, str]
    opinion: dict[str, str]
    duty: dict[str, str]
    no_case: dict[str, str]
    balance: dict[str, str]
    on_paper: dict[str, str]
    by_hand: dict[str, str]
    other: dict[str, str]


NL = Texts(
    reason="In dit verslag staat ook wat iemand anders over zichzelf vertelde.",
    others="De rechten van iemand anders",
    notes="Werkaantekeningen van de adviseur",
    plan="Behandelplan van 2024",
    field="Achternaam",
    old_name="de Wid",
    new_name="de Wit",
    fine="Boete van 5 november 2026",
    who_looked="een jurist van ons bureau, die bij het eerste besluit niet betrokken was",
    look_outcome="De boete blijft staan. De foto laat het kenteken goed zien.",
    question="Noem ons de locatie en het jaar van het eerste gesprek.",
    doubt="Het e-mailadres van dit verzoek kennen wij niet.",
    lifted="Wij hebben gekeken. De gegevens kloppen.",
    work="Het dossier heeft ruim duizend bladzijden en staat voor een deel op papier.",
    letter="Met een brief",
    gone="Dit bureau bestaat niet meer.",
    invoices="Facturen",
    tax="De belastingwet zegt dat wij ze zeven jaar bewaren.",
    no_identity={
        "reason_for_doubt": "Het e-mailadres kennen wij niet, en de geboortedatum klopt niet.",
        "what_was_asked": "Wij vroegen om aan onze balie te laten zien wie er vraagt.",
        "when_asked": "2026-11-02",
    },
    not_us={"who_is": "gemeente Utrecht, telefoon 14 030", "forwarded_to": "gemeente Utrecht"},
    opinion={
        "why": "Dit is het oordeel van de behandelaar. Een oordeel is niet goed of fout.",
        "statement_offered": "offered",
    },
    duty={
        "which_law": "Jeugdwet, artikel 7.3.8",
        "necessity": "De gemeente moet kunnen zien dat de behandeling er was.",
    },
    no_case={"why": "De gegevens kloppen, en wij mogen ze gebruiken."},
    balance={"written_balance": "Zonder deze gegevens kunnen wij de andere ouder niet helpen."},
    on_paper={"why": "Wij houden deze gegevens bij omdat een wet dat vraagt."},
    by_hand={"why": "Een medewerker bekeek de foto en nam daarna het besluit."},
    other={"other_ground": "De facturen bewaren wij zeven jaar, omdat de belastingwet dat vraagt."},
)

EN = Texts(
    reason="This record also holds what somebody else told about themselves.",
    others="The rights of somebody else",
    notes="Working notes of the adviser",
    plan="Treatment plan of 2024",
    field="Family name",
    old_name="de Wid",
    new_name="de Wit",
    fine="Fine of 5 November 2026",
    who_looked="a lawyer of our office, who had no part in the first decision",
    look_outcome="The fine stays. The picture shows the number plate well.",
    question="Tell us the place and the year of the first talk.",
    doubt="We do not know the e-mail address of this request.",
    lifted="We have looked into it. The data are right.",
    work="The file has over a thousand pages, and part of it is on paper.",
    letter="By letter",
    gone="This office no longer exists.",
    invoices="Invoices",
    tax="Tax law says that we keep them for seven years.",
    no_identity={
        "reason_for_doubt": "We do not know the e-mail address, and the date of birth is wrong.",
        "what_was_asked": "We asked to be shown at our desk who is asking.",
        "when_asked": "2026-11-02",
    },
    not_us={"who_is": "municipality of Utrecht, phone 14 030", "forwarded_to": "Utrecht"},
    opinion={
        "why": "This is what the therapist thinks. An opinion is not right or wrong.",
        "statement_offered": "offered",
    },
    duty={
        "which_law": "Youth Act, Article 7.3.8",
        "necessity": "The municipality must be able to see that there was a treatment.",
    },
    no_case={"why": "The data are right, and we may use them."},
    balance={"written_balance": "Without these data we cannot help the other parent."},
    on_paper={"why": "We keep these data because a law asks us to."},
    by_hand={"why": "A member of our staff looked at the picture and then decided."},
    other={"other_ground": "We keep the invoices for seven years, because tax law asks us to."},
)

TEXTS = {"nl": NL, "en": EN}


def facts(say: Texts) -> Iterator[tuple[str, LetterKind, dict[str, Any]]]:
    """The facts of each letter that is made from a row, with the name of its file."""
    yield from _on_the_way(say)
    yield from _at_the_end()


def _on_the_way(say: Texts) -> Iterator[tuple[str, LetterKind, dict[str, Any]]]:
    """Letters on the way to an answer, and about what follows from it."""
    kind = LetterKind
    asked = {"question": say.question, "answer_before": "2026-12-04"}
    told = {"recipient": "Advocatenkantoor De Eik", "how": say.letter, "on": "2026-11-19"}
    silent = {"recipient": "Bureau Noord", "reason": say.gone}
    change = {"what": say.field, "new": say.new_name}
    to = {"recipient": "Advocatenkantoor De Eik", "address": ["Postbus 5", "3500 AE Utrecht"]}
    done = {"done_on": "2026-11-19"}
    yield (
        "identity-wanted",
        kind.IDENTITY_WANTED,
        asked | {"doubt": say.doubt, "counts": True},
    )
    yield "clarification", kind.CLARIFICATION, asked | {"counts": False}
    lacks = {"missing": ["decision", "grounds", "signature"], "counts": True}
    yield "clarification-bezwaar", kind.CLARIFICATION, asked | lacks
    reminder = {"asked_on": "2026-11-13", "answer_before": "2026-11-27"}
    yield "reminder", kind.REMINDER, reminder
    days = {"before": "2026-12-21", "legal_due": "2027-02-22"}
    more = {"grounds": ["complexity", "number"], "explanation": say.work}
    yield "extension", kind.EXTENSION, days | more
    later = days | {"grounds": [], "explanation": say.work, "postponed": True}
    yield "extension-bezwaar", kind.EXTENSION, later
    yield "extension-bezwaar-further", kind.EXTENSION, later | {"further": "person_agrees"}
    yield "late", kind.LATE, {"was_due": "2026-11-19", "new_day": "2026-12-04"}
    for basis, name in (("18.1.a", "restriction-set"), ("18.1.d", "restriction-set-objection")):
        yield name, kind.RESTRICTION_SET, {"basis": basis, "since": "2026-11-20"}
    lift = {"basis": "18.1.a", "lift_on": "2026-12-04", "reason": say.lifted}
    yield "restriction-lifted", kind.RESTRICTION_LIFTED, lift
    stays = [{"what": say.invoices, "why": say.tax}]
    ended = {"since": "2026-11-19", "stopped": "2026-11-20"}
    yield "consent-withdrawn", kind.CONSENT_WITHDRAWN, ended | {"stays": stays}
    notice = to | done | {"right": "rectification", "changes": [change]}
    yield "recipient-notice", kind.RECIPIENT_NOTICE, notice
    yield "recipient-notice-erasure", kind.RECIPIENT_NOTICE, to | done | {"right": "erasure"}
    yield "recipients-told", kind.RECIPIENTS_TOLD, {"told": [told], "excused": [silent]}
    yield "recipients-told-nobody", kind.RECIPIENTS_TOLD, {}


def _at_the_end() -> Iterator[tuple[str, LetterKind, dict[str, Any]]]:
    """Letters when a case ends, and of public bodies about bezwaar and default."""
    kind = LetterKind
    yield "withdrawn", kind.WITHDRAWN, {"withdrawn_on": "2026-11-20"}
    told = {"withdrawn_on": "2026-11-18", "way": "phone", "doubted_until": "2026-12-04"}
    yield "withdrawn-told", kind.WITHDRAWN, told
    yield "withdrawn-bezwaar", kind.WITHDRAWN, told | {"way": "hearing", "against": CONTESTED}
    yield "closing", kind.CLOSING, {"closed_on": "2026-11-20"}
    yield "closing-bezwaar", kind.CLOSING, {"closed_on": "2026-11-20"}
    contested = {"against": CONTESTED, "decided_on": "2026-11-02", "legal_due": "2027-01-25"}
    yield "bezwaar-receipt", kind.BEZWAAR_RECEIPT, {"received_on": "2026-11-19"} | contested
    yield from _of_default()


def _of_default() -> Iterator[tuple[str, LetterKind, dict[str, Any]]]:
    """Letters about a notice of default, with the days and amounts of the law itself."""
    kind, answered_on = LetterKind, date(2026, 12, 7)
    schedule = default_schedule(date(2026, 11, 20), date(2026, 11, 19))
    told = schedule.as_dict()
    keys = ("two_weeks_end", "first_day", "last_day", "total_cents", "bands")
    penalty = {"received_on": told["notice"]} | {key: told[key] for key in keys}
    yield "default-receipt", kind.DEFAULT_RECEIPT, penalty
    owed_cents = amount_on(schedule, answered_on, decided=answered_on)
    answered = penalty | {"answered_on": answered_on.isoformat(), "owed_cents": owed_cents}
    yield "default-receipt-answered", kind.DEFAULT_RECEIPT, answered
    free = penalty | {"answered_on": "2026-11-30", "owed_cents": 0}
    yield "default-receipt-answered-free", kind.DEFAULT_RECEIPT, free
    owed = {
        "received_on": "2026-10-05",
        "answered_on": "2026-11-04",
        "owed_cents": 39200,
        "first_day": "2026-10-19",
        "last_day": "2026-11-03",
        "bands": [["2026-10-19", "2026-11-01", 2300], ["2026-11-02", "2026-11-03", 3500]],
    }
    yield "penalty-decision", kind.PENALTY_DECISION, owed
    again = {"earlier_on": "2026-11-12", "earlier_cents": 35700}
    yield "penalty-decision-again", kind.PENALTY_DECISION, owed | again
    nothing = {
        "received_on": "2026-10-05",
        "owed_cents": 0,
        "no_penalty": "unreasonably_late",
        "explanation": "De termijn was al twee jaar voorbij toen uw ingebrekestelling kwam.",
    }
    yield "penalty-decision-none", kind.PENALTY_DECISION, nothing
