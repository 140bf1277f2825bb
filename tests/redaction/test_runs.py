"""Runs are clear only when no reading of the gaps between them says what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.redaction import runs as judging
from portal.redaction.matching import Finder, Wanted
from portal.redaction.runs import Runs

FINDER = Finder([Wanted("Jan"), Wanted("Fatima Jansen"), Wanted("0612345678")])


@pytest.mark.parametrize(
    "runs",
    [
        ["met Jan gesproken"],
        ["met J", "an"],
        ["J", "A", "N"],
        ["DE HEER J", "AN", "PIET"],
        ["Fatima", "Jansen"],
        ["06-1234", "5678"],
        ["Jan"],
        ["Kees", "Jan"],
        ["Jan", "sen"],
        ["&#74;an"],
        ["&#7", "4;an"],
        [r"\u004a", "an"],
        ["%4", "Aan"],
        ["Bel =", "4A", "an"],
        ["niets =", "hier"],
        ["<b", ">J<i>an"],
        ["SmFuc2Vu", "IGlzIEphbg=="],
        ["IERpdCBpcyBKYW4gZW4gaGlqIGlzIGhpZXI"],
    ],
)
def test_what_may_be_said_is_doubted(runs):
    assert Runs(FINDER).may_say(runs)


@pytest.mark.parametrize(
    "runs", [[], ["in januari"], ["januari", "kwam", "Jansenius"], ["J. A. S."]]
)
def test_what_cannot_be_said_is_clear_each_time(runs):
    judge = Runs(FINDER)
    assert not judge.may_say(runs)
    assert not judge.may_say(runs)


@pytest.mark.parametrize("runs", [["J", "niets", "an"], ["&#7", "niets", "4;an"]])
def test_what_may_be_said_as_it_is_placed_is_doubted(runs):
    assert not Runs(FINDER).may_say(runs)
    assert Runs(FINDER).may_say(runs, (0, 2, 1))


def test_what_stands_in_a_run_does_not_make_up_for_what_stands_in_two():
    runs = ["J", "niets", "an", "januari"]  # 'januari' holds it, but is another word
    assert not Runs(FINDER).may_say(runs)
    assert Runs(FINDER).may_say(runs, (0, 2, 1, 3))


def test_judgements_are_kept_until_they_are_many(monkeypatch):
    monkeypatch.setattr(judging, "MOST", 3)
    judge = Runs(FINDER)
    for number in range(9):
        assert len(judge._judged) <= 3
        assert not judge.may_say([f"Regel {number}", "niets"])
        assert judge.may_say([f"Regel {number}", "Jan"])


NAMED = Finder([Wanted("Visser", capital=True), Wanted("de Bakker", capital=True)])


@pytest.mark.parametrize(
    ("runs", "placed"),
    [
        (["mevrouw", "visser"], ()),
        (["De heer A. ", "de bakker kwam"], ()),
        (["visser", "en mw.", "van"], (1, 2, 0)),
        (["Zij sprak meneer visser"], ()),
    ],
)
def test_a_title_in_another_run_makes_a_word_a_name(runs, placed):
    assert Runs(NAMED).may_say(runs, placed)


@pytest.mark.parametrize(
    "runs",
    [
        ["de visser vist", "de bakker bakt"],
        ["mevrouw", "sprak over de bakker"],
        ["visser", "mevrouw"],
    ],
)
def test_a_word_without_a_title_is_clear_though_it_is_somebodys_name(runs):
    assert not Runs(NAMED).may_say(runs)


TITLED = st.lists(
    st.sampled_from(["mevrouw", "Mw.", "de heer ", "a. ", "de ", "van", "vis", "ser", "visser",
                     "bakker", "de bakker ", " en ", "\n", "x"]), max_size=6
)  # fmt: skip


@given(TITLED, st.lists(st.sampled_from(["", " ", "\n"]), min_size=6, max_size=6))
def test_clear_runs_name_nobody_whatever_stands_between_them(runs, between):
    text = "".join(run + gap for run, gap in zip(runs, between, strict=False))
    if not Runs(NAMED).may_say(runs):
        assert next(NAMED.find(text), None) is None


PARTS = st.lists(st.text("aJ nA1.Fs\n", max_size=4), max_size=6)


@given(PARTS, st.lists(st.sampled_from(["", " ", "\n", "\r\n"]), min_size=6, max_size=6))
def test_clear_runs_say_nothing_whatever_stands_between_them(runs, between):
    finder = Finder([Wanted("Jan"), Wanted("FA sa"), Wanted("11"), Wanted("an Jan")])
    text = "".join(run + gap for run, gap in zip(runs, between, strict=False))
    if not Runs(finder).may_say(runs):
        assert next(finder.find(text), None) is None
