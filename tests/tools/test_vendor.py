"""The bundle keeps the design tokens something refers to, and no others."""

from tools.vendor import minified, tokens_used


def test_it_keeps_tokens_that_are_used_also_through_another():
    tokens = {"--a": "var(--b)", "--b": "1px", "--c": "2px"}
    assert tokens_used(tokens, ["p{margin:var(--a)}"]) == {"--a": "var(--b)", "--b": "1px"}


def test_it_keeps_a_token_that_is_only_a_fallback():
    assert tokens_used({"--b": "1px"}, ["p{margin:var(--a, var(--b))}"]) == {"--b": "1px"}


def test_it_drops_comments_and_space_without_meaning():
    css = "/* a */ p > a , b {\n  margin: calc(1px + 2px) ;\n /* b */ }\n"
    assert minified(css).strip() == "p > a,b{margin: calc(1px + 2px)}"
