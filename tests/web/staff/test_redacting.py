"""Redacting an item: by hand, as suggested, taken back."""

import re

import pytest

from portal.models.audit import AuditEvent, Role
from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState, ThirdPerson
from tests.web.staff import desk, marked

WHY = {
    "asked": "yes",
    "ground": "others_rights",
    "need_whose_interest": "Van de mevrouw met wie is gebeld.",
    "need_written_balance": "Zij hoeft hier niet bekend te zijn.",
}


@pytest.fixture
def item(bench):
    """The key of an item with four suggestions."""
    key = marked.add_items(bench.app, bench.things, marked.TALK)[0]
    marked.suggest(bench.app, bench.things)
    return key


def marks(bench, key, state=MarkState.ACCEPTED):
    """The texts that are marked so in an item, with the letter that comes in their place."""
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        letters = {each.id: each.letter for each in session.query(ThirdPerson)}
        found = session.query(Mark).filter_by(finding_id=key, state=state).order_by(Mark.id)
        return [(each.text, letters.get(each.third_id, "")) for each in found]


def test_suggestions_stand_in_the_text_and_stop_the_item(bench, item):
    page = bench.get(f"/gegevens/item/{item}")
    assert page.count('<mark class="rl-mark">') == 4
    assert "/meenemen" not in page
    answer = bench.post(f"/gegevens/item/{item}/meenemen")
    assert answer.location.endswith(f"/gegevens/item/{item}")
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        assert session.get_one(Finding, item).review is Review.UNDECIDED


def test_a_page_in_english_says_that_the_text_is_dutch(bench, item):
    marked = re.compile(r'<dd class="rl-keep-lines" lang="nl" data-text')
    assert not marked.search(bench.get(f"/gegevens/item/{item}"))
    assert marked.search(bench.get(f"/gegevens/item/{item}?taal=en"))


def test_the_ground_is_asked_the_first_time_and_what_was_sent_comes_along(bench, item):
    asked = bench.post(f"/gegevens/item/{item}/voorstellen", judge="accept")
    assert asked.status_code == 422
    assert "Waarom lakt u?" in asked.text
    assert '<input type="hidden" name="judge" value="accept">' in asked.text
    assert '<strong class="rl-judge__text">Karin de Boer</strong>' in asked.text
    assert asked.text.count('<details class="rl-details" open>') == 1, "grounds few ever need"
    assert marks(bench, item) == []
    short = bench.post(
        f"/gegevens/item/{item}/voorstellen", **(WHY | {"need_written_balance": "x"})
    )
    assert short.status_code == 422
    assert "minstens tien tekens" in short.text


def test_names_get_a_letter_and_numbers_go(bench, item):
    bench.post(f"/gegevens/item/{item}/voorstellen", judge="accept", **WHY)
    assert sorted(marks(bench, item)) == [
        ("06-12345678", ""),
        ("Karin", "A"),
        ("Karin de Boer", "A"),
        ("Karin de Boer", "A"),
    ]
    again = bench.post(f"/gegevens/item/{item}/lakken", text="huur", what="other", where="item")
    assert again.status_code == 302, "the ground is asked once"
    assert ("huur", "") in marks(bench, item)
    bench.post(f"/gegevens/item/{item}/meenemen")
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        assert session.get_one(Finding, item).review is Review.INCLUDE


def test_a_suggestion_can_stay_readable_and_a_mark_be_taken_back(bench, item):
    bench.post(f"/gegevens/item/{item}/voorstellen", judge="dismiss")
    assert len(marks(bench, item, MarkState.DISMISSED)) == 4
    bench.post(f"/gegevens/item/{item}/lakken", text="HUUR", what="other", where="case", **WHY)
    assert marks(bench, item) == [("huur", "")]
    bench.post(f"/gegevens/item/{item}/voorstellen", judge="undo")
    assert marks(bench, item) == []


def test_who_is_redacted_is_suggested_wherever_else_they_are_named(bench):
    key, other = marked.add_items(bench.app, bench.things, "met Piet Jansen", "Piet kwam", names="")
    answer = desk.post(
        bench.client,
        f"{bench.at}/gegevens/item/{key}/lakken",
        {"text": "Piet Jansen", "what": "name", "where": "case", **WHY},
    )
    assert answer.status_code == 302
    assert marks(bench, other, MarkState.SUGGESTED) == [("Piet", "")]
    assert "Op 1 andere plek staat misschien dezelfde persoon" in bench.get("/gegevens")


