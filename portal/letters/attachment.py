"""The report's data for a computer: the JSON that goes into the PDF as inzage.json."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.letters.report import Money, Report

NAME = "inzage.json"
SCHEMA = "rechtenloket/inzage"
VERSION = 1  # goes up when a key is renamed, removed or gets another meaning
_PAPER_ONLY = frozenset({"logo", "accent", "accent_dark", "accent_light", "form"})


def as_json(report: Report) -> bytes:
    """The same data as the report, in a stable order, with ISO dates (AVG 15.3)."""
    body = {
        "schema": SCHEMA,
        "version": VERSION,
        "counts": {"records": report.item_count, "left_out": report.left_out_count},
        **_plain(report),
    }
    return json.dumps(body, ensure_ascii=False, indent=2).encode(errors="replace")


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Money():
            return {"amount": str(value.amount), "currency": value.currency}
        case Decimal():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
    if is_dataclass(value):
        names = (field.name for field in fields(value) if field.name not in _PAPER_ONLY)
        return {name: _plain(getattr(value, name)) for name in names}
    return value
