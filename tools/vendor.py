"""Builds static/vendor from what npm installed: one stylesheet, the fonts, and axe for the tests.

Nothing it writes is committed. The stylesheet holds the rules of NL Design System that templates
can use and, of the theme's thousands of design tokens, only those something refers to.
"""

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import tinycss2
from tinycss2.ast import Declaration, Node

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
BUILD = ROOT / "build"

COMPONENTS = (
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@utrecht/alert-css/dist/index.min.css",
    "@utrecht/form-field-css/dist/index.min.css",
    "@utrecht/form-field-description-css/dist/index.min.css",
    "@utrecht/form-field-error-message-css/dist/index.min.css",
    "@utrecht/form-fieldset-css/dist/index.min.css",
    "@utrecht/form-label-css/dist/index.min.css",
    "@utrecht/select-css/dist/index.min.css",
    "@utrecht/textarea-css/dist/index.min.css",
    "@utrecht/textbox-css/dist/index.min.css",
)
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
WEB_FONTS = "@fontsource/noto-sans/files"
PDF_FONTS = "@expo-google-fonts/noto-sans"
FONT_LICENCES = ("@fontsource/noto-sans/LICENSE", "@expo-google-fonts/noto-sans/LICENSE_FONT")
WEIGHTS = {"400": "400Regular", "700": "700Bold", "400i": "400Regular_Italic"}
# What templates put behind a class with a variable, as in `nl-button--{{ kind }}`.
VARIANTS = ("primary", "secondary", "subtle", "info", "ok", "warning", "error")
CLASS = re.compile(r"[a-z]+(?:-[a-z0-9]+)+(?:__[a-z-]+)?(?:--[a-z0-9-]+)?")
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")


def minified(css: str) -> str:
    """The same stylesheet without comments and without space that means nothing.

    Args:
        css: a stylesheet.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = tinycss2.serialize(_without_comments(rules))
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")


def _without_comments(nodes: Iterable[Node]) -> list[Node]:
    """The nodes without comments, at every depth."""
    kept = []
    for node in nodes:
        if node.type == "comment":
            continue
        for part in ("prelude", "content", "arguments"):
            if getattr(node, part, None):
                setattr(node, part, _without_comments(getattr(node, part)))
        kept.append(node)
    return kept


def classes_used(templates: Iterable[str]) -> set[str]:
    """The classes that templates can give an element.

    Args:
        templates: their texts.
    """
    used: set[str] = set()
    for text in templates:
        used.update(CLASS.findall(text))
        for beginning in re.findall(r"([a-z][a-z-]*--)\{\{", text):
            used.update(beginning + variant for variant in VARIANTS)
    return used


def rules_used(css: str, classes: set[str]) -> str:
    """The stylesheet without the selectors that need a class no template gives.

    Args:
        css: a stylesheet.
        classes: what `classes_used` found.
    """
    kept = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content is not None:
            inner = rules_used(tinycss2.serialize(rule.content), classes)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        elif rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _can_match(one, classes)]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}")
    return "".join(kept)


def _selectors(prelude: Iterable[Node]) -> list[str]:
    """The selectors of a list, split at its own commas and not at those inside `:is(...)`."""
    selectors: list[list[Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(node)
    return [tinycss2.serialize(nodes).strip() for nodes in selectors]


def _can_match(selector: str, classes: set[str]) -> bool:
    needed = re.sub(r":(?:not|where|is|has)\([^)]*\)", "", selector)
    return all(name in classes for name in re.findall(r"\.([\w-]+)", needed))


def tokens_used(tokens: dict[str, str], stylesheets: Iterable[str]) -> dict[str, str]:
    """The tokens the stylesheets refer to, and the tokens those refer to in turn.

    Args:
        tokens: every token of the theme with its value.
        stylesheets: the components and our own stylesheet.
    """
    waiting = [name for css in stylesheets for name in REFERENCE.findall(css)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in tokens and name not in used:
            used.add(name)
            waiting += REFERENCE.findall(tokens[name])
    return {name: value for name, value in tokens.items() if name in used}


def theme() -> dict[str, str]:
    """Every token of the theme with its value."""
    css = (PACKAGES / TOKENS).read_text()
    tokens: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        for declaration in tinycss2.parse_declaration_list(rule.content):
            if isinstance(declaration, Declaration):
                tokens[declaration.name] = tinycss2.serialize(
                    _without_comments(declaration.value)
                ).strip()
    return tokens


def build_stylesheet() -> None:
    """Writes static/vendor/portal.css: tokens on :root, then the components."""
    pages = (path.read_text() for path in sorted((ROOT / "templates").rglob("*.html")))
    classes = classes_used(pages)
    sheets = ((PACKAGES / name).read_text() for name in COMPONENTS)
    components = [rules_used(minified(sheet), classes) for sheet in sheets]
    own = (ROOT / "static" / "css" / "portal.css").read_text()
    used = tokens_used(theme(), [*components, own])
    root = ":root{" + ";".join(f"{name}:{value}" for name, value in used.items()) + "}"
    (VENDOR / "portal.css").write_text(root + "".join(components))


def copy_fonts() -> None:
    """Copies the fonts: woff2 of the Latin letters for pages, whole TTF files for PDF/UA."""
    fonts = VENDOR / "fonts"
    fonts.mkdir()
    for weight in ("400", "700"):
        name = f"noto-sans-latin-{weight}-normal.woff2"
        shutil.copy(PACKAGES / WEB_FONTS / name, fonts / name)
    for folder in WEIGHTS.values():
        for file in sorted((PACKAGES / PDF_FONTS / folder).glob("*.ttf")):
            shutil.copy(file, fonts / file.name)
    for licence in FONT_LICENCES:
        shutil.copy(PACKAGES / licence, fonts / f"LICENSE-{licence.split('/')[0][1:]}.txt")


def main() -> int:
    """Builds everything anew; returns the exit status."""
    if not PACKAGES.is_dir():
        print("node_modules is missing: run `make setup`, which runs `npm ci`.", file=sys.stderr)
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    BUILD.mkdir(exist_ok=True)
    build_stylesheet()
    copy_fonts()
    shutil.copy(PACKAGES / "axe-core" / "axe.min.js", BUILD / "axe.min.js")
    return 0


if __name__ == "__main__":
    sys.exit(main())
