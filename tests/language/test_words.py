"""Words, dates and terms for one reader."""

from datetime import UTC, date, datetime

from portal.language import answers, reasons, terms
from portal.language.words import Words, local_date
from portal.law.grounds import GROUNDS, Outcome, bases_for
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.organisations.organisation import AddressForm

EVERY_BASIS = {
    basis.id
    for right in Right
    for answers in ({}, {"kind": "marketing"})
    for basis in bases_for(right, answers)
}
DUTCH, JE, ENGLISH = Words("nl"), Words("nl", AddressForm.JE), Words("en")


def test_dates_are_written_as_people_say_them():
    day = date(2026, 12, 18)
    assert DUTCH.date(day) == "vrijdag 18 december 2026"
    assert ENGLISH.date(day) == "Friday 18 December 2026"
    assert DUTCH.short_date(day) == "18 dec 2026"


def test_a_moment_is_told_in_local_time():
    assert DUTCH.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2 juli 2026 om 00:30 uur"


def test_the_day_that_counts_is_the_day_in_the_netherlands():
    assert local_date(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)) == date(2026, 2, 1)
    assert local_date(datetime(2026, 7, 31, 22, 0, tzinfo=UTC)) == date(2026, 8, 1)


def test_values_are_filled_in():
    assert DUTCH.gettext("Record %(number)s", number=3) == "Gegeven 3"


def test_every_code_has_words_in_dutch():
    for table, codes in (
        (terms.PLAIN_RIGHT, Right),
        (terms.LEGAL_RIGHT, Right),
        (terms.STATUS, Status),
        (terms.OUTCOME, Outcome),
        (terms.ACTION, Action),
        (reasons.GROUND, GROUNDS),
        (reasons.BASIS, EVERY_BASIS),
    ):
        assert set(table) == set(codes)
        for text in table.values():
            assert DUTCH.gettext(text) != text


def test_every_answer_has_words_in_both_forms():
    for right in Right:
        for outcome in Outcome:
            plain, informal = (answers.answer(words, right, outcome) for words in (DUTCH, JE))
            assert plain != answers.answer(ENGLISH, right, outcome)
            assert not {"u", "uw", "U", "Uw"} & set(informal.split())


def test_objection_and_the_remedy_keep_different_words():
    assert "bezwaar" not in terms.legal_right(DUTCH, Right.OBJECTION)


def test_terms_and_reasons_speak_the_readers_language():
    assert terms.plain_right(ENGLISH, Right.ERASURE) == "Erase my data"
    assert terms.status(DUTCH, Status.RECEIVED) == "Ontvangen"
    assert reasons.ground(DUTCH, "others_rights") == "De rechten van iemand anders"
    assert reasons.basis(DUTCH, "16.inaccurate") == "De gegevens kloppen niet"


def test_amounts_are_written_as_people_do():
    assert DUTCH.money(144200) == "€ 1.442"
    assert DUTCH.money(50) == "€ 0,50"
    assert ENGLISH.money(144250) == "€ 1,442.50"
