"""What stands around a suggestion."""

import pytest

from portal.language.words import Words
from portal.services import marks, suggesting, surroundings
from portal.services.surroundings import REACH
from tests.services import stories
from tests.services.redacting import page
from tests.services.test_triage import NOW

DUTCH = Words("nl")


@pytest.fixture
def found(redacting):
    """What stands around each suggestion, by its text."""
    at = redacting
    pages = {at.items[1].id: [page(number=2)]}
    suggesting.suggest(at.session, at.case, at.organisation, at.items, pages=pages, now=NOW)
    return look(at, lambda finding: pages.get(finding.id, ()))


def look(at, pages_of):
    """Around each text that waits."""
    waiting = marks.waiting(at.session, at.case)
    keys = [each.first for each in waiting]
    around = surroundings.around(at.session, at.case, DUTCH, keys, pages_of)
    return {each.text: around[each.first] for each in waiting}


def test_the_sentence_stands_around_it_with_the_field_and_the_item(redacting, found):
    phone = found["06-87654321"]
    assert (phone.before, phone.after) == (
        "\N{HORIZONTAL ELLIPSIS}de Wit belde. Jan Peters was erbij, en mevrouw Peters ook (",
        ").",
    )
    assert (phone.label, phone.page, phone.finding.id) == (
        "Aantekening",
        None,
        redacting.items[0].id,
    )


def test_a_mark_of_another_case_and_a_page_that_cannot_be_opened_tell_nothing(redacting, found):
    at = redacting
    keys = [each.first for each in marks.waiting(at.session, at.case)]
    other = stories.ask(at.session, key="another")
    assert keys
    assert surroundings.around(at.session, other, DUTCH, keys, lambda _finding: ()) == {}
    for mark in marks.marks_of(at.session, [at.items[1].id])[at.items[1].id]:
        if mark.page:
            [told] = surroundings.around(
                at.session, at.case, DUTCH, [mark.id], lambda _finding: ()
            ).values()
            assert (told.page, told.before, told.after) == (2, "", "")
            [told] = surroundings.around(
                at.session, at.case, DUTCH, [mark.id], lambda _finding: [page(number=2)]
            ).values()
            assert told.after == " belde"
            break
    else:
        pytest.fail("nothing was suggested on the page")


def test_a_secret_address_is_not_told(redacting):
    at = redacting
    row = at.items[0].fields[0]
    at.items[0].fields = [[*row[:-1], True]]
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    assert look(at, lambda _finding: ())["06-87654321"].before
    at.case.secret_address = True
    assert not look(at, lambda _finding: ())["06-87654321"].before


def test_a_long_text_is_cut_at_whole_words():
    text = "woord " * 40 + "hier" + " woord" * 40
    start = text.index("hier")
    before, after = surroundings.before(text, start), surroundings.after(text, start + 4)
    assert before.startswith("\N{HORIZONTAL ELLIPSIS}woord ")
    assert after.endswith(" woord\N{HORIZONTAL ELLIPSIS}")
    assert max(len(before), len(after)) <= REACH + 1
    assert surroundings.before("", 0) == surroundings.after("hier", 4) == ""