def test_what_stood_in_a_mark_is_suggested_again_when_it_is_taken_back(bench, item):
    place = {"field": 1, "language": "", "page": "", "start": 0, "end": len(marked.TALK)}
    sent = {"text": marked.TALK, "what": "other", "where": "here", **place, **WHY}
    desk.post(bench.client, f"{bench.at}/gegevens/item/{item}/lakken", sent)
    assert len(marks(bench, item, MarkState.SUGGESTED)) == 1, "three stood in it"
    bench.post(f"/gegevens/item/{item}/voorstellen", judge="undo")
    assert len(marks(bench, item, MarkState.SUGGESTED)) == 4


def test_only_the_selected_place_is_redacted_when_asked(bench, item):
    start = marked.TALK.rindex("Karin")
    place = {"field": 1, "language": "", "page": "", "start": start, "end": start + 5}
    sent = {"text": "Karin", "what": "name", "where": "here", **place, **WHY}
    desk.post(bench.client, f"{bench.at}/gegevens/item/{item}/lakken", sent)
    assert [text for text, _letter in marks(bench, item)] == ["Karin"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": ""}, "Vul in welke tekst"),
        ({"text": "staat er niet"}, "staat nergens"),
        ({"text": "Karin", "what": "x"}, "Kies wat het is"),
        ({"text": "Karin", "where": "x"}, "Kies waar"),
    ],
)
def test_what_cannot_be_redacted_is_said_at_the_field(bench, item, sent, says):
    answer = bench.post(
        f"/gegevens/item/{item}/lakken", **{"what": "other", "where": "case", **WHY, **sent}
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert sent["text"] in answer.text
    assert marks(bench, item) == []


def test_an_area_of_a_page_is_drawn_in_millimetres_and_shown_as_it_is_sent(bench):
    key = marked.add_document(bench.app, bench.things)
    page = f"/gegevens/item/{key}"
    assert "Vul de vier kanten in" not in bench.get(page)
    wrong = bench.post(f"{page}/gebied?blad=2", left=20, top=40, right=10, bottom=60)
    assert wrong.status_code == 422
    box = {"left": 20, "top": 40, "right": 190, "bottom": 60}
    bench.post(f"{page}/gebied?blad=2", **box, **WHY)
    shown = bench.get(f"{page}?blad=2")
    assert 'class="rl-area rl-area--on"' in shown
    assert "Piet Jansen" in shown
    assert "Piet Jansen" not in bench.get(f"{page}?blad=2&zo=1").split("rl-sheet-text")[1][:300]
    assert [each["exhibit"] for each in looks(bench, "sheet")] == [document_of(bench, key)]
    plain = bench.client.get(f"{bench.at}{page}/blad/2")
    burnt = bench.client.get(f"{bench.at}{page}/blad/2?lak=1")
    assert plain.mimetype == burnt.mimetype == "image/jpeg"
    assert plain.data != burnt.data
    assert bench.client.get(f"{bench.at}{page}/blad/9").status_code == 404


def looks(bench, page):
    """What the log says of who looked at this."""
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        rows = session.query(AuditEvent).filter_by(action="viewed", staff_id=bench.handler)
        return [row.detail for row in rows if row.detail["page"] == page]


def document_of(bench, key):
    """The key of the document of an item."""
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return session.query(Exhibit.id).filter_by(finding_id=key).scalar()


def test_no_picture_of_a_page_without_a_line_in_the_log_that_somebody_looked(app, bench):
    key = marked.add_document(app, bench.things)
    page = f"{bench.at}/gegevens/item/{key}"
    assert bench.client.get(f"{page}/blad/1").status_code == 404
    bench.client.get(page)
    assert bench.client.get(f"{page}/blad/1").status_code == 200
    bench.client.get(page)
    assert len(looks(bench, "sheet")) == 1, "one a sitting"
    desk.hire(app, Role.COORDINATOR)
    colleague = desk.signed_in(app, Role.COORDINATOR)
    assert colleague.get(f"{page}/blad/1").status_code == 404
    colleague.get(page)
    assert colleague.get(f"{page}/blad/1").status_code == 200
    assert "de bladen van een document" in bench.get("/logboek")
