"""The files of an answer: letter, report, data to take along; looked through as files."""

import io
import zipfile

import pytest

from portal.files import FileStore
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.document import DocumentKind
from portal.redaction.checking import Watch
from portal.services import answer_files, clearing, documents
from portal.services.answer_files import File, leaks_in
from portal.services.answering import answer_letter
from tests.services import stories
from tests.services.annexed import NEEDS, THIRD, Dossier
from tests.services.test_documents import Paper


def test_data_to_take_along_are_a_file_of_their_own(sqlite_database, tmp_path, queue):
    slug = "bijstand-in-jeugdzorg"
    dossier = Dossier(sqlite_database, tmp_path / "vault", queue, slug, Right.PORTABILITY)
    consented = stories.organisation(slug).activities[0]
    assert "6.1.a" in consented.basis_article
    dossier.find([["Vraag", "Question", "Huur"]], given=True, activity=consented.id)
    with sqlite_database.transaction() as session:
        case = dossier.case(session)
        case.parts[0].outcome = Outcome.GRANTED
        for action in (Action.PROPOSE, Action.APPROVE):
            case.advance(action, Actor.portal(slug), stories.NOW)
    files = FileStore(tmp_path / "files")
    press = documents.Press(sqlite_database, files, stories.ORGANISATIONS, Paper())
    documents.make_answer(press, dossier.case_id, now=stories.NOW)
    with sqlite_database.transaction(write=False) as session:
        data = documents.find_document(session, dossier.case_id, DocumentKind.DATA)
        assert data.media_type == "application/zip"
        assert data.name.endswith("-gegevens.zip")
        packed = zipfile.ZipFile(io.BytesIO(files.read(data.key, data.sha256)))
    assert packed.namelist()[0] == "LEES-MIJ.txt"


@pytest.mark.parametrize("name", ["brief.txt", f"brief {THIRD}.txt"])
def test_a_name_of_a_file_is_looked_at_as_well(name):
    found = leaks_in(File(DocumentKind.LETTER, name, b"Beste Sanne"), Watch([THIRD]))
    assert bool(found) is (THIRD in name)


def test_what_is_too_large_to_look_through_at_once_waits_until_it_is_sent(
    sqlite_database, tmp_path, queue, monkeypatch
):
    dossier = Dossier(sqlite_database, tmp_path, queue)
    dossier.find([["Vraag", "Question", f"Over {THIRD}"]])
    dossier.mark_all(THIRD)

    def leaks() -> int:
        with sqlite_database.transaction() as session:
            case, here = dossier.case(session), stories.organisation()
            case.parts[0].outcome, case.personal = Outcome.PARTLY, f"Over {THIRD}."
            answer_files.look_before_proposing(session, case, here, None, now=stories.NOW)
            return len(clearing.list_leaks(session, case))

    monkeypatch.setattr(answer_files, "WHILE_WAITING", 0)
    assert leaks() == 0
    monkeypatch.undo()
    assert leaks() > 0


def test_an_answer_that_cannot_be_written_yet_is_not_looked_through(
    sqlite_database, tmp_path, queue
):
    dossier = Dossier(sqlite_database, tmp_path, queue)
    dossier.find([["Vraag", "Question", f"Over {THIRD}"]])
    dossier.mark_all(THIRD)
    with sqlite_database.transaction() as session:
        case = dossier.case(session)
        case.parts[0].outcome = Outcome.REFUSED  # without a ground: AVG 12.4
        here = stories.organisation()
        answer_files.look_before_proposing(session, case, here, None, now=stories.NOW)
        assert clearing.list_leaks(session, case) == []


def test_the_letter_says_why_passages_are_unreadable(sqlite_database, tmp_path, queue):
    dossier = Dossier(sqlite_database, tmp_path, queue)
    dossier.find([["Vraag", "Question", f"Over {THIRD}"]])
    dossier.mark_all(THIRD)
    with sqlite_database.transaction() as session:
        case = dossier.case(session)
        case.parts[0].outcome, case.parts[0].ground = Outcome.PARTLY, "others_rights"
        case.parts[0].needs, case.parts[0].reason = NEEDS, "Zie het rapport."
        letter = answer_letter(session, case, stories.organisation(), personal="", now=stories.NOW)
        reasons = {refusal.reason for part in letter.parts for refusal in part.refusals}
    assert any(NEEDS["written_balance"] in reason for reason in reasons)
