"""Names in free text are suggested nearly all, and hardly anything else is."""

from bench import suggesting


def test_what_is_about_others_is_suggested_and_what_is_not_stays_readable():
    found, right = suggesting.run(1)
    assert found.value > 98
    assert right.value > 98
    assert found.ratio > 4, "the rules alone find few"
