"""Synthetic reports for tests and benchmarks; nobody in them exists."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import ComplaintStep, ContactBlock, Remedy, Sender
from portal.letters.records import Field, Money, ReportGroup, ReportItem
from portal.letters.report import (
    AutomatedLogic,
    ExistingRight,
    Kept,
    Report,
    ReportActivity,
    ReportSource,
    SourceResult,
)
from portal.letters.withheld import LeftOut
from portal.organisations.organisation import AddressForm

CREATED = datetime(2026, 12, 4, 13, 30, tzinfo=UTC)
RECEIVED, LAST_DAY = date(2026, 11, 20), date(2026, 12, 21)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40">'
    b'<rect width="40" height="40" rx="6" fill="#154273"/>'
    b'<path d="M10 28V12h6v16zm14 0V12h6v16z" fill="#fff"/>'
    b'<rect x="52" y="14" width="100" height="12" fill="#154273"/></svg>'
)
RIGHTS = (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.OBJECTION)
LONG = (
    "De cliënt vertelt dat de buurman al twee jaar harde muziek draait. "
    "Zij heeft hem daarover meermalen aangesproken, ook schriftelijk. "
    "Wij hebben besproken welke stappen zij kan nemen en welke bewijzen daarbij helpen. "
)


def sender(form: AddressForm = AddressForm.U) -> Sender:
    """An organisation that does not exist."""
    contact = ContactBlock(
        "Bureau Voorbeeld",
        ("Postbus 1", "3500 AA Utrecht"),
        "030 000 00 00",
        "maandag tot en met vrijdag, 9.00 tot 17.00 uur",
        "privacy@voorbeeld.example",
    )
    officer = ContactBlock(
        "Functionaris gegevensbescherming", email="fg@voorbeeld.example", phone="030 000 00 01"
    )
    return Sender(
        "Bureau Voorbeeld",
        "Voorbeeld",
        contact,
        "#e17000",
        "#154273",
        "#eef3f8",
        LOGO,
        officer,
        form,
    )


def remedy(kind: ControllerKind) -> Remedy:
    """The remedy that belongs to a controller of this kind."""
    if kind is ControllerKind.PUBLIC:
        body = ContactBlock("Bureau Voorbeeld, afdeling Bezwaar", ("Postbus 2", "3500 AB Utrecht"))
        return Remedy(kind, last_day=date(2027, 1, 15), body=body)
    return Remedy(kind, last_day=date(2027, 1, 15), received=date(2026, 12, 4))


def complaint_path() -> tuple[ComplaintStep, ...]:
    """Two steps; the AP is added by the template."""
    return (
        ComplaintStep("Uw adviseur", "Vertel uw adviseur wat u dwarszit."),
        ComplaintStep("Klachtencommissie", "Schrijf naar Postbus 3, 3500 AC Utrecht."),
    )


def talk(number: int, text: str = LONG) -> ReportItem:
    """A record of a conversation, with one field of each kind."""
    return ReportItem(
        f"Gesprek {number}",
        (
            Field("Datum", date(2024, 1 + number % 12, 1 + number % 28)),
            Field("Duur in minuten", 5 + number % 40),
            Field("Onderwerp", ("Huur", "Werk", "Burenruzie", "Uitkering")[number % 4]),
            Field("Advies", text),
            Field("Terugbellen", number % 2 == 0),
            Field("Doorverwezen naar", ""),
        ),
    )


def payment(number: int) -> ReportItem:
    """A short record that fits a row of a table."""
    return ReportItem(
        f"Betaling {number}",
        (
            Field("Datum", date(2025, 1 + number % 12, 1 + number % 28)),
            Field("Bedrag", Money(Decimal("12.50") + number)),
            Field("Kenmerk", f"VB-{number:05}"),
        ),
    )


def activity(
    name: str, groups: tuple[ReportGroup, ...] = (), automated: AutomatedLogic | None = None
) -> ReportActivity:
    """An activity with every answer that AVG 15.1 asks."""
    return ReportActivity(
        id=name.lower(),
        name=name,
        purpose="Wij helpen u met uw vraag, en een collega kan zien wat eerder is besproken.",
        legal_basis="Dit is nodig voor onze taak van algemeen belang.",
        basis_article="AVG 6(1)(e)",
        categories=("naam en adres", "soort vraag", "gegeven advies"),
        source="Van uzelf, tijdens het gesprek.",
        recipients=("Advocatenkantoor De Eik, Utrecht", "Centraal Bureau voor de Statistiek"),
        retention=(Kept("hoogstens vijf jaar", "na het laatste contact"),),
        rights=tuple(ExistingRight(right, "14" if right is RIGHTS[0] else "") for right in RIGHTS),
        automated=automated,
        transfers="" if automated is None else "Verenigde Staten, met modelcontracten van de EU.",
        groups=groups,
    )


def report(
    findings: int = 10,
    *,
    language: str = "nl",
    form: AddressForm = AddressForm.U,
    kind: ControllerKind = ControllerKind.PRIVATE,
    subject: str = "Anna van den Berg",
    text: str = LONG,
) -> Report:
    """A report with this many findings: half talks with text, half rows of payments."""
    talks = tuple(talk(number, text) for number in range(1, findings - findings // 2 + 1))
    payments = tuple(payment(number) for number in range(1, findings // 2 + 1))
    computer = AutomatedLogic(
        "De computer vergelijkt uw betaling met het bedrag op de factuur.",
        "Betaalt u te weinig, dan krijgt u vanzelf een herinnering.",
        "U kunt vragen of een medewerker ernaar kijkt.",
    )
    activities = (
        activity("Hulp bij uw vraag", (ReportGroup("Gesprekken", "Klantsysteem", talks),))
        if talks
        else activity("Hulp bij uw vraag"),
        activity("Betalingen", (ReportGroup("Betalingen", "Boekhouding", payments),), computer)
        if payments
        else activity("Betalingen"),
        activity("Camerabeelden"),
    )
    return Report(
        reference="VB-2026-7F3K-9Q",
        language=language,
        sender=sender(form),
        subject=subject,
        received=RECEIVED,
        last_day=LAST_DAY,
        created=CREATED,
        identity="U vulde de code in die wij naar uw e-mailadres stuurden.",
        scope=("Alle gegevens die wij van u hebben.",),
        activities=activities,
        sources=sources(len(talks), len(payments)),
        left_out=left_out(),
        complaint_path=complaint_path(),
        remedy=remedy(kind),
        signatory="Privacy officer",
    )


def sources(talks: int, payments: int) -> tuple[ReportSource, ...]:
    """One source for each way a search can end."""
    held = [("Klantsysteem", talks), ("Boekhouding", payments)]
    return (
        *(
            ReportSource(name, SourceResult.HELD if count else SourceResult.NOTHING_HELD, count)
            for name, count in held
        ),
        ReportSource("Klachtenregister", SourceResult.NOTHING_HELD),
        ReportSource(
            "Camerasysteem",
            SourceResult.CANNOT_SEARCH,
            reason="In beelden kan niet op naam worden gezocht. Noem ons een dag en plaats.",
        ),
        ReportSource(
            "Oud archief",
            SourceResult.FAILED,
            reason="Het systeem gaf drie keer geen antwoord. Wij sturen dit deel later na.",
        ),
    )


def left_out() -> tuple[LeftOut, ...]:
    """One ground, with its article and reason."""
    return (
        LeftOut(
            "Namen van buren in een gespreksverslag",
            2,
            "Rechten van anderen",
            "AVG 15(4)",
            "Wie dit leest, zou iets te weten komen over een ander.",
        ),
    )


def empty_report(kind: ControllerKind = ControllerKind.PRIVATE) -> Report:
    """A report of somebody about whom nothing is held, all systems having answered."""
    made = report(0, kind=kind)
    answered = tuple(s for s in made.sources if s.result is SourceResult.NOTHING_HELD)
    return replace(made, sources=answered, left_out=())
