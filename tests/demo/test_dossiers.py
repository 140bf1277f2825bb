"""Folders of documents: whose they are, and what is written again."""

import random
from datetime import UTC, date, datetime

from portal.demo.dossiers import write_dossiers
from portal.demo.people import make_people
from portal.organisations.organisation import SourceSystem, SourceTable, Text

NAME = Text("Map", "Folder")
SYSTEM = SourceSystem(
    "map", NAME, "folder", "map", (SourceTable("{client_number}*/**", "a", NAME),)
)
PEOPLE = make_people("proef", "PR", 5)
RECIPES = {
    "{client_number}*/**": {
        "sure": 3,
        "folder": "{client_number} {family_name}",
        "documents": [
            {"name": "brief.pdf", "title": "Brief", "text": ["Over {given_name} en {mother}."]},
            {"name": "scan.png", "title": "Scan", "text": ["{given_name}"], "sure": 1},
        ],
    }
}
TODAY = date(2026, 11, 24)


def write(folder):
    return write_dossiers(SYSTEM, folder, RECIPES, PEOPLE, random.Random(1), TODAY)


def test_the_first_people_have_a_folder_and_the_first_of_them_a_scan(tmp_path):
    assert write(tmp_path) == 4
    folders = sorted(path.name for path in (tmp_path / "map").iterdir())
    assert folders == sorted(f"{one.client_number} {one.family_name}" for one in PEOPLE[:3])
    assert len(list(tmp_path.rglob("*.png"))) == 1


def test_no_document_is_of_a_later_day(tmp_path):
    write(tmp_path)
    for path in tmp_path.rglob("*.pdf"):
        assert datetime.fromtimestamp(path.stat().st_mtime, UTC).date() < TODAY


def test_what_was_there_before_is_gone(tmp_path):
    write(tmp_path)
    old = tmp_path / "map" / "old.pdf"
    old.touch()
    write(tmp_path)
    assert not old.exists()
