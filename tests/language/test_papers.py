"""Every way in which a document can be stuck has its words, with what to do."""

import pytest

from portal.language import papers
from portal.language.words import Words
from portal.models.exhibit import ExhibitState
from portal.papers.problems import Problem
from portal.sources.connector import Failure

DUTCH = Words("nl")


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_says_what_to_do(problem: Problem) -> None:
    assert problem.value in papers.PROBLEM
    told = papers.trouble(DUTCH, problem.value)
    assert told != papers.PROBLEM[problem.value]
    assert told.count(".") >= 2


@pytest.mark.parametrize("failure", list(Failure))
def test_whatever_a_source_could_not_give_has_words(failure: Failure) -> None:
    assert papers.trouble(DUTCH, failure.value)


def test_without_a_problem_nothing_is_said() -> None:
    assert papers.trouble(DUTCH, "") == ""


def test_every_state_has_words() -> None:
    assert set(papers.STATE) == {state.value for state in ExhibitState}
