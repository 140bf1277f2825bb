"""Every built-in profile gives complete letters, in both languages."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portal.law.rights import ControllerKind
from portal.letters import from_profile
from portal.letters.printing import html_of
from portal.organisations import loading
from portal.organisations.organisation import Organisation
from tests.letters import sample_letters

DAY = date(2027, 1, 15)
PROFILES = loading.load_all(Path(loading.__file__).parent)


@pytest.fixture(scope="module", params=sorted(PROFILES))
def organisation(request: pytest.FixtureRequest) -> Organisation:
    return PROFILES[request.param]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_profile_fills_every_block(organisation: Organisation, language: str) -> None:
    sender = from_profile.sender(organisation, language, None)
    steps = from_profile.complaint_path(organisation, language)
    assert sender.form is organisation.address_form
    assert steps
    assert not any("(AP)" in step.name for step in steps)
    for activity in organisation.activities:
        made = from_profile.report_activity(organisation, activity, language, ())
        assert made.purpose == activity.purpose.in_(language)
        public = activity.controller_kind is ControllerKind.PUBLIC
        remedy = from_profile.remedy(
            organisation, language, activity.controller_kind, last_day=DAY if public else None
        )
        assert remedy.is_public is public


def test_a_profiles_own_article_stands_beside_its_rights(organisation: Organisation) -> None:
    own = {each.right: each.own_article for each in organisation.rights}
    made = from_profile.report_activity(organisation, organisation.activities[0], "nl", ())
    assert all(each.own_article == own.get(each.right, "") for each in made.rights)


def test_the_receipt_of_each_profile_names_it(organisation: Organisation) -> None:
    sender = from_profile.sender(organisation, "nl", None)
    html = html_of("receipt", replace(sample_letters.receipt(), sender=sender), "Bewijs", "Anna")
    assert organisation.name.nl in html.replace("&#39;", "'").replace("&amp;", "&")
