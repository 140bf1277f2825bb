"""`flask verify` tells whether a file is ours, in words and by its exit status."""

from datetime import UTC, datetime

import pytest

from portal.letters.rendering import render_pdf
from tests.web.conftest import make_app, make_settings

WHEN = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def app(tmp_path, sqlite_url, queue):
    """A demo in a folder of its own."""
    made = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    yield made
    made.extensions["portal"].database.close()


@pytest.fixture
def sealed(app) -> bytes:
    """What this portal sealed."""
    pdf = render_pdf(
        '<html lang="nl"><p>x', title="x", author="x", language="nl", created=WHEN, identifier="x"
    )
    return app.extensions["portal"].sealer.seal(pdf)


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        (lambda body: body, 0, "made by this portal, and unaltered"),
        (lambda body: body + b" ", 1, "changed afterwards"),
        (lambda body: b"%PDF-1.7", 1, "not sealed by this portal"),
    ],
)
def test_it_tells_what_a_file_is(app, sealed, tmp_path, change, status, told):
    file = tmp_path / "brief.pdf"
    file.write_bytes(change(sealed))
    result = app.test_cli_runner().invoke(args=["verify", str(file)])
    assert result.exit_code == status
    assert told in result.output


def test_a_file_that_is_not_there_is_told(app, tmp_path):
    result = app.test_cli_runner().invoke(args=["verify", str(tmp_path / "no.pdf")])
    assert result.exit_code == 2
    assert "does not exist" in result.output
