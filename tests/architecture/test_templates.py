"""House rules of the templates: the strict content security policy, and no text past escaping."""

import re

import pytest

from tests.architecture import tree

RULES = {
    "no inline style": re.compile(r"\sstyle\s*=\s*[\"']|<style\b"),
    "no inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "no inline handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "no text past escaping": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "no address elsewhere": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    "no branch by organisation": re.compile(r"organisation(\.slug)?\s*[!=]=\s*[\"']"),
}
# A letter is printed from one string, without a server: the renderer puts its style sheet in.
PRINTED = {"no inline style"}


@pytest.mark.parametrize("rule", RULES)
def test_templates_keep(rule):
    broken = [
        f"{path}: {match.group().strip()}"
        for path in tree.templates()
        if not (rule in PRINTED and "letters" in path.parts)
        for match in RULES[rule].finditer(tree.text(path))
    ]
    assert not broken, rule
