"""The stories fit the profiles and the services that play them."""

import dataclasses
from datetime import UTC, datetime

import pytest

from portal.demo import steps
from portal.demo.stories import list_stories
from portal.demo.systems import PEOPLE
from portal.language.questions import QUESTION
from portal.language.words import local_date
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.organisations.loading import BUILT_IN, load_all
from portal.services.review import COPIES

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
ORGANISATIONS = load_all(BUILT_IN)
STORIES = list_stories(ORGANISATIONS.values())


def test_each_story_has_its_own_key_and_person():
    assert len({story.key for story in STORIES}) == len(STORIES)
    people = {(story.organisation.slug, story.person.number) for story in STORIES}
    assert len(people) == len(STORIES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_it_asks_what_the_organisation_offers_in_the_words_of_the_form(story):
    for asked in story.asks:
        assert story.organisation.offers(asked.right)
        assert all((asked.right, name) in QUESTION for name in asked.answers)
        named = asked.answers.get("activities", [])
        assert set(named) <= {activity.id for activity in story.organisation.activities}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_it_has_what_its_end_needs(story):
    if story.until in steps.QUESTIONS:
        assert len(story.question) > 40
    if story.until in (Status.PROPOSED, Status.DECIDED, Status.DELIVERED, Status.CLOSED):
        by_hand = [asked for asked in story.asks if asked.right not in COPIES]
        assert len(story.outcomes) == len(by_hand)
    assert set(story.fails) <= {system.id for system in story.organisation.sources}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_its_moments_follow_one_another_and_none_is_in_the_future(story):
    names = ("send", "take", "ask", "search", "review", "propose", "approve", "close")
    moments = [story.at(step, NOW) for step in names]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW
    assert moments == [story.at(step, NOW) for step in names]


def test_the_citizen_service_number_is_given_only_where_it_may_be_asked():
    for story in STORIES:
        assert ("bsn" in story.answers().identifiers) is story.organisation.may_ask_bsn  # UAVG 46


def test_a_parent_asks_under_an_own_name_and_address():
    (story,) = (each for each in STORIES if each.parent and each.organisation.slug == "akj")
    answers = story.answers()
    assert answers.representative["name"] == story.person.circle["mother"]
    assert answers.email != story.person.email


def test_an_organisation_without_stories_gets_two():
    sixth = dataclasses.replace(ORGANISATIONS["burojij"], slug="zesde")
    assert [story.until for story in list_stories([sixth])] == ["received", "in_treatment"]


def test_access_needs_a_look_in_the_systems():
    for story in STORIES:
        asked = {each.right for each in story.asks}
        assert steps.must_search(story) is bool(asked & {Right.ACCESS, Right.PORTABILITY})


def test_nobody_is_asked_about_who_is_born_today():
    assert all(story.person.birth_date < local_date(NOW) for story in STORIES)
    assert any(story.person.number >= PEOPLE for story in STORIES)
