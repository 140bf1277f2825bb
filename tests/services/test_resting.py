"""On which ground passages are taken out."""

import pytest

from portal.services import resting, review
from portal.services.particulars import NotWritten
from tests.services.redacting import GROUND, WHY
from tests.services.test_triage import NOW


def test_the_grounds_are_those_for_a_whole_item_that_the_person_is_told(redacting):
    found = {each.id for each in resting.grounds_to_mark(redacting.case)}
    whole = {each.id for each in review.grounds_to_leave_out(redacting.case)}
    assert whole - found == {"not_about_person"}  # a black bar shows itself: AVG 12.4
    assert {"others_rights", "uavg41_i"} <= found


def test_before_the_first_mark_there_is_none_and_all_must_be_written(redacting):
    at = redacting
    assert resting.ground_used(at.session, at.case) is None
    with pytest.raises(NotWritten):
        resting.why_of(at.session, at.case, GROUND, {}, NOW)
    assert resting.why_of(at.session, at.case, GROUND, WHY, NOW).needs == WHY
