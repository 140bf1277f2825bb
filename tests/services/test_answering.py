"""Receipt and letter from a case."""

import pytest

from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters.blocks import LetterIncomplete
from portal.services import answering
from tests.services import stories


def test_the_receipt_has_the_date_its_derivation_and_a_copy(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        receipt = answering.build_receipt(case, stories.organisation(), now=stories.NOW)
    assert receipt.last_day == case.legal_due
    assert "21 december 2026" in receipt.derivation[-1]
    assert ("sanne@voorbeeld.example") in dict(receipt.asked).values()
    assert receipt.complaint_path


def test_the_steps_depend_on_whether_identity_is_proven(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        before = answering.build_receipt(case, stories.organisation(), now=stories.NOW)
        case.identity_at = stories.NOW
        after = answering.build_receipt(case, stories.organisation(), now=stories.NOW)
    assert len(before.next_steps) == len(after.next_steps) + 1


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
@pytest.mark.parametrize("right", Right)
def test_a_letter_names_the_remedy_when_it_is_a_decision(sqlite_database, slug, right):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, slug, right=right)
        stories.decide(session, case)
        here = stories.organisation(slug)
        letter = answering.build_decision(case, here, now=stories.NOW)
    if right in (Right.CONSENT_WITHDRAWAL, Right.COMPLAINT):
        assert letter.remedy is None
    else:
        assert letter.remedy.kind is case.parts[0].controller_kind
        assert letter.remedy.last_day is not None


def test_a_refusal_names_ground_article_and_reason(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.ERASURE)
        stories.decide(
            session, case, Outcome.REFUSED, ground="legal_claims", reason="Er loopt een zaak."
        )
        letter = answering.build_decision(case, stories.organisation(), now=stories.NOW)
    (refusal,) = letter.parts[0].refusals
    assert (refusal.article, refusal.reason) == ("AVG 17.3.e", "Er loopt een zaak.")


def test_a_refusal_without_a_ground_cannot_become_a_letter(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.ERASURE)
        stories.decide(session, case, Outcome.REFUSED)
        with pytest.raises(LetterIncomplete):
            answering.build_decision(case, stories.organisation(), now=stories.NOW)


def test_only_an_answer_with_data_comes_with_a_report(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.decide(session, case, Outcome.NOTHING_HELD)
        assert answering.gives_report(case)
        case.parts[0].outcome = Outcome.REFUSED
        assert not answering.gives_report(case)


@pytest.mark.parametrize(
    ("outcome", "given"),
    [
        (Outcome.GRANTED, True),
        (Outcome.PARTLY, True),
        (Outcome.NOTHING_HELD, False),
        (Outcome.REFUSED, False),
    ],
)
def test_data_to_take_along_come_with_a_report(sqlite_database, outcome, given):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.PORTABILITY)
        stories.decide(session, case, outcome)
        assert answering.gives_report(case) is given


@pytest.mark.parametrize(
    ("slug", "language", "says"),
    [
        ("juridisch-loket", "en", "In it is a file that a computer can read."),
        ("juridisch-loket", "nl", "U krijgt uw gegevens in het rapport bij deze brief."),
        ("burojij", "nl", "Je krijgt je gegevens in het rapport bij deze brief."),
    ],
)
def test_the_letter_says_where_the_data_to_take_along_are(sqlite_database, slug, language, says):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, slug, right=Right.PORTABILITY, language=language)
        stories.decide(session, case)
        letter = answering.build_decision(case, stories.organisation(slug), now=stories.NOW)
    assert says in letter.parts[0].answer
    assert letter.enclosures


def test_the_letter_goes_to_who_asked(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.representative = {"kind": "parent", "name": "Els de Wit"}
        case.address = "Dorpsstraat 1\n1234 AB Ons Dorp"
        stories.decide(session, case)
        letter = answering.build_decision(case, stories.organisation(), now=stories.NOW)
    assert letter.recipient.name == "Els de Wit"
    assert letter.recipient.address == ("Dorpsstraat 1", "1234 AB Ons Dorp")
