"""A synthetic receipt and answer from primitives alone; nobody in them exists."""

from datetime import date
from typing import Any

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.decision import Decision, DecisionPart, Refusal
from portal.letters.letter import Recipient
from portal.letters.receipt import Receipt
from portal.organisations.organisation import AddressForm
from tests.letters import samples

PRIVATE = ControllerKind.PRIVATE
REFUSAL = Refusal(
    "Een wet verplicht ons om te bewaren",
    "AVG 17.3.b",
    "De belastingwet zegt dat wij facturen zeven jaar bewaren. Dat is tot en met 2031.",
)


def head(
    language: str = "nl", form: AddressForm = AddressForm.U, kind: ControllerKind = PRIVATE
) -> dict[str, Any]:
    """What every letter begins and ends with."""
    return {
        "reference": "VB-2026-7F3K-9Q",
        "language": language,
        "sender": samples.sender(form),
        "recipient": Recipient("Anna van den Berg", ("Lindelaan 12", "3511 AB Utrecht")),
        "sent": date(2026, 12, 4),
        "created": samples.CREATED,
        "signatory": "Privacy officer",
        "complaint_path": samples.complaint_path(),
        "controller": kind,
    }


def receipt(language: str = "nl", form: AddressForm = AddressForm.U) -> Receipt:
    """A receipt of a request to see data."""
    words = Words(language, form)
    return Receipt(
        **head(language, form),
        received=samples.RECEIVED,
        rights=(Right.ACCESS,),
        asked=(
            ("Over wie gaat het?", "Over mijzelf"),
            ("Wat wilt u zien?", "Alles"),
            ("Periode", ""),
            ("Toelichting", "Ik belde in maart.\nEn nog een keer in april."),
        ),
        last_day=samples.LAST_DAY,
        derivation=(
            f"Wij kregen uw verzoek op {words.date(samples.RECEIVED)}.",
            "Een maand later is zondag 20 december 2026.",
            "Dat is een zondag. De eerste werkdag daarna telt.",
        ),
        next_steps=(
            "Wij controleren wie u bent.",
            "Wij zoeken in onze systemen.",
            "U krijgt bericht.",
        ),
    )


def part(
    outcome: Outcome = Outcome.GRANTED,
    right: Right = Right.ACCESS,
    kind: ControllerKind = PRIVATE,
    **more: Any,
) -> DecisionPart:
    """One part of an answer; refused on REFUSAL."""
    refused = outcome not in (Outcome.GRANTED, Outcome.NOTHING_HELD)
    facts = {"refusals": (REFUSAL,) if refused else (), "done_on": date(2026, 12, 3)} | more
    return DecisionPart(right, "uw gegevens", outcome, "U vindt ze in het rapport.", kind, **facts)


def decision(
    kind: ControllerKind = PRIVATE,
    *parts: DecisionPart,
    language: str = "nl",
    form: AddressForm = AddressForm.U,
) -> Decision:
    """A letter with these parts; without them one that grants one part and refuses another."""
    both = part(kind=kind), part(Outcome.REFUSED, Right.ERASURE, kind)
    return Decision(
        **head(language, form, kind),
        received=samples.RECEIVED,
        parts=parts or both,
        next_steps=("Bekijk het rapport op uw pagina.", "Zeg het ons als er iets niet klopt."),
        remedies=(samples.remedy(kind),),
        enclosures=("Rapport van uw gegevens",),
    )
