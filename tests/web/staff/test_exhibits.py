"""Documents among the data, at the desk: added, read, taken away, their originals."""

import io
import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from portal.law.lifecycle import Status
from portal.models.case import Case
from portal.models.exhibit import ExhibitState
from portal.models.finding import SourceSearch
from portal.queueing import Job
from portal.services import exhibits, reading, recognising
from portal.web.staff import exhibits as page
from tests.papers import lying, samples
from tests.services import stories
from tests.web.staff import desk

HERE = "/gegevens/documenten"
DOUBT = "Een computer kon niet alle tekst van dit blad vergelijken met het beeld."
HOSTILE = '<img src=x onerror="alert(1)">.pdf'


def send(bench, *files, **fields):
    """Add files in a form."""
    sent = [(io.BytesIO(content), name) for name, content in files]
    given = {"about": "Brieven over de klacht", "activity": "advice", "files": sent, **fields}
    return bench.post(HERE, **given)


def stored(bench):
    return bench.case(
        lambda case: [
            (each.name, each.state, each.finding.category_nl)
            for each in exhibits.list_exhibits(_session(case), case)
        ]
    )


def _session(case):
    return object_session(case)


def test_files_are_added_read_and_shown(bench, queue):
    answer = send(
        bench, ("brief.pdf", samples.simple_pdf("Beste Sanne")), ("b.png", samples.scan())
    )
    assert answer.status_code == 302
    assert [each[0] for each in stored(bench)] == ["brief.pdf", "b.png"]
    shown = bench.get(HERE)
    assert "wordt gelezen" in shown
    assert "Toegevoegd door een medewerker" in shown
    portal = bench.app.extensions["portal"]
    for exhibit_id in queue.of(Job.READ_EXHIBIT):
        reading.read_exhibit(
            portal.database, portal.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
        )
    assert "Een computer bekijkt nog 1 pagina." in bench.get(HERE)
    (scan,) = queue.of(Job.READ_SCAN)
    reading.read_scan(portal.database, portal.vault, stories.ORGANISATIONS, scan, now=stories.NOW)
    shown = bench.get(HERE)
    assert "wordt gelezen" not in shown
    assert "Een computer las de tekst van 1 pagina van een beeld. Controleer die." in shown
    assert "Beste Sanne" not in shown
    scanned = bench.get(re.findall(r'(/gegevens/item/\d+)"', shown)[1])
    assert "Een computer las deze tekst van een beeld." in scanned
    assert "Gescand 1" in scanned


def test_a_page_that_says_other_words_than_it_shows_is_told(bench, queue):
    send(bench, ("brief.pdf", lying.by_its_table(7)))
    portal = bench.app.extensions["portal"]
    for job, does in ((Job.READ_EXHIBIT, reading.read_exhibit), (Job.READ_SCAN, reading.read_scan)):
        (exhibit_id,) = queue.of(job)
        does(portal.database, portal.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)
    page = bench.get(re.findall(r'(/gegevens/item/\d+)"', bench.get(HERE))[0])
    assert "Het bestand zegt op deze pagina andere woorden dan het toont." in page
    assert "woorden op dit blad zijn onzichtbaar" not in page
    assert DOUBT not in page
    assert "wij spraken met de heer" in page
    assert ">Petersen<" in page, "suggested as a name"


def test_where_no_machine_reads_pictures_that_is_told(bench, queue, monkeypatch):
    monkeypatch.setattr(recognising.reading, "models", lambda: None)
    send(bench, ("b.png", samples.scan()), ("brief.pdf", lying.by_its_table(7)))
    portal = bench.app.extensions["portal"]
    for exhibit_id in queue.of(Job.READ_EXHIBIT):
        reading.read_exhibit(
            portal.database, portal.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
        )
    assert queue.of(Job.READ_SCAN) == []
    shown = bench.get(HERE)
    assert "Het portaal kan hier geen tekst in scans en foto" in shown
    assert "Het kan ook de tekst van een PDF niet vergelijken" in shown
    scan, letter = (bench.get(item) for item in re.findall(r'(/gegevens/item/\d+)"', shown))
    assert "De tekst in het beeld op deze pagina is niet gelezen." in scan
    assert DOUBT not in scan
    assert "is niet gelezen" not in letter
    assert DOUBT in letter


def test_what_cannot_be_read_is_told_with_what_to_do(bench, queue):
    send(bench, ("slot.pdf", samples.locked_pdf()))
    portal = bench.app.extensions["portal"]
    (exhibit_id,) = queue.of(Job.READ_EXHIBIT)
    reading.read_exhibit(
        portal.database, portal.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
    )
    shown = bench.get(HERE)
    assert "niet te lezen" in shown
    assert "Op dit bestand zit een wachtwoord." in shown


