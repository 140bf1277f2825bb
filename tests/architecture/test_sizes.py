"""What has outgrown its size is split along its meaning, before it becomes everybody's drawer."""

from tests.architecture import tree

MODULE = 300
FUNCTION = 50
TEMPLATE = 120
CONFTEST = 150
DRAWERS = {"forms.py", "utils.py", "util.py", "helpers.py", "constants.py", "common.py", "misc.py"}


def test_no_module_is_longer_than_its_limit():
    too_long = {
        str(path): tree.length(path)
        for path in tree.python()
        if tree.length(path) > MODULE and path.parts[0] != "migrations"
    }
    assert not too_long, f"over {MODULE} lines; split along the meaning"


def test_no_function_is_longer_than_its_limit():
    too_long = {
        f"{path}:{function.lineno} {function.name}": size
        for path in tree.python("portal", "tests", "tools", "bench")
        for function in tree.functions(path)
        if (size := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION
    }
    assert not too_long, f"over {FUNCTION} lines; give a part of it a name"


def test_no_template_is_longer_than_its_limit():
    too_long = {
        str(path): tree.length(path) for path in tree.templates() if tree.length(path) > TEMPLATE
    }
    assert not too_long, f"over {TEMPLATE} lines; include a part of it"


def test_no_conftest_becomes_a_warehouse():
    too_long = {
        str(path): tree.length(path)
        for path in tree.python("tests")
        if path.name == "conftest.py" and tree.length(path) > CONFTEST
    }
    assert not too_long


def test_no_file_is_named_after_nothing():
    drawers = [str(path) for path in tree.files() if path.name in DRAWERS]
    assert not drawers, "a form lives beside its view, a helper where it is used"
