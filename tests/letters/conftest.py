"""Letters printed once for all tests, and the tools to read a PDF back."""

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portal.law.rights import ControllerKind
from portal.letters.printing import Printer
from portal.organisations.organisation import AddressForm
from tests.letters import sample_letters, samples

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE
U, JE = AddressForm.U, AddressForm.JE


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one PDF of each kind, for each language, form of address and controller."""
    folder, printer = tmp_path_factory.mktemp("printed"), Printer()
    letters = {
        "report-nl-private-u": printer.report(samples.report(1)),
        "report-nl-public-je": printer.report(samples.report(3, form=JE, kind=PUBLIC)),
        "report-en-private": printer.report(samples.report(3, language="en")),
        "report-en-public": printer.report(samples.report(3, language="en", kind=PUBLIC)),
        "report-empty": printer.report(samples.empty_report()),
        "receipt-nl-u": printer.receipt(sample_letters.receipt()),
        "receipt-en": printer.receipt(sample_letters.receipt("en")),
        "decision-nl-private-je": printer.decision(sample_letters.decision(form=JE)),
        "decision-nl-public-u": printer.decision(sample_letters.decision(PUBLIC)),
        "decision-en-public": printer.decision(sample_letters.decision(PUBLIC, language="en")),
        "message-nl-u": printer.message(sample_letters.message()),
    }
    for name, body in letters.items():
        (folder / f"{name}.pdf").write_bytes(body)
    return folder


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """Reads the text of a PDF, spaces and line ends folded to one space."""

    def read(body: bytes) -> str:
        document = pypdfium2.PdfDocument(body)
        pages = [page.get_textpage().get_text_range() for page in document]
        return " ".join(" ".join(pages).split())

    return read


@pytest.fixture(scope="session")
def spoken() -> Callable[[Path], str]:
    """What a screen reader says, in its order."""

    def read(path: Path) -> str:
        command = ["pdfinfo", "-struct-text", str(path)]
        heard = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return " ".join(re.findall(r'^ *"(.+)"$', heard, re.MULTILINE))

    return read


@pytest.fixture
def opened() -> Callable[[bytes], pikepdf.Pdf]:
    """Opens the bytes of a PDF to look inside."""
    return lambda body: pikepdf.open(io.BytesIO(body))
