"""Who and what a machine misread in a scan is suggested, gets its letter, and is watched."""

from dataclasses import replace

import pytest

from portal.law.redaction import Extent
from portal.letters.annex import AnnexPage, Line
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Review
from portal.models.redaction import Mark, MarkState
from portal.papers.pages import Scan
from portal.queueing import Job
from portal.redaction.found import Hit
from portal.services import answer_files, marking, misreading, naming, suggesting, thirds, watching
from tests.services import stories
from tests.services.redacting import Redacting, field, page
from tests.services.test_triage import NOW

READ = "Toen kwam Jan Pctcrs binnen met O6-87654321"
ITEMS = [[field("Jan Peters", names_third_person=True)], [field("brief.pdf")]]


def scan(text=READ, typed="Jan Pctcrs is hier getypt"):
    """A page with words as text, and words that a machine read below them."""
    whole = page(text=f"{typed}\n{text}", width=1000.0)
    return replace(whole, scan=Scan.READ, recognised=len(typed))


def scanned(at, pages=1):
    """Have the second item be a document of which a machine read the pages."""
    at.items[1].exhibit = Exhibit(
        case_id=at.case.id,
        name="brief.pdf",
        media_type="application/pdf",
        size=1,
        sha256="",
        key="",
        state=ExhibitState.READABLE,
        problem="",
        pages=pages,
        recognised=pages,
        added_at=NOW,
    )
    at.session.flush()
    return {at.items[1].id: [scan()]}


def told(at):
    return sorted((mark.origin, mark.text, mark.start) for mark in at.session.query(Mark))


@pytest.fixture
def at(sqlite_database):
    with sqlite_database.transaction() as session:
        yield Redacting(session, ITEMS)


def suggest(at, items, **more):
    return suggesting.suggest(at.session, at.case, at.organisation, items, now=NOW, **more)


def test_a_name_of_a_field_is_suggested_in_a_scan_though_it_was_misread(at):
    sheets = scanned(at)
    suggest(at, at.items, pages=sheets)
    assert told(at)[0] == ("misread", "Jan Pctcrs", 36)
    assert ("name", "Jan Pctcrs", 0) in told(at), "what was typed is not misread"
    mark = at.session.query(Mark).filter_by(origin="misread").one()
    assert mark.state is MarkState.SUGGESTED
    assert len(mark.boxes) == 1
    assert suggest(at, at.items, pages=sheets) == 0, "it stands there"
    at.session.query(Mark).filter_by(origin="name").delete()
    assert misreading.known_in(at.session, at.case) == ["Jan Peters"], "a guess is not known"


def test_what_was_taken_out_elsewhere_is_suggested_in_a_scan_though_it_was_misread(at):
    sheets = scanned(at)
    at.items[0].fields = [field("bel 06-87654321")]
    marking.mark(at.session, at.case, at.items[0], field=0, start=4, end=15, **at.why)

    def look():
        return suggesting.suggest_thirds(
            at.session, at.case, at.organisation, lambda: sheets, now=NOW
        )

    assert look() == 1
    assert told(at)[1][:2] == ("misread", "O6-87654321")
    assert look() == 0


@pytest.mark.parametrize(("state", "number"), [(MarkState.SUGGESTED, 1), (MarkState.DISMISSED, 0)])
def test_a_number_that_waits_for_a_handler_is_known_and_one_left_readable_is_not(at, state, number):
    sheets = scanned(at)
    phone = {"text": "06-87654321", "state": state, "origin": "phone", "made_at": NOW}
    at.session.add(Mark(case_id=at.case.id, finding_id=at.items[0].id, **phone))
    at.items[0].fields = [field("bel 06-87654321")]
    at.session.flush()
    suggest(at, [at.items[1]], pages=sheets)
    found = [mark for mark in at.session.query(Mark) if mark.origin == "misread"]
    assert [mark.text for mark in found] == ["O6-87654321"][:number]


def test_who_waits_for_a_page_does_not_wait_for_many_pages_of_scans(at, queue):
    scanned(at, pages=misreading.WHILE_WAITING + 1)
    none = suggesting.suggest_thirds(at.session, at.case, at.organisation, dict, now=NOW)
    at.session.commit()
    assert none == 0
    assert (Job.SUGGEST_NAMES, at.case.id) in queue.jobs


