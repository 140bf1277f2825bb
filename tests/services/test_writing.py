"""Letters are written down whole or not at all, and look before sending as they will look."""

import pytest
from sqlalchemy import select

from portal.language.letters import Enclosure
from portal.law.grounds import Outcome
from portal.law.mandatory import LetterKind
from portal.letters import printing
from portal.letters.blocks import LetterIncomplete
from portal.models.audit import Actor, AuditEvent
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import writing
from tests.services import stories

LATE = {"was_due": "2026-11-19", "new_day": "2026-12-04"}


def write(session, case, facts=LATE, personal="", kind=LetterKind.LATE):
    return writing.write(
        session,
        case,
        stories.organisation(case.organisation),
        kind,
        facts=facts,
        personal=personal,
        actor=Actor.portal(case.organisation),
        now=stories.NOW,
    )


def test_a_letter_is_written_down_with_its_job_and_a_line_in_the_log(database, queue):
    with database.transaction() as session:
        case = stories.ask(session)
        row = write(session, case, personal="Dag.")
        event = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "letter_written")
        ).one()
        assert (row.kind, row.facts, row.personal) == (LetterKind.LATE, LATE, "Dag.")
        assert event.detail == {"kind": "late", "letter": row.id}
    assert queue.of(Job.MAKE_LETTER) == [row.id]


def test_a_letter_without_a_mandatory_part_is_not_written(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        for facts in ({}, LATE | {"new_day": "2026-11-01"}):
            with pytest.raises(LetterIncomplete):
                write(session, case, facts)
        with pytest.raises(LetterIncomplete, match="personal"):
            write(session, case, personal="x" * 1001)
        assert session.scalars(select(Letter)).all() == []
    assert queue.of(Job.MAKE_LETTER) == []


def test_a_letter_whose_template_forgets_a_block_is_not_written(
    sqlite_database, queue, monkeypatch
):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        monkeypatch.setattr(printing, "write_html", lambda *_given: "<body><p>Dag.</p></body>")
        with pytest.raises(LetterIncomplete, match="silence"):
            write(session, case)
    assert queue.of(Job.MAKE_LETTER) == []


def test_what_staff_see_before_is_what_the_row_makes_afterwards(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib")
        here = stories.organisation("cjib")
        seen = writing.preview(
            session, case, here, LetterKind.LATE, facts=LATE, personal="Dag.", now=stories.NOW
        )
        row = write(session, case, personal="Dag.")
        made = printing.fragment(writing.letter_of(session, row, here))
    assert made == seen
    assert "Dag." in seen
    assert "ingebrekestelling" in seen


def test_the_answer_can_be_seen_before_it_is_decided(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        here = stories.organisation()
        with pytest.raises(LetterIncomplete):
            writing.preview_answer(session, case, here, personal="", now=stories.NOW)
        case.parts[0].outcome = Outcome.GRANTED
        seen = writing.preview_answer(session, case, here, personal="Dag.", now=stories.NOW)
    assert "Ja. Wij doen wat u vroeg." in seen
    assert "<p>Dag.</p>" in seen


def test_each_document_knows_which_letter_it_is(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        row = write(session, case)
        made = [
            Document(case_id=case.id, kind=kind, letter_id=letter_id)
            for kind, letter_id in (
                (DocumentKind.RECEIPT, 0),
                (DocumentKind.LETTER, 0),
                (DocumentKind.LETTER, row.id),
                (DocumentKind.REPORT, 0),
                (DocumentKind.DATA, 0),
            )
        ]
        for number, document in enumerate(made):
            document.id = number
        assert writing.kinds_of(session, made) == {
            0: LetterKind.RECEIPT,
            1: LetterKind.ANSWER,
            2: LetterKind.LATE,
            3: Enclosure.REPORT,
            4: Enclosure.DATA,
        }
