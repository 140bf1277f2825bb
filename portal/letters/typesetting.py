"""Sets one chunk of a report in type: records, or pages of an annex; run by `rendering`.

WeasyPrint lays out a page in tens of milliseconds, Typst in less than one. A report of thousands of
records is therefore set here, chunk by chunk, and bound with the pages that WeasyPrint makes. Like
`child` it knows little of the portal: one JSON order comes in, one PDF goes out, and what it may do
is taken from it before the records are read.
"""

import base64
import gc
import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.confinement import confine
from portal.letters.child import EXIT_TOO_LARGE, readable

MILLIMETRE = 72 / 25.4
TEXT_WIDTH, LABEL_WIDTH = 165, 55  # millimetres, as in style.css and tables.css
SIZE = 10  # points
ROOM = 6 * MILLIMETRE  # padding in a cell, and a hair
GALLERY = Path("pictures")  # in the folder of this process alone
WIDEST = 0.95 * SIZE  # points that a capital W takes


class Measure:
    """How wide words are, so that those too wide for their column get places to break."""

    def __init__(self, font: Path) -> None:
        """Reads the widths of a TTF file."""
        from fontTools.ttLib import TTFont

        opened = TTFont(font, lazy=True)
        self._glyphs = opened.getBestCmap()
        self._advances = opened["hmtx"].metrics
        self._scale = SIZE / opened["head"].unitsPerEm

    def width(self, word: str) -> float:
        """Points that a word takes on one line."""
        units = sum(self._advances[self._glyphs.get(ord(c), ".notdef")][0] for c in word)
        return float(units * self._scale)

    def fitting(self, text: str, room: float) -> str:
        """The text, with a place to break between all letters of words wider than the room."""
        longest = max(int(room / WIDEST), 1)
        if len(text) <= longest:
            return text

        def broken(found: re.Match[str]) -> str:
            word = found[0]
            return word if self.width(word) <= room else "\u200b".join(word)

        return re.sub(rf"\S{{{longest + 1},}}", broken, text)


def fitted(blocks: list[dict[str, Any]], measure: Measure) -> None:
    """Make every word in the blocks fit its column."""
    label_room = LABEL_WIDTH * MILLIMETRE - ROOM
    value_room = (TEXT_WIDTH - LABEL_WIDTH) * MILLIMETRE - ROOM
    for block in blocks:
        if block["kind"] == "record":
            block["label"] = measure.fitting(block["label"], TEXT_WIDTH * MILLIMETRE - ROOM)
            for row in block["rows"]:
                row[0] = measure.fitting(row[0], label_room)
                row[1] = measure.fitting(row[1], value_room)
        elif block["kind"] == "list":
            room = TEXT_WIDTH / len(block["head"]) * MILLIMETRE - ROOM
            block["head"] = [measure.fitting(text, room * 0.9) for text in block["head"]]  # bold
            for row in block["rows"]:
                row[:] = [[measure.fitting(text, room), *how] for text, *how in row]
        else:
            block["text"] = measure.fitting(block["text"], TEXT_WIDTH * MILLIMETRE * 0.8)


def hung(pictures: list[str]) -> Iterator[str]:
    """Put pictures where a template can see them, and it alone; gives the path of each."""
    GALLERY.mkdir()
    for number, picture in enumerate(pictures):
        body = base64.b64decode(picture)
        kind = "png" if body.startswith(b"\x89PNG") else "jpg"
        (GALLERY / f"{number}.{kind}").write_bytes(body)
        yield f"/{number}.{kind}"


def typeset(order: dict[str, Any]) -> bytes:
    """The PDF that an order asks for: tagged, each page without its number."""
    import typst

    fonts = Path(order["fonts"])
    text = readable(order["data"], fonts)
    data = json.loads(text)
    if "blocks" in data:
        fitted(data["blocks"], Measure(next(iter(sorted(fonts.glob("*400Regular.ttf"))))))
    seen = [sheet for sheet in data.get("sheets", ()) if not sheet["gone"]]
    for sheet, picture in zip(seen, hung(order["pictures"]), strict=True):
        sheet["picture"] = picture
    result: bytes = typst.compile(
        order["template"].encode(),
        root=str(GALLERY.resolve()),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-3a"],
        timestamp=0,  # PDF/A wants a date; the whole gets the right one
    )
    return result


def prepare() -> None:
    """Import what chunks need, once for many."""
    for name in ("fontTools.ttLib", "typst"):
        importlib.import_module(name)


def main() -> int:
    """Set the order on standard input; returns the exit status."""
    gc.disable()  # as in `child`: one document and out
    order = json.load(sys.stdin.buffer)
    confine(order["memory"], order["seconds"], reads=[order["fonts"]], writes=[Path.cwd()])
    try:
        result = typeset(order)
    except MemoryError:
        return EXIT_TOO_LARGE
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()
    return 0
