"""The files of an answer, and what is in them that should not be: they are read to find it.

Everything is read in one transaction, and made without any: printing takes minutes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.letters import bundle as bundles
from portal.letters.annex import Pictures
from portal.letters.attachment import NAME, as_parts
from portal.letters.blocks import LetterIncomplete
from portal.letters.bundle import Bundle
from portal.letters.decision import Answer
from portal.letters.pressing import Tell
from portal.letters.printing import Printer, letter_html
from portal.letters.report import Report
from portal.mapped import Body
from portal.models.case import Case
from portal.models.document import DocumentKind
from portal.models.finding import Finding
from portal.organisations.organisation import Organisation
from portal.redaction import checking
from portal.redaction.checking import Watch
from portal.redaction.found import Hit, Spot
from portal.services import addressing, clearing, depositing, portability, watching
from portal.services.answering import answer_letter, gives_report
from portal.services.reporting import build_report
from portal.vault import Vault

_UNREAD = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
WHILE_WAITING = 2000
"""Records that can be looked through while somebody waits for a page."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an answer."""

    kind: DocumentKind
    name: str
    body: Body


@dataclass(frozen=True, slots=True)
class Contents:
    """What an answer holds, before it is printed.

    Attributes:
        watch: what may not be in it.
        names: of the files, by kind.
    """

    words: Words
    letter: Answer
    report: Report | None
    bundle: Bundle | None
    watch: Watch
    names: dict[DocumentKind, str]


def contents_of(
    session: Session, case: Case, organisation: Organisation, vault: Vault | None, *, now: datetime
) -> Contents:
    """What the answer to a case holds as it stands now.

    Raises:
        LetterIncomplete: a mandatory part is missing.
        NotReadable, VaultShut: a document that is to be given cannot be.
    """
    letter = answer_letter(session, case, organisation, personal=case.personal, now=now)
    report = bundle = None
    if gives_report(case):
        report = build_report(session, case, organisation, vault=vault, now=now)
        if portability.gives_data(case):
            bundle = portability.build_bundle(session, case, organisation, now=now)
    others = {kind: depositing.name_of(case, kind) for kind in depositing.OTHER_NAME}
    return Contents(
        words=addressing.words_for(organisation, case),
        letter=letter,
        report=report,
        bundle=bundle,
        watch=watching.watch_for(session, case, organisation),
        names={DocumentKind.LETTER: depositing.letter_name(case, letter.kind), **others},
    )


def made(
    contents: Contents, printer: Printer, pictures: Pictures, *, work: Path, tell: Tell
) -> Iterator[File]:
    """Print an answer, file by file.

    Parameters:
        work, tell: as `Printer.report`.

    Raises:
        RenderingFailed: no PDF could be made.
        Unreadable: a page of a document could not be drawn.
    """
    names = contents.names
    letter = printer.letter(contents.letter)
    yield File(DocumentKind.LETTER, names[DocumentKind.LETTER], letter)
    if contents.report is not None:
        report = printer.report(contents.report, work, tell, pictures)
        yield File(DocumentKind.REPORT, names[DocumentKind.REPORT], report)
    if contents.bundle is not None:
        packed = bundles.as_zip(contents.bundle, contents.words)
        yield File(DocumentKind.DATA, names[DocumentKind.DATA], packed)


def leaks_in(file: File, watch: Watch) -> tuple[Hit, ...]:
    """What was taken out and stands in a file all the same.

    Raises:
        NotCheckable: it cannot be read to the end, so nobody can say what is in it.
    """
    return checking.find_in_file(file.name, file.body, watch)


def misread_in(report: Report | None, watch: Watch) -> tuple[Hit, ...]:
    """What was taken out and may stand on the pages of a report that a machine read."""
    return checking.told_once(
        hit
        for annex in (report.annexes if report else ())
        for number, page in enumerate(annex.pages, start=1)
        if page.recognised
        for hit in watch.guesses(page.text, f"{Spot.ANNEX}:{annex.number}/{Spot.PAGE}:{number}")
    )


def look_before_proposing(
    session: Session, case: Case, organisation: Organisation, vault: Vault | None, *, now: datetime
) -> None:
    """Look in what would be printed, so that who proposes hears at once what stands in it.

    What is too large to look through while somebody waits, is looked through before it is sent, as
    is all else. An answer that cannot be written yet has other obstacles.
    """
    count = select(func.count()).where(Finding.case_id == case.id)
    watch = watching.watch_for(session, case, organisation)
    if not watch or (session.scalar(count) or 0) > WHILE_WAITING:
        return
    try:
        contents = contents_of(session, case, organisation, vault, now=now)
        letter = letter_html(contents.letter)
    except LetterIncomplete:
        return
    found = list(checking.find_in_text(_words_of(letter), watch))
    if contents.report is not None:
        data = b"".join(as_parts(contents.report))
        found += checking.find_in_file(NAME, data, watch)
        found += misread_in(contents.report, watch)
    clearing.note(session, case, found, now=now)


def _words_of(html: str) -> str:
    """What can be read of a letter."""
    return unescape(_UNREAD.sub(" ", html))
