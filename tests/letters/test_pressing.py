"""A large report is printed in chunks and bound: one document, as if it were printed at once."""

import hashlib
import io
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portal.language.words import Words
from portal.letters import batches
from portal.letters.attachment import as_json
from portal.letters.chunks import Size
from portal.letters.pressing import Press
from portal.letters.records import Field, ReportGroup, ReportItem
from portal.letters.rendering import RenderingFailed
from portal.letters.report import Report
from portal.settings import ROOT
from tests.letters import samples
from tests.verapdf.validating import PROFILES, validate

WORDS = Words("nl")
SMALL_CHUNKS = Press(size=Size(records=7), small=5)


def wide(number: int) -> ReportItem:
    """A record whose words are wider than a column of a list."""
    fields = (Field("Donaudampfschiffahrtsgesellschaft", "W" * 60), Field("Naam", f"({number} 0 R"))
    return ReportItem(f"Rij {number} \\) 5 0 R", fields)


def varied() -> Report:
    """Records with all that could go wrong between two programs: shapes, scripts, signs of PDF."""
    made = samples.report(30)
    first = made.activities[0]
    strange = samples.talk(
        99, text="<b>[#box] $x$ 12 0 R ( \\ 中文 é Łódź " + "lang" * 60 + "\n" * 20 + "z"
    )
    groups = (
        *first.groups,
        ReportGroup("Rijen (5 0 R", "Systeem \\", tuple(wide(number) for number in range(9))),
        ReportGroup("Vreemd", "Systeem", (strange, replace(strange, label="\u0645 \u202egpj"))),
    )
    return replace(made, activities=(replace(first, groups=groups), *made.activities[1:]))


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def bound(told: list[tuple[int, int]]) -> bytes:
    return replace(SMALL_CHUNKS, tell=lambda *how: told.append(how)).report(varied(), WORDS)


@pytest.fixture(scope="module")
def texts(bound: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bound)]


def test_it_passes_verapdf_for_both_standards(bound: bytes, tmp_path: Path) -> None:
    (tmp_path / "bound.pdf").write_bytes(bound)
    verdicts = validate(tmp_path / "bound.pdf")
    assert {key: verdict.failures for key, verdict in verdicts.items()} == {
        ("bound.pdf", profile): "{}" for profile in PROFILES
    }


def test_the_same_report_gives_the_same_bytes(bound: bytes) -> None:
    assert Press(size=Size(records=7), small=5, workers=1).report(varied(), WORDS) == bound


def test_each_page_but_the_cover_says_which_of_how_many_it_is(texts: list[str]) -> None:
    shown = [re.findall(r"Pagina (\d+) van (\d+)", text) for text in texts]
    total = str(len(texts))
    assert shown == [[], *([(str(number), total)] for number in range(2, len(texts) + 1))]


def test_the_contents_name_the_page_on_which_each_chapter_begins(
    bound: bytes, texts: list[str]
) -> None:
    command = ["pdftotext", "-layout", "-f", "2", "-l", "2", "-", "-"]
    page = subprocess.run(command, input=bound, capture_output=True, check=True).stdout.decode()
    listed = {title: int(number) for title, number in re.findall(r"(?m)^(\S.+?) {9,}(\d+)$", page)}
    assert len(listed) == 7
    for title, number in listed.items():
        heads = [line for line in texts[number - 1].splitlines() if line == title]
        assert heads == [title], f"{title} does not begin on page {number}"


def test_no_record_is_lost_and_all_are_in_order(texts: list[str]) -> None:
    whole = " ".join(texts)
    heard = [int(number) for number in re.findall(r"Gesprek (\d+)\b", whole)]
    assert sorted(set(heard)) == [*range(1, 16), 99]
    assert heard == sorted(heard)
    assert [int(n) for n in re.findall(r"Betaling (\d+)\b", whole)] == list(range(1, 16))


def test_signs_of_other_languages_stay_signs(texts: list[str]) -> None:
    whole = "".join("".join(texts).replace("\u200b", "").split())
    for text in ("<b>[#box]$x$120R(\\[U+4E2D][U+6587]éŁódź", "(80R", "Rij7\\)50R", "[U+0645]gpj"):
        assert text in whole


def test_words_wider_than_their_column_break_inside_it(bound: bytes) -> None:
    document = pypdfium2.PdfDocument(bound)
    for page in document:
        text = page.get_textpage()
        rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
        assert max(rights, default=0) < page.get_width() - 15 * 72 / 25.4


