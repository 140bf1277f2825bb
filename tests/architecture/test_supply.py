"""What is installed is pinned by hash, and no lock file says where it was fetched."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture import tree

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt", "requirements-node.txt"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_has_its_version_and_hashes(lock):
    packages = re.split(r"\n(?=\S)", tree.text(Path(lock)).strip())
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==", package), package
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("lock", LOCKS)
def test_no_python_lock_holds_an_address_or_a_path(lock):
    assert not re.search(r"://|^\s*-[fie]|^--|@ ", tree.text(Path(lock)), re.MULTILINE)


def test_every_npm_package_has_its_hash_and_no_address():
    packages = json.loads(tree.text(Path("package-lock.json")))["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def test_nothing_installed_is_kept_in_the_project():
    kept = [path for path in tree.files() if {"vendor", "node_modules"} & set(path.parts)]
    assert not kept
