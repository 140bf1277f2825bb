"""The source systems of the demo fit the profiles, and tell what people could have said."""

import hashlib
import re
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from portal.demo import systems
from portal.demo.systems import PEOPLE, load_content, person_of, write_systems
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import PERSON
from portal.sources.connector import Found, Limits, Place, Subject
from portal.sources.registry import CONNECTORS

TODAY = date(2026, 11, 24)
ORGANISATIONS = load_all(BUILT_IN)
each_organisation = pytest.mark.parametrize("slug", sorted(ORGANISATIONS))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    for slug, organisation in ORGANISATIONS.items():
        write_systems(organisation, folder / slug, today=TODAY)
    return folder


@cache
def outcomes(folder: Path, slug: str, number: int):
    who = person_of(ORGANISATIONS[slug], number)
    numbers = (("client_number", who.client_number), ("bsn", who.bsn))
    subject = Subject(who.given_name, who.family_name, who.birth_date, who.email, who.phone,
                      who.postcode, numbers)  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        place = Place(folder / slug, scratch=Path(scratch))
        return {
            system.id: with_signs(
                CONNECTORS[system.connector].search(system, place, subject, Limits())
            )
            for system in ORGANISATIONS[slug].sources
            if system.connector != PERSON
        }


def with_signs(outcome):
    """With the signs of each document in place of where it was for a moment."""
    records = []
    for record in outcome.records:
        if record.document is not None:
            signs = record.document.path.read_bytes()
            found = replace(record.document, path=Path(hashlib.sha256(signs).hexdigest()))
            record = replace(record, document=found)
        records.append(record)
    return replace(outcome, records=tuple(records))


@each_organisation
def test_every_system_holds_data_on_the_first_person(written, slug):
    found = outcomes(written, slug, 0)
    assert {outcome.result for outcome in found.values()} == {Found.HELD}
    assert any(record.names_third_person for each in found.values() for record in each.records)
    assert not any(outcome.broken_rows for outcome in found.values())


@each_organisation
def test_nothing_is_held_on_somebody_outside_the_systems(written, slug):
    found = outcomes(written, slug, PEOPLE + 600)
    assert {outcome.result for outcome in found.values()} == {Found.NOTHING_HELD}


@each_organisation
def test_every_column_shown_has_a_value_of_the_kind_the_profile_says(written, slug):
    kinds = {}
    for number in range(12):
        for outcome in outcomes(written, slug, number).values():
            for record in outcome.records:
                for field in record.fields:
                    kinds.setdefault((record.table.table, field.label_nl), set()).add(field.kind)
    for system in ORGANISATIONS[slug].sources:
        for table in system.tables:
            shown = {label for name, label in kinds if name == table.table}
            if not shown:
                continue  # tables of colleagues and lawyers: none of the first people is one
            for mapping in table.fields:
                expected = "text" if mapping.kind == "code" else mapping.kind
                found = kinds.get((table.table, mapping.label.nl), {expected})
                assert found == {expected}, (table.table, mapping.column)


@each_organisation
def test_it_is_the_same_each_time(written, slug, tmp_path):
    write_systems(ORGANISATIONS[slug], tmp_path, today=TODAY)
    for path in sorted(tmp_path.rglob("*.csv")):
        same = written / slug / path.relative_to(tmp_path)
        assert path.read_bytes() == same.read_bytes()
    for number in (0, 5):
        shutil.copytree(tmp_path, tmp_path.parent / f"again{number}" / slug)
        again = outcomes(tmp_path.parent / f"again{number}", slug, number)
        assert again == outcomes(written, slug, number)


@each_organisation
def test_no_date_lies_in_the_future_unless_something_is_planned(written, slug):
    planned = {"Wordt gewist op", "Wordt vernietigd op", "Uw afspraak was op"}
    for number in range(12):
        for outcome in outcomes(written, slug, number).values():
            for record in outcome.records:
                for field in record.fields:
                    if field.kind == "date" and field.label_nl not in planned:
                        assert field.value <= TODAY.isoformat(), field


@each_organisation
def test_the_content_names_tables_and_columns_of_the_profile(slug):
    """A recipe for a column that is gone would silently do nothing."""
    tables = {
        (system.id, table.table.removesuffix(".csv")): set(systems.columns_of(table))
        for system in ORGANISATIONS[slug].sources
        for table in system.tables
    }
    for system, recipes in load_content(slug)["systems"].items():
        for table, recipe in recipes.items():
            assert (system, table) in tables
            assert set(recipe.get("columns", ())) <= tables[system, table]


@each_organisation
def test_sentences_are_whole(written, slug):
    for number in range(12):
        for outcome in outcomes(written, slug, number).values():
            for record in outcome.records:
                text = " ".join(field.value for field in record.fields)
                assert not re.search(r"[{}#]|lorem", text, re.IGNORECASE), text


def test_only_who_may_ask_it_has_the_citizen_service_number(written):
    for slug, organisation in ORGANISATIONS.items():
        numbers = {person_of(organisation, number).bsn.encode() for number in range(30)}
        content = b"".join(p.read_bytes() for p in (written / slug).rglob("*") if p.is_file())
        assert any(number in content for number in numbers) is organisation.may_ask_bsn  # UAVG 46


def test_an_organisation_without_content_gets_systems_too(tmp_path, monkeypatch):
    monkeypatch.setattr(systems, "CONTENT", tmp_path / "none")
    organisation = ORGANISATIONS["burojij"]
    assert write_systems(organisation, tmp_path / "sources" / "burojij", today=TODAY) > 300
    found = outcomes(tmp_path / "sources", "burojij", 0)
    assert found["client_tracking"].result is Found.HELD
