"""The program that renders: what it draws of what our fonts cannot, and that it loads little."""

import subprocess
import sys

from portal.letters import rendering
from portal.letters.child import readable

LOADED = """
import sys
sys.path.insert(0, {root!r})
import portal.letters.child
print(*sorted(name for name in sys.modules if name.startswith("portal")))
"""


def test_it_loads_nothing_of_the_portal_but_what_it_gives_up() -> None:
    code = LOADED.format(root=str(rendering.CHILD.parents[2]))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "portal",
        "portal.confinement",
        "portal.letters",
        "portal.letters.child",
    ]


def test_a_character_that_no_font_draws_is_told_by_its_number() -> None:
    assert readable("Łódź é \u4e2d", rendering.FONTS) == "Łódź é [U+4E2D]"
