"""Taking something back: in which ways."""

from portal.law.withdrawal import Way, ways


def test_a_request_may_be_taken_back_in_any_way():
    assert set(ways(bezwaar=False)) == set(Way) - {Way.HEARING}


def test_a_bezwaar_is_taken_back_in_writing_or_aloud_at_the_hearing():
    assert ways(bezwaar=True) == (Way.MESSAGE, Way.LETTER, Way.HEARING)  # Awb 6:21
