"""House rules that the linter does not know."""

import ast
import re
import tomllib
from pathlib import Path

from tests.architecture import tree

ARTICLE = re.compile(r"\b(AVG|UAVG|Awb|Atw|Rpbo|BW|Wpg|Sv|WOR|GDPR|EVRM)\b[^\n]{0,30}?\d")
# Put together here, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
PLACES = re.compile(
    "|".join(
        [r"/wo" + r"rk/", r"/ro" + r"ot/", r"/ho" + r"me/", "pypi" + r"\.org", "npmjs" + r"\."]
    )
)


def test_every_module_says_what_it_is():
    silent = [
        str(path)
        for path in tree.python()
        if tree.text(path).strip() and not ast.get_docstring(tree.parsed(path))
    ]
    assert not silent, "a module begins with a docstring"


def test_nothing_is_left_unfinished():
    unfinished = [str(path) for path in tree.files() if found(UNFINISHED, path)]
    assert not unfinished


def test_nothing_names_a_place_on_a_machine():
    named = [str(path) for path in tree.files() if found(PLACES, path)]
    assert not named, "no path of a machine and no address of a package index"


def found(pattern: re.Pattern[str], path: Path) -> bool:
    if path.suffix in {".png", ".pdf", ".woff2", ".ttf", ".jpg", ".xlsx"}:
        return False
    return bool(pattern.search(tree.text(path)))


def test_every_enumeration_is_a_strenum():
    others = [
        f"{path}:{node.lineno} {node.name}"
        for path in tree.python("portal")
        for node in tree.nodes(path, ast.ClassDef)
        if {"Enum", "IntEnum", "Flag", "IntFlag"} & {name_of(base) for base in node.bases}
    ]
    assert not others, "enumerations are StrEnum: the database and the log show the word"


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_no_code_depends_on_which_organisation_it_serves():
    profiles = [path for path in tree.files() if path.match("portal/organisations/*.toml")]
    slugs = {tomllib.loads(tree.text(path))["slug"] for path in profiles}
    named = [
        f"{path}:{node.lineno} {node.value}"
        for path in tree.python("portal")
        if path.parts[1] != "demo"
        for node in tree.nodes(path, ast.Constant)
        if node.value in slugs
    ]
    assert slugs
    assert not named, "what differs between organisations is data of the profile, or a plugin"


def test_every_module_of_the_law_names_the_articles_it_carries_out():
    silent = [
        str(path)
        for path in tree.python("portal")
        if path.parts[1] == "law" and tree.functions(path) and not names_an_article(path)
    ]
    assert not silent, "the article stands at the end of the line that implements it"


def names_an_article(path: Path) -> bool:
    """Whether an article stands in the code itself, not only in the module's docstring."""
    module = tree.parsed(path)
    start = module.body[1].lineno - 1 if len(module.body) > 1 else 0
    return bool(ARTICLE.search("\n".join(tree.text(path).splitlines()[start:])))


def test_services_leave_committing_to_the_page_or_the_job():
    committed = [
        f"{path}:{node.lineno}"
        for path in tree.python("portal")
        if path.parts[1] in {"services", "identity", "sources", "letters"}
        for node in tree.nodes(path, ast.Call)
        if name_of(node.func) in {"commit", "rollback"}
    ]
    assert not committed
