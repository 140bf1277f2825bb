"""Between approval and letter the case may change; then the letter is made anew, or not at all."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from portal.files import FileStore
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.services import authority, documents, lastcheck
from tests.services import stories
from tests.services.test_documents import Paper, stored_files, written

HANDLER = Actor(ActorKind.STAFF, "juridisch-loket", None, "Anna", Role.HANDLER)
NOTE = "Uittreksel gezagsregister gezien, van 3 november."
HERE = stories.organisation()


@dataclass(frozen=True)
class Slow(Paper):
    """Prints so slowly that somebody changes the case meanwhile, once."""

    meanwhile: list = field(default_factory=list)

    def letter(self, letter) -> bytes:
        """The paper, after what happens meanwhile."""
        while self.meanwhile:
            self.meanwhile.pop()()
        return super().letter(letter)


def press_of(database, folder, *meanwhile) -> documents.Press:
    printer = Slow(meanwhile=list(meanwhile))
    return documents.Press(database, FileStore(folder / "files"), stories.ORGANISATIONS, printer)


def answers(session, case, **given) -> None:
    """Every question about who asks answered so that it goes on, but for those named."""
    for each in authority.questions(case, HERE):
        yes, _no = authority.EFFECTS.get(each.check.id, authority.USUALLY)
        usual = "yes" if yes is authority.Effect.GO_ON else "no"
        said = given.get(each.check.id, usual)
        authority.answer(
            session, case, HERE, each.check.id, said, NOTE, actor=HANDLER, now=stories.NOW
        )


@pytest.fixture
def case_id(database) -> int:
    """A decided case in which a parent asks for a child of eight."""
    with database.transaction() as session:
        case = stories.ask(session)
        case.birth_date, case.representative = date(2018, 1, 1), {"kind": "parent", "name": "P."}
        answers(session, case)
        stories.find(session, case, [[["Vraag", "Question", "Huur"]]])
        stories.decide(session, case)
        return case.id


def change(database, case_id, does):
    def run():
        with database.transaction() as session:
            does(session, session.get_one(Case, case_id))

    return run


def stored(database, case_id) -> tuple[Status, list[DocumentKind]]:
    with database.transaction(write=False) as session:
        kinds = session.query(Document.kind).filter_by(case_id=case_id)
        return session.get_one(Case, case_id).status, sorted(kind for (kind,) in kinds)


@pytest.mark.parametrize(
    "given",
    [{"authority_seen": "no"}, {"other_parent_objects": "yes"}, {"interest_of_child": "yes"}],
)
def test_who_may_no_longer_have_the_answer_does_not_get_it(database, case_id, tmp_path, given):
    learns = change(database, case_id, lambda session, case: answers(session, case, **given))
    press = press_of(database, tmp_path, learns)
    documents.make_answer(press, case_id, now=stories.NOW)
    assert stored(database, case_id) == (Status.IN_TREATMENT, [])
    assert stored_files(press) == 0
    with database.transaction(write=False) as session:
        case = session.get_one(Case, case_id)
        assert (case.proposed_by, case.approved_by, case.decided_at) == (None, None, None)
        assert case.delivered_at is None
        assert case.parts[0].outcome is Outcome.GRANTED
        assert "De brief is niet verstuurd." in case.messages[-1].body


def test_an_address_that_became_secret_has_the_letter_made_anew(database, case_id, tmp_path):
    hides = change(database, case_id, lambda _session, case: setattr(case, "secret_address", True))
    press = press_of(database, tmp_path, hides)
    with pytest.raises(lastcheck.CaseChanged):
        documents.make_answer(press, case_id, now=stories.NOW)
    assert stored(database, case_id) == (Status.DECIDED, [])
    assert stored_files(press) == 0
    documents.make_answer(press, case_id, now=stories.NOW)
    made = [DocumentKind.LETTER, DocumentKind.REPORT]
    assert stored(database, case_id) == (Status.DELIVERED, made)


def test_so_has_a_letter_in_the_middle(database, tmp_path):
    letter_id = written(press_of(database, tmp_path))
    with database.transaction(write=False) as session:
        case_id = session.get_one(Letter, letter_id).case_id
        assert session.get_one(Letter, letter_id).kind is LetterKind.LATE
    hides = change(database, case_id, lambda _session, case: setattr(case, "secret_address", True))
    press = press_of(database, tmp_path, hides)
    with pytest.raises(lastcheck.CaseChanged):
        documents.make_letter(press, letter_id, now=stories.NOW)
    assert stored(database, case_id)[1] == []
    documents.make_letter(press, letter_id, now=stories.NOW)
    assert stored(database, case_id)[1] == [DocumentKind.LETTER]