@pytest.mark.parametrize(
    ("files", "fields", "told"),
    [
        ((), {}, "Kies een of meer bestanden."),
        ((("leeg.pdf", b""),), {}, "leeg.pdf is leeg."),
        ((("a.txt", b"a"),), {"about": " "}, "Vul in wat voor stukken het zijn."),
        ((("a.txt", b"a"),), {"activity": "niets"}, "Kies een regel uit het register."),
        ((("a.txt", b"a"),) * 21, {}, "Kies hoogstens 20 bestanden."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_kept(bench, files, fields, told):
    answer = send(bench, *files, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'class="rl-errors"' in answer.text
    assert stored(bench) == []


def test_what_was_typed_is_kept_when_something_is_wrong(bench):
    assert 'value="Brieven over de klacht"' in send(bench).text


def test_one_file_that_is_too_large_is_named(bench, monkeypatch):
    monkeypatch.setattr(page, "FILE", 3)
    answer = send(bench, ("groot.txt", b"1234"))
    assert answer.status_code == 422
    assert "groot.txt is groter dan 50 MB." in answer.text


def test_more_than_fits_is_refused_before_it_is_read(bench, monkeypatch):
    monkeypatch.setattr(page, "LARGEST", 2000)
    answer = send(bench, ("groot.txt", b"a" * 3000))
    assert answer.status_code == 413
    assert "minder bestanden tegelijk" in answer.text


def test_only_here_whole_documents_are_taken(bench):
    large = "a" * 1_100_000
    assert bench.post("/notities", note=large).status_code == 413
    assert send(bench, ("groot.txt", large.encode())).status_code == 302


def test_strangers_may_not_send_much(bench):
    client = bench.app.test_client()
    data = {"files": (io.BytesIO(b"a" * 1_100_000), "a.txt")}
    assert client.post(bench.at + HERE, data=data).status_code == 413


def test_names_are_shown_as_text(bench):
    send(bench, (HOSTILE, b"tekst"))
    shown = bench.get(HERE)
    assert "&lt;img src=x" in shown
    assert "<img src=x" not in shown


def test_a_mistake_is_taken_away(bench):
    send(bench, ("brief.txt", b"tekst"))
    (exhibit,) = bench.case(lambda c: list(exhibits.list_exhibits(_session(c), c)))
    assert bench.post(f"{HERE}/{exhibit.id}/weg").status_code == 302
    assert stored(bench) == []
    assert (
        bench.case(
            lambda c: _session(c).scalar(
                select(SourceSearch.found).where(SourceSearch.source == exhibits.HANDED_IN)
            )
        )
        == 0
    )


def test_what_a_system_gave_is_not_taken_away(bench):
    things = desk.with_exhibit(bench.app, bench.things)
    assert "Weghalen" not in bench.get(HERE)
    answer = bench.post(f"{HERE}/{things.exhibit_id}/weg")
    assert answer.status_code == 302
    assert len(stored(bench)) == 1


def test_what_could_not_be_read_is_tried_again(bench, queue):
    send(bench, ("slot.pdf", samples.locked_pdf()))
    portal = bench.app.extensions["portal"]
    (exhibit_id,) = queue.of(Job.READ_EXHIBIT)
    address = f"{HERE}/{exhibit_id}/opnieuw"
    assert bench.post(address).status_code == 302
    assert queue.of(Job.READ_EXHIBIT) == [exhibit_id]
    reading.read_exhibit(
        portal.database, portal.vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW
    )
    assert "Opnieuw lezen" in bench.get(HERE)
    assert bench.post(address).status_code == 302
    assert queue.of(Job.READ_EXHIBIT) == [exhibit_id, exhibit_id]
    assert [state for _name, state, _about in stored(bench)] == [ExhibitState.WAITING]
    assert "Opnieuw lezen" not in bench.get(HERE)


def test_the_original_is_a_file_to_keep_and_never_a_page(bench):
    content = b"<html><script>alert(1)</script>"
    send(bench, ("pagina.html", content))
    (exhibit,) = bench.case(lambda c: list(exhibits.list_exhibits(_session(c), c)))
    answer = bench.client.get(f"{bench.at}{HERE}/{exhibit.id}/origineel")
    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename=pagina.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert bench.client.get(f"{bench.at}{HERE}/{exhibit.id}/origineel").data == content
    seen = bench.case(lambda c: [event.detail for event in c.events])
    once = {"page": "original", "exhibit": exhibit.id}
    assert [each for each in seen if each.get("page") == "original"] == [once]


def test_an_original_that_was_destroyed_or_never_came_is_no_page(bench):
    things = desk.with_exhibit(bench.app, bench.things)
    portal = bench.app.extensions["portal"]
    address = f"{bench.at}{HERE}/{things.exhibit_id}/origineel"
    assert bench.client.get(address).status_code == 200
    with portal.database.transaction() as session:
        portal.vault.destroy(session, things.case_id, now=stories.NOW)
    assert bench.client.get(address).status_code == 404


def test_there_is_an_end_to_it(bench, monkeypatch):
    monkeypatch.setattr(exhibits, "MOST", 0)
    answer = send(bench, ("a.txt", b"a"))
    assert answer.status_code == 422
    assert "Er zijn te veel documenten." in answer.text


def test_a_source_that_the_profile_does_not_know_is_named_as_it_is(bench):
    things = desk.with_exhibit(bench.app, bench.things)
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(SourceSearch, things.search_id).source = "gone"
    assert ">gone<" in bench.get(HERE)


def test_after_the_decision_nothing_is_added(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).status = Status.DECIDED
    assert "Documenten toevoegen</button>" not in bench.get(HERE)
    assert send(bench, ("a.txt", b"a")).status_code == 409
