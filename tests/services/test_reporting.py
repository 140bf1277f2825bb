"""The contents of the inzagerapport come from the register and the findings, nowhere else."""

import re
from dataclasses import replace
from datetime import date

import pytest

from portal.language.words import Words
from portal.law.grounds import Outcome
from portal.law.rights import ControllerKind, Right
from portal.letters.attachment import as_json
from portal.letters.printing import report_html
from portal.letters.report import SourceResult
from portal.models.case import CasePart
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.services import reporting, review, searched, withholding
from tests.services import stories

CALL = [["Datum", "Date", "2026-03-04", "date", "", False], ["Vraag", "Question", "Huur"]]
OTHER = [["Wederpartij", "Opponent", "Kees Bakker"]]


def build(session, case):
    session.flush()
    here = stories.organisation(case.organisation)
    return reporting.build_report(session, case, here, now=stories.NOW)


def test_every_activity_answers_what_the_law_asks(sqlite_database):
    with sqlite_database.transaction() as session:
        for slug in stories.ORGANISATIONS:
            case = stories.ask(session, slug, key=slug)
            stories.find(session, case, [CALL])
            report = build(session, case)
            register = stories.organisation(slug).activities
            assert [each.id for each in report.activities] == [each.id for each in register]
            for each in report.activities:
                assert all((each.purpose, each.legal_basis, each.categories, each.source))
                assert each.retention


def test_what_was_found_is_shown_in_the_readers_language(sqlite_database):
    with sqlite_database.transaction() as session:
        for language, label in (("nl", "Datum"), ("en", "Date")):
            case = stories.ask(session, language=language, key=language)
            stories.find(session, case, [CALL])
            report = build(session, case)
            assert report.item_count == 1
            field = report.with_data[0].groups[0].items[0].fields[0]
            assert (field.label, field.value) == (label, date(2026, 3, 4))


