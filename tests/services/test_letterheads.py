"""Profiles as blocks of a letter."""

from datetime import date

import pytest

from portal.law.rights import ControllerKind
from portal.letters.blocks import LetterIncomplete
from portal.services import letterheads
from tests.services import stories

SENT = date(2026, 11, 12)


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_organisation_has_a_whole_letterhead(slug, language):
    here = stories.organisation(slug)
    sender = letterheads.sender(here, language)
    assert sender.logo
    assert sender.contact.reachable
    assert letterheads.words_for(here, language).language == language


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
def test_the_authority_stands_in_the_letter_once(slug):
    steps = letterheads.complaint_path(stories.organisation(slug), "nl")
    assert steps
    assert not [step for step in steps if "Autoriteit Persoonsgegevens" in step.name]


def test_bezwaar_has_its_last_day_and_its_address():
    here = stories.organisation("cjib")
    remedy = letterheads.remedy(here, ControllerKind.PUBLIC, "nl", SENT)
    assert remedy.last_day == date(2026, 12, 24)
    assert remedy.body.reachable


def test_a_private_organisation_sends_people_to_the_court():
    here = stories.organisation("akj")
    remedy = letterheads.remedy(here, ControllerKind.PRIVATE, "nl", SENT)
    assert (remedy.kind, remedy.received) == (ControllerKind.PRIVATE, SENT)
    assert remedy.last_day == date(2026, 12, 24)


def test_a_body_without_an_address_for_bezwaar_gets_no_other_remedy():
    with pytest.raises(LetterIncomplete):
        letterheads.remedy(stories.organisation("akj"), ControllerKind.PUBLIC, "nl", SENT)
