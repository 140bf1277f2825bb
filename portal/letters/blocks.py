"""Building blocks that every letter and report shares, as frozen primitives."""

import re
from dataclasses import dataclass
from datetime import date

from portal.law.rights import ControllerKind
from portal.organisations.organisation import AddressForm

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class LetterIncomplete(ValueError):
    """Raised if a letter lacks a part that the law, or the reader, needs."""


def demand(letter: str, **parts: object) -> None:
    """Refuse a letter with an empty part.

    Parameters:
        letter: what is being made, for the message.
        parts: each part under its field name; empty text, an empty tuple and None are refused.

    Raises:
        LetterIncomplete: naming every part that is missing.
    """
    missing = [
        name
        for name, part in parts.items()
        if not (part.strip() if isinstance(part, str) else part)
    ]
    if missing:
        raise LetterIncomplete(f"{letter} cannot be made without: {', '.join(missing)}")


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """How a person or desk is reached; an empty field is not printed."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    hours: str = ""
    email: str = ""
    web: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when there is a name but no way to reach it."""
        demand("a contact block", name=self.name, a_way_to_reach_it=self.reachable)

    @property
    def reachable(self) -> bool:
        """Whether at least one way to reach it is given."""
        return bool(self.address or self.phone or self.email or self.web)


@dataclass(frozen=True, slots=True)
class Sender:
    """The organisation as it appears on paper.

    Attributes:
        accent, accent_dark, accent_light: colours as #rrggbb.
        logo: an SVG or PNG drawing; None prints the name instead.
        privacy_officer: the FG or privacy officer, when there is one.
        form: u or je, for letters in Dutch.
    """

    name: str
    short_name: str
    contact: ContactBlock
    accent: str
    accent_dark: str
    accent_light: str
    logo: bytes | None = None
    privacy_officer: ContactBlock | None = None
    form: AddressForm = AddressForm.U

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without a name, or for a colour that is not #rrggbb."""
        demand("a sender", name=self.name, short_name=self.short_name)
        for colour in (self.accent, self.accent_dark, self.accent_light):
            if not _COLOUR.fullmatch(colour):
                raise LetterIncomplete(f"a sender's colour must be #rrggbb, not {colour!r}")


@dataclass(frozen=True, slots=True)
class ComplaintStep:
    """One step of the organisation's own complaint path; the AP is added by the template."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What someone who disagrees can do against the decision itself.

    Attributes:
        kind: public body: bezwaar (UAVG 34, Awb 6:4); anyone else: petition (UAVG 35).
        last_day: public: last day of bezwaar, required. Private: last day when the letter
            came in on `received`, optional.
        received: private: the day on which the letter counts as received, when known.
        body: public: where the bezwaar goes, with an address, required (Awb 3:45).
        court: private: the name of the court, when known.
        about: which parts of the request it is about; empty when all share one remedy.
    """

    kind: ControllerKind
    last_day: date | None = None
    received: date | None = None
    body: ContactBlock | None = None
    court: str = ""
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a public body's block lacks its date or address."""
        if self.kind is ControllerKind.PUBLIC:
            demand("the bezwaar block", last_day=self.last_day, body=self.body)  # Awb 3:45
        elif (self.last_day is None) != (self.received is None):
            raise LetterIncomplete("a petition's last day needs the day of receipt, and back")

    @property
    def is_public(self) -> bool:
        """Whether the remedy is bezwaar at the body itself."""
        return self.kind is ControllerKind.PUBLIC


@dataclass(frozen=True, slots=True)
class Silence:
    """What someone can do who gets no answer in time.

    Attributes:
        kind: public body: notice of default, then appeal (Awb 6:12); anyone else: petition.
        body: public: where the notice of default goes, required.
        about: which parts of the request it is about; empty when all share it.
    """

    kind: ControllerKind
    body: ContactBlock | None = None
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a public body names no place for the notice."""
        if self.is_public:
            demand("the block against silence", body=self.body)  # Awb 4:17.3, 6:12.2

    @property
    def is_public(self) -> bool:
        """Whether a notice of default comes first."""
        return self.kind is ControllerKind.PUBLIC
