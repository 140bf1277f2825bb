"""A synthetic receipt, decision and message; nobody in them exists."""

from datetime import date

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.decision import Decision, DecisionPart, Recipient, Refusal
from portal.letters.message import Message
from portal.letters.receipt import Receipt
from portal.organisations.organisation import AddressForm
from tests.letters import samples


def receipt(language: str = "nl", form: AddressForm = AddressForm.U) -> Receipt:
    """A receipt of a request to see data."""
    words = Words(language, form)
    return Receipt(
        reference="VB-2026-7F3K-9Q",
        language=language,
        sender=samples.sender(form),
        name="Anna van den Berg",
        received=samples.RECEIVED,
        created=samples.CREATED,
        rights=("Zien welke gegevens er van mij zijn (inzage)",),
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
        complaint_path=samples.complaint_path(),
    )


def decision(
    kind: ControllerKind = ControllerKind.PRIVATE,
    *,
    language: str = "nl",
    form: AddressForm = AddressForm.U,
) -> Decision:
    """A letter that grants one part and refuses another."""
    refusal = Refusal(
        "Een wet verplicht ons om te bewaren",
        "AVG 17(3)(b)",
        "De belastingwet zegt dat wij facturen zeven jaar bewaren. Dat is tot en met 2031.",
    )
    return Decision(
        reference="VB-2026-7F3K-9Q",
        language=language,
        sender=samples.sender(form),
        recipient=Recipient("Anna van den Berg", ("Lindelaan 12", "3511 AB Utrecht")),
        received=samples.RECEIVED,
        decided=date(2026, 12, 4),
        created=samples.CREATED,
        parts=(
            DecisionPart(
                Right.ACCESS, "Uw gegevens zien", Outcome.GRANTED, "U vindt ze in het rapport."
            ),
            DecisionPart(
                Right.ERASURE,
                "Uw facturen wissen",
                Outcome.REFUSED,
                "Zij blijven bewaard.",
                (refusal,),
            ),
        ),
        next_steps=("Bekijk het rapport op uw pagina.", "Zeg het ons als er iets niet klopt."),
        complaint_path=samples.complaint_path(),
        remedy=samples.remedy(kind),
        signatory="Privacy officer",
        enclosures=("Rapport van uw gegevens",),
    )


def message(language: str = "nl", form: AddressForm = AddressForm.U) -> Message:
    """A letter that asks which period is meant."""
    return Message(
        reference="VB-2026-7F3K-9Q",
        language=language,
        sender=samples.sender(form),
        recipient=Recipient("Anna van den Berg", ("Lindelaan 12", "3511 AB Utrecht")),
        sent=date(2026, 11, 23),
        created=samples.CREATED,
        heading="Over welke periode gaat uw verzoek?",
        paragraphs=("Wij hebben veel gegevens van u. Zegt u ons welke u bedoelt?",),
        signatory="Privacy officer",
        questions=("Over welke jaren gaat het?",),
        reply_before=date(2026, 12, 7),
        consequence="Antwoordt u niet? Dan krijgt u alles wat wij vinden.",
    )
