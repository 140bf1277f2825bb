"""A row of facts becomes a letter, or a sentence that says what is wrong with the facts."""

from datetime import date

import pytest

from portal.law.mandatory import LetterKind
from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import letter_html
from portal.letters.procedure import ExtensionGround
from portal.letters.report import Kept
from portal.models.case import CasePart
from portal.organisations.organisation import AddressForm
from portal.services import composing
from tests.letters import given
from tests.services import stories

FACTS = {kind: facts for _name, kind, facts in reversed(tuple(given.facts(given.NL)))}
OF_CASE = {"methods", "last_day", "rights", "silence", "person", "born", "kept"}


def compose(session, kind, facts=None, *, slug="cjib", language="nl"):
    case = stories.ask(session, slug, language=language, key=f"{slug}{language}")
    facts = FACTS[kind] if facts is None else facts
    here = stories.organisation(slug)
    return composing.compose(session, case, here, kind, facts, personal="", now=stories.NOW)


@pytest.mark.parametrize("kind", FACTS)
def test_the_facts_of_a_letter_become_its_fields(sqlite_database, kind):
    with sqlite_database.transaction() as session:
        letter = compose(session, kind)
    assert letter.kind is kind
    assert letter.sent == date(2026, 11, 20)


@pytest.mark.parametrize("kind", FACTS)
def test_without_one_of_its_facts_no_letter_is_made(sqlite_database, kind):
    may_lack = {
        "scope",
        "stays",
        "address",
        "changes",
        "told",
        "excused",
        "question",
        "answered_on",
        "stopped",
    }
    with sqlite_database.transaction() as session:
        for name in FACTS[kind].keys() - may_lack:
            facts = {key: value for key, value in FACTS[kind].items() if key != name}
            with pytest.raises(LetterIncomplete):
                compose(session, kind, facts)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (LetterKind.LATE, {"was_due": "yesterday", "new_day": "2026-12-04"}),
        (LetterKind.LATE, {"was_due": 20261119, "new_day": "2026-12-04"}),
        (LetterKind.EXTENSION, FACTS[LetterKind.EXTENSION] | {"grounds": ["holiday"]}),
        (LetterKind.EXTENSION, FACTS[LetterKind.EXTENSION] | {"explanation": "  "}),
        (LetterKind.EXTENSION, FACTS[LetterKind.EXTENSION] | {"explanation": 7}),
        (LetterKind.CLARIFICATION, FACTS[LetterKind.CLARIFICATION] | {"counts": "yes"}),
        (LetterKind.RESTRICTION_SET, {"basis": "18.1.e", "since": "2026-11-20"}),
        (LetterKind.RECIPIENT_NOTICE, FACTS[LetterKind.RECIPIENT_NOTICE] | {"right": "access"}),
        (LetterKind.RECIPIENTS_TOLD, {"told": [{"recipient": "Bureau Noord"}]}),
        (LetterKind.RECIPIENTS_TOLD, {"told": [["Bureau Noord", "brief"]]}),
    ],
)
def test_a_fact_that_is_not_what_it_should_be_is_refused(sqlite_database, kind, facts):
    with sqlite_database.transaction() as session, pytest.raises(LetterIncomplete):
        compose(session, kind, facts)


def test_a_fact_that_nobody_knows_is_refused_by_its_name(sqlite_database):
    with (
        sqlite_database.transaction() as session,
        pytest.raises(LetterIncomplete, match="colour"),
    ):
        compose(session, LetterKind.LATE, FACTS[LetterKind.LATE] | {"colour": "red"})


def test_only_a_notice_says_to_whom_it_goes(sqlite_database):
    with sqlite_database.transaction() as session:
        notice = compose(session, LetterKind.RECIPIENT_NOTICE)
        assert notice.recipient.name == "Advocatenkantoor De Eik"
        with pytest.raises(LetterIncomplete, match="recipient"):
            compose(session, LetterKind.LATE, FACTS[LetterKind.LATE] | {"recipient": "Bureau"})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_notice_is_in_dutch_with_u_and_names_no_more_than_it_must(sqlite_database, language):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "burojij", language=language)
        case.birth_date, case.address = date(2001, 2, 3), "Dorpsstraat 1"
        case.representative = {"kind": "parent", "name": "Els de Wit"}
        notice = composing.compose(
            session,
            case,
            stories.organisation("burojij"),
            LetterKind.RECIPIENT_NOTICE,
            FACTS[LetterKind.RECIPIENT_NOTICE],
            personal="",
            now=stories.NOW,
        )
    assert (notice.language, notice.sender.form) == ("nl", AddressForm.U)
    assert (notice.person, notice.born) == ("Sanne de Wit", date(2001, 2, 3))
    told = repr(notice)
    assert "Dorpsstraat" not in told
    assert "Els de Wit" not in told
    assert "sanne@" not in told


