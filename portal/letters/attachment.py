"""The report's data for a computer: the JSON that goes into the PDF as inzage.json."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from portal.letters.annex import AnnexPage
from portal.letters.records import Money, ReportGroup
from portal.letters.report import EarlierRequest, Report

NAME = "inzage.json"
SCHEMA = "rechtenloket/inzage"
VERSION = 2  # goes up when a key is renamed, removed or gets another meaning
TOGETHER = 200  # records written at a time
_PAPER_ONLY = frozenset({"logo", "accent", "accent_dark", "accent_light", "form", "origin", "lang"})
_NO_DATA = _PAPER_ONLY | {"limited", "more_remedies"}  # the scope and the letter say these


def schema_file(version: int = VERSION) -> Path:
    """The file with the JSON Schema of a version; it is not there for a version that never was."""
    return Path(__file__).with_name(f"inzage-{version}.schema.json")


def as_json(report: Report) -> bytes:
    """The same data as the report, in a stable order, with ISO dates (AVG 15.3)."""
    return b"".join(as_parts(report))


def sha256(report: Report) -> str:
    """What the JSON of a report hashes to, in hexadecimal; it is printed in the report."""
    digest = hashlib.sha256()
    for part in as_parts(report):
        digest.update(part)
    return digest.hexdigest()


def as_parts(report: Report) -> Iterator[bytes]:
    """The JSON of a report in parts, so that a large one is never in memory as a whole.

    Each record stands on a line of its own.
    """
    groups = [group for activity in report.activities for group in activity.groups]
    body = {
        "schema": SCHEMA,
        "version": VERSION,
        "counts": {
            "records": report.item_count,
            "left_out": report.left_out_count,
            "redacted": sum(each.passages for each in report.redactions),
            "annexes": len(report.annexes),
        },
        **_plain(report, mark := secrets.token_hex()),  # nobody can have put it in a text
    }
    frame = json.dumps(body, ensure_ascii=False, indent=2)
    for group, part in zip([*groups, None], frame.split(f'"{mark}"'), strict=True):
        yield part.encode(errors="replace")
        if group is not None:
            yield from _records(group)


def _records(group: ReportGroup) -> Iterator[bytes]:
    for at in range(0, len(group.items), TOGETHER):
        some = group.items[at : at + TOGETHER]
        lines = (json.dumps(_plain(item), ensure_ascii=False) for item in some)
        before = ",\n" if at else "[\n"
        yield (before + ",\n".join(lines)).encode(errors="replace")
    yield b"\n]" if group.items else b"[]"


def _plain(value: Any, mark: str = "") -> Any:
    """A value as JSON knows it; the mark stands for records that are written later."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Money():
            return {"amount": str(value.amount), "currency": value.currency}
        case Decimal():
            return str(value)
        case ReportGroup():
            return {
                "category": value.category,
                "source": value.source,
                "views": value.views,
                "items": mark,
            }
        case AnnexPage():
            told = {"extent": value.extent, "text": value.text}
            return told | ({"recognised": True} if value.recognised else {})
        case EarlierRequest():
            ended = [{"right": right, "outcome": outcome} for right, outcome in value.outcomes]
            return {**_fields(value), "outcomes": ended}
        case tuple():
            return [_plain(each, mark) for each in value]
    return _fields(value, mark) if is_dataclass(value) else value


def _fields(value: Any, mark: str = "") -> dict[str, Any]:
    names = (field.name for field in fields(value) if field.name not in _NO_DATA)
    return {name: _plain(getattr(value, name), mark) for name in names}
