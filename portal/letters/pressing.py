"""Prints a report of any size: records and annexes in chunks, by all cores, bound in a frame.

What was printed is kept in a folder under the hash of what it was printed from. Whoever begins
again, after a kill for instance, finds it there.
"""

import io
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from portal.language.words import Words
from portal.letters import attachment
from portal.letters.annex import Pictures, no_pictures
from portal.letters.batches import Batch, Order
from portal.letters.binding import Behind, Insert, bind
from portal.letters.chunks import Chunk, Size, chunks_of, running
from portal.letters.embedding import pack
from portal.letters.environment import template, write_html
from portal.letters.placing import places, sections_apart
from portal.letters.rendering import FONTS, REPORT_LIMITS, Attachment, Limits, render_pdf
from portal.letters.report import Report
from portal.letters.sealing import Sealer
from portal.letters.sheets import Sheets, sheets_of
from portal.mapped import Body, body_of

SMALL = 200  # records that one process prints at once with all else
Tell = Callable[[int, int], None]


def nobody(_done: int, _expected: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(slots=True)
class Apart:
    """What was printed apart from the frame.

    Attributes:
        records: files by section, of those that the frame does not hold.
        pages: how many pages those have.
        annexes: files by number of the annex.
    """

    records: dict[int, list[Path]] = field(default_factory=lambda: defaultdict(list))
    pages: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    annexes: dict[int, list[Path]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Press:
    """How reports are printed.

    Attributes:
        work: a folder in which printed chunks are kept until the report is done; it may be gone.
        tell: called with how many records and pages of annexes are printed, and how many there are.
        workers: how many chunks are printed at once.
        small: how many records a report may have whose records stand in the frame.
        sealer: who seals what is printed, if anybody does.
    """

    fonts: Path = FONTS
    limits: Limits = REPORT_LIMITS
    size: Size = field(default_factory=Size)
    work: Path | None = None
    tell: Tell = nobody
    workers: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    small: int = SMALL
    sealer: Sealer | None = None

    def report(self, report: Report, words: Words, pictures: Pictures = no_pictures) -> Body:
        """The inzagerapport, with the same data attached as JSON.

        Parameters:
            pictures: of the pages of its annexes.

        Raises:
            RenderingFailed: a chunk or the frame could not be printed.
        """
        expected = report.item_count + report.annex_pages
        self.tell(0, expected)
        if report.item_count <= self.small and not report.annexes:
            html = report_html(report, words)
            data = Attachment(attachment.NAME, attachment.as_json(report), _about(words))
            pdf = self._render(report, words, html, data)
            self.tell(expected, expected)
            return self.sealer.seal(pdf) if self.sealer else pdf
        with self._folder() as folder:
            batch = Batch(folder, self.fonts, self.limits, self.workers)
            apart = self._apart(report, words, pictures, batch)
            return self._bind(report, words, apart, folder)

    def _apart(self, report: Report, words: Words, pictures: Pictures, batch: Batch) -> Apart:
        apart, done = Apart(), 0
        expected = report.item_count + report.annex_pages
        for chunk, path in batch.printed(self._records(report, words)):
            apart.records[chunk.section].append(path)
            apart.pages[chunk.section] += _pages(path)
            done += chunk.records
            self.tell(done, expected)
        done = report.item_count
        for sheets, path in batch.printed(self._annexes(report, words, pictures)):
            apart.annexes[sheets.annex].append(path)
            done += len(sheets.pages)
            self.tell(done, expected)
        return apart

    def _records(self, report: Report, words: Words) -> Iterator[Order[Chunk]]:
        pages = template("records")
        apart = sections_apart(report, self.small)
        for chunk in chunks_of(report, words, self.size, apart):
            yield Order(chunk, chunk.data, pages)

    def _annexes(self, report: Report, words: Words, pictures: Pictures) -> Iterator[Order[Sheets]]:
        pages, head = template("annex"), running(report, words)
        for annex in report.annexes:
            for sheets in sheets_of(annex, words, head):
                hung = tuple(pictures(sheets.annex, sheets.seen)) if sheets.seen else ()
                yield Order(sheets, sheets.data, pages, hung)

    def _bind(self, report: Report, words: Words, apart: Apart, folder: Path) -> Body:
        name, about = attachment.NAME, _about(words)
        parts = attachment.as_parts(report)
        data = pack(name, about, "application/json", report.created, parts)
        frame = self._frame(report, words, apart, data.sha256)
        inserts = [
            Insert(chapter, tuple(paths))
            for chapter, paths in zip(_chapters(report), _in_order(report, apart), strict=True)
            if paths
        ]
        behind = [
            Behind(f"annex-{number}", tuple(files)) for number, files in apart.annexes.items()
        ]
        with tempfile.TemporaryFile(dir=folder) as file:
            bind(
                file,
                frame,
                inserts,
                behind,
                inserted=sum(apart.pages.values()) + report.annex_pages,
                wording=words.gettext("Page # of #"),
                fonts=self.fonts,
                embedded=[data],
                identifier=_identifier(report),
                sealer=self.sealer,
                at=report.created,
            )
            return body_of(file)

    def _frame(self, report: Report, words: Words, apart: Apart, sha256: str) -> bytes:
        """The pages that hold all together; with annexes it is printed twice to know theirs."""
        inserted = tuple(apart.pages[number] for number in range(1, len(report.sections) + 1))

        def framed(first: int) -> bytes:
            html = report_html(
                report, words, sha256=sha256, bound=True, inserted=inserted, first=first
            )
            return self._render(report, words, html)

        frame = framed(0)
        if not report.annexes:
            return frame
        with pikepdf.open(io.BytesIO(frame)) as pdf:
            before = len(pdf.pages)
        return framed(before + sum(inserted) + 1)

    def _render(self, report: Report, words: Words, html: str, *files: Attachment) -> bytes:
        return render_pdf(
            html,
            title=f"{words.gettext('Report of your data')} {report.reference}",
            author=report.sender.name,
            language=report.language,
            created=report.created,
            identifier=_identifier(report),
            attachments=files,
            logo=report.sender.logo,
            limits=self.limits,
            fonts=self.fonts,
        )

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        if self.work is not None:
            self.work.mkdir(parents=True, exist_ok=True, mode=0o700)
            yield self.work
            return
        with tempfile.TemporaryDirectory(prefix="report-") as folder:
            yield Path(folder)


def report_html(
    report: Report,
    words: Words,
    *,
    sha256: str = "",
    bound: bool = False,
    inserted: tuple[int, ...] = (),
    first: int = 0,
) -> str:
    """The HTML of a report before it becomes a PDF.

    Parameters:
        sha256: what the attached data hash to, when that is known already.
        bound: whether pages come in or behind it, so that their numbers are set later.
        inserted: how many pages of records are put in behind each section with data.
        first: the page on which the annexes begin.
    """
    values = {
        "letter": report,
        "title": words.gettext("Report of your data"),
        "subject": report.subject,
        "attachment": attachment.NAME,
        "sha256": sha256 or attachment.sha256(report),
        "bound": bound,
        "places": places(inserted or (0,) * len(report.sections)),
        "first": first,
    }
    return write_html("letters/report.html", words, values)


def _chapters(report: Report) -> list[str]:
    """The chapter before which the records of each section come."""
    names = [f"activity-{number}" for number in range(2, len(report.with_data) + 1)]
    return [*names, *(["looks"] if report.looks else []), "sources"]


def _in_order(report: Report, apart: Apart) -> Iterator[list[Path]]:
    for number in range(1, len(report.sections) + 1):
        yield apart.records.get(number, [])


def _about(words: Words) -> str:
    return words.gettext("The data of this report, for a computer")


def _identifier(report: Report) -> str:
    return f"{report.reference}/report/{report.created.isoformat()}"


def _pages(path: Path) -> int:
    return len(re.findall(rb"<</Type/Page/", path.read_bytes()))
