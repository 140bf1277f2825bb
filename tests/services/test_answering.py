"""Receipt and letter from a case."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.letters.attachment import as_json
from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import fragment, letter_html
from portal.models.case import Case, Procedure
from portal.models.finding import SearchResult
from portal.organisations.organisation import AddressForm
from portal.services import answering, reporting
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


def test_a_receipt_says_what_counts_at_once_and_asks_no_code_that_is_not_needed(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "akj", right=Right.CONSENT_WITHDRAWAL)
        receipt = answering.build_receipt(case, stories.organisation("akj"), now=stories.NOW)
    assert receipt.next_steps[0].startswith("Uw toestemming geldt meteen niet meer.")
    assert not any("code" in step for step in receipt.next_steps)


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
@pytest.mark.parametrize("right", Right)
def test_a_letter_names_the_remedy_when_it_is_a_decision(sqlite_database, slug, right):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, slug, right=right)
        stories.decide(session, case)
        here = stories.organisation(slug)
        letter = answering.build_decision(case, here, now=stories.NOW)
    if right in (Right.CONSENT_WITHDRAWAL, Right.COMPLAINT):
        assert letter.remedies == ()
    else:
        (remedy,) = letter.remedies
        assert remedy.kind is case.parts[0].controller_kind
        assert remedy.last_day is not None


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


def test_a_letter_cannot_be_made_while_a_part_has_no_outcome(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        with pytest.raises(LetterIncomplete, match="outcome"):
            answering.build_decision(case, stories.organisation(), now=stories.NOW)


def test_a_child_that_asks_itself_is_addressed_as_one(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "akj")
        case.birth_date = date(2013, 5, 1)
        stories.decide(session, case)
        receipt = answering.build_receipt(case, stories.organisation("akj"), now=stories.NOW)
        letter = answering.build_decision(case, stories.organisation("akj"), now=stories.NOW)
    assert receipt.sender.form is AddressForm.JE
    assert letter.sender.form is AddressForm.JE
    assert " je " in letter.parts[0].answer.lower()


def test_a_secret_address_stands_neither_in_the_window_nor_in_the_copy(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address = "Schuilplaats 7\n1234 AB Ons Dorp"
        case.identifiers = {"postcode": "1234 AB"}
        shown = letter_html(answering.build_receipt(case, stories.organisation(), now=stories.NOW))
        assert "Schuilplaats 7" in shown
        case.secret_address = True
        stories.decide(session, case)
        here = stories.organisation()
        letters = (
            answering.build_receipt(case, here, now=stories.NOW),
            answering.answer_letter(session, case, here, personal="", now=stories.NOW),
        )
        report = reporting.build_report(session, case, here, now=stories.NOW)
    for text in (*map(letter_html, letters), *map(fragment, letters), as_json(report).decode()):
        assert "Schuilplaats" not in text
        assert "1234 AB" not in text


def bezwaar(session, outcome, ground=None, reason="Het besluit klopt."):
    origin = stories.ask(session, "cjib", key="origin")
    case = stories.ask(session, "cjib", key="bezwaar")
    case.procedure, case.origin_id = Procedure.BEZWAAR, origin.id
    case.parts[0].needs = {"why": reason}
    stories.decide(session, case, outcome, ground=ground)
    here = stories.organisation("cjib")
    return answering.answer_letter(session, case, here, personal="Dag.", now=stories.NOW), origin


def test_a_bezwaar_is_answered_with_its_own_letter(sqlite_database):
    with sqlite_database.transaction() as session:
        letter, origin = bezwaar(session, Outcome.REFUSED, "bezwaar_unfounded")
    assert (letter.kind, letter.against) == (LetterKind.BEZWAAR_DECISION, origin.reference)
    assert letter.appeal_until == date(2027, 1, 4)
    assert not letter.inadmissible
    assert letter.personal == "Dag."


@pytest.mark.parametrize("ground", ["bezwaar_inadmissible", "bezwaar_late"])
def test_a_bezwaar_that_cannot_be_dealt_with_says_so_first(sqlite_database, ground):
    with sqlite_database.transaction() as session:
        letter, _origin = bezwaar(session, Outcome.REFUSED, ground)
    assert letter.inadmissible
    assert "Wij kunnen uw bezwaar niet behandelen." in letter_html(letter)


def test_a_bezwaar_gives_no_report_of_its_own(sqlite_database):
    with sqlite_database.transaction() as session:
        bezwaar(session, Outcome.GRANTED)
        case = session.scalars(select(Case).where(Case.procedure == Procedure.BEZWAAR)).one()
        assert not answering.gives_report(case)


@pytest.mark.parametrize(
    ("outcome", "ground", "step"),
    [
        (Outcome.NOTHING_HELD, None, "Denkt u dat wij toch gegevens van u hebben?"),
        (Outcome.REFUSED, "cannot_identify", "Stuurt u alsnog wat wij vroegen?"),
        (Outcome.GRANTED, None, "Lees het rapport."),
    ],
)
def test_what_now_depends_on_the_answer(sqlite_database, outcome, ground, step):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.decide(session, case, outcome, ground=ground, reason="Wij vroegen om een jaartal.")
        letter = answering.build_decision(case, stories.organisation(), now=stories.NOW)
    assert letter.next_steps[0].startswith(step)
    assert letter.next_steps[-1] == "Bewaar deze brief."


ACTIVITY = {"activities": ["camera"]}
PERIOD = {"period_from": "2026-01-01"}
NOT_EVERYWHERE = "Maar wij konden niet overal kijken. In het rapport staat waar niet."


@pytest.mark.parametrize(
    ("answers", "silent", "says"),
    [
        ({}, False, "Wij hebben geen gegevens van u, behalve uw verzoek zelf."),
        (ACTIVITY, False, "De gegevens waar uw verzoek over gaat, hebben wij niet."),
        (PERIOD, False, "De gegevens waar uw verzoek over gaat, hebben wij niet."),
        (ACTIVITY, True, f"Wij vonden geen gegevens van u. {NOT_EVERYWHERE}"),
    ],
)
def test_it_denies_no_more_than_what_was_asked_and_searched(sqlite_database, answers, silent, says):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, answers=answers)
        stories.decide(session, case, Outcome.NOTHING_HELD)
        result = SearchResult.FAILED if silent else SearchResult.NOTHING_HELD
        stories.find(session, case, []).result = result
        here = stories.organisation()
        letter = answering.answer_letter(session, case, here, personal="", now=stories.NOW)
    assert first_words(letter) == says  # AVG 15.1


def first_words(letter):
    page = letter_html(letter)
    answer = page[page.index('data-block="answer"') :]
    return " ".join(answer.split("<p>")[1].split("</p>")[0].split())


@pytest.mark.parametrize(("silent", "says"), [(False, ""), (True, f" {NOT_EVERYWHERE}")])
def test_a_copy_that_may_not_be_all_says_so_in_the_first_lines(sqlite_database, silent, says):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.decide(session, case)
        if silent:
            stories.find(session, case, []).result = SearchResult.FAILED
        here = stories.organisation()
        letter = answering.answer_letter(session, case, here, personal="", now=stories.NOW)
    assert first_words(letter) == f"Ja. Wij doen wat u vroeg.{says}"


def test_who_has_no_mail_is_promised_none(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, email="")
        letter = answering.build_receipt(case, stories.organisation(), now=stories.NOW)
    assert letter.next_steps[-1] == "U krijgt ons antwoord met de post."
    assert "mail" not in " ".join(letter.next_steps)


def test_who_gets_data_corrected_is_asked_to_look_whether_they_are_right_now(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.RECTIFICATION)
        stories.decide(session, case)
        letter = answering.build_decision(case, stories.organisation(), now=stories.NOW)
    assert letter.next_steps[0].startswith("Kijk of uw gegevens nu kloppen.")
