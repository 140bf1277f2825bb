"""What the check found stops the answer until somebody judged it."""

from datetime import timedelta

import pytest

from portal.language.words import Words
from portal.models.finding import Review
from portal.models.redaction import Mark, MarkState
from portal.redaction.found import Hit
from portal.services import clearing, marking, proposing, review, suggesting
from portal.services.obstacles import Obstacle
from tests.services.redacting import Redacting
from tests.services.test_triage import NOW

PETERS = Hit("Jan Peters", "page:3", "toen kwam Jan Peters binnen")
OTHER = Hit("Jan Peters", "attachment:inzage.json/data", "Jan Peters belde")


def include(at):
    for each in at.items:
        each.review = Review.INCLUDE
    at.session.flush()


def test_places_beyond_those_that_are_shown_come_when_the_others_are_cleared(redacting):
    at = redacting
    hits = [Hit("Jan Peters", f"record:{number}", f"{number} Jan Peters") for number in range(40)]
    assert clearing.note(at.session, at.case, hits, now=NOW) == 40
    shown = list(clearing.list_leaks(at.session, at.case))
    assert len(shown) == clearing.MOST
    for leak in shown:
        clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    assert clearing.note(at.session, at.case, hits, now=NOW) == 40 - clearing.MOST
    assert list(clearing.obstacles(at.session, at.case)) == [Obstacle.LEAKS_OPEN]


def test_a_leak_stops_the_proposal_until_it_is_cleared_with_a_reason(redacting):
    at = redacting
    assert clearing.note(at.session, at.case, [PETERS, PETERS, OTHER], now=NOW) == 2
    assert Obstacle.LEAKS_OPEN in review.facts_of(at.session, at.case).stopped_by
    facts = review.facts_of(at.session, at.case)
    found = proposing.hindrances(at.case, at.organisation, facts, NOW.date())
    assert Obstacle.LEAKS_OPEN in {each.obstacle for each in found}
    one, two = clearing.list_leaks(at.session, at.case)
    with pytest.raises(clearing.NoReason):
        clearing.clear(at.session, at.case, one, "nee", **at.who)
    clearing.clear(at.session, at.case, one, "Dit is een straatnaam.", **at.who)
    assert list(clearing.obstacles(at.session, at.case)) == [Obstacle.LEAKS_OPEN]
    clearing.clear(at.session, at.case, two, "Dit is een straatnaam.", **at.who)
    assert list(clearing.obstacles(at.session, at.case)) == []


def test_what_is_cleared_on_a_page_stays_cleared_when_it_moves_to_another(redacting):
    at = redacting
    clearing.note(at.session, at.case, [PETERS], now=NOW)
    [leak] = clearing.list_leaks(at.session, at.case)
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    for page in (4, 6, 8):
        moved = Hit("JAN PETERS", f"page:{page}", PETERS.around)
        assert clearing.note(at.session, at.case, [moved], now=NOW) == 0
        assert leak.place == f"page:{page}", "from here it moves on"
    assert clearing.note(at.session, at.case, [moved, OTHER], now=NOW) == 1
    another = Hit("Jan Peters", "page:9", PETERS.around)
    assert clearing.note(at.session, at.case, [moved, another], now=NOW) == 1, "one was judged"


@pytest.mark.parametrize(
    ("cleared", "after"),
    [
        (["page:3"], ["page:9"]),
        (["page:3"], ["page:2", "page:4"]),
        (["page:3", "page:5"], ["page:4"]),
        (["attachment:a.pdf/page:3"], ["attachment:b.pdf/page:3"]),
    ],
)
def test_what_may_be_another_find_between_the_same_words_is_asked_again(redacting, cleared, after):
    at = redacting

    def finds(places):
        return [Hit("Jan Peters", place, "Naam Jan Peters Relatie") for place in places]

    clearing.note(at.session, at.case, finds(cleared), now=NOW)
    for leak in clearing.list_leaks(at.session, at.case):
        clearing.clear(at.session, at.case, leak, "Dit is de advocaat.", **at.who)
    assert clearing.note(at.session, at.case, finds(cleared), now=NOW) == 0
    assert clearing.note(at.session, at.case, finds(after), now=NOW) == len(after)


