"""What a source is told and answers, as plain values."""

import pytest

from portal.sources.orders import ItemResult, ItemState, is_sure


def test_a_result_is_stored_as_a_row():
    assert ItemResult("Brief", ItemState.REFUSED, "moet blijven").as_row() == [
        "Brief",
        "refused",
        "moet blijven",
    ]


@pytest.mark.parametrize(
    ("identifiers", "sure"),
    [
        (["client_number"], True),
        (["bsn"], True),
        (["name", "birth_date"], True),
        (["email", "name", "birth_date"], True),
        (["email"], False),
        (["name"], False),
        (["birth_date", "postcode"], False),
        (["phone", "postcode", "name"], False),
        ([], False),
    ],
)
def test_data_are_changed_only_by_what_is_of_one_person_alone(identifiers, sure):
    assert is_sure(identifiers) is sure
