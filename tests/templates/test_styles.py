"""The pages and the style sheets know one another."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("citizen", "shared", "staff")
CLASS = re.compile(r"\brl-[a-z]+(?:-[a-z]+)*(?:__[a-z]+)?\b(?!-)")
BEGINNINGS = {"rl-badge", "rl-width"}  # completed by a variable


def test_every_class_of_our_own_has_a_rule():
    sheets = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
    pages = [path for name in PAGES for path in (ROOT / "templates" / name).rglob("*.html")]
    used = {name for path in pages for name in CLASS.findall(path.read_text())}
    assert used
    assert not {name for name in used - BEGINNINGS if f".{name}" not in sheets}


def test_every_rule_of_our_own_is_used():
    sheets = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
    text = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    text += "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    ruled = set(re.findall(r"\.(rl-[a-z]+(?:-[a-z]+)*(?:__[a-z]+)?)\b(?!-)", sheets))
    whole = {name for name in ruled if not name.startswith(tuple(BEGINNINGS))}
    assert not {name for name in whole if name not in text}


def test_spacing_has_five_sizes_and_the_sheets_reach_nothing_outside():
    for path in (ROOT / "static/css").glob("*.css"):
        css = path.read_text()
        assert not re.search(r"url\([\"']?(?:https?:)?//", css)
        assert set(re.findall(r"var\(--rl-(\d+)\)", css)) <= {"4", "8", "16", "24", "40"}
