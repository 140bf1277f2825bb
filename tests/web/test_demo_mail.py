"""The mail of a demo, read in the browser."""

from datetime import UTC, datetime
from pathlib import Path

from portal.mail import FolderMailer, Mail
from tests.web.conftest import make_app, make_settings

MAIL = Mail(
    message_id="<abc123@portal.example>",
    sender_name="Loket",
    recipient="sanne@voorbeeld.example",
    subject="Uw verzoek <b>JL</b>",
    body="Ga naar http://127.0.0.1/juridisch-loket/mijn-verzoek/token <script>alert(1)</script>\n",
    language="nl",
    date=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
)


def _deliver(app) -> None:
    settings = app.extensions["portal"].settings
    FolderMailer(settings.data / "mail", settings.mail_from).send(MAIL)


def test_mails_are_listed_and_can_be_read_as_text(app, client):
    assert "nog geen mail" in client.get("/demo/mail/").text
    _deliver(app)
    assert "/demo/mail/abc123" in client.get("/demo/mail/").text
    page = client.get("/demo/mail/abc123").text
    assert 'href="http://127.0.0.1/juridisch-loket/mijn-verzoek/token"' in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_mail_that_is_not_there_does_not_exist(client):
    assert client.get("/demo/mail/..%2f..%2fsecret-key").status_code == 404


def test_a_production_portal_shows_no_mail(tmp_path: Path, sqlite_url, queue):
    settings = make_settings(
        tmp_path,
        sqlite_url,
        PORTAL_MODE="production",
        PORTAL_BASE_URL="https://localhost",
        PORTAL_SMTP_URL="smtp://127.0.0.1:1",
        PORTAL_MAIL_FROM="loket@portal.example",
        PORTAL_SECURITY_CONTACT="security@portal.example",
        PORTAL_PROXIES="0",
    )
    app = make_app(settings, queue)
    client = app.test_client()
    assert client.get("/demo/mail/", base_url="https://localhost").status_code == 404
    front = client.get("/", base_url="https://localhost")
    assert "demo" not in front.text.lower()
    assert front.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert client.get("/", base_url="https://elsewhere.example").status_code == 400
    app.extensions["portal"].database.close()
