"""Letters to recipients, and to the person about them."""

import pytest

from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.letters.blocks import LetterIncomplete
from portal.models.letter import Letter
from portal.services import ledger, telling
from portal.services.ledger import Excuse, How
from tests.services import stories
from tests.services.test_ledger import HANDLER, REASON, TODAY, delivered

CHANGES = (("Achternaam", "de Wit"),)
SECRET = "Geheimstraat 7"


def facts(case, row, changes=CHANGES):
    return telling.letter_facts(
        case, row, name="RDW, afdeling privacy", address=["Postbus 1", ""], changes=changes
    )


def test_the_letter_to_a_recipient_says_no_more_than_it_needs(database):
    with database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        case.address, case.email = SECRET, "sanne@voorbeeld.example"
        row = ledger.list_rows(session, case)[2]
        told = facts(case, row)
        assert told == {
            "recipient": "RDW, afdeling privacy",
            "address": ["Postbus 1"],
            "right": "rectification",
            "done_on": "2026-11-20",
            "changes": [{"what": "Achternaam", "new": "de Wit"}],
        }
        letter = telling.write_notice(
            session,
            case,
            stories.organisation("cjib"),
            row,
            told,
            actor=HANDLER,
            now=stories.NOW,
        )
        assert row.letter_id == letter.id
        assert letter.kind is LetterKind.RECIPIENT_NOTICE
        assert row.state == "to_tell"  # made is not sent


def test_a_recipient_reads_a_secret_address_only_if_it_needs_it(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        row = ledger.list_rows(session, case)[0]
        case.address, case.secret_address = SECRET, True
        for change in (("adres", "Nieuwe weg 3"), ("naam", f"de Wit, {SECRET}")):
            with pytest.raises(telling.AddressIsSecret):
                facts(case, row, [change])
            told = telling.letter_facts(
                case, row, name="RDW", address=[], changes=[change], needs_address=True
            )
            assert told["changes"] == [{"what": change[0], "new": change[1]}]
        assert facts(case, row)["changes"]


def test_a_letter_about_a_correction_says_how_the_data_read_now(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        row = ledger.list_rows(session, case)[0]
        with pytest.raises(LetterIncomplete):
            telling.write_notice(
                session,
                case,
                stories.organisation("cjib"),
                row,
                facts(case, row, ()),
                actor=HANDLER,
                now=stories.NOW,
            )
        assert row.letter_id is None


def test_what_somebody_objected_to_is_told_as_erased(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, Right.OBJECTION, kind="situation", activities=["traffic_fines"])
        row = ledger.list_rows(session, case)[0]
        assert facts(case, row, ())["right"] == "erasure"


def answer(session, case) -> Letter:
    here = stories.organisation("cjib")
    return telling.answer_person(session, case, here, actor=HANDLER, now=stories.NOW)


def test_the_person_who_asks_hears_who_was_told_and_why_others_were_not(database):
    with database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        police, justice, cars = ledger.list_rows(session, case)
        ledger.excuse(case, police, Excuse.NEVER_GIVEN, REASON, actor=HANDLER, now=stories.NOW)
        ledger.excuse(case, justice, Excuse.IMPOSSIBLE, REASON, actor=HANDLER, now=stories.NOW)
        ledger.tell(case, cars, How.LETTER, TODAY, actor=HANDLER, now=stories.NOW)
        letter = answer(session, case)
        assert letter.kind is LetterKind.RECIPIENTS_TOLD
        assert letter.facts == {
            "told": [{"recipient": "RDW", "how": "met een brief", "on": "2026-11-20"}],
            "excused": [
                {
                    "recipient": "Openbaar Ministerie (OM)",
                    "reason": f"Wij konden het niet doorgeven. {REASON}",
                }
            ],
        }


def test_nobody_hears_half_of_it(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        with pytest.raises(telling.StillOpen):
            answer(session, case)


def test_who_has_no_recipients_hears_so(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, outcome=Outcome.GRANTED, activities=["bought_phone_numbers"])
        assert answer(session, case).facts == {"told": [], "excused": []}
