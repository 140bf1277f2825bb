"""The ways in which the same may be written elsewhere."""

import pytest

from portal.redaction.matching import Finder
from portal.redaction.wordings import says_little, ways


@pytest.mark.parametrize(
    ("taken_out", "elsewhere"),
    [
        ("12-03-1985", "geboren op 12 maart 1985"),
        ("12 maart 1985", "1985-03-12"),
        ("3 mrt 1985", "3-3-1985"),
        ("06-12345678", "+31 6 12345678"),
        ("0031612345678", "06 1234 5678"),
        ("Müller", "Mueller"),
    ],
)
def test_another_wording_is_found(taken_out, elsewhere):
    assert list(Finder(ways(taken_out)).find(elsewhere))


@pytest.mark.parametrize(
    ("text", "little"), [("43", True), ("2021", True), ("a", True), ("12345", False), ("Bo", False)]
)
def test_what_stands_everywhere_is_not_looked_for(text, little):
    assert says_little(text) is little
