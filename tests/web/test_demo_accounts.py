"""The accounts of a demo, to sign in with."""

from datetime import UTC, datetime

from portal.demo.loading import load_accounts


def test_every_account_is_shown_with_its_code_of_now(app, client):
    portal = app.extensions["portal"]
    assert "flask demo" in client.get("/demo/accounts/").text
    accounts = load_accounts(portal, now=datetime.now(UTC))
    page = client.get("/demo/accounts/").text
    for account in accounts:
        assert account.email in page
        assert account.password in page
        assert account.secret not in page
