"""What every connector to a source system takes and gives: plain values, no database of ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.values import Field


class Found(StrEnum):
    """How a search that ended well ended."""

    HELD = "held"
    NOTHING_HELD = "nothing_held"
    CANNOT_SEARCH = "cannot_search"


class Failure(StrEnum):
    """Why a search failed."""

    MISSING = "missing"  # the file or folder is not there (a share that is away comes back)
    BUSY = "busy"  # somebody else has it locked
    TOO_SLOW = "too_slow"
    UNREADABLE = "unreadable"  # it is there, but the portal may not read it
    DAMAGED = "damaged"  # it is not what the profile says it is
    ENCODING = "encoding"  # text that is not UTF-8
    MAPPING = "mapping"  # a table or column of the profile is not there
    TOO_LARGE = "too_large"  # the file or one value in it
    TOO_MANY = "too_many"  # more rows on one person than can be right
    LOCATION = "location"  # the profile points outside the sources folder
    UNREACHABLE = "unreachable"  # a server does not answer
    REFUSED = "refused"  # a server does not let the portal in, or says that the question is wrong
    UNCLEAR = "unclear"  # a server answers something that is not in the contract
    CLOSED = "closed"  # what opens this source is not in the settings
    LOCKED = "locked"  # a file that opens with a password only
    VANISHED = "vanished"  # data were gone after the system was asked what it would do
    UNFORESEEN = "unforeseen"  # the connector stumbled over something that it does not know


COMES_BACK = frozenset(
    {
        Failure.MISSING,
        Failure.BUSY,
        Failure.TOO_SLOW,
        Failure.UNREADABLE,
        Failure.UNREACHABLE,
    }
)
"""Failures that may be over by themselves; the others need somebody who repairs something."""


class SourceFailed(Exception):
    """Raised if a source could not be searched to the end.

    Attributes:
        failure: why.
        detail: which table or column, for whoever repairs it; never a value of a person.
        may_retry: whether trying again later can help.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else str(failure))
        self.failure = failure
        self.detail = detail
        self.may_retry = failure in COMES_BACK


@contextmanager
def alone() -> Iterator[None]:
    """Make whatever a connector stumbles over a failure of its own source.

    Raises:
        SourceFailed: in place of what no connector foresees.
    """
    try:
        yield
    except SourceFailed:
        raise
    except Exception as error:
        # The text of the error may quote a row or an answer, so only its kind is kept.
        raise SourceFailed(Failure.UNFORESEEN, type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a search may take.

    Attributes:
        seconds: of the whole search.
        busy_seconds: of waiting for a lock that somebody else has.
        rows: on the person, in one table.
        value_bytes: of one value.
        total_bytes: of all values on the person in one table.
        file_bytes: of a file that is searched.
        document_bytes: of one document; a larger one is told and not fetched.
        documents_bytes: of all documents of a search.
    """

    seconds: float = 30.0
    busy_seconds: float = 3.0
    rows: int = 20_000
    value_bytes: int = 1_000_000
    total_bytes: int = 40_000_000
    file_bytes: int = 512 * 1024 * 1024
    document_bytes: int = 50_000_000
    documents_bytes: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data are searched; what is empty is not known.

    Attributes:
        identifiers: further identifiers by name, such as ("client_number", "K-2041") or ("bsn", …).
        known: what a system told of the person in a record surely about them, in the same form.
    """

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    postcode: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()

    def values(self, identifier: str) -> tuple[str, ...]:
        """All that is known of this identifier, from the person and from systems."""
        own = self.value(identifier)
        told = (value for name, value in self.known if name == identifier)
        return (*([own] if own else ()), *told)

    def value(self, identifier: str) -> str:
        """What is known of this identifier of a profile's `match`; empty when nothing is."""
        own = {
            "name": f"{self.given_name} {self.family_name}".strip() if self.family_name else "",
            "birth_date": self.birth_date.isoformat() if self.birth_date else "",
            "email": self.email,
            "phone": self.phone,
            "postcode": self.postcode,
        }
        return own.get(identifier) or dict(self.identifiers).get(identifier, "")


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a source that is not a file; never in a profile, a log or a page.

    Attributes:
        url: the whole address of a database, with user and password.
        token: what a server takes as proof of who asks (bearer token).
    """

    url: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is, what opens it, and where documents of it may be left for a moment.

    Attributes:
        folder: the organisation's folder of sources, to which the location of a file is relative.
        scratch: an empty folder of this search alone; whoever searches empties it afterwards.
    """

    folder: Path
    secret: Secret = Secret()
    scratch: Path = Path()


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a source gave, left in the scratch folder under a name of ours.

    Attributes:
        name: as the source calls it, for people; nothing is ever written or opened under it.
        path: where it was left; of one that could not be fetched there is nothing.
        media_type: as the source says; what it is, is found out when it is read.
        problem: why it could not be fetched, the value of a Failure; empty when it is there.
    """

    name: str
    path: Path
    media_type: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row about the person, in human words.

    Attributes:
        matched_by: the names of all the ways in which this row fits, such as "email".
        tells: identifiers that were not known yet, when the row is surely about the person.
        document: what this record is a document of, if it is one.
    """

    table: SourceTable
    fields: tuple[Field, ...]
    matched_by: tuple[str, ...]
    tells: tuple[tuple[str, str], ...] = ()
    document: FoundDocument | None = None

    @property
    def names_third_person(self) -> bool:
        """Whether a field that has a value may name somebody else."""
        return any(each.names_third_person for each in self.fields)


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What came of a search that ended well.

    Attributes:
        records: what was found.
        searched_with: the identifiers used, such as "email" or "name+birth_date".
        not_searched: tables that could not be searched with what is known of the person.
        broken_rows: lines of a file that could not be read as a row.
    """

    records: tuple[Record, ...] = ()
    searched_with: tuple[str, ...] = ()
    not_searched: tuple[SourceTable, ...] = ()
    broken_rows: int = 0
    result: Found = field(init=False)

    def __post_init__(self) -> None:
        """Say how it ended: a source nothing could be looked up in does not 'hold nothing'."""
        result = Found.HELD if self.records else Found.NOTHING_HELD
        if not self.searched_with:
            result = Found.CANNOT_SEARCH
        object.__setattr__(self, "result", result)


class Connector(Protocol):
    """A plugin that can search one kind of source system."""

    id: str

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every row on a person, reading only.

        Parameters:
            system: what to search, as the profile maps it.

        Raises:
            SourceFailed: the search could not be done to the end; nothing half is given.
        """


def place_of(system: SourceSystem, folder: Path) -> Path:
    """Where a file-based source is.

    Raises:
        SourceFailed: the location is not inside the folder, or is an address on the web.
    """
    if re.match(r"[a-z]+://", system.location):
        raise SourceFailed(Failure.LOCATION, system.id)
    path = (folder / system.location).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise SourceFailed(Failure.LOCATION, system.id)
    return path
