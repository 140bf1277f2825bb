"""Suggesting what may have to go from what came in."""

from portal.models.redaction import Mark, MarkState
from portal.queueing import Job
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


def test_who_has_a_letter_is_looked_for_everywhere_as_they_are_called_now(redacting):
    at = redacting
    at.items[0].fields = [field("de buurman, Ahmed El Idrissi, en Ahmed Bakker")]
    sheets = {at.items[1].id: [page(text="toen Ahmed zei", width=300.0)]}

    def look():
        return suggesting.suggest_thirds(
            at.session, at.case, at.organisation, lambda: sheets, now=NOW
        )

    assert look() == 0, "nobody has a letter"
    thirds.third_for(at.session, at.case, "Ahmed El Idrissi", **at.who)
    assert look() == 3
    assert told(at) == [
        ("name", "Ahmed Bakker"),
        ("third_person", "Ahmed"),
        ("third_person", "Ahmed El Idrissi"),
    ]
    assert look() == 0


def test_a_case_with_many_items_is_looked_through_by_a_job(redacting, queue, monkeypatch):
    at = redacting
    thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    monkeypatch.setattr(suggesting, "WHILE_WAITING", 2)
    none = suggesting.suggest_thirds(at.session, at.case, at.organisation, dict, now=NOW)
    at.session.commit()
    assert none == 0
    assert (Job.SUGGEST_NAMES, at.case.id) in queue.jobs


def test_a_secret_address_is_suggested_in_texts_and_on_pages_but_not_where_it_is_left_out(
    sqlite_database,
):
    street = field("Kastanjelaan 4", tells_address=True)
    items = [[street, field("Zij woont in de Kastanjelaan, Havenweg 8.")], [field("brief.pdf")]]
    with sqlite_database.transaction() as session:
        at = Redacting(session, items)
        at.case.address, at.case.secret_address = "Kastanjelaan 4\n3511 AB Utrecht", True
        sheets = {at.items[1].id: [page(text="te 3511AB Utrecht", width=300.0)]}
        suggest(at, pages=sheets)
        assert told(at) == [
            ("address", "3511AB Utrecht"),
            ("address", "Havenweg 8"),
            ("secret_address", "Kastanjelaan"),
        ]
