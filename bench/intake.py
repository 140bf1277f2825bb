"""Requests taken in per second, against the least that could be called taking one in.

Measured: the last 'send' of a filled-in request to gunicorn with two workers, over real sockets.
That is the check of form, session, limits and answers, the case with its parts and history, two
mails, a link, a code and three jobs in one durable transaction, and the session that remembers it.
Each request comes from a browser, a draft and an address of its own.

Reference: one row by Flask and SQLAlchemy (`bench.stage.bare`), to gunicorn with two workers, in a
database of the same folder that syncs as carefully. Rounds of both alternate; the medians count.

Afterwards every receipt is opened, and each reference shown there must stand in the database once.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from flask import session as browser
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select, text

from bench.figure import Figure
from bench.stage import bare, place
from bench.stage.place import ORGANISATION, Place
from bench.stage.server import Address, ask_all, get, gunicorn, post
from portal.models.case import Case, Draft
from portal.models.mail import OutgoingMail
from portal.web import sessions
from portal.web.citizen import trust

ASKING = f"/{ORGANISATION}/verzoek"
SHOWN = re.compile(rb"\b[A-Z]{2,4}-[0-9]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\b")
ANSWERS = {
    "rights": {"rights": ["access"]},
    "whom": {"whom": "self"},
    "access": {"scope": "all"},
    "about": {
        "given_name": "Anna",
        "family_name": "van den Berg",
        "birth_day": "24",
        "birth_month": "3",
        "birth_year": "1956",
        "client_number": None,
        "postcode": None,
    },
}
ROW = {"name": "Anna van den Berg", "email": "anna@example.org", "body": "Everything." * 30}
MAILS, JOBS = 2, 3
"""What each request must leave: the receipt and the code; those two to send, a receipt to print."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A request that only has to be sent.

    Attributes:
        form: the sending itself.
        receipt: the page that is opened after it.
    """

    form: bytes
    receipt: bytes


def run(requests: int = 250, rounds: int = 6) -> Iterator[Figure]:
    """The figures; so many requests a round."""
    with ExitStack() as stack:
        at = stack.enter_context(place.fresh("intake"))
        sendings = _fill_in(at, requests * (rounds + 1))
        url = f"sqlite:///{at.folder}/bare.db"
        bare.prepare(url)
        portal = stack.enter_context(gunicorn("app:app", at.environment))
        least = stack.enter_context(gunicorn("bench.stage.bare:create_app()", {bare.URL: url}))
        rates, shown, least_rates, least_shown = [], [], [], []
        for number in range(rounds + 1):  # the first round warms up
            part = sendings[number * requests : (number + 1) * requests]
            rates.append(_send(portal, [each.form for each in part]))
            least_rates.append(_send(least, [post("/", ROW)] * requests))
            rate, pages = ask_all(portal, [each.receipt for each in part])
            shown.append((rate, pages))
            least_shown.append(ask_all(least, [get("/")] * requests)[0])
        yield Figure(
            "intake", median(rates[1:]), "requests/s", "bare insert", median(least_rates[1:])
        )
        yield Figure(
            "intake: receipt page", median(rate for rate, _ in shown[1:]), "pages/s",
            "bare page", median(least_shown[1:]),
        )  # fmt: skip
        yield _kept(at, [page for _, pages in shown for page in pages])


def _fill_in(at: Place, count: int) -> list[Sending]:
    """Drafts answered to the end, each in a session of its own, as the pages leave them."""
    now = datetime.now(UTC)
    sendings = []
    with place.application(at) as app, app.test_request_context("/"):
        form_token = generate_csrf()
        portal = app.extensions["portal"]
        organisation = portal.organisations[ORGANISATION]
        with portal.database.transaction() as session:
            for number in range(count):
                key, cookie = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
                contact = {"email": f"anna.{number}@example.org", "phone": "", "address": ""}
                session.add(
                    Draft(
                        organisation=ORGANISATION,
                        key=key,
                        answers={**ANSWERS, "contact": contact},
                        created_at=now,
                        changed_at=now,
                    )
                )
                own = {"csrf_token": browser["csrf_token"], "drafts": [key]}
                sessions.keep(session, cookie, own, None, now=now)
                draft = trust.sign_draft(organisation, key)
                sendings.append(_sending(number, cookie, form_token, draft))
    return sendings


def _sending(number: int, cookie: str, form_token: str, draft: str) -> Sending:
    sender = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    fields = {"csrf_token": form_token, "draft": draft}
    own = f"session={cookie}"
    return Sending(
        post(f"{ASKING}/controleren", fields, own, sender), get(f"{ASKING}/verzonden", own)
    )


def _send(to: Address, forms: list[bytes]) -> float:
    """Forms per second; each must be taken in."""
    rate, answers = ask_all(to, forms)
    refused = [answer for answer in answers if not answer.startswith(b"HTTP/1.1 303")]
    if refused:
        raise RuntimeError(f"{len(refused)} forms were not taken in: {refused[0][:200]!r}")
    return rate


def _kept(at: Place, pages: list[bytes]) -> Figure:
    """How many of the references that people saw are in the database, once and complete."""
    shown = {found.group().decode() for page in pages if (found := SHOWN.search(page))}
    with place.opened(at) as portal, portal.database.transaction(write=False) as session:
        stored = session.scalars(select(Case.reference)).all()
        mails = session.scalar(select(func.count()).select_from(OutgoingMail))
        jobs = session.scalar(text("SELECT count(*) FROM workflow_status"))
    sent = len(pages)
    if sorted(stored) != sorted(shown) or (mails, jobs) != (sent * MAILS, sent * JOBS):
        raise RuntimeError(
            f"sent {sent}, shown {len(shown)}, stored {len(stored)}, {mails} mails, {jobs} jobs"
        )
    return Figure("intake: references shown and stored once", len(stored), "cases", "sent", sent)
