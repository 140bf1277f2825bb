"""The answer letter: answer, reasons, what now, remedy; and never without them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import ContactBlock, LetterIncomplete, Remedy, Silence
from portal.letters.consequence import Stays
from portal.letters.decision import BezwaarDecision, Correction, Decision, Kept, Refusal
from portal.letters.letter import Letter
from portal.letters.printing import letter_html
from tests.letters import sample_letters, samples
from tests.letters.sample_letters import part

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE


def said(letter: Letter) -> str:
    html = letter_html(letter)
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").split())


def with_part(outcome: Outcome, right: Right = Right.ACCESS) -> Decision:
    return sample_letters.decision(PRIVATE, part(outcome, right))


@pytest.mark.parametrize(
    ("outcome", "first"),
    [
        (Outcome.GRANTED, "Ja. Wij doen wat u vroeg."),
        (Outcome.REFUSED, "Nee. Wij kunnen niet doen wat u vroeg."),
        (Outcome.PARTLY, "Wij doen een deel van wat u vroeg."),
        (Outcome.NOTHING_HELD, "Wij hebben geen gegevens van u, behalve uw verzoek zelf."),
        (Outcome.NOT_OUR_TASK, "Wij zijn niet degene die dit kan doen."),
    ],
)
def test_the_first_sentence_is_the_answer(outcome: Outcome, first: str) -> None:
    text = said(with_part(outcome))
    assert text.index("Ons antwoord op uw verzoek") < text.index(first)


@pytest.mark.parametrize(
    ("outcome", "first"),
    [
        (Outcome.GRANTED, "U krijgt gelijk."),
        (Outcome.PARTLY, "Wij zijn het voor een deel eens met uw klacht."),
        (Outcome.REFUSED, "Wij zijn het niet eens met uw klacht."),
    ],
)
def test_a_complaint_is_answered_as_a_complaint(outcome: Outcome, first: str) -> None:
    assert first in said(with_part(outcome, Right.COMPLAINT))


def test_parts_with_different_outcomes_are_told_one_by_one() -> None:
    text = said(sample_letters.decision())
    assert text.count("Uw verzoek: uw gegevens") == 2
    assert "Een wet verplicht ons om te bewaren." in text
    assert "AVG 17 lid 3b" in text


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.PARTLY, Outcome.NOT_OUR_TASK])
def test_a_refusal_without_a_ground_cannot_be_made(outcome: Outcome) -> None:
    with pytest.raises(LetterIncomplete, match="refusals"):
        part(outcome, Right.ERASURE, refusals=())


@pytest.mark.parametrize("field", ["name", "article", "reason"])
def test_a_ground_without_article_or_reason_cannot_be_made(field: str) -> None:
    with pytest.raises(LetterIncomplete, match=field):
        Refusal(**({"name": "a", "article": "b", "reason": "c"} | {field: " "}))


def test_what_an_erasure_keeps_says_until_when() -> None:
    kept = Kept("Facturen", sample_letters.REFUSAL)
    with pytest.raises(LetterIncomplete, match="until"):
        part(Outcome.PARTLY, Right.ERASURE, kept=(kept,))
    assert part(Outcome.PARTLY, Right.RESTRICTION, kept=(kept,)).kept  # a restriction has no end


def test_each_kept_item_has_a_ground_so_the_part_needs_none_of_its_own() -> None:
    kept = Kept("Facturen", sample_letters.REFUSAL, "tot en met 2031")
    letter = sample_letters.decision(
        PRIVATE, part(Outcome.PARTLY, Right.ERASURE, refusals=(), kept=(kept,))
    )
    text = said(letter)
    assert "Wat bewaren wij, en waarom?" in text
    assert "tot en met 2031" in text


@pytest.mark.parametrize("field", ["what", "new"])
def test_a_correction_names_the_data_and_how_they_read_now(field: str) -> None:
    with pytest.raises(LetterIncomplete, match=field):
        Correction(**({"what": "Naam", "old": "", "new": "De Wit"} | {field: ""}))


@pytest.mark.parametrize(
    "field", ["reference", "parts", "next_steps", "complaint_path", "signatory"]
)
def test_a_letter_without_a_mandatory_part_cannot_be_made(field: str) -> None:
    letter = sample_letters.decision()
    empty = () if isinstance(getattr(letter, field), tuple) else ""
    with pytest.raises(LetterIncomplete, match=field):
        replace(letter, **{field: empty})


@pytest.mark.parametrize("outcome", list(Outcome)[:5])
def test_a_decision_without_its_remedy_cannot_be_made(outcome: Outcome) -> None:
    with pytest.raises(LetterIncomplete, match="remedy"):
        replace(with_part(outcome), remedies=())


@pytest.mark.parametrize("right", [Right.CONSENT_WITHDRAWAL, Right.COMPLAINT])
def test_what_is_no_decision_names_the_ap_but_no_remedy(right: Right) -> None:
    text = said(replace(with_part(Outcome.GRANTED, right), remedies=()))
    assert "Bent u het niet eens" not in text
    assert "Autoriteit Persoonsgegevens" in text


@pytest.mark.parametrize(("kind", "told"), [(PUBLIC, True), (PRIVATE, False)])
def test_after_a_complaint_to_a_public_body_comes_the_ombudsman(
    kind: ControllerKind, told: bool
) -> None:
    letter = sample_letters.decision(kind, part(Outcome.REFUSED, Right.COMPLAINT, kind))
    assert ("nationaleombudsman.nl" in said(replace(letter, remedies=()))) is told


def test_a_request_taken_back_gets_no_decision() -> None:
    with pytest.raises(LetterIncomplete, match="taken back"):
        with_part(Outcome.WITHDRAWN)


def test_a_part_taken_back_is_told_beside_the_answer_to_the_other() -> None:
    letter = sample_letters.decision(
        PRIVATE, part(), part(Outcome.WITHDRAWN, Right.ERASURE, refusals=(), done_on=None)
    )
    assert letter.outcome is Outcome.GRANTED


def test_a_public_body_cannot_forget_the_day_or_address_of_bezwaar() -> None:
    body = ContactBlock("Afdeling Bezwaar", ("Postbus 2",))
    with pytest.raises(LetterIncomplete, match="last_day"):
        Remedy(PUBLIC, body=body)
    with pytest.raises(LetterIncomplete, match="body"):
        Remedy(PUBLIC, last_day=samples.LAST_DAY)
    with pytest.raises(LetterIncomplete, match="body"):
        Silence(PUBLIC)


def test_a_petitions_last_day_needs_the_day_of_receipt() -> None:
    with pytest.raises(LetterIncomplete, match="receipt"):
        Remedy(PRIVATE, last_day=samples.LAST_DAY)


def test_the_blocks_at_the_end_stand_in_their_fixed_order() -> None:
    for kind in ControllerKind:
        text = said(sample_letters.decision(kind))
        order = [
            "Bent u het niet eens met on",
            "Autoriteit Persoonsgegevens.",
            "wie bij ons over privacy waakt",
            "Klachtencommissie",
            "Vragen?",
            "groet",
            "Privacy officer",
        ]
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_the_two_remedies_are_never_mixed() -> None:
    assert "rechtbank" not in said(sample_letters.decision(PUBLIC))
    assert "bezwaar" not in said(sample_letters.decision(PRIVATE))


def test_of_two_remedies_each_says_which_part_it_is_about() -> None:
    parts = part(kind=PUBLIC), part(Outcome.REFUSED, Right.ERASURE, PRIVATE)
    letter = sample_letters.decision(PUBLIC, parts[0])
    both = (samples.remedy(PUBLIC), samples.remedy(PRIVATE))
    with pytest.raises(LetterIncomplete, match="which part"):
        replace(letter, parts=parts, remedies=both)
    named = tuple(
        replace(remedy, about=(about,))
        for remedy, about in zip(both, ("inzage", "wissen"), strict=True)
    )
    text = said(replace(letter, parts=parts, remedies=named))
    assert text.index("Dit gaat over: inzage.") < text.index("bezwaar maken")
    assert text.index("Dit gaat over: wissen.") < text.index("verzoekschrift")


def test_one_missing_remedy_of_two_is_missed() -> None:
    parts = part(kind=PUBLIC), part(Outcome.REFUSED, Right.ERASURE, PRIVATE)
    with pytest.raises(LetterIncomplete, match="private"):
        sample_letters.decision(PUBLIC, *parts)


def test_a_full_grant_keeps_the_remedy_short_but_whole() -> None:
    granted = said(sample_letters.decision(PUBLIC, part(kind=PUBLIC)))
    assert "Zet erin: uw naam en adres" in granted
    assert "vrijdag 15 januari 2027" in granted
    assert "Zet dit in uw bezwaar:" in said(sample_letters.decision(PUBLIC))


def bezwaar(outcome: Outcome, appeal_until: date | None) -> BezwaarDecision:
    return BezwaarDecision(
        **sample_letters.head(kind=PUBLIC),
        received=samples.RECEIVED,
        parts=(part(outcome, kind=PUBLIC),),
        next_steps=("Bewaar deze brief.",),
        against="VB-2026-7F3K-9Q",
        appeal_until=appeal_until,
    )


def test_a_decision_on_bezwaar_names_the_last_day_to_appeal() -> None:
    text = said(bezwaar(Outcome.REFUSED, date(2027, 1, 15)))
    assert "Stuur uw beroep uiterlijk vrijdag 15 januari 2027." in text
    assert "afdeling bestuursrecht" in text
    with pytest.raises(LetterIncomplete, match="appeal_until"):
        bezwaar(Outcome.REFUSED, None)


def test_who_sends_a_bezwaar_on_decides_nothing() -> None:
    assert "beroep" not in said(bezwaar(Outcome.NOT_OUR_TASK, None))


def test_a_contact_that_cannot_be_reached_cannot_be_printed() -> None:
    with pytest.raises(LetterIncomplete, match="reach"):
        ContactBlock("Afdeling Bezwaar")


def test_a_letter_on_data_under_another_law_says_so_first() -> None:
    under = part(Outcome.NOT_OUR_TASK, Right.ACCESS, PUBLIC, done_on=None, other_law=True)
    ours = part(Outcome.NOT_OUR_TASK, Right.ERASURE, PUBLIC, done_on=None)
    first = "Voor uw verzoek geldt een andere wet. Hieronder leest u welke."
    assert first in said(sample_letters.decision(PUBLIC, under))
    both = said(sample_letters.decision(PUBLIC, under, ours))
    assert first not in both
    assert "Wij zijn niet degene die dit kan doen." in both


def test_what_is_erased_after_an_objection_is_told_with_who_hears_of_it() -> None:
    weighed = part(Outcome.GRANTED, Right.OBJECTION, erases=True, recipients=("RDW",))
    text = said(sample_letters.decision(PRIVATE, weighed))
    assert "Wij wissen ook de gegevens die wij hiervoor gebruikten." in text
    assert text.index("AVG 17 lid 1c") < text.index("Wij geven zulke gegevens aan: RDW")
    advertising = said(sample_letters.decision(PRIVATE, part(Outcome.GRANTED, Right.OBJECTION)))
    assert "wissen" not in advertising
    assert "Wie heeft deze gegevens ook?" not in advertising


@pytest.mark.parametrize(
    ("outcome", "done_on"), [(Outcome.PARTLY, date(2026, 12, 3)), (Outcome.REFUSED, None)]
)
def test_why_a_complaint_is_not_right_stands_under_its_own_heading(
    outcome: Outcome, done_on: date | None
) -> None:
    why = "Uw dossier lag in een gesloten kast."
    facts = {"explanation": why, "done_on": done_on, "refusals": ()}
    text = said(sample_letters.decision(PUBLIC, part(outcome, Right.COMPLAINT, PUBLIC, **facts)))
    assert f"Waarom? {why}" in text
    assert text.count(why) == 1


@pytest.mark.parametrize("outcome", [Outcome.PARTLY, Outcome.REFUSED])
def test_a_complaint_is_never_denied_without_a_word_of_why(outcome: Outcome) -> None:
    denied = part(outcome, Right.COMPLAINT, PUBLIC, refusals=())
    with pytest.raises(LetterIncomplete, match="reasons"):
        said(sample_letters.decision(PUBLIC, denied))


def test_what_goes_on_without_the_consent_can_be_brought_before_a_court() -> None:
    stays = (Stays("Facturen", "De belastingwet vraagt het."),)
    some = said(sample_letters.decision(PRIVATE, part(right=Right.CONSENT_WITHDRAWAL, stays=stays)))
    assert "U kunt ook naar de rechtbank. Daar betaalt u wel kosten. AVG 12 lid 4, 79" in some
    none = said(sample_letters.decision(PRIVATE, part(right=Right.CONSENT_WITHDRAWAL)))
    assert "AVG 12 lid 4, 79" not in none