def test_the_job_looks_through_scans_as_well(sqlite_database, monkeypatch):
    with sqlite_database.transaction() as session:
        at = Redacting(session, ITEMS)
        sheets = scanned(at)
        thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
        case_id = at.case.id
    monkeypatch.setattr(naming.readable, "pages_in", lambda *_: sheets)
    monkeypatch.setattr(naming.names, "installed", lambda: False)
    naming.suggest_names(sqlite_database, None, stories.ORGANISATIONS, case_id, now=NOW)
    with sqlite_database.transaction() as session:
        found = {(mark.origin, mark.text) for mark in session.query(Mark)}
    assert ("misread", "Jan Pctcrs") in found


def test_a_misread_name_is_of_whoever_is_called_so_and_a_number_of_nobody(at):
    thirds.third_for(at.session, at.case, "Fatima Demirel", **at.who)
    at.items[1].fields = [field("toen zei Jan Peters")]
    suggest(at, at.items)
    assert misreading.meant_by(at.session, at.case, "Jan Pctcrs") == "Jan Peters"
    assert misreading.meant_by(at.session, at.case, "Dernirel") == "Fatima Demirel"
    assert misreading.meant_by(at.session, at.case, "O6-87654321") == ""


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (["Karin Bos", "Karin Vos"], "Karin Ros"),
        (["Karin Vos", "Karin Bos"], "Kar1n"),
        (["Mia Jansen", "Pim Jansen"], "Janscn"),
    ],
)
def test_a_misread_name_that_may_be_of_two_is_of_nobody(at, known, read):
    at.items[1].fields = [field(f"toen zei {name}") for name in known]
    suggest(at, at.items)
    assert misreading.meant_by(at.session, at.case, read) == ""
    for name in known:
        thirds.third_for(at.session, at.case, name, **at.who)
    assert misreading.meant_by(at.session, at.case, read) == ""


def test_a_misread_name_that_is_written_in_more_ways_is_of_that_person(at):
    third = thirds.third_for(at.session, at.case, "Fatima Demirel", **at.who)
    thirds.add_name(at.session, at.case, third, "mevrouw Demirel-Kaya", **at.who)
    thirds.add_name(at.session, at.case, third, "Demirel", **at.who)
    assert misreading.meant_by(at.session, at.case, "Dernirel") == "Fatima Demirel"


def watch_over(at):
    """What is looked for once the name in the first item is taken out."""
    sheets = scanned(at)
    third = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    marking.mark_all(at.session, at.case, "Jan Peters", pages=sheets, third=third, **at.why)
    for each in at.items:
        each.review = Review.INCLUDE
    at.session.flush()
    return watching.watch_for(at.session, at.case, at.organisation)


class Reported:
    """A report with a document of three pages: a machine read the second."""

    annexes = property(lambda self: (self,))
    number = 4

    @property
    def pages(self):
        """The pages of the one document."""
        lines = (Line(READ, (0.0, 0.0, 9.0, 9.0)),)
        page = AnnexPage(100.0, 100.0, Extent.FULL, lines)
        return page, replace(page, recognised=True), replace(page, lines=(), recognised=True)


def test_before_sending_a_scan_is_looked_through_for_what_may_be_misread(at):
    watch = watch_over(at)
    assert answer_files.misread_in(Reported(), watch) == (
        Hit("Jan Pctcrs", "annex:4/page:2", READ),
    )
    assert answer_files.misread_in(None, watch) == ()


def test_what_was_left_readable_in_a_scan_is_not_asked_again(at):
    watch_over(at)
    here = {"text": "Jan Pctcrs", "state": MarkState.DISMISSED, "origin": "misread"}
    at.session.add(Mark(case_id=at.case.id, finding_id=at.items[1].id, made_at=NOW, **here))
    at.session.flush()
    watch = watching.watch_for(at.session, at.case, at.organisation)
    assert answer_files.misread_in(Reported(), watch) == ()