def test_what_follows_from_the_case_cannot_be_given(sqlite_database):
    facts = FACTS[LetterKind.CLOSING] | {"kept": ["voor altijd", "nu"]}
    with sqlite_database.transaction() as session:
        letter = compose(session, LetterKind.CLOSING, facts, slug="juridisch-loket")
    assert letter.kept.period.endswith("13 maanden")


def test_a_question_who_somebody_is_names_the_ways_that_suffice(sqlite_database):
    with sqlite_database.transaction() as session:
        letter = compose(session, LetterKind.IDENTITY_WANTED, slug="burojij")
    assert letter.methods == ("desk",)


def test_a_reminder_repeats_the_question_that_was_asked(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        asked = composing.Row(
            case_id=case.id,
            kind=LetterKind.CLARIFICATION,
            facts={"question": "Welk jaar?"},
            written_at=stories.NOW,
        )
        session.add(asked)
        session.flush()
        here, facts = stories.organisation(), FACTS[LetterKind.REMINDER]
        letter = composing.compose(
            session, case, here, LetterKind.REMINDER, facts, personal="", now=stories.NOW
        )
    assert letter.question == "Welk jaar?"


def test_a_reminder_may_bring_its_own_question(sqlite_database):
    facts = FACTS[LetterKind.REMINDER] | {"question": "Welke maand?"}
    with sqlite_database.transaction() as session:
        assert compose(session, LetterKind.REMINDER, facts).question == "Welke maand?"


def test_the_letter_that_we_are_late_knows_who_must_decide_on_what(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib")
        case.parts.append(
            CasePart(right=Right.ERASURE, controller_kind=ControllerKind.PRIVATE, answers={})
        )
        session.flush()
        facts, here = FACTS[LetterKind.LATE], stories.organisation("cjib")
        letter = composing.compose(
            session, case, here, LetterKind.LATE, facts, personal="", now=stories.NOW
        )
    assert [right for right, _kind in letter.rights] == [Right.ACCESS, Right.ERASURE]
    assert [silence.about for silence in letter.silence] == [("inzage",), ("gegevenswissing",)]


def test_lists_and_codes_are_read_as_what_they_are(sqlite_database):
    with sqlite_database.transaction() as session:
        extension = compose(session, LetterKind.EXTENSION)
        penalty = compose(session, LetterKind.DEFAULT_RECEIPT)
        closing = compose(session, LetterKind.CLOSING)
    assert extension.grounds == (ExtensionGround.COMPLEXITY, ExtensionGround.NUMBER)
    assert [band.cents for band in penalty.bands] == [2300, 3500, 4500]
    assert penalty.bands[0].first == date(2026, 12, 4)
    assert isinstance(closing.kept, Kept)


def asked_by_post(session, kind, **more):
    case = stories.ask(session, "juridisch-loket", email="", key="post")
    case.parts[0].answers = {"activities": ["cancellations"]}
    here = stories.organisation()
    facts = {"question": "Wie bent u?", "answer_before": "2026-12-04", "counts": True} | more
    return composing.compose(session, case, here, kind, facts, personal="", now=stories.NOW)


def test_who_has_no_mail_is_sent_to_no_page_and_no_mailed_code(sqlite_database):
    with sqlite_database.transaction() as session:
        wanted = asked_by_post(session, LetterKind.IDENTITY_WANTED, doubt="Dit adres is nieuw.")
        asked = asked_by_post(session, LetterKind.CLARIFICATION)
    assert wanted.methods == ("desk",)
    for letter in (wanted, asked):
        assert "pagina van uw verzoek" not in letter_html(letter)
    assert "U kunt antwoorden met een brief." in letter_html(asked)
