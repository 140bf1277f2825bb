"""The tests mirror the portal: who changes a module finds its test without searching."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import tree

# Module or folder -> where its test stands, when that is not in the mirror.
ELSEWHERE: dict[str, str] = {
    "portal/cli/worker.py": "the journeys run the real command",
    "portal/demo/history.py": "tests/demo/test_loading.py judges the stories it played",
    "portal/models/staff.py": "tests/services/test_staff.py: a table without rules of its own",
    "portal/web": "the journeys and the tests of forms, access and errors open pages by address",
}


def test_every_module_has_its_test():
    missing = [
        str(module)
        for module in tree.python("portal")
        if has_code(module) and not is_elsewhere(module) and not is_tested(module)
    ]
    assert not missing, "add tests/<same folder>/test_<module>.py, or say where it is in ELSEWHERE"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_exceptions_are_still_there(place):
    assert any(is_under(module, place) for module in tree.python("portal")), place


def has_code(module: Path) -> bool:
    return module.name != "__init__.py" and bool(tree.functions(module))


def is_elsewhere(module: Path) -> bool:
    return any(is_under(module, place) for place in ELSEWHERE)


def is_under(module: Path, place: str) -> bool:
    return module == Path(place) or Path(place) in module.parents


def is_tested(module: Path) -> bool:
    """Whether a test in the mirrored folder bears the module's name or imports it."""
    folder = Path("tests", *module.parts[1:-1])
    return any(
        path.stem == f"test_{module.stem}" or dotted(module) in imported(path)
        for path in tree.python("tests")
        if path.parent == folder or folder in path.parents
    )


def dotted(module: Path) -> str:
    return ".".join(module.with_suffix("").parts)


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules a file imports, under each name it could mean."""
    names: set[str] = set()
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)
