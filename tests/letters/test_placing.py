"""Few records stand in the frame of a large report; pages of many come behind their chapter."""

from portal.language.words import Words
from portal.letters.placing import Placed, places, sections_apart
from portal.letters.pressing import report_html
from tests.letters import annexed, samples

SMALL = 40


def test_a_small_report_has_all_its_records_in_the_frame() -> None:
    assert sections_apart(samples.report(SMALL), SMALL) == frozenset()
    assert sections_apart(samples.empty_report(), SMALL) == frozenset()


def test_a_large_report_keeps_its_shortest_sections_as_long_as_they_are_few() -> None:
    report = annexed.report(findings=2 * SMALL, looks=3)
    assert [len(groups) for groups, _ in report.sections] == [2, 1, 0, 1]
    assert sections_apart(report, SMALL) == {1, 2}
    assert sections_apart(annexed.report(findings=2 * SMALL, looks=SMALL), SMALL) == {1, 2, 4}


def test_what_comes_behind_pages_put_in_begins_on_a_new_one_and_counts_on() -> None:
    first, second, third, behind = places((0, 3, 0))
    assert first == Placed(apart=False, part=0, skipped=0, begins=True)
    assert second == Placed(apart=True, part=0, skipped=0, begins=False)
    assert third == Placed(apart=False, part=1, skipped=3, begins=True)
    assert behind == Placed(apart=False, part=1, skipped=0, begins=False)


def test_without_data_the_first_thing_said_begins_on_a_new_page() -> None:
    assert places(()) == (Placed(apart=False, part=0, skipped=0, begins=True),)


def test_the_frame_holds_just_what_is_not_put_in() -> None:
    report = annexed.report(findings=6, looks=3)
    html = report_html(report, Words("nl"), bound=True, inserted=(2, 0, 0, 0))
    assert "Gesprek 1" not in html
    assert "Betaling 1" in html
    assert "3 maart 2025 om" in html
    assert html.count("counter-increment: page 3;") == html.count("counter-increment") == 1
