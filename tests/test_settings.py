"""Settings: a wrong one stops the start with a sentence that says what to set."""

import stat

import pytest

from portal.settings import Mode, Settings, SettingsError, demo_key, demo_vault_key

PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_DATABASE_URL": "postgresql+psycopg://portal@db.example/portal",
    "PORTAL_SECRET_KEY": "k" * 40,
    "PORTAL_BASE_URL": "https://loket.example",
    "PORTAL_SMTP_URL": "smtps://mail.example",
    "PORTAL_MAIL_FROM": "loket@loket.example",
    "PORTAL_SECURITY_CONTACT": "security@loket.example",
    "PORTAL_DATA": "/srv/portal",
    "PORTAL_PROXIES": "1",
    "PORTAL_VAULT_KEYS": "v" * 43 + "=",
    "PORTAL_SEAL": "/srv/portal/seal.pem",
}


def test_with_nothing_set_it_is_a_demo_on_this_machine(tmp_path):
    settings = Settings.from_environment({"PORTAL_DATA": str(tmp_path)})
    assert settings.mode is Mode.DEMO
    assert settings.database_url == f"sqlite:///{tmp_path}/portal.db"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert not settings.secure_cookies


def test_a_whole_production_set_is_accepted():
    settings = Settings.from_environment(PRODUCTION)
    assert settings.secure_cookies
    assert settings.trusted_hosts == ("loket.example",)


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"PORTAL_MODE"}))
def test_a_missing_production_setting_stops_the_start_by_name(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(SettingsError, match=f"{name} is missing. Set it to"):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORTAL_MODE", "prod", "production or demo"),
        ("PORTAL_SECRET_KEY", "short", "32"),
        ("PORTAL_DATABASE_URL", "mysql://x", "postgresql"),
        ("PORTAL_BASE_URL", "http://loket.example", "https"),
        ("PORTAL_BASE_URL", "https://loket.example/path", "without a path"),
        ("PORTAL_SMTP_URL", "mail.example", "smtps"),
        ("PORTAL_VAULT_KEYS", "short", "key 1 is not 32"),
        ("PORTAL_VAULT_KEYS", "v" * 43 + "=,é", "key 2 is not 32"),
        ("PORTAL_PROFILES", "/no/such/folder", "not a folder"),
        ("PORTAL_PROXIES", "many", "whole number"),
        ("PORTAL_INTAKE_PER_HOUR", "0", "whole number"),
        ("PORT", "99999", "whole number"),
        ("PORT", "١٢", "whole number"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_what_to_do(name, value, told):
    with pytest.raises(SettingsError, match=told) as error:
        Settings.from_environment(PRODUCTION | {name: value})
    assert name in str(error.value)


def test_a_server_setting_without_a_mode_is_not_taken_for_a_demo():
    with pytest.raises(SettingsError, match="PORTAL_MODE"):
        Settings.from_environment({"PORTAL_DATABASE_URL": "postgresql+psycopg://db"})


def test_the_key_of_a_demo_is_made_once_and_kept_from_others(tmp_path):
    key = demo_key(tmp_path)
    assert len(key) >= 32
    assert demo_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_the_key_that_locks_documents_in_a_demo_is_made_once(tmp_path):
    settings = Settings.from_environment({"PORTAL_DATA": str(tmp_path)})
    assert settings.vault_keys == (demo_vault_key(tmp_path),)
    assert stat.S_IMODE((tmp_path / "vault-key").stat().st_mode) == 0o600


def test_the_first_key_locks_and_older_ones_stay_known():
    keys = ("n" * 43 + "=", "v" * 43 + "=")
    settings = Settings.from_environment(PRODUCTION | {"PORTAL_VAULT_KEYS": ",".join(keys)})
    assert settings.vault_keys == keys
