"""The bundle keeps the design tokens something refers to, and no others."""

from tools.vendor import classes_used, minified, rules_used, tokens_used


def test_it_keeps_tokens_that_are_used_also_through_another():
    tokens = {"--a": "var(--b)", "--b": "1px", "--c": "2px"}
    assert tokens_used(tokens, ["p{margin:var(--a)}"]) == {"--a": "var(--b)", "--b": "1px"}


def test_it_keeps_a_token_that_is_only_a_fallback():
    assert tokens_used({"--b": "1px"}, ["p{margin:var(--a, var(--b))}"]) == {"--b": "1px"}


def test_it_drops_comments_and_space_without_meaning():
    css = "/* a */ p > a , b {\n  margin: calc(1px + 2px) ;\n /* b */ }\n"
    assert minified(css).strip() == "p > a,b{margin: calc(1px + 2px)}"


def test_it_knows_the_classes_of_templates_also_those_with_a_variable():
    used = classes_used(['<b class="nl-button nl-button--{{ kind }}">', '"utrecht-alert__content"'])
    assert {"nl-button", "nl-button--primary", "utrecht-alert__content"} <= used
    assert "nl-button--busy" not in used


def test_it_drops_selectors_that_no_page_can_match():
    css = ".a-b,.a-b--busy{c:d}.x-y{c:d}@media print{.x-y{c:d}.a-b:not(.x-y,.z-z):is(b,i){c:d}}"
    kept = rules_used(css, {"a-b"})
    assert kept == ".a-b{c:d}@media print{.a-b:not(.x-y,.z-z):is(b,i){c:d}}"
