"""What must be written down with an outcome or a ground."""

from datetime import timedelta

import pytest

from portal.language.particulars import CHOICES, FIELDS, TOLD_AS
from portal.language.words import Words
from portal.law.grounds import GROUNDS, Outcome
from portal.law.rights import ControllerKind, Right
from portal.services import particulars
from portal.services.particulars import Fault, NotWritten, Shape
from tests.services.deciding import NOW, written

TODAY = NOW.date()
PRIVATE, PUBLIC = ControllerKind.PRIVATE, ControllerKind.PUBLIC
EVERY = {each for ground in GROUNDS.values() for each in particulars.of_ground(ground)} | {
    each
    for right in Right
    for outcome in Outcome
    for to in ("self", "organisation")
    for each in particulars.of_outcome(right, outcome, {"to": to}, PUBLIC)
}
LONG = "Dit is een hele zin."


def faults(wanted, text):
    return dict(particulars.faults((wanted,), {wanted.key: text}, TODAY, TODAY))


def test_every_field_has_its_words_and_no_words_are_left_over():
    assert {each.key for each in EVERY} == set(FIELDS)
    assert set(TOLD_AS) <= set(FIELDS)
    assert set(CHOICES) == {(each.key, value) for each in EVERY for value in each.choices}


def test_every_field_to_write_in_has_a_hint_and_an_example():
    bare = {each.key for each in EVERY if each.shape in (Shape.TEXT, Shape.LINE)}
    assert all(FIELDS[key].hint and FIELDS[key].example for key in bare)


@pytest.mark.parametrize("wanted", sorted(EVERY, key=lambda each: each.key), ids=str)
def test_an_empty_field_is_missed_and_a_written_one_is_not(wanted):
    assert faults(wanted, "  ") == ({wanted.key: Fault.EMPTY} if wanted.required else {})
    assert faults(wanted, written(wanted)) == {}


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("proof", "x" * 49, Fault.TOO_SHORT),
        ("necessity", "x" * 9, Fault.TOO_SHORT),
        ("may_be_told", "maybe", Fault.EMPTY),
        ("when_asked", "gisteren", Fault.NO_DAY),
        ("when_asked", (TODAY - timedelta(days=1)).isoformat(), Fault.BEFORE_RECEIPT),
        ("when_asked", (TODAY + timedelta(days=1)).isoformat(), Fault.NOT_YET),
        ("done_on", "2027-02-22", None),  # three months end on a Saturday
        ("done_on", "2027-02-23", Fault.TOO_LATE),
    ],
)
def test_what_will_not_do_is_told_apart(key, text, fault):
    (wanted,) = {each for each in EVERY if each.key == key}
    assert faults(wanted, text) == ({key: fault} if fault else {})


def test_who_is_late_can_still_tell_what_was_done_today_but_plans_nothing_more():
    (done,) = {each for each in EVERY if each.key == "done_on"}
    late = TODAY + timedelta(days=120)
    for day, fault in ((late, None), (late + timedelta(days=1), Fault.TOO_LATE)):
        found = dict(particulars.faults((done,), {"done_on": day.isoformat()}, TODAY, late))
        assert found == ({"done_on": fault} if fault else {})


def test_abuse_must_be_proved_with_more_than_a_word():
    ground = GROUNDS["unfounded_excessive"]
    said = {"facts": LONG, "proof": "Is lastig.", "warning_before_fee": LONG}
    with pytest.raises(NotWritten) as refused:
        particulars.demanded(ground, said, TODAY, TODAY)
    assert refused.value.faults == {"proof": Fault.TOO_SHORT}


def test_only_what_the_ground_asks_is_kept():
    said = {"why": f" {LONG} ", "x": LONG}
    assert particulars.demanded(GROUNDS["wrong_ground"], said, TODAY, TODAY) == {"why": LONG}


@pytest.mark.parametrize(("kind", "required"), [(PUBLIC, True), (PRIVATE, False)])
def test_a_public_body_says_to_whom_it_forwarded(kind, required):
    (only,) = particulars.of_outcome(Right.ACCESS, Outcome.NOT_OUR_TASK, {}, kind)
    assert (only.key, only.required) == ("forwarded_to", required)


def test_straight_to_another_is_told_only_when_it_was_asked():
    to = {"to": "organisation"}
    given = particulars.of_outcome(Right.PORTABILITY, Outcome.GRANTED, to, PRIVATE)
    assert [each.key for each in given] == ["transferred"]
    assert particulars.of_outcome(Right.PORTABILITY, Outcome.GRANTED, {}, PRIVATE) == ()


def test_the_person_reads_what_was_written_in_order_and_no_yes_or_no():
    needs = {
        "which_law": "Jeugdwet 7.3.8",
        "necessity": "Zonder deze stukken kan het niet",
        "may_be_told": "yes",
    }
    told = particulars.motive(Words("nl"), "legal_duty_or_public_task", needs, "Dat is alles!")
    assert told == (
        "Dit staat in de wet: Jeugdwet 7.3.8. Zonder deze stukken kan het niet. Dat is alles!"
    )


def test_a_day_is_read_as_a_day():
    asked = {"reason_for_doubt": LONG, "what_was_asked": LONG, "when_asked": "2026-11-23"}
    told = particulars.motive(Words("en"), "identity_doubt_unresolved", asked, "")
    assert told.endswith("We asked this on Monday 23 November 2026.")


def test_a_reason_of_before_the_fields_still_reads_as_it_was():
    assert particulars.motive(Words("nl"), "others_rights", {}, LONG) == LONG
    assert particulars.motive(Words("nl"), "no such ground", {}, "") == ""


def test_a_day_that_is_none_stays_text():
    told = particulars.motive(Words("en"), "identity_doubt_unresolved", {"when_asked": "May"}, "")
    assert told == "We asked this on May."
