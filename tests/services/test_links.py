"""One-time links: mailed, used once, telling nothing to who guesses."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.models.identity import AccessLink
from portal.models.mail import MailKind, OutgoingMail
from portal.services import links
from portal.services.links import LinkState
from portal.services.throttle import LimitReached, Throttle
from tests.services.stories import NOW, ask

SLUG = "juridisch-loket"


def want(session, reference, email, sender="192.0.2.1", slug=SLUG):
    links.send_link(session, slug, reference, email, throttle=Throttle("s"), sender=sender, now=NOW)
    wanted = select(func.count()).where(OutgoingMail.kind == MailKind.LINK)
    return session.scalar(wanted)


def test_a_link_opens_once(database):
    with database.transaction() as session:
        case = ask(session)
        key = links.make_link(session, case, now=NOW).key
        assert links.look_at_link(session, SLUG, key, now=NOW) is LinkState.WORKS
        opened = links.use_link(session, SLUG, key, now=NOW)
        assert opened is not None
        assert opened.id == case.id
        assert links.use_link(session, SLUG, key, now=NOW) is None
        assert links.look_at_link(session, SLUG, key, now=NOW) is LinkState.USED


def test_two_at_once_open_it_once(database):
    with database.transaction() as session:
        key = links.make_link(session, ask(session), now=NOW).key
    gate, opened = threading.Barrier(4), []

    def press():
        gate.wait()
        with database.transaction() as session:
            opened.append(links.use_link(session, SLUG, key, now=NOW) is not None)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened) == [False, False, False, True]


def test_a_link_lapses(sqlite_database):
    with sqlite_database.transaction() as session:
        key = links.make_link(session, ask(session), now=NOW).key
        late = NOW + timedelta(days=7)
        assert links.look_at_link(session, SLUG, key, now=late) is LinkState.LAPSED
        assert links.use_link(session, SLUG, key, now=late) is None


def test_a_link_opens_nothing_at_another_organisation(sqlite_database):
    with sqlite_database.transaction() as session:
        key = links.make_link(session, ask(session), now=NOW).key
        assert links.look_at_link(session, "akj", key, now=NOW) is LinkState.UNKNOWN
        assert links.use_link(session, "akj", key, now=NOW) is None
        assert links.look_at_link(session, SLUG, "guess", now=NOW) is LinkState.UNKNOWN


def test_only_reference_and_address_together_get_a_link(database):
    with database.transaction() as session:
        case = ask(session)
        assert want(session, case.reference, "other@voorbeeld.example") == 0
        assert want(session, "JL-2026-AAAA-AA", case.email) == 0
        assert want(session, case.reference, case.email, slug="akj") == 0
        typed = case.reference.lower().replace("-", " ")
        assert want(session, typed, f" {case.email.upper()} ") == 1


def test_an_empty_address_never_fits_a_case_without_one(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, email="")
        assert want(session, case.reference, "") == 0


def test_one_address_gets_few_mails_and_one_sender_asks_not_for_ever(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        for number in range(8):
            want(session, case.reference, case.email, sender=f"192.0.2.{number}")
        mails = select(func.count()).where(OutgoingMail.kind == MailKind.LINK)
        assert session.scalar(mails) == 5
        for number in range(30):
            want(session, "JL-2026-AAAA-AA", f"{number}@voorbeeld.example", sender="guesser")
        with pytest.raises(LimitReached):
            want(session, case.reference, case.email, sender="guesser")


def test_who_knows_only_the_address_keeps_nobody_from_their_link(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        for number in range(8):
            assert want(session, "JL-2026-AAAA-AA", case.email, sender=f"192.0.2.{number}") == 0
        assert want(session, case.reference, case.email) == 1


def test_what_is_mailed_by_ourselves_works_a_week(sqlite_database):
    with sqlite_database.transaction() as session:
        ask(session)
        link = session.scalars(select(AccessLink)).one()
        assert link.expires_at - link.created_at == timedelta(days=7)
