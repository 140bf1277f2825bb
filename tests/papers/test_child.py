"""The program that opens documents: one order in, one answer out."""

import json
from pathlib import Path

from portal import children
from portal.papers import cell
from tests.papers import samples


def test_it_answers_with_facts_and_as_many_bytes_as_it_says(tmp_path: Path) -> None:
    order = {"do": "read", "memory": 2**29, "seconds": 20, "fonts": str(cell.FONTS)}
    content = json.dumps(order).encode() + b"\n" + samples.simple_pdf("Hallo")
    done = children.run(cell.CHILD, content, folder=tmp_path, seconds=20)
    head, _, body = done.output.partition(b"\n")
    facts = json.loads(head)
    assert facts["media_type"] == "application/pdf"
    assert len(body) == sum(facts["lengths"])
    assert body.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == []
