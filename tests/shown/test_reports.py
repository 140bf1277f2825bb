"""A report of each organisation, made from its own systems, and looked at from every side."""

import hashlib
import io
import json
import re
import subprocess

import jsonschema
import pikepdf
import pypdfium2
import pytest

from portal.letters import attachment
from portal.letters.sealing import Verdict
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import PERSON
from portal.papers.reading import models
from portal.papers.recognising import words_on
from tests.journeys.reading import bare
from tests.letters.hearing import heard
from tests.verapdf.validating import PROFILES, validate

ORGANISATIONS = load_all(BUILT_IN)
WITH_DOCUMENTS = {"akj", "burojij"}
each_organisation = pytest.mark.parametrize("slug", sorted(ORGANISATIONS))


def read(report):
    """What `pdftotext` shows."""
    done = subprocess.run(["pdftotext", report.path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def data_of(report):
    """The JSON attached."""
    with pikepdf.open(report.path) as pdf:
        return pdf.attachments[attachment.NAME].get_file().read_bytes()


def named(names, text):
    """Which of these names stand in a text."""
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}


@each_organisation
def test_nobody_else_is_named_anywhere(report):
    assert len(report.removed) > 3
    with pikepdf.open(report.path) as pdf, pdf.open_outline() as outline:
        titles = " ".join(str(item.title) for item in walked(outline.root))
        metadata = pdf.Root.Metadata.read_bytes().decode()
    for text in (read(report), data_of(report).decode(), titles, metadata):
        assert named(report.others, text) == set()
        assert named(report.removed, " ".join(text.split())) == set()


def walked(items):
    """Every bookmark, in order."""
    for item in items:
        yield item
        yield from walked(item.children)


@each_organisation
def test_others_have_a_letter_of_their_own_in_place_of_their_name(report):
    called = "derde" if report.words.language == "nl" else "third person"
    assert re.search(rf"{called} A\b", read(report))


@each_organisation
def test_a_screen_reader_hears_the_chapters_in_order(report):
    said = bare(heard(report.path))
    with pikepdf.open(report.path) as pdf, pdf.open_outline() as outline:
        chapters = [str(item.title) for item in walked(outline.root)]
    assert len(chapters) > 8
    place = said.index(bare(chapters[1])) + 1  # the contents name them all
    place = said.index(bare(chapters[2]), place) + 1
    for chapter in chapters[2:]:
        assert bare(chapter) in said[place - 1 :], chapter
        place = said.index(bare(chapter), place - 1) + 1


@each_organisation
def test_the_data_fit_their_schema_and_have_the_hash_that_is_printed(report):
    body = data_of(report)
    data = json.loads(body)
    schema = json.loads(attachment.schema_file().read_text())
    jsonschema.Draft202012Validator(schema).validate(data)
    assert hashlib.sha256(body).hexdigest() in bare(read(report))


@each_organisation
def test_the_seal_is_ours_and_one_changed_byte_is_found(report):
    body = report.path.read_bytes()
    assert report.sealer.check(io.BytesIO(body)) is Verdict.OURS
    for place in range(500, len(body) - 500, len(body) // 12):
        changed = bytearray(body)
        changed[place] ^= 1
        assert report.sealer.check(io.BytesIO(changed)) is not Verdict.OURS, place


@each_organisation
def test_every_source_is_printed_and_what_can_be_seen_elsewhere_too(report):
    said = bare(read(report))
    for source in report.organisation.sources:
        assert bare(getattr(source.name, report.words.language)) in said, source.id
    if any(source.connector == PERSON for source in report.organisation.sources):
        contact = report.organisation.contact
        assert bare(contact.phone or contact.email) in said


@each_organisation
def test_no_page_is_nearly_white(report):
    document = pypdfium2.PdfDocument(report.path)
    filled = [filled_of(page) for page in document]
    annexes = sum("Bijlage" in text for text in map(first_line, document))
    last = len(filled) - annexes - 1  # where the chapters end, whatever is left of the page
    low = {n + 1: round(share, 2) for n, share in enumerate(filled) if share < 0.3 and n != last}
    assert low == {}


def filled_of(page):
    """How far down something stands between the head and the foot of a page, as a share."""
    sheet = page.render(scale=0.25).to_pil().convert("L")
    between = sheet.crop((0, sheet.height // 12, sheet.width, sheet.height * 11 // 12))
    box = between.point(lambda shade: 255 if shade < 200 else 0).getbbox()
    return box[3] / between.height if box else 0.0


def first_line(page):
    """What stands on top of a page, below what runs along all of them."""
    lines = page.get_textpage().get_text_range().splitlines()
    return lines[2] if len(lines) > 2 else ""


@each_organisation
def test_nothing_found_is_not_said_of_what_was_left_out(report):
    data = json.loads(data_of(report))
    left_out = {each["name"] for each in data["activities"] if each["left_out"]}
    assert left_out
    said = bare(read(report))
    title = "WaarbijWijNietsVan" if report.words.language == "nl" else "WeFoundNothingAboutYou"
    place = said.lower().index(title.lower())
    chapter = said[place : place + 600]
    assert not {name for name in left_out if bare(name) in chapter}


@pytest.mark.parametrize("slug", sorted(WITH_DOCUMENTS))
def test_documents_are_annexes_and_of_a_scan_nothing_about_others_is_left(report):
    document = pypdfium2.PdfDocument(report.path)
    texts = [page.get_textpage().get_text_range() for page in document]
    (scan,) = [n for n, text in enumerate(texts) if re.search(r"Bijlage \d: .*\(scan\)", text)]
    picture = " ".join(each.text for each in words_on(report.path.read_bytes(), scan + 1, models()))
    assert bare(report.person.name) in bare(picture)
    assert "derde" in texts[scan]  # found by its name, for a machine read the scan
    assert named(report.others, texts[scan] + picture) == set()
    assert sum("Bijlage 1" in text for text in texts) >= 2


@pytest.mark.parametrize("slug", ["burojij"])
def test_who_looked_is_told_by_moment_and_role(report):
    views = [each for s in report.organisation.sources for each in s.tables if each.views]
    said = bare(read(report))
    for table in views:
        assert bare(table.category.nl) in said


def test_every_report_passes_verapdf_for_both_standards(reports):
    verdicts = validate(*(report.path for report in reports.values()))
    assert len(verdicts) == len(reports) * len(PROFILES) == 10
    assert {key: each.failures for key, each in verdicts.items() if not each.compliant} == {}
