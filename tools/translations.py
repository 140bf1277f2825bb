"""Compares the texts in the code with the Dutch catalogues: what is missing, dead or doubtful.

A text is English in the code and Dutch in one of translations/nl/*.po. A file <area>.je.po holds
only what differs in the je-form, so its texts must exist in a file without je, and each text
that says u must stand there too: half of both on one page reads as carelessness.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "translations" / "nl"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
Text = str | tuple[str, ...]
FORMAL = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
"""What the u-form says to its reader, and the je-form never."""


def extracted() -> dict[Text, list[str]]:
    """Every text in the code and the templates, with the places it stands."""
    found: dict[Text, list[str]] = defaultdict(list)
    sources = [
        *(("python", path) for path in sorted((ROOT / "portal").rglob("*.py"))),
        *(("jinja2", path) for path in sorted((ROOT / "templates").rglob("*.html"))),
        *(("jinja2", path) for path in sorted((ROOT / "templates").rglob("*.txt"))),
    ]
    options = {"silent": "false", "trimmed": "true"}
    for method, path in sources:
        for line, text, _comments, _context in extract_from_file(
            method, path, keywords=KEYWORDS, options=options
        ):
            found[text].append(f"{path.relative_to(ROOT)}:{line}")
    return dict(found)


def catalogues() -> dict[str, Catalog]:
    """The Dutch catalogues by file name."""
    found = {}
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = read_po(file, locale="nl", abort_invalid=True)
    return found


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def faults_of(name: str, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue by itself."""
    for message in messages(catalogue):
        if message.fuzzy:
            yield f"{name}: doubtful (fuzzy): {message.id!r}"
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(words):
            yield f"{name}: no Dutch for {message.id!r}"
        for error in message.check(catalogue):
            yield f"{name}: {error}: {message.id!r}"
    for message in catalogue.obsolete.values():
        yield f"{name}: struck out, remove it: {message.id!r}"


def faults(texts: dict[Text, list[str]], files: dict[str, Catalog]) -> Iterator[str]:
    """Everything wrong between the code and the catalogues.

    Args:
        texts: the texts in the code, as `extracted` gives them.
        files: the catalogues, as `catalogues` gives them.
    """
    for name, catalogue in files.items():
        yield from faults_of(name, catalogue)
    homes = homes_of((name, file) for name, file in files.items() if not is_informal(name))
    informal = homes_of((name, file) for name, file in files.items() if is_informal(name))
    for text in texts.keys() - homes.keys():
        yield f"{texts[text][0]}: no Dutch for {text!r}"
    for text in homes.keys() - texts.keys():
        yield f"{homes[text][0]}: nothing says this any more: {text!r}"
    for text in informal.keys() - homes.keys():
        yield f"{informal[text][0]}: not in a catalogue of the u-form: {text!r}"
    for name, catalogue in files.items():
        for message in messages(catalogue):
            if says_u(message) and (is_informal(name) or message.id not in informal):
                yield f"{name}: says 'u' and has no je-form: {message.id!r}"
    for text, names in [*homes.items(), *informal.items()]:
        if len(names) > 1:
            yield f"{', '.join(names)}: translated more than once: {text!r}"


def says_u(message: Message) -> bool:
    """Whether the Dutch of a message speaks to its reader in the u-form."""
    words = message.string if isinstance(message.string, tuple) else (message.string,)
    return any(FORMAL.search(each or "") for each in words)


def is_informal(name: str) -> bool:
    """Whether a catalogue holds the je-form."""
    return name.endswith(".je.po")


def homes_of(files: Iterable[tuple[str, Catalog]]) -> dict[Text, list[str]]:
    """The names of the catalogues each text is in."""
    homes: dict[Text, list[str]] = defaultdict(list)
    for name, catalogue in files:
        for message in messages(catalogue):
            homes[message.id].append(name)
    return homes


def main() -> int:
    """Prints the faults; returns the exit status."""
    found = sorted(faults(extracted(), catalogues()))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"{len(found)} faults in the translations", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
