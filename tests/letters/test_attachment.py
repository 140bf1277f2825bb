"""The data of a report for a computer keep to the schema that the portal publishes."""

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from portal.law.rights import ControllerKind
from portal.letters.attachment import VERSION, as_json, as_parts, schema_file, sha256
from portal.letters.report import Report
from tests.letters import annexed, samples

SCHEMA = json.loads(schema_file().read_text())
CHECK = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(report: Report) -> list[str]:
    return [error.message for error in CHECK.iter_errors(json.loads(as_json(report)))]


@pytest.mark.parametrize(
    "report",
    [
        samples.report(0),
        samples.report(7),
        samples.report(450),
        samples.report(3, language="en", kind=ControllerKind.PUBLIC),
        samples.empty_report(),
        replace(samples.report(2), requester="Een ander"),
        annexed.report(),
    ],
)
def test_every_report_keeps_to_the_schema(report: Report) -> None:
    assert faults(report) == []


def test_the_schema_is_itself_well_formed_and_of_this_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == VERSION


def places(value: Any) -> list[Any]:
    """Every object inside decoded JSON."""
    if isinstance(value, dict):
        return [value, *(place for each in value.values() for place in places(each))]
    return [place for each in value for place in places(each)] if isinstance(value, list) else []


def test_a_key_more_or_less_anywhere_breaks_the_schema() -> None:
    data = json.loads(as_json(annexed.report(2, 1, 1)))
    for number in range(len(places(data))):
        more, less = deepcopy(data), deepcopy(data)
        places(more)[number]["another"] = 1
        places(less)[number].popitem()
        assert not CHECK.is_valid(more)
        assert not CHECK.is_valid(less)


def test_a_large_report_is_never_whole_in_memory() -> None:
    report = samples.report(2000)
    parts = list(as_parts(report))
    assert b"".join(parts) == as_json(report)
    assert max(map(len, parts)) < len(as_json(report)) / 4


def test_no_text_can_pass_for_the_place_of_records() -> None:
    report = replace(samples.report(2), identity='", "items": "', scope=("\0", "\\u0000"))
    data = json.loads(as_json(report))
    assert data["identity"] == report.identity
    assert tuple(data["scope"]) == report.scope


def test_each_record_stands_on_a_line_of_its_own() -> None:
    lines = as_json(samples.report(20)).decode().splitlines()
    assert sum(line.startswith('{"label": "Gesprek') for line in lines) == 10


def test_another_word_gives_another_fingerprint() -> None:
    report = samples.report(2)
    assert sha256(report) != sha256(replace(report, subject="Anna van den Berk"))
