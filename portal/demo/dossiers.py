"""Folders with the documents of the people of the demo: letters, reports and scans of paper."""

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from portal.demo.papers import document
from portal.demo.people import Person
from portal.demo.wording import Row
from portal.organisations.organisation import SourceSystem

OLDEST = 700  # days


def write_dossiers(
    system: SourceSystem,
    folder: Path,
    recipes: dict[str, Any],
    people: Sequence[Person],
    rng: random.Random,
    today: date,
) -> int:
    """Write the documents of a source system; those that are there already are replaced.

    Args:
        system: a folder of documents.
        folder: the organisation's own folder of sources.
        recipes: by table: `folder` for a person, `sure` (how many people have one) and `documents`
            with `name`, `title` and `text`.
        people: whose they are.
        rng: chooses moments and words.
        today: no document is of a later day.

    Returns:
        How many were written.
    """
    place = folder / system.location
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    written = 0
    for table in system.tables:
        recipe = recipes.get(table.table, {})
        for person in people[: recipe.get("sure", 0)]:
            own = place / recipe["folder"].format_map(person.words)
            for path, content, at in _documents(own, recipe["documents"], person, rng, today):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                moment = datetime.combine(at, time(11, 0), UTC).timestamp()
                os.utime(path, (moment, moment))
                written += 1
    return written


def _documents(
    own: Path, recipes: list[dict[str, Any]], person: Person, rng: random.Random, today: date
) -> Iterator[tuple[Path, bytes, date]]:
    for recipe in recipes:
        if person.number >= recipe.get("sure", person.number + 1):
            continue
        at = today - timedelta(days=rng.randrange(30, OLDEST))
        row = Row(rng, person, today, at)
        for number, paragraph in enumerate(recipe["text"]):
            row.add(str(number), paragraph, None)
        row.add("title", recipe["title"], None)
        paragraphs = [str(row.cells[str(number)]) for number in range(len(recipe["text"]))]
        content = document(recipe["name"], str(row.cells["title"]), paragraphs)
        yield own / recipe["name"], content, at
