"""Articles of law as people write them: 'AVG 17.3.b' is 'AVG 17 lid 3b', or 'AVG 17(3)(b)'."""

import re

_PARAGRAPH = re.compile(r"\b(\d+)\.(\d+)(?:\.([a-z])(?:-([a-z]))?)?(?![.\d])")


def spoken(article: str, language: str) -> str:
    """An article of the AVG or UAVG with its paragraph in words; other laws number differently.

    Parameters:
        article: as the law modules write it; several are separated by semicolons.
    """
    return "; ".join(
        _PARAGRAPH.sub(_english if language == "en" else _dutch, part)
        if part.startswith(("AVG", "UAVG"))
        else part
        for part in article.split("; ")
    )


def _dutch(found: re.Match[str]) -> str:
    letters = "-".join(letter for letter in found.group(3, 4) if letter)
    return f"{found[1]} lid {found[2]}{letters}"


def _english(found: re.Match[str]) -> str:
    letters = "-".join(letter for letter in found.group(3, 4) if letter)
    return f"{found[1]}({found[2]})" + (f"({letters})" if letters else "")