RECORD = Hit("Jan Peters", "attachment:inzage.json/data:4.0a", "Met Jan Peters op")


@pytest.mark.parametrize(
    ("place", "stops"),
    [
        ("attachment:inzage.json/data:4.0a", 0),
        ("attachment:inzage.json/data:9.0a", 0),  # others came before it
        ("attachment:inzage.json/data:4.0b", 1),  # another record has its number now
        ("attachment:ander.json/data:4.0a", 1),
    ],
)
def test_the_same_words_in_another_record_are_another_find(redacting, place, stops):
    at = redacting
    clearing.note(at.session, at.case, [RECORD], now=NOW)
    [leak] = clearing.list_leaks(at.session, at.case)
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    after = Hit(RECORD.text, place, RECORD.around)
    assert clearing.note(at.session, at.case, [after], now=NOW) == stops


def test_of_two_records_with_the_same_words_each_is_judged(redacting):
    at = redacting
    other = Hit(RECORD.text, "attachment:inzage.json/data:5.0b", RECORD.around)
    assert clearing.note(at.session, at.case, [RECORD, other], now=NOW) == 2
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    assert clearing.note(at.session, at.case, [RECORD, other], now=NOW) == 1
    [left] = clearing.waiting(at.session, at.case)
    assert clearing.place_of(Words("nl"), left) == (
        "de bijlage inzage.json: onderdeel 5 van de gegevens voor een computer"
    )


