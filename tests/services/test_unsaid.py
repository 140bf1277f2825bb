"""A record of which nothing may be said leaves no trace: not that it is there, and not where.

What the law does demand of a report with such a record, and so is all that may differ:
- that the right is limited, in general words, as ground and article (AVG 12.4, UAVG 41.2.h);
- that no sentence says "nothing about you" or "everything is here", for that would be untrue
  (AVG 5.1.a). What stands in its place is the same at each system and each activity.
"""

import json
import re

import pytest

from portal.law.grounds import Outcome
from portal.letters.attachment import as_json
from portal.letters.printing import letter_html, report_html
from portal.letters.report import SourceResult
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.services import answering, reporting
from portal.services.exhibits import HANDED_IN
from tests.services import stories

CALL = [["Datum", "Date", "2026-03-04", "date", "", False], ["Vraag", "Question", "Huur"]]
BALANCE = {"whose_interest": "That of a neighbour.", "written_balance": "Weighed."}
SILENT = {
    "may_be_told": "no",
    "necessity": "Er loopt een opsporingsonderzoek.",
    "proportionality": "Het kan niet lichter.",
    "weighed_41_2": "Alles is gewogen.",
}
LIMITED = "A law limits what we may tell you."  # AVG 12.4
LAW = ("UAVG 41", "UAVG article 41", "A law limits")
TRUE = {  # what may not be said any more, and what stands there at every system and activity
    "Systems that hold nothing about you": "Systems of which this report shows nothing",
    "Nothing about you": "Nothing in this report",
    "Activities in which we found nothing about you": "Activities of which "
    "this report shows nothing",
}


def search(session, case, source, result=SearchResult.NOTHING_HELD):
    made = SourceSearch(case_id=case.id, source=source, result=result, asked_at=stories.NOW)
    session.add(made)
    session.flush()
    return made


def leave_out(session, case, of, activity, ground, needs, number=1):
    """Records that are not given, each with a document of three pages."""
    of.result, of.found = SearchResult.HELD, number
    for each in range(number):
        finding = Finding(
            case_id=case.id,
            search_id=of.id,
            activity=activity,
            category_nl="Opsporing",
            category_en="Detection",
            fields=CALL,
            review=Review.LEAVE_OUT,
            ground=ground,
            reason="Stil.",
            needs=needs,
        )
        session.add(finding)
        finding.exhibit = Exhibit(
            case_id=case.id,
            name="x",
            media_type="x",
            size=1,
            sha256="x",
            key=f"{ground} {each}",
            pages=3,
            state=ExhibitState.READABLE,
            added_at=stories.NOW,
        )
    session.flush()


def told(session, where=None, *, shown=True, number=1):
    """The file, the text and the letter of a case with such records, or without."""
    trial = session.begin_nested()
    case = stories.ask(session, language="en")
    case.reference = "JL-2026-0001"
    here = stories.organisation()
    asked, idle = [each.id for each in here.sources[:2]]
    if shown:
        of = {asked: stories.find(session, case, [CALL])}
    else:
        of = {asked: search(session, case, asked)}
    of[idle] = search(session, case, idle)
    if where == HANDED_IN:
        of[HANDED_IN] = search(session, case, HANDED_IN)
    case.parts[0].outcome = Outcome.PARTLY
    if where:
        leave_out(session, case, of[where], here.activities[-1].id, "uavg41_d", SILENT, number)
    if shown:  # what is found later may not show the place of the other either
        leave_out(session, case, of[asked], here.activities[0].id, "others_rights", BALANCE)
    report = reporting.build_report(session, case, here, now=stories.NOW)
    letter = answering.answer_letter(session, case, here, personal="", now=stories.NOW)
    text = re.sub(r"\b[0-9a-f]{64}\b", "fingerprint of the file", report_html(report))
    made = json.loads(as_json(report)), text, letter_html(letter)
    trial.rollback()
    return made


@pytest.fixture
def places(database):
    """What is told without such a record, and with one at each place it can come from."""
    sources = [each.id for each in stories.organisation().sources[:2]]
    with database.transaction() as session:
        yield told(session), [told(session, each) for each in (*sources, HANDED_IN)], session


def test_it_does_not_show_where_it_is_nor_how_many_there_are(places):
    _, made, session = places
    made.append(told(session, HANDED_IN, number=4))
    first, *others = made
    for other in others:
        assert other == first


def test_with_and_without_it_the_file_differs_only_in_the_words_of_the_law(places):
    (without, _, _), ((data, _, _), *_), _ = places
    *known, general = data.pop("left_out")
    assert known == without.pop("left_out")
    assert (general["article"], general["count"]) == ("UAVG 41", 0)  # AVG 12.4
    for source in without["sources"]:  # AVG 5.1.a
        if source["result"] == SourceResult.NOTHING_HELD:
            source["result"] = SourceResult.NOTHING_SHOWN
    assert data == without


def test_with_and_without_it_the_text_differs_only_in_the_words_of_the_law(places):
    (_, without, plain), ((_, text, letter), *_), _ = places
    for untrue, true in TRUE.items():
        assert untrue in without
        assert untrue not in text
        without = without.replace(untrue, true)
    assert LIMITED in text
    text = text.replace(f" {LIMITED}", "")
    lines = set(text.splitlines()) ^ set(without.splitlines())
    assert lines
    for line in lines:
        assert any(each in line for each in LAW), line
    for line in set(letter.splitlines()) ^ set(plain.splitlines()):
        assert any(each in line for each in LAW)


def test_when_nothing_else_was_found_the_report_neither_says_yes_nor_no(sqlite_database):
    with sqlite_database.transaction() as session:
        here = stories.organisation().sources
        made = [told(session, each.id, shown=False) for each in here[:2]]
    assert made[0] == made[1]
    text = made[0][1]
    assert "Yes, we hold" not in text
    assert "No, we hold" not in text
    assert "We show you no data." in text
    assert "Everything we found about you" not in text
