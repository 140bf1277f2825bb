"""Prints a report of any size: its records in chunks, by all cores at once, bound in a frame.

What was printed is kept in a folder under the hash of what it was printed from. Whoever begins
again, after a kill for instance, finds it there.
"""

import hashlib
import os
import re
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from portal.language.words import Words
from portal.letters import attachment
from portal.letters.binding import Insert, bind
from portal.letters.chunks import Chunk, Size, chunks_of
from portal.letters.embedding import pack
from portal.letters.environment import TEMPLATES, write_html
from portal.letters.rendering import (
    FONTS,
    REPORT_LIMITS,
    Attachment,
    Limits,
    render_pdf,
    typeset_pdf,
)
from portal.letters.report import Report
from portal.letters.sealing import Sealer

RECORDS = TEMPLATES / "letters" / "report" / "records.typ"
SMALL = 200  # records that one process prints at once with all else
Tell = Callable[[int, int], None]


def nobody(_done: int, _expected: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class Press:
    """How large reports are printed.

    Attributes:
        work: a folder in which printed chunks are kept until the report is done; it may be gone.
        tell: called with how many records are printed, and how many there are.
        workers: how many chunks are printed at once.
        small: how many records a report may have that is printed in one go.
        small: how many records a report may have that is printed in one go.
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

    def report(self, report: Report, words: Words) -> bytes:
        """The inzagerapport, with the same data attached as JSON.

        Raises:
            RenderingFailed: a chunk or the frame could not be printed.
        """
        count = report.item_count
        self.tell(0, count)
        if count <= self.small:
            html = report_html(report, words, inserted=())
            data = Attachment(attachment.NAME, attachment.as_json(report), _about(words))
            pdf = self._render(report, words, html, data)
            self.tell(count, count)
            return self.sealer.seal(pdf) if self.sealer else pdf
        with self._folder() as folder:
            printed: dict[int, list[Path]] = defaultdict(list)
            pages: dict[int, int] = defaultdict(int)
            done = 0
            title = words.gettext("Report of your data")
            chunks = chunks_of(report, words, title, self.size)
            for chunk, path in self._print(chunks, folder):
                printed[chunk.activity].append(path)
                pages[chunk.activity] += _pages(path)
                done += chunk.records
                self.tell(done, count)
            return self._bind(report, words, printed, pages, folder)

    def _bind(
        self,
        report: Report,
        words: Words,
        printed: dict[int, list[Path]],
        pages: dict[int, int],
        folder: Path,
    ) -> bytes:
        name, about = attachment.NAME, _about(words)
        parts = attachment.as_parts(report)
        data = pack(name, about, "application/json", report.created, parts)
        last = len(report.with_data)
        inserted = tuple(pages[number] for number in range(1, last + 1))
        html = report_html(report, words, sha256=data.sha256, inserted=inserted)
        frame = self._render(report, words, html)
        chapters = [*(f"activity-{number}" for number in range(2, last + 1)), "sources"]
        inserts = [
            Insert(chapter, tuple(printed[number]))
            for number, chapter in enumerate(chapters, start=1)
        ]
        with tempfile.TemporaryFile(dir=folder) as file:
            bind(
                file,
                frame,
                inserts,
                inserted=sum(inserted),
                wording=words.gettext("Page # of #"),
                fonts=self.fonts,
                embedded=[data],
                identifier=_identifier(report),
                sealer=self.sealer,
                at=report.created,
            )
            file.seek(0)
            return file.read()

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

    def _print(self, chunks: Iterable[Chunk], folder: Path) -> Iterator[tuple[Chunk, Path]]:
        """Each chunk with the file it is printed in, in order; a few are under way at once."""
        template = RECORDS.read_text()

        def printed(chunk: Chunk) -> Path:
            name = hashlib.sha256(f"{template}\0{chunk.data}".encode()).hexdigest()
            path = folder / f"{name}.pdf"
            if not path.exists():
                pdf = typeset_pdf(
                    chunk.data,
                    template,
                    limits=self.limits,
                    fonts=self.fonts,
                )
                _write_whole(path, pdf)
            return path

        with ExitStack() as stack:
            pool = ThreadPoolExecutor(self.workers)
            stack.callback(pool.shutdown, cancel_futures=True)
            waiting: deque[tuple[Chunk, Future[Path]]] = deque()
            for chunk in chunks:
                waiting.append((chunk, pool.submit(printed, chunk)))
                if len(waiting) > 2 * self.workers:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for chunk, future in waiting:
                yield chunk, future.result()

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        if self.work is not None:
            self.work.mkdir(parents=True, exist_ok=True, mode=0o700)
            yield self.work
            return
        with tempfile.TemporaryDirectory(prefix="report-") as folder:
            yield Path(folder)


def report_html(
    report: Report, words: Words, *, sha256: str = "", inserted: tuple[int, ...] = ()
) -> str:
    """The HTML of a report before it becomes a PDF.

    Parameters:
        sha256: what the attached data hash to, when that is known already.
        inserted: pages of records that are put in behind each activity with data, when they are
            printed apart.
    """
    values = {
        "letter": report,
        "title": words.gettext("Report of your data"),
        "subject": report.subject,
        "attachment": attachment.NAME,
        "sha256": sha256 or attachment.sha256(report),
        "inserted": inserted,
    }
    return write_html("letters/report.html", words, values)


def _about(words: Words) -> str:
    return words.gettext("The data of this report, for a computer")


def _identifier(report: Report) -> str:
    return f"{report.reference}/report/{report.created.isoformat()}"


def _pages(path: Path) -> int:
    return len(re.findall(rb"<</Type/Page/", path.read_bytes()))


def _write_whole(path: Path, pdf: bytes) -> None:
    """A file is there with all its bytes or not at all, whenever the machine stops."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_bytes(pdf)
    draft.replace(path)
