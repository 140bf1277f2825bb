"""Suggesting what may have to go from what came in."""

from portal.models.redaction import Mark, MarkState
from portal.services import marking, suggesting, thirds
from portal.sources.values import Kind
from tests.services.redacting import Redacting, field, page
from tests.services.test_triage import NOW


def told(at):
    return sorted((mark.origin, mark.text) for mark in at.session.query(Mark))


def suggest(at, items=None, **more):
    found = at.items if items is None else items
    return suggesting.suggest(at.session, at.case, at.organisation, found, now=NOW, **more)


def test_names_of_fields_that_hold_one_are_found_in_all_items(redacting):
    assert suggest(redacting) == 5
    assert told(redacting) == [
        ("phone", "06-87654321"),
        ("third_person", "JAN  PETERS"),
        ("third_person", "Jan Peters"),
        ("third_person", "Jan Peters"),
        ("third_person", "Peters"),
    ]
    assert all(mark.state is MarkState.SUGGESTED for mark in redacting.session.query(Mark))


def test_a_second_time_nothing_is_suggested_that_stands_there_or_was_judged(redacting):
    at = redacting
    suggest(at)
    marking.dismiss_rule(at.session, at.case, "phone", **at.who)
    assert suggest(at) == 0


def test_a_name_that_comes_in_later_is_looked_for_in_what_was_there(redacting):
    at = redacting
    assert suggest(at, [at.items[2]]) == 1  # the name stands in another item already
    at.items[2].fields = [field("Fatima Yılmaz", names_third_person=True)]
    at.items[0].fields = [field("YILMAZ kwam")]
    at.session.query(Mark).delete()
    at.session.flush()
    assert suggest(at, [at.items[2]]) == 2


def test_the_pages_of_a_document_are_looked_through(redacting):
    at = redacting
    at.items[2].fields = [field("brief.pdf")]
    assert suggest(at, [at.items[2]], pages={at.items[2].id: [page(), page(2, "niets")]}) == 1
    [mark] = at.session.query(Mark)
    assert (mark.page, mark.text, len(mark.boxes)) == (1, "Jan Peters", 1)


def test_what_a_record_on_the_person_says_is_theirs_wherever_it_stands(sqlite_database):
    items = [
        [field("06-11112222"), field("Bel 06 11 11 22 22 of 06-33334444.")],
        [field("2001-05-01", kind=Kind.DATE, names_third_person=True)],
        [["Geboortedatum kind", "Birth", "2001-05-01", "date", "", True, False]],
    ]
    with sqlite_database.transaction() as session:
        at = Redacting(session, items)
        suggest(at)
        assert told(at) == [("birth_date", "2001-05-01"), ("phone", "06-33334444")]


def test_somebody_who_is_known_now_is_looked_for_again(redacting):
    at = redacting
    at.items[0].fields = [field("de buurman en Ahmed El Idrissi")]
    third = thirds.third_for(at.session, at.case, "El Idrissi", **at.who)
    at.session.flush()
    found = suggesting.suggest_again(at.session, at.case, at.organisation, third, now=NOW)
    assert found == 1
