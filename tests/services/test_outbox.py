"""The outbox: mails go out once, with what still works, and nothing of the content."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.law.rights import Right
from portal.links import Codes, LinkSigner, fingerprint
from portal.mail import Mail
from portal.models.base import Database
from portal.models.case import Case, Procedure
from portal.models.expert import ExpertTask, TaskState
from portal.models.identity import AccessLink, IdentityChallenge
from portal.models.mail import MailKind, OutgoingMail
from portal.organisations.loading import BUILT_IN, load_organisation
from portal.queueing import Job, RecordingQueue
from portal.services import outbox

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
SLUG = "juridisch-loket"
ORGANISATION = load_organisation(BUILT_IN / f"{SLUG}.toml")
POSTMARK = outbox.Postmark(
    {SLUG: ORGANISATION}, LinkSigner("k" * 32, "https://loket.example"), Codes("k" * 32)
)


def a_case(session: Session) -> Case:
    """A case in the database, with the least a case has."""
    case = Case(
        organisation=SLUG,
        reference=f"JL-2026-{secrets.token_hex(4)}",
        lead_right=Right.ACCESS,
        received_at=NOW,
        received_date=NOW.date(),
        target=date(2026, 12, 18),
        legal_due=date(2026, 12, 18),
        deadline={},
        given_name="Anna",
        family_name="de Vries",
        name_key="vries anna",
    )
    session.add(case)
    session.flush()
    return case


def a_task(case: Case, row: OutgoingMail, *, withdrawn: bool) -> ExpertTask:
    """A task that the link in this mail opens; somebody looked at it before."""
    return ExpertTask(
        organisation=SLUG,
        case_id=case.id,
        source="paper",
        email=row.recipient,
        token_hash=fingerprint(row.message_id),
        state=TaskState.WITHDRAWN if withdrawn else TaskState.OPEN,
        asked_at=NOW,
        opened_at=NOW,
    )


@dataclass
class Post:
    """The outbox as one test uses it."""

    database: Database
    key: str = ""

    def write(self, kind: MailKind) -> int:
        """Write a mail down, with a live link and challenge where the kind needs one."""
        self.key = secrets.token_hex(16)
        with self.database.transaction() as session:
            case = a_case(session)
            link = AccessLink(
                case_id=case.id, key=self.key, created_at=NOW, expires_at=NOW + timedelta(days=1)
            )
            nonce = POSTMARK.codes.nonce()
            challenge = IdentityChallenge(
                case_id=case.id,
                method="email",
                nonce=nonce,
                code_hash=POSTMARK.codes.hash(POSTMARK.codes.code(nonce)),
                created_at=NOW,
                expires_at=NOW + timedelta(minutes=10),
            )
            session.add_all([link, challenge])
            row = outbox.write(
                session,
                kind,
                organisation=SLUG,
                recipient="anna@example.nl",
                language="nl",
                now=NOW,
                case_id=case.id,
                reference="JL-2026-7F3K-9Q",
                received=date(2026, 11, 18),
                last_day=date(2026, 12, 18),
                link=None if kind is MailKind.CODE else link,
                challenge=challenge if kind is MailKind.CODE else None,
            )
            if kind in (MailKind.WARNING, MailKind.DIGEST):  # as services.alerts writes them
                row.facts = {"lines": [["JL-2026-7F3K-9Q", "2026-12-18", "soon"]], "more": 0}
            if kind in outbox.TO_EXPERTS:  # as services.tasklinks writes them
                session.add(a_task(case, row, withdrawn=kind is MailKind.EXPERT_OVER))
            return row.id

    def find(self, mail_id: int, *, now: datetime = NOW) -> Mail | None:
        """The mail that would be sent."""
        with self.database.transaction(write=False) as session:
            return outbox.find_unsent(session, mail_id, POSTMARK, now=now)

    def must_find(self, mail_id: int, *, now: datetime = NOW) -> Mail:
        """The mail that would be sent, which must be there."""
        mail = self.find(mail_id, now=now)
        assert mail is not None
        return mail

    def row(self, mail_id: int) -> OutgoingMail:
        """The row as stored."""
        with self.database.transaction(write=False) as session:
            return session.get_one(OutgoingMail, mail_id)


@pytest.fixture
def post(sqlite_database: Database) -> Post:
    return Post(sqlite_database)


def test_a_mail_written_down_is_a_job(post: Post, queue: RecordingQueue) -> None:
    mail_id = post.write(MailKind.RECEIPT)
    assert queue.jobs == [(Job.SEND_MAIL, mail_id)]


@pytest.mark.parametrize("kind", MailKind)
def test_every_kind_can_be_sent(post: Post, kind: MailKind) -> None:
    mail = post.must_find(post.write(kind))
    assert mail.recipient == "anna@example.nl"
    assert mail.sender_name == ORGANISATION.short_name.nl


def test_a_mail_made_twice_is_the_same_mail(post: Post) -> None:
    for kind in MailKind:
        mail_id = post.write(kind)
        assert post.find(mail_id) == post.find(mail_id)


def test_the_message_id_is_fixed_and_of_our_own_host(post: Post) -> None:
    mail_id = post.write(MailKind.RECEIPT)
    assert post.must_find(mail_id).message_id == f"<{post.row(mail_id).message_id}@loket.example>"


def test_the_link_in_the_mail_opens_its_row(post: Post) -> None:
    body = post.must_find(post.write(MailKind.LINK)).body
    token = next(line for line in body.splitlines() if "/mijn-verzoek/" in line).rpartition("/")[2]
    assert POSTMARK.links.read(token) == post.key


def test_the_code_in_the_mail_is_the_one_that_was_hashed(post: Post) -> None:
    mail_id = post.write(MailKind.CODE)
    body = post.must_find(mail_id).body
    code = next(line for line in body.splitlines() if line.isdigit())
    with post.database.transaction(write=False) as session:
        row = session.get_one(OutgoingMail, mail_id)
        challenge = session.get_one(IdentityChallenge, row.challenge_id)
        assert POSTMARK.codes.matches(code, challenge.code_hash)
        assert code not in f"{row.facts}{challenge.code_hash}{challenge.nonce}"


@pytest.mark.parametrize("record", [outbox.mark_sent, outbox.give_up])
def test_after_sending_nobody_can_make_the_code_again(
    post: Post, record: Callable[..., None]
) -> None:
    mail_id = post.write(MailKind.CODE)
    with post.database.transaction() as session:
        record(session, mail_id, now=NOW)
    with post.database.transaction(write=False) as session:
        challenge_id = session.get_one(OutgoingMail, mail_id).challenge_id
        assert session.get_one(IdentityChallenge, challenge_id).nonce == ""


@pytest.mark.parametrize("record", [outbox.mark_sent, outbox.give_up])
def test_a_mail_that_was_closed_is_never_found_again(
    post: Post, record: Callable[..., None]
) -> None:
    mail_id = post.write(MailKind.WAITING)
    with post.database.transaction() as session:
        record(session, mail_id, now=NOW)
    assert post.find(mail_id) is None


def test_the_first_record_stands(post: Post) -> None:
    mail_id = post.write(MailKind.WAITING)
    with post.database.transaction() as session:
        outbox.mark_sent(session, mail_id, now=NOW)
        outbox.mark_sent(session, mail_id, now=NOW + timedelta(hours=1))
        outbox.give_up(session, mail_id, now=NOW + timedelta(hours=1))
    row = post.row(mail_id)
    assert (row.sent_at, row.given_up_at) == (NOW, None)


def test_a_code_that_lapsed_while_the_server_was_away_is_not_sent(post: Post) -> None:
    assert post.find(post.write(MailKind.CODE), now=NOW + timedelta(minutes=10)) is None


def test_a_receipt_goes_out_after_its_link_lapsed_and_says_where_to_ask(post: Post) -> None:
    late = post.must_find(post.write(MailKind.RECEIPT), now=NOW + timedelta(days=1))
    assert "Vraag hier een link" in late.body
    assert "https://loket.example/juridisch-loket/mijn-verzoek\n" in late.body


def test_a_mail_that_is_gone_is_no_error(post: Post) -> None:
    assert post.find(404) is None


@pytest.mark.parametrize(
    ("email", "said"), [("anna@example.nl", "je verzoek"), ("ria@example.nl", "uw verzoek")]
)
def test_a_child_is_spoken_to_with_je_and_nobody_else_about_its_case(
    post: Post, email: str, said: str
) -> None:
    mail_id = post.write(MailKind.RECEIPT)
    with post.database.transaction() as session:
        case = session.get_one(Case, session.get_one(OutgoingMail, mail_id).case_id)
        case.birth_date, case.email = date(2013, 3, 24), email
    mail = post.must_find(mail_id)
    assert said in f"{mail.subject} {mail.body}".lower()


def test_who_took_a_bezwaar_back_is_not_told_of_a_new_request(post: Post) -> None:
    mail_id = post.write(MailKind.WITHDRAWN)
    assert "nieuw verzoek" in post.must_find(mail_id).body
    with post.database.transaction() as session:
        case = session.get_one(Case, session.get_one(OutgoingMail, mail_id).case_id)
        case.procedure = Procedure.BEZWAAR
    mail = post.must_find(mail_id)
    assert mail.subject == "U hebt bezwaar JL-2026-7F3K-9Q ingetrokken"
    assert "verzoek" not in mail.body.replace("/mijn-verzoek", "")


@pytest.mark.parametrize("kind", sorted(outbox.TO_EXPERTS))
def test_the_link_to_a_task_opens_it_with_the_key_of_that_mail(post: Post, kind: MailKind) -> None:
    mail_id = post.write(kind)
    body = post.must_find(mail_id).body
    token = next(line for line in body.splitlines() if "/vraag/" in line).rpartition("/")[2]
    assert POSTMARK.links.read_task(token) == (1, post.row(mail_id).message_id)


@pytest.mark.parametrize("kind", sorted(outbox.TO_EXPERTS))
def test_a_mail_whose_link_was_replaced_is_not_sent(post: Post, kind: MailKind) -> None:
    mail_id = post.write(kind)
    with post.database.transaction() as session:
        session.get_one(ExpertTask, 1).token_hash = fingerprint("a newer mail")
    found = post.find(mail_id)
    if kind is MailKind.EXPERT_OVER:  # that it is over is worth telling without a link
        assert found is not None
        assert "/vraag/" not in found.body
    else:
        assert found is None
