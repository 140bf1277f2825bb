"""Profiles and cases as blocks of a letter."""

from dataclasses import replace
from datetime import date

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import LetterIncomplete
from portal.models.case import CasePart
from portal.organisations.organisation import AddressForm
from portal.services import letterheads
from tests.services import stories

SENT = date(2026, 11, 12)
NL = Words("nl")
PUBLIC, PRIVATE = ControllerKind.PUBLIC, ControllerKind.PRIVATE


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_organisation_has_a_whole_letterhead(slug, language):
    here = stories.organisation(slug)
    sender = letterheads.sender(here, language)
    assert sender.logo
    assert sender.contact.reachable
    assert sender.form is here.address_form
    assert letterheads.sender(here, language, AddressForm.JE).form is AddressForm.JE


@pytest.mark.parametrize("slug", stories.ORGANISATIONS)
def test_the_authority_stands_in_the_letter_once(slug):
    steps = letterheads.complaint_path(stories.organisation(slug), "nl")
    assert steps
    assert not [step for step in steps if "Autoriteit Persoonsgegevens" in step.name]


def test_letters_go_to_who_asked(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address = "Dorpsstraat 1\n\n1234 AB Ons Dorp "
        assert letterheads.recipient(case).name == "Sanne de Wit"
        case.representative = {"kind": "parent", "name": "Els de Wit"}
        assert letterheads.recipient(case).name == "Els de Wit"
        assert letterheads.recipient(case).address == ("Dorpsstraat 1", "1234 AB Ons Dorp")
        head = letterheads.head(case, stories.organisation(), NL, stories.NOW)
        assert head["on_behalf_of"] == "Sanne de Wit"
        case.representative = None
        assert not letterheads.head(case, stories.organisation(), NL, stories.NOW)["on_behalf_of"]


def test_a_secret_address_stands_on_no_letter(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.address, case.secret_address = "Dorpsstraat 1\n1234 AB Ons Dorp", True
        assert letterheads.recipient(case).address == ()


def test_a_complaint_to_the_fg_alone_is_answered_by_the_fg(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.COMPLAINT)
        here = stories.organisation()
        usual = letterheads.head(case, here, NL, stories.NOW)
        case.fg_only = True
        head = letterheads.head(case, here, NL, stories.NOW)
    assert usual["signatory"] == "Privacy Officer"
    assert head["signatory"] == here.privacy_officer.name.nl
    assert head["sender"].contact.name == here.privacy_officer.name.nl
    assert head["sender"].name == usual["sender"].name


def test_bezwaar_has_its_last_day_and_its_address():
    here = stories.organisation("cjib")
    remedy = letterheads.remedy(here, PUBLIC, "nl", SENT)
    assert remedy.last_day == date(2026, 12, 24)
    assert remedy.body.reachable


def test_a_private_organisation_sends_people_to_the_court():
    here = stories.organisation("akj")
    remedy = letterheads.remedy(here, PRIVATE, "nl", SENT)
    assert (remedy.kind, remedy.received) == (PRIVATE, SENT)
    assert remedy.last_day == date(2026, 12, 24)


def test_a_body_without_an_address_for_bezwaar_gets_no_other_remedy():
    with pytest.raises(LetterIncomplete):
        letterheads.remedy(stories.organisation("akj"), PUBLIC, "nl", SENT)


def two_parts(session, outcome=None):
    """A case at a public body, with a part on which it decides as anybody else would."""
    case = stories.ask(session, "cjib")
    case.parts[0].outcome = outcome
    case.parts.append(CasePart(right=Right.ERASURE, controller_kind=PRIVATE, outcome=outcome))
    session.flush()
    return case


def test_one_remedy_names_no_part(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib")
        (remedy,) = letterheads.remedies(case.parts, stories.organisation("cjib"), NL, SENT)
    assert (remedy.kind, remedy.about) == (PUBLIC, ())


def test_parts_that_others_decide_on_get_a_remedy_each_that_names_them(sqlite_database):
    with sqlite_database.transaction() as session:
        case = two_parts(session, Outcome.GRANTED)
        found = letterheads.remedies(case.parts, stories.organisation("cjib"), NL, SENT)
    assert [(each.kind, each.about) for each in found] == [
        (PUBLIC, ("inzage",)),
        (PRIVATE, ("gegevenswissing",)),
    ]


def test_a_part_that_is_no_decision_chooses_no_remedy(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        complaint = CasePart(right=Right.COMPLAINT, controller_kind=PUBLIC)
        case.parts.append(complaint)
        session.flush()
        (remedy,) = letterheads.remedies(case.parts, stories.organisation(), NL, SENT)
        case.parts[0].outcome = Outcome.WITHDRAWN
        assert letterheads.remedies(case.parts, stories.organisation(), NL, SENT) == ()
    assert remedy.kind is PRIVATE


def test_against_silence_each_part_has_its_road_too(sqlite_database):
    with sqlite_database.transaction() as session:
        found = letterheads.silence(two_parts(session), stories.organisation("cjib"), NL)
    assert [(each.kind, bool(each.body)) for each in found] == [(PUBLIC, True), (PRIVATE, False)]
    assert [each.about for each in found] == [("inzage",), ("gegevenswissing",)]


def test_who_asks_about_tasks_of_both_kinds_gets_both_remedies_with_the_tasks(sqlite_database):
    here = stories.organisation("cjib")
    first, *others = here.activities
    mixed = replace(here, activities=(replace(first, controller_kind=PRIVATE), *others))
    with sqlite_database.transaction() as session:
        parts = stories.ask(session, "cjib").parts
        public, private = letterheads.remedies(parts, mixed, NL, SENT)
        roads = letterheads.silence(parts[0].case, mixed, NL)
        parts[0].answers = {"activities": [others[0].id]}
        (only,) = letterheads.remedies(parts, mixed, NL, SENT)
    assert (public.kind, private.kind, only.kind) == (PUBLIC, PRIVATE, PUBLIC)
    assert private.about == (f"inzage ({first.name.nl})",)
    assert others[0].name.nl in public.about[0]
    assert first.name.nl not in public.about[0]
    assert (only.about, [road.kind for road in roads]) == ((), [PUBLIC, PRIVATE])