def test_what_stood_open_is_not_what_was_cleared_on_a_page_before_it(redacting):
    at = redacting
    both = [PETERS, Hit("Jan Peters", "page:4", PETERS.around)]
    clearing.note(at.session, at.case, both, now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    assert clearing.note(at.session, at.case, both[1:], now=NOW) == 1


def test_only_the_place_that_was_judged_is_cleared(redacting):
    at = redacting
    twice = [PETERS, Hit("Jan Peters", "page:9", PETERS.around)]
    clearing.note(at.session, at.case, twice, now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", **at.who)
    assert clearing.note(at.session, at.case, twice[::-1], now=NOW) == 1
    assert [each.place for each in clearing.waiting(at.session, at.case)] == ["page:9"]
    third = Hit("Jan Peters", "page:4", PETERS.around)
    assert clearing.note(at.session, at.case, [third, *twice], now=NOW) == 2
    assert clearing.note(at.session, at.case, [PETERS, third], now=NOW) == 1
    inside = Hit("Jan Peters", "attachment:a.pdf/page:3", PETERS.around)
    assert clearing.note(at.session, at.case, [inside], now=NOW) == 1
    assert clearing.note(at.session, at.case, [Hit("Jan Peters", "page:3", "x")], now=NOW) == 1


def test_what_was_redacted_since_stops_nothing_until_it_is_found_again(database):
    with database.transaction() as session:
        at = Redacting(session)
        clearing.note(session, at.case, [PETERS, Hit("Ali", "page:1", "Ali")], now=NOW)
        later = NOW + timedelta(minutes=5)
        marking.mark(session, at.case, at.items[1], field=0, start=0, end=3, **at.why)
        assert len(clearing.waiting(session, at.case)) == 2, "the check knew of that mark"
        after = {**at.why, "now": later}
        marking.mark(session, at.case, at.items[1], field=0, start=4, end=10, **after)
        ali = {"text": "Ali", "state": MarkState.SUGGESTED, "origin": "name", "made_at": later}
        session.add(Mark(case_id=at.case.id, finding_id=at.items[1].id, **ali))
        assert [each.text for each in clearing.waiting(session, at.case)] == ["Ali"]
        later += timedelta(minutes=5)
        clearing.note(session, at.case, [PETERS], now=later)
        assert list(clearing.obstacles(session, at.case)) == [Obstacle.LEAKS_OPEN]
        after["now"] = later + timedelta(minutes=5)
        marking.mark_all(session, at.case, "jan peters", pages={}, **after)
        assert list(clearing.obstacles(session, at.case)) == []


def test_a_text_that_may_stay_everywhere_stops_nothing_any_more(redacting):
    at = redacting
    clearing.note(at.session, at.case, [PETERS, OTHER], now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is een straatnaam.", everywhere=True, **at.who)
    assert list(clearing.obstacles(at.session, at.case)) == []
    assert clearing.note(at.session, at.case, [Hit("jan peters", "data", "x")], now=NOW) == 0


KONING = "Demi de Koning"
STATE = Hit(KONING, "page:1", "Het gaat over de Koning der Nederlanden en niets anders")


@pytest.mark.parametrize(
    ("around", "stops"),
    [
        ("Vandaag sprak de Koning het volk toe", 0),
        ("Moeder vertelde dat Demi de Koning haar bedreigde.", 1),
        ("Moeder vertelde dat Demi haar bedreigde.", 1),
        ("in letters die niemand kent", 1),
    ],
)
def test_a_part_of_a_name_that_may_stay_everywhere_is_not_the_whole_name(redacting, around, stops):
    at = redacting
    other = Hit(KONING, "page:7", around)
    clearing.note(at.session, at.case, [STATE], now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is de vorst.", everywhere=True, **at.who)
    assert clearing.note(at.session, at.case, [STATE, other], now=NOW) == stops


def test_a_name_next_to_what_may_stay_everywhere_was_not_judged(redacting):
    at = redacting
    near = Hit(KONING, "page:1", "de dochter Demi zag gister de Koning der Nederlanden en de rest")
    alone = Hit(KONING, "page:2", "daar kwam Demi binnen")
    clearing.note(at.session, at.case, [near, alone], now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is de vorst.", everywhere=True, **at.who)
    assert clearing.waiting(at.session, at.case)
    assert clearing.note(at.session, at.case, [near, alone, STATE], now=NOW) == 1


def test_everywhere_clears_what_is_open_only_where_it_says_no_more(redacting):
    at = redacting
    more = Hit(KONING, "page:7", "Moeder vertelde dat Demi de Koning haar bedreigde.")
    less = Hit(KONING, "page:8", "een feest voor de Koning")
    clearing.note(at.session, at.case, [STATE, more, less], now=NOW)
    leak = clearing.list_leaks(at.session, at.case)[0]
    clearing.clear(at.session, at.case, leak, "Dit is de vorst.", everywhere=True, **at.who)
    assert [each.place for each in clearing.waiting(at.session, at.case)] == ["page:7"]


def test_what_a_later_check_does_not_find_is_gone(redacting):
    at = redacting
    clearing.note(at.session, at.case, [PETERS], now=NOW)
    assert clearing.note(at.session, at.case, [], now=NOW) == 0
    assert not clearing.list_leaks(at.session, at.case)


def test_a_leak_of_another_case_is_not_found_and_a_place_has_words(redacting):
    at = redacting
    clearing.note(at.session, at.case, [PETERS], now=NOW)
    [leak] = clearing.list_leaks(at.session, at.case)
    assert clearing.find_leak(at.session, at.case, leak.id) is leak
    assert clearing.find_leak(at.session, at.case, leak.id + 1) is None
    assert clearing.place_of(Words("nl"), leak) == "bladzijde 3"


def test_a_suggestion_in_what_goes_in_stops_the_answer(redacting):
    at = redacting
    include(at)
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    assert list(clearing.obstacles(at.session, at.case)) == [Obstacle.SUGGESTIONS_OPEN]
