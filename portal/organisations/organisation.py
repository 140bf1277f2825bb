"""An organisation's profile as frozen values; `loading` reads them from TOML."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from portal.law.effects import Effect
from portal.law.rights import ControllerKind, Right


class AddressForm(StrEnum):
    """How the organisation addresses people in Dutch."""

    U = "u"
    JE = "je"


class Sensitivity(StrEnum):
    """How harmful disclosure to another would be; decides the identity asked (AVG 12.6, 32)."""

    LOW = "low"
    ORDINARY = "ordinary"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in each language citizens can choose."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """Return the text in the language with this code, Dutch when there is none other."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class Contact:
    """How people reach the organisation or a role in it; empty means not offered."""

    name: Text
    address: tuple[str, ...] = ()
    phone: str = ""
    hours: Text | None = None
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long data are kept and from which moment (AVG 13.2.a, 15.1.d, 30.1.f).

    `months` or `days` is the same period as a number, where there is one. `deletes_itself` says
    that a system deletes the data when the period is over: a request must stop that in time.
    """

    period: Text
    trigger: Text
    months: int | None = None
    days: int | None = None
    reason: Text | None = None
    deletes_itself: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """A law or code that makes the organisation keep some data, whoever asks (AVG 17.3.b).

    `yields` says that it gives way when the person asks to erase them, as the duty to keep a
    treatment file does (Jeugdwet 7.3.9): it is then no ground to refuse.
    """

    law: Text
    what: Text
    period: Text
    trigger: Text
    article: str = ""
    months: int | None = None
    yields: bool = False


class RetentionStart(StrEnum):
    """The moment from which the organisation counts how long it keeps a request."""

    HANDLED = "handled"
    LAST_CONTACT = "last_contact"


@dataclass(frozen=True, slots=True)
class AutomatedDecision:
    """A decision taken without a human (AVG 15.1.h, 22)."""

    logic: Text
    consequences: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Road:
    """A way to contest a decision itself, beside the human look of AVG 22.3.

    `awb_term` says that it must be used within the six weeks of Awb 6:7.
    """

    name: Text
    where: Text
    until: Text
    article: str = ""
    awb_term: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the register of processing activities (AVG 30.1), with what AVG 15.1 asks."""

    id: str
    name: Text
    purpose: Text
    legal_basis: Text
    basis_article: str
    categories: tuple[Text, ...]
    data_subjects: Text
    source: Text
    recipients: tuple[Text, ...]
    retention: tuple[Retention, ...]
    rights: tuple[Right, ...]
    owner: Text
    controller_kind: ControllerKind
    sensitivity: Sensitivity
    source_systems: tuple[str, ...] = ()
    automated_decision: AutomatedDecision | None = None
    roads: tuple[Road, ...] = ()
    duties: tuple[Duty, ...] = ()
    transfers: Text | None = None


@dataclass(frozen=True, slots=True)
class OfferedRight:
    """A right this organisation offers, with its own article number if it has one."""

    right: Right
    own_article: str = ""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One field of a source system in human words.

    `tells_address` marks where somebody lives: no report has it while the address is secret.
    """

    column: str
    label: Text
    kind: str = "text"  # text, date, datetime, money, boolean, code
    codes: tuple[tuple[str, Text], ...] = ()
    names_third_person: bool = False
    tells_address: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table or file of a source system and the register activity its rows belong to.

    `match` says by what a person is found: an identifier and its column. Identifiers that only
    count together are joined with a plus, as are their columns: ("name+birth_date", "name+born").
    Of a person who is asked it names what they may know of whom it is about.
    """

    table: str
    activity: str
    category: Text
    match: tuple[tuple[str, str], ...] = ()  # (identifier such as "email", column)
    fields: tuple[FieldMapping, ...] = ()
    given: bool = False
    views: bool = False

    def ways(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return the ways to find a person; of one way every (identifier, column) must fit."""
        return tuple(
            tuple(zip(identifier.split("+"), column.split("+"), strict=True))
            for identifier, column in self.match
        )


PERSON = "person"  # the connector of a source that is somebody who is asked


@dataclass(frozen=True, slots=True)
class SourceSystem:
    """A system that is searched for a person's data, or a person who knows where they are.

    Attributes:
        connector: the id of a plugin in portal.sources.
        location: relative to the data folder's sources/<organisation>/; an http(s) address for a
            connector that asks a server. A database's address is a secret and in the settings; a
            person has none.
        owner: who answers what the system cannot, and carries out what it cannot; a role, with an
            e-mail address.
        carries_out: what the system does with its data when the portal says so.
        dry_run: on which day it was tried that asking what it would do changes nothing, and how:
            "2026-03-02: ...". Without it the system is not asked beforehand.
    """

    id: str
    name: Text
    connector: str
    location: str = ""
    tables: tuple[SourceTable, ...] = ()
    owner: Contact | None = None
    carries_out: tuple[Effect, ...] = ()
    dry_run: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintStep:
    """One step of the organisation's complaint path; the AP is always the last."""

    name: Text
    how: Text


AUTHORITY = ComplaintStep(  # AVG 77
    name=Text("Autoriteit Persoonsgegevens (AP)", "Dutch Data Protection Authority (AP)"),
    how=Text(
        "Een klacht bij de AP is gratis en kan altijd. Kijk op autoriteitpersoonsgegevens.nl.",
        "A complaint to the AP is free and always possible. See autoriteitpersoonsgegevens.nl.",
    ),
)


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours (#rrggbb) and the mark, a neutral drawing of our own."""

    accent: str
    accent_dark: str
    accent_light: str
    logo: str  # file name, in static/brand/<slug>/ or in <slug>/ beside the profile
    logo_path: Path | None = field(default=None, metadata={"set_by_loader": True})


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything the portal knows of one organisation."""

    slug: str
    name: Text
    short_name: Text
    description: Text
    reference_prefix: str
    address_form: AddressForm
    controller_kind: ControllerKind
    contact: Contact
    addressee: Text
    privacy_officer: Contact | None
    other_ways: tuple[Contact, ...]
    rights: tuple[OfferedRight, ...]
    may_ask_bsn: bool
    activities: tuple[Activity, ...]
    sources: tuple[SourceSystem, ...]
    complaint_path: tuple[ComplaintStep, ...]  # the loader adds AUTHORITY as the last step
    identity_methods: tuple[tuple[Sensitivity, tuple[str, ...]], ...]
    request_retention: Retention
    draft_retention_days: int
    second_approver: bool
    statement_version: str  # ISO date
    brand: Brand
    procedure_article: str = ""
    request_retention_start: RetentionStart = RetentionStart.HANDLED
    objection_body: Contact | None = None  # public bodies: where bezwaar goes (Awb 6:4)
    security_contact: str = ""
    free_youth_help: bool = False  # free help and advice for minors: no parent acts (UAVG 5.6)
    statement_intro: tuple[Text, ...] = ()

    def activity(self, activity_id: str) -> Activity:
        """Return the register line with this id. Raises KeyError when there is none."""
        for activity in self.activities:
            if activity.id == activity_id:
                return activity
        raise KeyError(activity_id)

    def source(self, source_id: str) -> SourceSystem:
        """Return the source system with this id. Raises KeyError when there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def offers(self, right: Right) -> bool:
        """Whether citizens can ask for this right here."""
        return any(offered.right == right for offered in self.rights)

    def methods_for(self, sensitivity: Sensitivity) -> tuple[str, ...]:
        """Ids of the identity methods accepted for data of this sensitivity, lightest first."""
        return dict(self.identity_methods).get(sensitivity, ())
