"""The answer letter: answer, reasons, what now, remedy; and never without them."""

import re
from dataclasses import replace

import pytest

from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import ContactBlock, LetterIncomplete, Remedy
from portal.letters.decision import Decision, DecisionPart, Refusal
from portal.letters.printing import html_of
from tests.letters import sample_letters, samples

PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE


def said(letter: Decision) -> str:
    html = html_of("decision", letter, "Ons antwoord op uw verzoek", "Anna van den Berg")
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").split())


def with_part(outcome: Outcome, right: Right = Right.ACCESS) -> Decision:
    needs = outcome not in (Outcome.GRANTED, Outcome.NOTHING_HELD)
    refusals = (Refusal("Reden", "AVG 15(4)", "Omdat."),) if needs else ()
    part = DecisionPart(right, "Uw gegevens", outcome, "Zie het rapport.", refusals)
    return replace(sample_letters.decision(), parts=(part,))


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


def test_parts_with_different_outcomes_are_told_one_by_one() -> None:
    text = said(sample_letters.decision())
    assert "Uw facturen wissen AVG 17" in text
    assert "Uw facturen wissen: Een wet verplicht ons om te bewaren." in text
    assert "AVG 17(3)(b)" in text


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.PARTLY, Outcome.NOT_OUR_TASK])
def test_a_refusal_without_a_ground_cannot_be_made(outcome: Outcome) -> None:
    with pytest.raises(LetterIncomplete, match="refusals"):
        DecisionPart(Right.ERASURE, "Uw gegevens wissen", outcome, "Dat doen wij niet.")


@pytest.mark.parametrize("field", ["name", "article", "reason"])
def test_a_ground_without_article_or_reason_cannot_be_made(field: str) -> None:
    with pytest.raises(LetterIncomplete, match=field):
        Refusal(**({"name": "a", "article": "b", "reason": "c"} | {field: " "}))


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
        replace(with_part(outcome), remedy=None)


@pytest.mark.parametrize("right", [Right.CONSENT_WITHDRAWAL, Right.COMPLAINT])
def test_what_is_no_decision_names_the_ap_but_no_remedy(right: Right) -> None:
    text = said(replace(with_part(Outcome.GRANTED, right), remedy=None))
    assert "Bent u het niet eens met ons besluit?" not in text
    assert "Autoriteit Persoonsgegevens" in text


def test_a_request_taken_back_gets_no_decision() -> None:
    with pytest.raises(LetterIncomplete, match="taken back"):
        DecisionPart(Right.ACCESS, "Uw gegevens", Outcome.WITHDRAWN, "U trok het in.")


def test_a_public_body_cannot_forget_the_day_or_address_of_bezwaar() -> None:
    body = ContactBlock("Afdeling Bezwaar", ("Postbus 2",))
    with pytest.raises(LetterIncomplete, match="last_day"):
        Remedy(PUBLIC, body=body)
    with pytest.raises(LetterIncomplete, match="body"):
        Remedy(PUBLIC, last_day=samples.LAST_DAY)


def test_a_petitions_last_day_needs_the_day_of_receipt() -> None:
    with pytest.raises(LetterIncomplete, match="receipt"):
        Remedy(PRIVATE, last_day=samples.LAST_DAY)


def test_the_blocks_at_the_end_stand_in_their_fixed_order() -> None:
    for kind in ControllerKind:
        text = said(sample_letters.decision(kind))
        order = ["Bent u het niet eens met ons besluit?", "Wilt u klagen", "Vragen?", "groet"]
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_the_two_remedies_are_never_mixed() -> None:
    assert "rechtbank" not in said(sample_letters.decision(PUBLIC))
    assert "bezwaar" not in said(sample_letters.decision(PRIVATE))


def test_a_contact_that_cannot_be_reached_cannot_be_printed() -> None:
    with pytest.raises(LetterIncomplete, match="reach"):
        ContactBlock("Afdeling Bezwaar")
