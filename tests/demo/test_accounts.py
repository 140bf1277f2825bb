"""Accounts of the demo's staff: how they are told, and what is read back."""

from portal.demo.accounts import Account, describe, read_accounts
from portal.services.second_factor import confirms, new_secret
from tests.demo.conftest import NOW

ONE = Account(
    "akj", "handler", "behandelaar@akj.example", "vijf-woorden-achter-elkaar", new_secret()
)


def test_the_printed_code_is_the_one_of_the_authenticator():
    (line,) = describe([ONE], NOW)
    code = line.partition("code now ")[2].split()[0]
    assert confirms(ONE.secret, code, NOW)
    assert ONE.password in line
    assert f"secret={ONE.secret}" in line


def test_what_is_written_is_read_back(tmp_path):
    file = tmp_path / "accounts.txt"
    file.write_text(f"{ONE.line()}\nhalf a line\n")
    assert read_accounts(file) == [ONE]


def test_a_file_that_is_not_there_holds_nobody(tmp_path):
    assert read_accounts(tmp_path / "none.txt") == []
