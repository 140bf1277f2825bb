"""The guide for who writes a profile names everything that a profile can say."""

import dataclasses

import pytest

from portal.organisations import checking, organisation, systems
from portal.organisations.loading import BUILT_IN

GUIDE = (BUILT_IN / "README.md").read_text(encoding="utf-8")
KEYS = {
    field.name
    for kind in vars(organisation).values()
    if dataclasses.is_dataclass(kind)
    for field in dataclasses.fields(kind)
    if "set_by_loader" not in field.metadata
}
VALUES = {
    *systems.CONNECTORS,
    *systems.FIELD_KINDS,
    *systems.MATCH_IDENTIFIERS,
    *systems.FILE_COLUMNS,
    *checking.IDENTITY_METHODS,
    *organisation.AddressForm,
    *organisation.RetentionStart,
    *organisation.Sensitivity,
}


@pytest.mark.parametrize("word", sorted(KEYS | VALUES))
def test_the_guide_names_it(word):
    assert f"`{word}`" in GUIDE
