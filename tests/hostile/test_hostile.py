"""A hundred and twenty hostile texts on paper: nothing is fetched, nothing read, all is text."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from portal.letters import attachment
from portal.settings import ROOT
from tests.hostile.texts import TEXTS, filled
from tests.hostile.unconfined import WEB
from tests.journeys.reading import bare

SECRET = "the-secret-of-this-machine"
AS_OTHERS = () if os.geteuid() == 0 else ("--user", "--map-root-user")
ALONE = ("unshare", *AS_OTHERS, "--net")
DATA = attachment.NAME
ACTS = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/GoToR",
    "/GoToE",
    "/ImportData",
    "/OpenAction",
}
DOCUMENTS = ("report", "report-in-chunks", "letter", "word", "mail", "text")
NO_NAMESPACE = "this machine allows no network of one's own (unshare): nothing can be proved"


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the texts ask for."""
    path = tmp_path_factory.mktemp("s") / "s.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture(scope="module")
def printed(secret: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each document, made in a network of its own where the machine allows one."""
    folder = tmp_path_factory.mktemp("printed")
    program = [sys.executable, "-m", "tests.hostile.unconfined", str(folder), str(secret)]
    subprocess.run([*(ALONE if can_be_alone() else ()), *program], cwd=ROOT, check=True)
    return folder


def can_be_alone() -> bool:
    """Whether this machine gives a process a network of its own."""
    return bool(shutil.which(ALONE[0])) and subprocess.run([*ALONE, "true"]).returncode == 0


def test_there_are_a_hundred_and_twenty_texts_and_no_two_the_same():
    assert len(TEXTS) == len(set(TEXTS)) == 120


def test_no_connection_was_tried_and_no_file_was_opened(printed):
    if not can_be_alone():
        pytest.skip(NO_NAMESPACE)
    seen = json.loads((printed / "seen.json").read_text())
    assert seen == {
        "connections": 0,
        "secret_opened": False,
        "connection_is_seen": True,
        "opening_is_seen": True,
    }


def test_the_file_was_not_opened_whatever_the_network(printed):
    seen = json.loads((printed / "seen.json").read_text())
    assert (seen["secret_opened"], seen["opening_is_seen"]) == (False, True)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_is_shown_as_text(printed, secret, name):
    path = printed / f"{name}.pdf"
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    shown = bare(done.stdout.decode())
    lost = [text for text in filled(WEB, str(secret)) if bare(text) not in shown]
    assert not lost
    assert SECRET not in shown


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_text_became_something_that_acts(printed, name):
    with pikepdf.open(printed / f"{name}.pdf") as pdf:
        assert set(pdf.attachments) <= {DATA}
        for item in pdf.objects:
            if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                assert not ACTS & {str(item.get("/S", "")), *item.keys()}
                assert WEB not in str(item.get("/URI", ""))
                assert item.get("/Subtype") != "/Image"


@pytest.mark.parametrize("name", ["report", "report-in-chunks"])
def test_the_data_for_a_computer_hold_the_texts_as_they_are(printed, secret, name):
    with pikepdf.open(printed / f"{name}.pdf") as pdf:
        data = pdf.attachments[DATA].get_file().read_bytes()
    told = set(strings_of(json.loads(data)))
    assert [text for text in filled(WEB, str(secret)) if text not in told] == []
    assert SECRET.encode() not in data


def strings_of(data: object) -> Iterator[str]:
    """Every text in data from JSON."""
    if isinstance(data, str):
        yield data
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        yield from strings_of(value)
