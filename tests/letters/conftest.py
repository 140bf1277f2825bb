"""Letters printed once for all tests, and the tools to read a PDF back."""

import io
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portal.law.rights import ControllerKind
from portal.letters.letter import Letter
from portal.letters.printing import Printer, letter_html
from portal.organisations.organisation import AddressForm
from tests.letters import sample_letters, samples
from tests.letters.every_letter import LANGUAGES, PRINTED, every_letter
from tests.letters.hearing import heard
from tests.services import stories

PUBLIC, JE = ControllerKind.PUBLIC, AddressForm.JE
Letters = dict[tuple[str, str, str], Letter]


@pytest.fixture(scope="session")
def letters(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """Every letter of each organisation in each language, by name, organisation and language."""
    from portal.models.base import Database
    from portal.queueing import RecordingQueue

    path = tmp_path_factory.mktemp("letters") / "portal.sqlite3"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", info={"queue": RecordingQueue()})
    with database.transaction() as session:
        found = {
            (name, slug, language): letter
            for slug in stories.ORGANISATIONS
            for language in LANGUAGES
            for name, letter in every_letter(session, slug, language)
        }
    database.close()
    return found


@pytest.fixture(scope="session")
def pages(letters: Letters) -> dict[tuple[str, str, str], str]:
    """The HTML of every letter."""
    return {key: letter_html(letter) for key, letter in letters.items()}


@pytest.fixture(scope="session")
def printed(letters: Letters, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a PDF of each kind of letter, and of reports and answers of every sort."""
    folder, printer = tmp_path_factory.mktemp("printed"), Printer()
    reports = {
        "report-nl-private-u": samples.report(1),
        "report-nl-public-je": samples.report(3, form=JE, kind=PUBLIC),
        "report-en-private": samples.report(3, language="en"),
        "report-en-public": samples.report(3, language="en", kind=PUBLIC),
        "report-empty": samples.empty_report(),
    }
    answers = {"decision-nl-public-u": sample_letters.decision(PUBLIC)}
    chosen = {"-".join(key): letters[key] for key in PRINTED}

    def press(name: str) -> None:
        made = reports.get(name)
        pdf = printer.report(made) if made else printer.letter((answers | chosen)[name])
        (folder / f"{name}.pdf").write_bytes(pdf)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(press, (*reports, *answers, *chosen)))
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
    return heard


@pytest.fixture
def opened() -> Callable[[bytes], pikepdf.Pdf]:
    """Opens the bytes of a PDF to look inside."""
    return lambda body: pikepdf.open(io.BytesIO(body))
