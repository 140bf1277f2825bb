"""The same people in every test of the desk: a member of staff of each role, and a case each."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from weakref import WeakKeyDictionary

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from portal.law.effects import Effect
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case, CasePart, PartItem
from portal.models.consequence import Hold, RecipientNotice, Restriction
from portal.models.document import Document, DocumentKind
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import Review, SourceSearch
from portal.models.instruction import Instruction, InstructionState
from portal.models.redaction import Leak, ThirdPerson
from portal.models.staff import Staff
from portal.organisations.organisation import Text
from portal.services import exhibits, passwords, second_factor, triage, viewings
from portal.services.second_factor import Vault
from portal.services.viewings import ToSee
from tests.services import stories
from tests.web.conftest import KEY

PASSWORD = "zeven paarden dansen traag"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME, ELSEWHERE = "juridisch-loket", "cjib"
PDF = b"%PDF-1.7 receipt"
FIELDS = ["Onderwerp", "Subject", "huur <script>alert(1)</script> {{ 7*7 }}"]


@dataclass(frozen=True, slots=True)
class Things:
    """The keys of what belongs to one case."""

    reference: str
    case_id: int
    search_id: int
    finding_id: int
    document_id: int
    restriction_id: int = 0
    hold_id: int = 0
    notice_id: int = 0
    part_id: int = 0
    item_id: int = 0
    task_id: int = 0
    viewing_id: int = 0
    instruction_id: int = 0
    exhibit_id: int = 0
    third_id: int = 0
    leak_id: int = 0


@cache
def password_hash() -> str:
    """Hashed once: the hash is slow on purpose."""
    return passwords.hash_password(PASSWORD)


def hire(app: Flask, role: Role, *, slug: str = HOME, name: str = "", enrolled: bool = True) -> int:
    """A member of staff who can sign in with PASSWORD and SECRET; gives the key."""
    portal = app.extensions["portal"]
    now = datetime.now(UTC)
    with portal.database.transaction() as session:
        name = name or role.value
        member = Staff(
            organisation=slug,
            email=f"{name}@{slug}.example",
            name=name.capitalize(),
            role=role,
            password_hash=password_hash(),
            created_at=now,
        )
        session.add(member)
        session.flush()
        if enrolled:
            second_factor.enrol(session, member, SECRET, Vault(KEY), now=now)
        return member.id


def case_of(
    app: Flask, slug: str = HOME, key: str = "one", *, handler: int | None = None
) -> Things:
    """A case with one finding and one document; taken by the handler when there is one."""
    portal = app.extensions["portal"]
    with portal.database.transaction() as session:
        case = stories.ask(session, slug, key=f"{slug}-{key}")
        search = stories.find(session, case, [[FIELDS]], review=Review.UNDECIDED)
        key_in_store = portal.files.put(PDF)
        document = Document(
            case_id=case.id,
            kind=DocumentKind.RECEIPT,
            name="ontvangst.pdf",
            key=key_in_store,
            size=len(PDF),
            sha256=hashlib.sha256(PDF).hexdigest(),
            created_at=stories.NOW,
        )
        session.add(document)
        if handler is not None:
            actor = session.get_one(Staff, handler).actor()
            triage.take(case, actor=actor, now=stories.NOW)
        session.flush()
        return Things(case.reference, case.id, search.id, search.findings[0].id, document.id)


def with_consequences(app: Flask, things: Things) -> Things:
    """The same case with a restriction, data to keep and a recipient to be told."""
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        part = case.parts[0]
        marker = Restriction(case_id=case.id, part_id=part.id, basis="18.1.a", since=stories.NOW)
        hold = Hold(
            organisation=case.organisation,
            case_id=case.id,
            activity="camera",
            rule={"nl": "4 weken na de opname", "en": "4 weeks after the recording"},
            vanishes_on=date(2026, 11, 21),
            placed_at=stories.NOW,
        )
        recipient = RecipientNotice(
            case_id=case.id,
            part_id=part.id,
            activity="camera",
            recipient_nl="de politie",
            recipient_en="the police",
        )
        session.add_all([marker, hold, recipient])
        session.flush()
        return replace(things, restriction_id=marker.id, hold_id=hold.id, notice_id=recipient.id)


def with_items(app: Flask, things: Things, *labels: str) -> Things:
    """The same case with a part that asks to erase, of which these items are listed."""
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        kind = case.parts[0].controller_kind
        part = CasePart(right=Right.ERASURE, answers={"scope": "all"}, controller_kind=kind)
        part.items = [PartItem(label_nl=each, label_en=each) for each in labels or ("dossier",)]
        case.parts.append(part)
        session.flush()
        return replace(things, part_id=part.id, item_id=part.items[0].id)


def with_asking(app: Flask, things: Things) -> Things:
    """The same case with a question to a colleague, an appointment, and what is to be done."""
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        task = ExpertTask(
            organisation=case.organisation,
            case_id=case.id,
            search_id=things.search_id,
            source="cellar",
            email="archief@voorbeeld.example",
            token_hash=f"nobody knows {case.id}",
            state=TaskState.OPEN,
            asked_at=stories.NOW,
        )
        session.add(task)
        session.flush()
        seen = ToSee("Beelden", "Balie", "088 123")
        viewing = viewings.add(session, case, task, "advice", seen, now=stories.NOW)
        order = Instruction(
            case_id=case.id,
            part_id=case.parts[0].id,
            source="cellar",
            effect=Effect.ERASE,
            state=InstructionState.WITH_PERSON,
            asked_at=stories.NOW,
        )
        session.add(order)
        session.flush()
        return replace(things, task_id=task.id, viewing_id=viewing.id, instruction_id=order.id)


def with_redaction(app: Flask, things: Things) -> Things:
    """The same case with somebody who got a letter, and a name that was found again."""
    with app.extensions["portal"].database.transaction() as session:
        third = ThirdPerson(
            case_id=things.case_id, letter="A", names=["Karin"], made_at=stories.NOW
        )
        leak = Leak(
            case_id=things.case_id, text="Karin", place="text", around="", found_at=stories.NOW
        )
        session.add_all([third, leak])
        session.flush()
        return replace(things, third_id=third.id, leak_id=leak.id)


def with_exhibit(app: Flask, things: Things) -> Things:
    """The same case with a document among its data, still to be read."""
    portal = app.extensions["portal"]
    with portal.database.transaction() as session:
        finding = exhibits.add(
            session,
            portal.vault,
            session.get_one(Case, things.case_id),
            session.get_one(SourceSearch, things.search_id),
            exhibits.Document("brief.txt", b"Beste Sanne"),
            activity="advice",
            category=Text("Brieven", "Letters"),
            actor=Actor.portal(HOME),
            now=stories.NOW,
        )
        assert finding.exhibit is not None
        return replace(things, exhibit_id=finding.exhibit.id)


def token(client: FlaskClient, address: str) -> str:
    """The CSRF token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    return found.group(1) if found else ""


