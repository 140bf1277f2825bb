"""The README stays true: its diagram is the transition table, its commands and links exist."""

import re

from portal.factory import create_app
from portal.law.lifecycle import TRANSITIONS, Action
from portal.settings import Settings
from tests.architecture import tree

README = tree.ROOT / "README.md"


def diagram() -> str:
    """The state diagram that the transition table asks for."""
    lines = ["stateDiagram-v2", "    [*] --> received"]
    lines += [
        f"    {start} --> {end} : {action}"
        for (start, action), end in sorted(TRANSITIONS.items())
        if start is not end
    ]
    return "\n".join(lines)


def not_drawn() -> str:
    """The actions that leave every status as it is: facts about a case, no steps in its life."""
    moving = {action for (start, action), end in TRANSITIONS.items() if start is not end}
    quiet = sorted(set(Action) - moving)
    return f"Not drawn, because they leave the status as it is: {', '.join(quiet)}."


def test_the_actions_that_are_not_drawn_are_named():
    assert not_drawn() in README.read_text().replace("\n", " "), not_drawn()


def test_the_diagram_is_the_transition_table():
    found = re.search(r"```mermaid\n(.*?)\n```", README.read_text(), re.DOTALL)
    assert found
    assert found[1] == diagram(), f"replace the diagram in README.md with:\n{diagram()}"


def test_every_command_is_told(tmp_path):
    app = create_app(Settings.from_environment({"PORTAL_DATA": str(tmp_path)}))
    text = README.read_text()
    assert not [name for name in app.cli.commands if f"flask {name}" not in text]
    app.extensions["portal"].database.close()


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text())
    assert links
    assert not [link for link in links if not (tree.ROOT / link).exists()]


def test_every_setting_is_told():
    named = set(re.findall(r'"(PORTAL_[A-Z_]+)"', (tree.ROOT / "portal/settings.py").read_text()))
    assert not [name for name in named if name not in README.read_text()]
