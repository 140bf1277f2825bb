"""Reads one sheet of a workbook in a process of its own; run by `excel`.

It imports nothing of the portal but what it gives up. A workbook is a packed file that can hold
anything: a thousand times its size, or what makes a reader stumble. So before it is opened the
process gives up memory, time, the network and every file but this one.
"""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from portal.confinement import confine

HEAD = 20  # rows among which the names of the columns are looked for
EXIT_TOO_LARGE = 3


def prepare() -> None:
    """Import what reads workbooks, once for many."""
    importlib.import_module("python_calamine")


def main() -> int:
    """Carry out the order on standard input; returns the exit status."""
    order = json.load(sys.stdin)
    confine(order["memory"], max(1, int(order["seconds"])), reads=[order["path"]])
    try:
        answer = read(order)
        json.dump(answer, sys.stdout)
        sys.stdout.flush()
    except MemoryError:
        return EXIT_TOO_LARGE
    return 0


def read(order: dict[str, Any]) -> dict[str, Any]:
    """The rows of a sheet that are worth looking at, or why there are none.

    Parameters:
        order: `path`; `sheet`; `columns`, those that are read; `sieve`, as `portal.sources.sieve`
            makes it; `most`, the signs that are given at most.
    """
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(order["path"]) as book:
            rows = book.get_sheet_by_name(order["sheet"]).iter_rows()
    except python_calamine.PasswordError:
        return {"failure": "locked"}
    except python_calamine.WorksheetNotFound:
        return {"failure": "mapping", "detail": order["sheet"]}
    except (python_calamine.CalamineError, OSError):
        return {"failure": "damaged"}
    places = find_columns(rows, order["columns"])
    if isinstance(places, str):
        return {"failure": "mapping", "detail": places}
    return choose(rows, places, order)


def find_columns(rows: Iterator[list[Any]], wanted: list[str]) -> list[int] | str:
    """Where the wanted columns are; leaves `rows` at the first row below their names.

    Above those there may be a title and a date, as exports have; else tells what is missing.
    """
    fewest = ", ".join(wanted)
    for _number, row in zip(range(HEAD), rows, strict=False):
        names = [text(cell).strip() for cell in row]
        missing = ", ".join(name for name in wanted if names.count(name) != 1)
        if not missing:
            return [names.index(name) for name in wanted]
        fewest = min(fewest, missing, key=len)
    return fewest


def choose(rows: Iterator[list[Any]], places: list[int], order: dict[str, Any]) -> dict[str, Any]:
    """Of each row that is worth looking at the wanted cells, as texts."""
    at = dict(zip(order["columns"], places, strict=True))
    sieve = [
        [(at[column], compiled(patterns)) for column, patterns in clauses]
        for clauses in order["sieve"]
    ]
    chosen: list[list[str]] = []
    size = 0
    for row in rows:
        cells = [text(cell) for cell in row]
        if not any(all(seen(cells[place]) for place, seen in clauses) for clauses in sieve):
            continue
        chosen.append([cells[place] for place in places])
        size += sum(map(len, chosen[-1])) + len(places)
        if size > order["most"]:
            return {"failure": "too_large"}
    return {"rows": chosen}


def compiled(patterns: list[list[str]]) -> Any:
    """What finds the pieces of one of these patterns in order, or a sign beyond ASCII."""
    ways = [".*?".join(map(re.escape, pieces)) for pieces in patterns]
    return re.compile("|".join([*ways, "[^\x00-\x7f]"]), re.IGNORECASE | re.DOTALL).search


def text(cell: Any) -> str:
    """A cell as people see it, and as dates and numbers are read."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case datetime():
            midnight = cell.time() == time()
            return cell.date().isoformat() if midnight else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
    return str(cell)
