"""The tests mirror the portal: who changes a module finds its test without searching."""

import ast
from pathlib import Path

import pytest

from tests.architecture import tree

# Module -> the test that covers it in another place, and why it stands there.
ELSEWHERE: dict[str, str] = {}


def test_every_module_has_its_test():
    missing = [
        str(module)
        for module in tree.python("portal")
        if has_code(module) and str(module) not in ELSEWHERE and not own_tests(module)
    ]
    assert not missing, "add tests/<same path>/test_<module>.py, or say where it is in ELSEWHERE"


@pytest.mark.parametrize("module", ELSEWHERE)
def test_the_exceptions_are_still_true(module):
    assert Path(module) in tree.files(), f"{module} is gone: remove it from ELSEWHERE"
    assert not own_tests(Path(module)), f"{module} has its own test now: remove it from ELSEWHERE"


def has_code(module: Path) -> bool:
    return any(isinstance(node, tree.Function) for node in ast.walk(tree.parsed(module)))


def own_tests(module: Path) -> list[Path]:
    folder = Path("tests", *module.parts[1:-1])
    name = module.parent.name if module.name == "__init__.py" else module.stem
    return [
        path
        for path in tree.python("tests")
        if path.parent == folder
        and (path.stem == f"test_{name}" or path.stem.startswith(f"test_{name}_"))
    ]
