"""Mail: what it says, what never gets into it, and the ways it leaves."""

import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from portal import mail as mails
from portal.language.words import Words
from portal.mail import FolderMailer, Mail, MailRefused, RecordingMailer, SmtpMailer, compose
from portal.models.mail import MailKind
from portal.organisations.organisation import AddressForm
from portal.services.alerts import Alert
from tests.mailserver import MailServer

SENDER = "loket@portal.example"
MAIL = Mail(
    message_id="<0123456789abcdef@loket.example>",
    sender_name="Het Juridisch Loket",
    recipient="anna@example.nl",
    subject="Wij hebben uw verzoek JL-2026-7F3K-9Q ontvangen",
    body="Uw kenmerk is JL-2026-7F3K-9Q.\nVóór 18 december hoort u van ons.\n",
    language="nl",
    date=datetime(2026, 11, 18, 9, 30, tzinfo=UTC),
)
FACTS = {
    "organisation": "Het Juridisch Loket",
    "page": "https://loket.example/jl/mijn-verzoek",
    "reference": "JL-2026-7F3K-9Q",
    "received": date(2026, 11, 18),
    "last_day": date(2026, 12, 18),
    "link": "https://loket.example/jl/mijn-verzoek/token",
    "link_ends": datetime(2026, 11, 19, 9, 30, tzinfo=UTC),
    "code": "012345",
    "minutes": 10,
    "desk": "https://loket.example/balie/werkvoorraad",
    "lines": [
        {"reference": "JL-2026-7F3K-9Q", "last_day": date(2026, 12, 18), "alert": alert}
        for alert in Alert
    ],
    "more": 3,
    "phone": "0800-8020",
    "in_bezwaar": False,
}
DUTCH = Words("nl")
ENGLISH = Words("en")


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.up()
    yield server
    server.down()


def sent(server: MailServer, mail: Mail = MAIL, **options: float) -> None:
    SmtpMailer(server.url, SENDER, **options).send(mail)


@pytest.mark.parametrize("kind", MailKind)
@pytest.mark.parametrize("words", [DUTCH, Words("nl", AddressForm.JE), ENGLISH])
@pytest.mark.parametrize("in_bezwaar", [False, True])
def test_every_mail_can_be_written_in_every_language(
    kind: MailKind, words: Words, in_bezwaar: bool
) -> None:
    subject, body = mails.write(kind.value, words, FACTS | {"in_bezwaar": in_bezwaar})
    assert 10 < len(subject) < 90
    assert "\n" not in subject
    assert "%(" not in subject + body
    assert "{" not in subject + body
    assert "\n\n\n" not in body
    assert body.endswith("\n")


@pytest.mark.parametrize("kind", MailKind)
def test_no_english_is_left_in_a_dutch_mail(kind: MailKind) -> None:
    dutch = {line for part in mails.write(kind.value, DUTCH, FACTS) for line in part.splitlines()}
    english = {
        line for part in mails.write(kind.value, ENGLISH, FACTS) for line in part.splitlines()
    }
    same = {line for line in dutch & english if line}
    ours = ("organisation", "page", "link", "code", "desk")
    assert same <= {FACTS[name] for name in ours}


@pytest.mark.parametrize("kind", MailKind)
def test_the_form_of_address_is_never_mixed(kind: MailKind) -> None:
    polite = " ".join(mails.write(kind.value, DUTCH, FACTS)).lower().split()
    familiar = " ".join(mails.write(kind.value, Words("nl", AddressForm.JE), FACTS)).lower().split()
    assert not {"je", "jouw", "jij", "jou"} & set(polite)
    assert not {"u", "uw"} & set(familiar)


def test_the_receipt_gives_reference_dates_and_link() -> None:
    subject, body = mails.write("receipt", DUTCH, FACTS)
    assert subject == "Wij hebben uw verzoek JL-2026-7F3K-9Q ontvangen"
    assert "woensdag 18 november 2026" in body
    assert "vrijdag 18 december 2026" in body
    assert FACTS["link"] in body


def test_without_a_working_link_a_mail_says_where_to_ask_for_one() -> None:
    _, body = mails.write("waiting", DUTCH, FACTS | {"link": None})
    assert "Vraag hier een link" in body
    assert FACTS["page"] in body
    assert "token" not in body


def test_the_code_mail_holds_the_code_and_no_reference() -> None:
    subject, body = mails.write("code", DUTCH, FACTS)
    assert "012345" in body
    assert "012345" not in subject
    assert "binnen 10 minuten" in body
    assert "JL-2026" not in subject + body


def test_a_fact_that_is_missing_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        mails.write("link", DUTCH, {"organisation": "Het Juridisch Loket"})


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "{% raw %}", "%(reference)s", "100%", "<b>x</b>"])
def test_what_somebody_typed_stays_text(hostile: str) -> None:
    _, body = mails.write("withdrawn", DUTCH, FACTS | {"organisation": hostile})
    assert hostile in body.splitlines()


