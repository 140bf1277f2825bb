"""Every letter in plain language (B1), as far as a machine can tell, in the words it really has."""

import re

from tests.letters.reading import lines_of, sentences

Pages = dict[tuple[str, str, str], str]

LONGEST, MEAN = 20, 12  # words of a sentence
COPIED = {"reference", "copy"}  # names, references, and what the person wrote
STIFF = re.compile(
    r"\b(hiermede|hierbij|inzake|derhalve|dient te|dienen te|ten aanzien van|middels|teneinde"
    r"|jegens|conform|reeds|voornoemd\w*|desbetreffend\w*|kennelijk|alsmede|omtrent|nopens"
    r"|mutatis mutandis|in casu|sub judice|a contrario|de facto"
    r"|hereby|herewith|pursuant|hereinafter|aforementioned|prior to|in lieu of)\b",
    re.IGNORECASE,
)
TWICE_NOT = re.compile(
    r"\b(niet on(mogelijk|redelijk|terecht|geldig|juist)\w*|niet zonder|geen onjuiste?"
    r"|nooit niet|not un\w+|not without|not im(possible|proper)\w*)\b",
    re.IGNORECASE,
)
WEEKS = re.compile(r"\b(zes weken|six weeks)\b")
DATE = re.compile(r"\b\d{1,2} [a-z]+ 20\d\d\b", re.IGNORECASE)


def told(html: str) -> list[str]:
    """The sentences of a letter, without references to the law."""
    lines = [line for line in lines_of(html) if line.tag in ("p", "li")]
    texts = [line.words for line in lines if not COPIED & set(line.blocks)]
    return [each for text in texts for each in sentences(re.sub(r"\[[^\]]*\]", "", text))]


def test_no_sentence_is_longer_than_twenty_words(pages: Pages) -> None:
    assert {each for html in pages.values() for each in told(html) if longer(each)} == set()


def longer(sentence: str) -> bool:
    return len(sentence.split()) > LONGEST


def test_the_sentences_of_a_letter_have_twelve_words_at_most_on_average(pages: Pages) -> None:
    means = {}
    for key, html in pages.items():
        lengths = [len(sentence.split()) for sentence in told(html)]
        means[key] = sum(lengths) / len(lengths)
    assert len(means) > 350
    assert max(means.values()) <= MEAN, max(means, key=means.__getitem__)


def test_no_letter_uses_the_words_of_officials_or_latin(pages: Pages) -> None:
    found = {(key, hit[0]) for key, html in pages.items() for hit in STIFF.finditer(html)}
    assert found == set()


def test_no_letter_says_not_twice_where_once_will_do(pages: Pages) -> None:
    found = {(key, hit[0]) for key, html in pages.items() for hit in TWICE_NOT.finditer(html)}
    assert found == set()


def test_objection_to_use_and_bezwaar_never_share_a_sentence(pages: Pages) -> None:
    both = [
        sentence
        for html in pages.values()
        for sentence in told(html)
        if "bezwaar" in sentence.lower() and re.search(r"verzet|objection", sentence.lower())
    ]
    assert both == []


def test_six_weeks_never_stand_without_their_last_day(pages: Pages) -> None:
    bare = [
        (key, line.words)
        for key, html in pages.items()
        for line in lines_of(html)
        if WEEKS.search(line.words) and not DATE.search(line.words)
    ]
    assert bare == []


def test_every_letter_keeps_to_one_form_of_address(pages: Pages) -> None:
    """A notice to another organisation says u, whatever the person is called."""
    informal = {"burojij", "bijstand-in-jeugdzorg"}
    for (name, slug, language), html in pages.items():
        said = " ".join(told(html))
        if language == "nl":
            says_je = slug in informal and not name.startswith("recipient-notice")
            wrong = r"\b[Uu]w?\b" if says_je else r"\b([Jj]e|[Jj]ij|[Jj]ouw?)\b"
            assert not re.search(wrong, said), (name, slug, re.search(rf".*{wrong}.*", said))


def test_the_first_sentence_is_the_answer(pages: Pages) -> None:
    for key, html in pages.items():
        first = next(line for line in lines_of(html) if "answer" in line.blocks)
        assert len(first.words.split()) <= 40, key
        assert not first.words.startswith(("Geachte", "Naar aanleiding", "Dear", "With reference"))