def test_nothing_undecided_or_left_out_is_shown(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(session, case, [OTHER], review=Review.UNDECIDED)
        assert "Kees Bakker" not in repr(build(session, case))


def test_what_was_left_out_is_counted_with_ground_and_reason(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(
            session,
            case,
            [OTHER, OTHER],
            review=Review.LEAVE_OUT,
            ground="others_rights",
            reason="Het gaat over iemand anders.",
        )
        report = build(session, case)
        assert "Kees Bakker" not in repr(report)
        (part,) = report.left_out
        assert (part.count, part.article) == (2, "AVG 15.4")
        (activity,) = report.with_data
        assert (activity.left_out, activity.groups, report.has_unsaid) == (2, (), False)


def test_what_may_not_be_told_is_told_without_its_ground_its_reason_and_its_kind(sqlite_database):
    needs = {
        "may_be_told": "no",
        "necessity": "Er loopt een opsporingsonderzoek.",
        "proportionality": "Het kan niet lichter.",
        "weighed_41_2": "Alles is gewogen.",
    }
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        search = stories.find(
            session, case, [OTHER], review=Review.LEAVE_OUT, ground="uavg41_d", reason="Stil."
        )
        (finding,) = search.findings
        session.flush()
        finding.needs, finding.category_nl = needs, "Opsporing"
        report = build(session, case)
        (part,) = report.left_out
        letter = withholding.left_out_of(session, case, Words("nl"), reporting.report_part(case))
        assert (part.count, part.article) == (0, "UAVG 41")  # how many may tell where
        assert report.with_data == ()  # which activity it is may tell why as well
        assert report.has_unsaid
        assert letter == (part,)
        for said in (repr(part), as_json(report).decode()):
            assert not re.search("opsporing|41 lid 1|41.1.d|Stil|lichter", said, re.IGNORECASE)


def test_data_of_a_namesake_are_not_even_counted(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        search = stories.find(
            session, case, [OTHER], review=Review.LEAVE_OUT, ground="not_about_person"
        )
        report = build(session, case)
        assert report.left_out == ()
        (source,) = report.sources
        assert (source.result, source.count) == (SourceResult.NOTHING_HELD, 0)
        session.add(
            Finding(
                case_id=case.id,
                search_id=search.id,
                activity=stories.organisation().activities[0].id,
                category_nl="Contacten",
                category_en="Contacts",
                fields=CALL,
                review=Review.INCLUDE,
            )
        )
        (source,) = build(session, case).sources
        assert (source.result, source.count) == (SourceResult.HELD, 1)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (SearchResult.NOTHING_HELD, SourceResult.NOTHING_HELD),
        (SearchResult.CANNOT_SEARCH, SourceResult.CANNOT_SEARCH),
        (SearchResult.FAILED, SourceResult.FAILED),
        (SearchResult.PENDING, SourceResult.FAILED),
    ],
)
def test_a_source_that_said_nothing_is_named_too(sqlite_database, stored, shown):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        source = stories.organisation().sources[0].id
        session.add(
            SourceSearch(case_id=case.id, source=source, result=stored, asked_at=stories.NOW)
        )
        (found,) = build(session, case).sources
        assert found.result is shown
        assert bool(found.reason) == (shown in (SourceResult.CANNOT_SEARCH, SourceResult.FAILED))


@pytest.mark.parametrize("reason", ["some_tables: notes", "broken_rows: 3"])
def test_a_source_seen_in_part_never_says_it_holds_nothing(sqlite_database, reason):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        search = stories.find(session, case, [])
        search.result, search.reason = SearchResult.NOTHING_HELD, reason
        (source,) = build(session, case).sources
        assert source.result is SourceResult.CANNOT_SEARCH
        assert source.reason
        assert review.facts_of(session, case).unanswered == (search,)
        other = stories.ask(session, key="other")
        stories.find(session, other, [CALL]).reason = reason
        (source,) = build(session, other).sources
        assert (source.result, source.count) == (SourceResult.HELD, 1)
        assert source.reason


def test_a_report_on_tasks_of_both_kinds_names_both_remedies(sqlite_database, monkeypatch):
    here = stories.organisation("cjib")
    first, *others = here.activities
    mixed = replace(
        here, activities=(replace(first, controller_kind=ControllerKind.PRIVATE), *others)
    )
    monkeypatch.setattr(stories, "organisation", lambda *_slug: mixed)
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib")
        stories.find(session, case, [CALL])
        report = build(session, case)
    html = report_html(report)
    assert report.remedy.kind is ControllerKind.PUBLIC
    assert [each.kind for each in report.more_remedies] == [ControllerKind.PRIVATE]
    assert "U kunt bezwaar maken" in html
    assert "verzoekschrift" in html
    assert b"more_remedies" not in as_json(report)


def test_who_decides_gives_the_remedy(sqlite_database):
    with sqlite_database.transaction() as session:
        public = stories.ask(session, "cjib", key="a")
        private = stories.ask(session, "burojij", key="b")
        stories.find(session, public, [CALL])
        stories.find(session, private, [CALL])
        assert build(session, public).remedy.last_day == date(2027, 1, 4)  # bridge: 1 January
        assert build(session, private).remedy.kind is ControllerKind.PRIVATE


def test_who_decides_on_the_data_chooses_the_remedy_of_the_report(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        stories.find(session, case, [CALL])
        case.parts.append(CasePart(right=Right.ERASURE, controller_kind=ControllerKind.PUBLIC))
        session.flush()
        assert build(session, case).remedy.kind is ControllerKind.PRIVATE


def test_how_identity_was_checked_is_told_in_one_sentence(sqlite_database):
    words = Words("en")
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        assert "no reason to doubt" in reporting.identity_sentence(words, case)
        case.identity_method, case.identity_at = "email_code", stories.NOW
        assert "code" in reporting.identity_sentence(words, case)
        case.identity_method = "desk"
        assert "desk" in reporting.identity_sentence(words, case)


def test_a_source_that_left_the_profile_keeps_its_id():
    assert searched.source_name(stories.organisation(), "gone", Words("nl")) == "gone"


def test_data_to_take_along_are_in_the_report_with_the_article_of_that_right(sqlite_database):
    why = "Dit gaat over uw buurman."
    with sqlite_database.transaction() as session:
        case = stories.ask(session, right=Right.PORTABILITY, answers={"to": "self"})
        stories.find(session, case, [CALL])
        found = session.query(Finding).one()
        more = {name: getattr(found, name) for name in ("case_id", "search_id", "activity")}
        session.add(
            Finding(**more, category_nl="x", category_en="x", fields=OTHER, ground="others_rights",
                    review=Review.LEAVE_OUT, reason=why)
        )  # fmt: skip
        report = build(session, case)
    assert report.item_count == 1
    assert [each.article for each in report.left_out] == ["AVG 20.4"]


def test_the_part_that_gives_data_says_what_the_report_is_about(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, answers={"scope": "some", "activities": ["advice"]})
        taken_along = CasePart(right=Right.PORTABILITY, controller_kind=ControllerKind.PRIVATE)
        case.parts.append(taken_along)
        assert reporting.report_part(case) is case.parts[0]
        case.parts[0].outcome, taken_along.outcome = Outcome.REFUSED, Outcome.GRANTED
        assert reporting.report_part(case) is taken_along
        case.parts[0].outcome = Outcome.GRANTED
        assert reporting.report_part(case) is case.parts[0]