def test_a_mail_is_plain_text_that_asks_for_no_reply() -> None:
    message = compose(MAIL, SENDER)
    assert message.get_content_type() == "text/plain"
    assert message["From"] == "Het Juridisch Loket <loket@portal.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == MAIL.message_id
    assert message.get_content() == MAIL.body


def test_a_second_copy_is_the_same_to_the_last_byte() -> None:
    assert compose(MAIL, SENDER).as_bytes() == compose(MAIL, SENDER).as_bytes()


HOSTILE_ADDRESSES = [
    "",
    "anna",
    "anna@",
    "@example.nl",
    "anna@example.nl, eve@example.nl",
    "anna@example.nl\nBcc: eve@example.nl",
    "anna@example.nl\r\nBcc: eve@example.nl",
    "anna@example.nl\r\n\r\nbody",
    "Anna <anna@example.nl>",
    "anna@example.nl;eve@example.nl",
    "<anna@example.nl>",
    '"anna eve"@example.nl',
    "anna@[127.0.0.1]",
    "anna@example.nl (eve@example.nl)",
]


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_an_address_that_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(MailRefused):
        compose(replace(MAIL, recipient=address), SENDER)


@pytest.mark.parametrize("place", ["sender_name", "subject", "message_id"])
@pytest.mark.parametrize("breach", ["\r\n", "\n", "\r", "\0", "\x0b", "\x1c", "\x85", "\u2028"])
def test_a_control_character_in_a_header_is_refused_for_good(place: str, breach: str) -> None:
    with pytest.raises(MailRefused):
        compose(replace(MAIL, **{place: f"a{breach}Bcc: eve@example.nl"}), SENDER)


@given(st.sampled_from(["sender_name", "subject", "recipient", "message_id"]), st.text(), st.text())
def test_no_text_ever_makes_a_header(place: str, before: str, after: str) -> None:
    for breach in ("\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"):
        hostile = replace(MAIL, **{place: f"{before}{breach}Bcc: eve@example.nl{breach}{after}"})
        try:
            message = compose(hostile, SENDER)
            content = message.as_bytes()
        except (MailRefused, ValueError, UnicodeError):
            continue
        heads = content.split(b"\r\n\r\n")[0].lower().split(b"\r\n")
        assert not [line for line in heads if line.startswith(b"bcc")]
        assert message["To"].addresses[0].addr_spec == MAIL.recipient


def test_the_server_gets_the_mail_as_it_was_written(server: MailServer) -> None:
    sent(server)
    [message] = server.received
    assert message["Subject"] == MAIL.subject
    assert message["Message-ID"] == MAIL.message_id
    assert message.get_content().replace("\r\n", "\n") == MAIL.body
    assert server.recipients == [["anna@example.nl"]]


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "550 no such user", "553 5.1.3 bad"])
def test_an_address_the_server_does_not_know_is_refused_for_good(
    server: MailServer, answer: str
) -> None:
    server.answers["anna@example.nl"] = answer
    with pytest.raises(MailRefused):
        sent(server)


@pytest.mark.parametrize(
    "answer", ["450 4.2.0 greylisted", "554 5.7.1 relay access denied", "550 5.7.1 policy"]
)
def test_a_refusal_that_may_pass_is_tried_again(server: MailServer, answer: str) -> None:
    server.answers["anna@example.nl"] = answer
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        sent(server)


def test_a_server_that_is_away_is_an_error_to_try_again(server: MailServer) -> None:
    server.down()
    with pytest.raises(ConnectionError):
        sent(server)


def test_a_password_is_never_sent_without_the_encryption_that_was_asked(server: MailServer) -> None:
    url = server.url.replace("smtp://", "smtp+starttls://user:secret@")
    with pytest.raises(smtplib.SMTPNotSupportedError):
        SmtpMailer(url, SENDER).send(MAIL)
    assert server.received == []


@pytest.mark.parametrize("url", ["", "http://mail", "smtp://", "mail.example"])
def test_an_address_of_no_mail_server_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="smtp"):
        SmtpMailer(url, SENDER)


def test_the_folder_holds_one_whole_file_a_mail(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail", SENDER)
    mailer.send(MAIL)
    mailer.send(MAIL)
    [path] = mailer.folder.iterdir()
    assert path.name == "20261118T093000-0123456789abcdef.eml"
    [message] = mailer.messages()
    assert message["Subject"] == MAIL.subject
    assert message.get_content().replace("\r\n", "\n") == MAIL.body


def test_the_folder_shows_the_newest_mail_first(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail", SENDER)
    for day in (1, 3, 2):
        mailer.send(
            replace(MAIL, message_id=f"<{day}@x>", date=datetime(2026, 11, day, tzinfo=UTC))
        )
    assert [message["Message-ID"] for message in mailer.messages()] == ["<3@x>", "<2@x>", "<1@x>"]


def test_the_recording_mailer_refuses_what_a_server_would(tmp_path: Path) -> None:
    mailer = RecordingMailer()
    mailer.send(MAIL)
    with pytest.raises(MailRefused):
        mailer.send(replace(MAIL, recipient="nobody"))
    assert mailer.sent == [MAIL]
