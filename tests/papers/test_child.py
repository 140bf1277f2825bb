"""The program that opens documents: one order in, one answer out."""

import json
import subprocess
import sys
from pathlib import Path

from portal.papers import cell, child
from tests.papers import samples


def test_it_answers_with_facts_and_as_many_bytes_as_it_says(tmp_path: Path) -> None:
    order = {"do": "read", "memory": 2**29, "seconds": 20, "fonts": str(cell.FONTS)}
    done = subprocess.run(
        [sys.executable, str(cell.CHILD)],
        input=json.dumps(order).encode() + b"\n" + samples.simple_pdf("Hallo"),
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    head, _, body = done.stdout.partition(b"\n")
    facts = json.loads(head)
    assert facts["media_type"] == "application/pdf"
    assert len(body) == sum(facts["lengths"])
    assert body.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == []


def test_loading_it_starts_nothing() -> None:
    assert Path(child.__file__) == cell.CHILD
    assert cell.CHILD.parents[2] == child.ROOT
