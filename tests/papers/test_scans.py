"""Which pages a machine has to look at, for they may have text that is only a picture."""

import io

import pikepdf
import pytest

from portal.papers import lettering, pdfs
from portal.papers.pages import Scan
from tests.papers import lying, samples, scanned

SENTENCE = "".join(samples.line(f"Zin {n} van een brief", y=800 - 14 * n) for n in range(6))


def scan_of(content: bytes) -> Scan:
    (page,) = lettering.pages_of(pdfs.cleaned(content))
    return page.scan


def with_picture(drawing: str, width: float, height: float, y: float = 0) -> bytes:
    """A page with a drawing over a picture of text."""
    whole = pikepdf.open(io.BytesIO(scanned.sheet("een", "twee").pdf()))
    file = samples.pdf("")
    page = file.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(
        Scan=file.copy_foreign(whole.pages[0].Resources.XObject.Scan)
    )
    content = f"q {width} 0 0 {height} 0 {y} cm /Scan Do Q\n{drawing}"
    page.Contents = pikepdf.Stream(file, content.encode("latin-1"))
    return samples.saved(file)


@pytest.mark.parametrize(
    ("content", "scan"),
    [
        (with_picture("", 595, 842), Scan.UNREAD),  # a scan
        (with_picture(samples.line("Gescand op maandag"), 595, 842), Scan.COVERED),
        (with_picture(SENTENCE, 300, 300), Scan.UNREAD),  # a letter with a photo of a letter
        (with_picture(SENTENCE, 60, 60), Scan.NONE),  # a letter with a logo
        (with_picture(SENTENCE.replace("Td", "Td 3 Tr"), 595, 842), Scan.COVERED),  # over white
        (with_picture(SENTENCE, 595, 842), Scan.DOUBTED),  # a scan that was read before
        (lying.by_its_table(0), Scan.DOUBTED),
        (lying.by_its_table(0, lines=("Wij gaan weg",)), Scan.DOUBTED),
        (lying.by_its_table(0, lines=()), Scan.NONE),
        (samples.saved(samples.pdf(SENTENCE)), Scan.NONE),
        (samples.saved(samples.pdf(samples.line("Kort"))), Scan.NONE),
        (samples.saved(samples.pdf("10 10 m 300 300 l S")), Scan.UNREAD),  # may be drawn letters
        (samples.saved(samples.pdf("")), Scan.NONE),
    ],
)
def test_pages_with_a_picture_without_its_text_are_looked_at(content: bytes, scan: Scan) -> None:
    assert scan_of(content) is scan