def give_password(client: FlaskClient, email: str, password: str = PASSWORD):
    """The first step of signing in."""
    return client.post(
        "/balie/aanmelden",
        data={
            "csrf_token": token(client, "/balie/aanmelden"),
            "email": email,
            "password": password,
        },
    )


def give_code(client: FlaskClient, code: str):
    """The second step."""
    return client.post(
        "/balie/aanmelden/code",
        data={"csrf_token": token(client, "/balie/aanmelden/code"), "code": code},
    )


def code_now(steps: int = 0) -> str:
    """What the authenticator shows, some half minutes from now."""
    return pyotp.TOTP(SECRET).at(int(datetime.now(UTC).timestamp()), counter_offset=steps)


def signed_in(app: Flask, role: Role, *, slug: str = HOME, name: str = "") -> FlaskClient:
    """A browser in which this person (who must have been hired) has signed in.

    Its session is as signing in leaves it; how that is done is for the tests of signing in.
    """
    email = f"{name or role.value}@{slug}.example"
    with app.extensions["portal"].database.transaction(write=False) as session:
        key = session.query(Staff.id).filter_by(email=email).scalar()
    client = app.test_client()
    with client.session_transaction() as browser:
        browser.begin_for(key)
        browser["_user_id"] = str(key)
    return client


def post(client: FlaskClient, address: str, data: dict[str, object] | None = None):
    """A form sent from one of our pages."""
    fields = {"csrf_token": session_token(client), **(data or {})}
    return client.post(address, data=fields)


def session_token(client: FlaskClient) -> str:
    """The CSRF token of this browser's session: a page is asked for it once."""
    cookie = client.get_cookie("session")
    now = cookie.value if cookie else ""
    before, known = _tokens.get(client, ("", ""))
    if now != before or not known:
        known = token(client, "/balie/account")
        _tokens[client] = (now, known)
    return known


_tokens: WeakKeyDictionary[FlaskClient, tuple[str, str]] = WeakKeyDictionary()


def actor(member_id: int, role: Role = Role.HANDLER, slug: str = HOME) -> Actor:
    """This member of staff, for calling services."""
    return Actor(ActorKind.STAFF, slug, member_id, "x", role)
