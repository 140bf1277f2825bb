"""`flask check-organisation` for who writes a profile."""

import pytest
from click.testing import CliRunner

from portal.cli.check_organisation import check_organisation
from portal.organisations.loading import BUILT_IN
from tests.organisations.sample import changed, write


def run(path):
    return CliRunner().invoke(check_organisation, [str(path)])


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_it_says_that_a_good_profile_is_good(path):
    result = run(path)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{path}: OK: ")
    assert result.stderr == ""


def test_it_tells_every_mistake_with_file_key_and_reason(tmp_path):
    path = write(
        tmp_path, changed(('address_form = "je"', ""), ('accent = "#104060"', 'accent = "#fff"'))
    )
    result = run(path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f'{path}: address_form: is missing; add one of "u", "je"',
        f"{path}: brand.accent: must be # and six small hexadecimal digits, such as #1d5f8a",
    ]


def test_it_tells_that_a_file_is_not_there(tmp_path):
    result = run(tmp_path / "none.toml")
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"{tmp_path / 'none.toml'}: file: cannot be read: No such file or directory\n"
    )
