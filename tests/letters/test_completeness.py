"""A letter without a mandatory block, or with blocks in another order, cannot be rendered."""

import pytest

from portal.law.mandatory import Block, LetterKind, mandatory_blocks
from portal.law.rights import ControllerKind
from portal.letters import printing
from portal.letters.blocks import LetterIncomplete
from portal.letters.catalogue import CATALOGUE
from portal.letters.completeness import MARK, blocks_in, check
from portal.letters.letter import Letter
from tests.letters import sample_letters
from tests.services import stories

Letters = dict[tuple[str, str, str], Letter]
Pages = dict[tuple[str, str, str], str]


def wanted(letter: Letter) -> frozenset[Block]:
    return mandatory_blocks(letter.about, officer=letter.sender.privacy_officer is not None)


def test_every_kind_of_letter_is_among_the_letters_of_these_tests(letters: Letters) -> None:
    assert {letter.kind for letter in letters.values()} == set(LetterKind)
    own = {LetterKind.RECEIPT, LetterKind.ANSWER, LetterKind.BEZWAAR_DECISION}
    assert set(CATALOGUE) | own == set(LetterKind)


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_has_its_mandatory_blocks(
    letters: Letters, pages: Pages, slug: str, language: str
) -> None:
    ours = {key: letter for key, letter in letters.items() if key[1:] == (slug, language)}
    assert len(ours) > 30
    lacking = {key: wanted(letter) - set(blocks_in(pages[key])) for key, letter in ours.items()}
    assert {key: blocks for key, blocks in lacking.items() if blocks} == {}


@pytest.mark.parametrize("slug", ["cjib", "burojij"])
def test_without_any_one_of_them_it_cannot_be_made(
    letters: Letters, pages: Pages, slug: str
) -> None:
    tried = 0
    for key, letter in letters.items():
        for block in wanted(letter) if key[1:] == (slug, "nl") else ():
            torn = pages[key].replace(f'{MARK}="{block}"', "")
            with pytest.raises(LetterIncomplete, match=block):
                check(letter, torn)
            tried += 1
    assert tried > 300


def test_an_empty_block_is_a_missing_block() -> None:
    letter = sample_letters.receipt()
    html = printing.letter_html(letter).replace(f'{MARK}="signed"', f'{MARK}="signed"></div><div')
    with pytest.raises(LetterIncomplete, match="signed"):
        check(letter, html)


def test_a_template_that_forgets_a_block_makes_no_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = sample_letters.decision(ControllerKind.PUBLIC)
    torn = printing.letter_html(letter).replace(f'{MARK}="bezwaar"', "")
    monkeypatch.setattr(printing, "write_html", lambda *_given: torn)
    with pytest.raises(LetterIncomplete, match="bezwaar"):
        printing.letter_html(letter)


def test_the_remedy_never_stands_before_the_answer() -> None:
    letter = sample_letters.decision()
    html = printing.letter_html(letter)
    turned = html.replace('"answer"', '"x"').replace('"petition"', '"answer"')
    with pytest.raises(LetterIncomplete, match="stands too late"):
        check(letter, turned.replace('"x"', '"petition"'))


def test_a_block_that_nobody_knows_is_a_mistake_of_the_template() -> None:
    with pytest.raises(ValueError, match="thanks"):
        blocks_in('<body><p data-block="thanks">Dank</p></body>')


def test_an_element_left_open_does_not_swallow_what_follows() -> None:
    html = '<div data-block="next"><ul><li>Een<li>Twee</ul></div><p data-block="contact"></p>Drie'
    assert blocks_in(html) == (Block.NEXT,)
