"""A figure is one line; two actions are measured in turns."""

from bench.figure import Figure, side_by_side


def test_a_figure_is_one_line_with_its_ratio():
    assert str(Figure("pages", 30, "ms", "at 10", 20)) == "pages\t30\tms\t1.50\tat 10"


def test_two_actions_take_turns_and_the_first_of_each_does_not_count():
    done: list[str] = []
    side_by_side(lambda: done.append("a"), lambda: done.append("b"), times=2)
    assert done == ["a", "b"] * 3
