"""Names in free text, by a package that need not be there."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from portal.redaction import names
from portal.redaction.familiar import NOBODY, Familiar

TEXT = "Sanne de Wit belde met Jan Peters uit Utrecht."


class Reader:
    """Knows three names as the package tells them."""

    def deidentify(self, text):
        """What it takes for a name or a place."""
        known = [("persoon", "Sanne de Wit"), ("persoon", "Jan Peters"), ("locatie", "Utrecht")]
        return SimpleNamespace(
            annotations=[
                SimpleNamespace(tag=tag, start_char=at, end_char=at + len(part), text=part)
                for tag, part in known
                if (at := text.find(part)) >= 0
            ]
        )


@pytest.fixture
def package(monkeypatch):
    """The package, as far as it is used."""
    module = ModuleType(names.PACKAGE)
    module.Deduce = Reader
    monkeypatch.setitem(sys.modules, names.PACKAGE, module)
    monkeypatch.setattr(names, "installed", lambda: True)
    names._reader.cache_clear()
    yield
    names._reader.cache_clear()


def test_without_the_package_there_are_none(monkeypatch):
    monkeypatch.setattr(names, "PACKAGE", "no_such_package")
    assert not names.installed()
    assert names.find(TEXT, NOBODY) == []


def test_names_of_others_are_found_and_the_persons_own_is_not(package):
    found = names.find(TEXT, Familiar(("Sanne de Wit",)))
    assert [TEXT[each.start : each.end] for each in found] == ["Jan Peters"]
    assert names.find(" ", NOBODY) == []
