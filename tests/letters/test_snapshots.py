"""The words of each letter, kept as text: a lawyer reads what changed; `make letters` renews them.

Each letter is kept of a public body (u), a private one (u), one that says je, and one in English.
"""

import difflib
import os
from pathlib import Path

from portal.law.rights import Right
from portal.letters.letter import Letter
from tests.letters.every_letter import PUBLIC_ONLY
from tests.letters.reading import plain
from tests.services import stories

FOLDER = Path(__file__).with_name("snapshots")
RENEW = bool(os.environ.get("RENEW_LETTERS"))
KEPT = (
    ("cjib", "nl"),
    ("juridisch-loket", "nl"),
    ("bijstand-in-jeugdzorg", "nl"),
    ("akj", "en"),
)
OF_CJIB = (("cjib", "nl"), ("cjib", "en"))
REFERENCE = "XX-2026-7F3K-9Q"
Letters = dict[tuple[str, str, str], Letter]


def is_kept(key: tuple[str, str, str], letter: Letter) -> bool:
    """Whether this letter stands in the folder; rights an organisation does not offer do not."""
    rights = {each.right for each in letter.about if each.right}
    public = letter.kind in PUBLIC_ONLY or "bezwaar" in key[0]
    if public or rights == {Right.HUMAN_REVIEW} or key[0] == "answer-two-controllers":
        return key[1:] in OF_CJIB
    return key[1:] in KEPT and all(stories.organisation(key[1]).offers(right) for right in rights)


def texts(letters: Letters, pages: dict[tuple[str, str, str], str]) -> dict[str, str]:
    """The text of each letter that is kept, by the name of its file."""
    return {
        f"{'-'.join(key)}.txt": plain(pages[key]).replace(letter.reference, REFERENCE)
        for key, letter in letters.items()
        if is_kept(key, letter)
    }


def test_the_words_of_every_letter_are_those_that_were_agreed(
    letters: Letters, pages: dict[tuple[str, str, str], str]
) -> None:
    now = texts(letters, pages)
    if RENEW:
        _renew(now)
    kept = {path.name: path.read_text() for path in FOLDER.glob("*.txt")}
    changes = [
        line
        for name in sorted(now.keys() | kept.keys())
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            now.get(name, "").splitlines(),
            f"agreed/{name}",
            f"now/{name}",
            lineterm="",
        )
    ]
    assert not changes, "\n".join(["make letters, then have the changes read:", *changes])


def _renew(now: dict[str, str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for name, text in now.items():
        (FOLDER / name).write_text(text)


def test_a_changed_word_is_shown_as_a_change(
    letters: Letters, pages: dict[tuple[str, str, str], str]
) -> None:
    changed = texts(
        letters, {key: page.replace("gratis", "kosteloos") for key, page in pages.items()}
    )
    assert changed["late-cjib-nl.txt"] != (FOLDER / "late-cjib-nl.txt").read_text()
