"""`flask rotate-keys` locks the keys of documents anew."""

from dataclasses import replace

import pytest

from portal.files import FileStore
from portal.vault import Vault, new_key
from tests.services import stories
from tests.web.conftest import make_app, make_settings


@pytest.fixture
def app(tmp_path, sqlite_database, queue):
    """A demo in a folder of its own."""
    made = make_app(make_settings(tmp_path / "data", sqlite_database.url), queue)
    yield made
    made.extensions["portal"].database.close()


def test_documents_open_with_the_new_key_afterwards(app, tmp_path):
    portal = app.extensions["portal"]
    store, new = FileStore(tmp_path / "vault"), new_key()
    old = Vault(portal.settings.vault_keys, store)
    with portal.database.transaction() as session:
        case_id = stories.ask(session).id
        key = old.locker(session, case_id, now=stories.NOW).put(b"tekst")
    app.extensions["portal"] = replace(
        portal, vault=Vault([new, *portal.settings.vault_keys], store)
    )
    result = app.test_cli_runner().invoke(args=["rotate-keys"])
    assert (result.exit_code, result.output) == (0, "1 keys are locked by the first key now\n")
    with portal.database.transaction(write=False) as session:
        assert Vault([new], store).opener(session, case_id).read(key) == b"tekst"


def test_an_older_key_that_is_missing_is_asked_for(app):
    portal = app.extensions["portal"]
    with portal.database.transaction() as session:
        portal.vault.locker(session, stories.ask(session).id, now=stories.NOW)
    app.extensions["portal"] = replace(portal, vault=Vault([new_key()], portal.vault.store))
    result = app.test_cli_runner().invoke(args=["rotate-keys"])
    assert result.exit_code == 1
    assert "PORTAL_VAULT_KEYS" in result.output