def test_bookmarks_lead_through_the_whole(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf, pdf.open_outline() as outline:
        report = outline.root[0]
        chapters = {chapter.title: chapter for chapter in report.children}
        pages = [pdf.pages.index(pikepdf.Page(c.destination[0])) for c in report.children]
    assert pages == sorted(pages)
    [data] = chapters["Hulp bij uw vraag"].children
    assert data.title == "De gegevens die wij hiervoor hebben"
    assert [group.title for group in data.children] == ["Gesprekken", "Rijen (5 0 R", "Vreemd"]


def pages_of(element: pikepdf.Dictionary) -> set[tuple[int, int]]:
    """The pages on which the words of an element stand."""
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    parts = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return {part.Pg.objgen for part in (element, *parts) if "/Pg" in part}


def test_there_is_one_structure_in_which_every_reference_fits(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        assert pdf.check_pdf_syntax() == []
        [document] = list(pdf.Root.StructTreeRoot.K)
        assert document.S == "/Document"
        assert all(document == child.P for child in document.K)
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [int(page.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(keys)
        for page, key in zip(pdf.pages, keys, strict=True):
            assert all(page.obj.objgen in pages_of(element) for element in tree[key])
            marked = pikepdf.parse_content_stream(page)
            numbers = [
                int(each.operands[1]["/MCID"])
                for each in marked
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            ]
            assert sorted(numbers) == list(range(len(tree[key])))


def test_every_cell_of_a_record_has_a_head_for_its_row(bound: bytes) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        rows = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"
        ]
        assert len(rows) > 100
        assert {str(row.K[0].S) for row in rows} == {"/TH"}


def test_it_is_read_aloud_in_the_order_of_its_pages(
    bound: bytes, spoken: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "bound.pdf").write_bytes(bound)
    heard = spoken(tmp_path / "bound.pdf")
    order = ["Inhoud", "Hulp bij uw vraag", "Gesprek 1", "Gesprek 8", "Gesprek 15", "Rijen"]
    order += ["Betalingen", "Betaling 15", "Waar wij zochten", "Vragen?"]
    place = 0
    for words in order:
        assert words in heard[place:], f"not said, or too early: {words}"
        place = heard.index(words, place)


def test_the_fingerprint_in_print_is_that_of_the_data_attached(
    bound: bytes, texts: list[str]
) -> None:
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        assert list(pdf.attachments) == ["inzage.json"]
        file = pdf.attachments["inzage.json"].get_file()
        body = file.read_bytes()
        assert file.creation_date == samples.CREATED
        assert pdf.Root.AF[0].AFRelationship == "/Data"
    assert body == as_json(varied())
    assert hashlib.sha256(body).hexdigest() in "".join(texts[1].split())


def test_what_was_printed_before_is_not_printed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bound: bytes
) -> None:
    press = replace(SMALL_CHUNKS, work=tmp_path / "work")
    made: list[str] = []
    typeset = batches.typeset_pdf

    def third_fails(data: str, *arguments: object, **options: object) -> bytes:
        made.append(data)
        if len(made) == 3:
            raise RenderingFailed("the power went out")
        return typeset(data, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(batches, "typeset_pdf", third_fails)
    with pytest.raises(RenderingFailed):
        replace(press, workers=1).report(varied(), WORDS)
    kept = len(list((tmp_path / "work").glob("*.pdf")))
    assert kept >= 2
    made[:] = [""] * 3
    assert press.report(varied(), WORDS) == bound
    chunks = len(set(made)) - 1 + kept
    assert len(list((tmp_path / "work").glob("*.pdf"))) == chunks


@pytest.mark.usefixtures("bound")
def test_it_tells_how_far_it_is(told: list[tuple[int, int]]) -> None:
    count = varied().item_count
    assert told[0] == (0, count)
    assert told[-1] == (count, count)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_what_one_process_can_print_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "typeset_pdf", None)
    told: list[tuple[int, int]] = []
    pdf = Press(tell=lambda *how: told.append(how)).report(samples.report(3), WORDS)
    assert pdf.startswith(b"%PDF-")
    assert told == [(0, 3), (3, 3)]


def test_every_font_is_our_own_and_in_the_file(bound: bytes, tmp_path: Path) -> None:
    (tmp_path / "bound.pdf").write_bytes(bound)
    command = ["pdffonts", str(tmp_path / "bound.pdf")]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = listed.splitlines()[2:]
    assert rows
    assert all("Noto" in row for row in rows)
    assert all(re.search(r"\byes\s+yes\s+(yes|no)\s+\d+\s+0$", row) for row in rows)


KILLED = """
import os, signal, sys
from pathlib import Path
from threading import Timer
from portal.language.words import Words
from portal.letters.chunks import Size
from portal.letters.pressing import Press
from tests.letters import samples

def tell(done, expected):
    if done >= 30:  # of a hundred: in the middle of the next ones it ends
        Timer(0.03, os.kill, (os.getpid(), signal.SIGKILL)).start()

Press(size=Size(records=10), small=5, workers=1, work=Path(sys.argv[1]), tell=tell).report(
    samples.report(100), Words("nl")
)
"""


def test_after_a_kill_the_rest_is_printed_and_nothing_twice(tmp_path: Path) -> None:
    program = [sys.executable, "-c", KILLED, str(tmp_path)]
    assert subprocess.run(program, cwd=ROOT).returncode == -signal.SIGKILL
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.pdf")}
    assert 3 <= len(kept) < 10
    press = Press(size=Size(records=10), small=5)
    again = replace(press, work=tmp_path).report(samples.report(100), WORDS)
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == kept
    assert len(list(tmp_path.glob("*.pdf"))) == 10
    assert again == press.report(samples.report(100), WORDS)
