"""The first page must not keep people on a slow network waiting."""

import gzip
from pathlib import Path

from tests.architecture import tree

STYLES = ["static/vendor/portal.css", "static/css/portal.css"]
FONTS = Path("static/vendor/fonts")
LIMIT = 60_000
PAGE = 10_000  # the page itself and the organisation's mark, compressed


def test_styles_and_fonts_leave_room_for_the_page():
    styles = sum(len(gzip.compress((tree.ROOT / name).read_bytes())) for name in STYLES)
    fonts = sum(path.stat().st_size for path in (tree.ROOT / FONTS).glob("*.woff2"))
    assert fonts, "the fonts are missing: make setup"
    assert styles + fonts + PAGE < LIMIT
