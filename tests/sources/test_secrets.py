"""The file with what opens sources: read whole, kept from others, never quoted."""

import pytest

from portal.sources.connector import Secret
from portal.sources.secrets import Secrets, SecretsUnusable, load_secrets

GOOD = """
[my-office.clients]
url = "postgresql+psycopg://reader:geheim@db.example/clients"

[my-office.letters]
token = "geheim-woord"
"""


def write(tmp_path, content=GOOD, mode=0o600):
    path = tmp_path / "secrets.toml"
    path.write_text(content)
    path.chmod(mode)
    return path


def test_each_source_gets_its_own_secret_and_others_none(tmp_path):
    secrets = load_secrets(write(tmp_path))
    assert secrets.of("my-office", "letters") == Secret(token="geheim-woord")
    assert secrets.of("my-office", "clients").url.startswith("postgresql")
    assert secrets.of("other", "clients") == Secret()
    assert list(secrets.names()) == [("my-office", "clients"), ("my-office", "letters")]


def test_without_a_file_there_are_none():
    assert load_secrets(None).of("my-office", "clients") == Secret()


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640, 0o440])
def test_the_owner_and_a_group_may_read_it(tmp_path, mode):
    assert list(load_secrets(write(tmp_path, mode=mode)).names())


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o666, 0o660, 0o777])
def test_a_file_that_others_may_read_or_change_is_refused(tmp_path, mode):
    with pytest.raises(SecretsUnusable, match="chmod 600"):
        load_secrets(write(tmp_path, mode=mode))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("geheim", "not valid TOML"),
        ("[my-office.clients\nurl = 'geheim'", "not valid TOML"),
        ("url = 'geheim'", "write a table"),
        ("[my-office]\nurl = 'geheim'", r"my-office.url: write a table"),
        ("[my-office.clients]\npassword = 'geheim'", "my-office.clients: give url and token"),
        ("[my-office.clients]\nurl = 7", "as texts"),
        ("[my-office.clients]\nurl = ''", "as texts"),
        ("\xff", "not valid TOML"),
    ],
)
def test_a_mistake_is_told_and_nothing_of_what_stands_there(tmp_path, content, told):
    path = write(tmp_path)
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(SecretsUnusable, match=told) as error:
        load_secrets(path)
    assert "geheim" not in str(error.value)
    assert "geheim" not in str(error.value.__cause__)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SecretsUnusable, match="cannot be read"):
        load_secrets(tmp_path / "gone.toml")


def test_nothing_shows_a_secret_by_accident(tmp_path):
    secrets = load_secrets(write(tmp_path))
    assert "geheim" not in repr(secrets)
    assert "geheim" not in repr(secrets.of("my-office", "clients"))
    assert repr(Secrets()) == "Secrets()"
