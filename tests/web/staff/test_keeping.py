"""Data to keep: the list, the banner, and what was done."""

import pytest

from portal.models.audit import Role
from portal.models.case import Case
from portal.models.consequence import Hold
from tests.web.staff import desk

NOTE = "Rob van facilitair zette het wissen uit."


@pytest.fixture
def kept(bench):
    """A case with one hold of its own."""
    with bench.app.extensions["portal"].database.transaction() as session:
        session.query(Hold).delete()
    bench.things = desk.with_consequences(bench.app, bench.things)
    return bench


def hold_of(bench) -> Hold:
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return session.get_one(Hold, bench.things.hold_id)


def write_down(bench, done: str | None, note: str):
    prefix = f"hold{bench.things.hold_id}-"
    fields = {f"{prefix}note": note, **({f"{prefix}done": done} if done else {})}
    return bench.post(f"/gevolgen/vasthouden/{bench.things.hold_id}", **fields)


def test_the_list_and_the_work_list_name_what_must_be_kept(kept):
    page = kept.client.get("/balie/vasthouden").text
    assert kept.things.reference in page
    assert "Camerabeelden op onze locaties" in page
    assert (
        "Laat het wissen stoppen van 1 soort gegevens."
        in kept.client.get("/balie/werkvoorraad").text
    )


def test_once_the_deletion_is_stopped_the_banner_goes(kept):
    assert write_down(kept, "stopped", NOTE).status_code == 302
    row = hold_of(kept)
    assert (row.note, row.secured_by) == (NOTE, kept.handler)
    assert "wissen gestopt" in kept.client.get("/balie/vasthouden").text
    assert "Laat het wissen stoppen" not in kept.client.get("/balie/werkvoorraad").text
    page = kept.get("/gevolgen")
    assert NOTE in page
    assert "Handler" in page


def test_nothing_to_keep_ends_it(kept):
    assert write_down(kept, "nothing", "Er zijn geen opnames.").status_code == 302
    assert hold_of(kept).released_at is not None
    assert "Er hoeven nu geen gegevens te blijven." in kept.client.get("/balie/vasthouden").text
    again = write_down(kept, "stopped", NOTE)
    assert again.status_code == 302
    assert hold_of(kept).secured_at is None


@pytest.mark.parametrize(
    ("done", "note", "told"),
    [
        (None, NOTE, "Kies wat u heeft gedaan."),
        ("eaten", NOTE, "Kies wat u heeft gedaan."),
        ("stopped", "ja", "minstens tien tekens"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(kept, done, note, told):
    answer = write_down(kept, done, note)
    assert answer.status_code == 422
    assert told in answer.text
    assert note in answer.text
    assert hold_of(kept).secured_at is None


def test_when_the_case_ended_the_deletion_may_run_again(kept):
    write_down(kept, "stopped", NOTE)
    with kept.app.extensions["portal"].database.transaction() as session:
        row = session.get_one(Hold, kept.things.hold_id)
        row.released_at = row.secured_at
    assert "Het wissen mag weer" in kept.client.get("/balie/vasthouden").text


def test_a_complaint_to_the_fg_is_on_the_list_of_the_fg_alone(kept):
    with kept.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, kept.things.case_id).fg_only = True
    assert kept.things.reference not in kept.client.get("/balie/vasthouden").text
    desk.hire(kept.app, Role.PRIVACY_OFFICER)
    officer = desk.signed_in(kept.app, Role.PRIVACY_OFFICER)
    assert kept.things.reference in officer.get("/balie/vasthouden").text
