"""What a source is told and answers, as plain values."""

from portal.sources.orders import ItemResult, ItemState


def test_a_result_is_stored_as_a_row():
    assert ItemResult("Brief", ItemState.REFUSED, "moet blijven").as_row() == [
        "Brief",
        "refused",
        "moet blijven",
    ]
