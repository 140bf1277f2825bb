"""Between approval and letter the case may change; then the letter is made anew, or not at all."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from portal.files import FileStore
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.models.mail import MailKind, OutgoingMail
from portal.models.redaction import Leak, Mark, MarkState
from portal.redaction.found import NotCheckable
from portal.services import answer_files, authority, clearing, documents, lastcheck, review
from portal.services.alerts import Alert
from portal.services.exhibits import Document as HandedIn
from portal.services.obstacles import Obstacle
from tests.papers import scanned
from tests.services import stories
from tests.services.annexed import THIRD, Dossier
from tests.services.test_documents import Paper, stored_files, written
from tests.services.test_triage import hire

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


@pytest.fixture
def redacted(sqlite_database, tmp_path, queue):
    """A decided case in which a name was taken out."""
    dossier = Dossier(sqlite_database, tmp_path / "vault", queue)
    dossier.find([["Vraag", "Question", f"Over {THIRD}"]])
    assert dossier.mark_all(THIRD) == 1
    with sqlite_database.transaction() as session:
        case = dossier.case(session)
        case.parts[0].outcome = Outcome.PARTLY
        for action in (Action.PROPOSE, Action.APPROVE):
            case.advance(action, Actor.portal(case.organisation), stories.NOW)
    return dossier


def tell(dossier, words: str) -> None:
    with dossier.database.transaction() as session:
        dossier.case(session).personal = words


def test_what_was_taken_out_and_stands_in_the_answer_stops_it(redacted, tmp_path):
    press, database = press_of(redacted.database, tmp_path), redacted.database
    case_id = redacted.case_id
    with database.transaction() as session:
        hire(session, "cor", Role.COORDINATOR)
    tell(redacted, f"Wij spraken ook {THIRD.upper()}.")
    documents.make_answer(press, case_id, now=stories.NOW)
    assert stored(database, case_id) == (Status.IN_TREATMENT, [])
    assert stored_files(press) == 0
    with database.transaction(write=False) as session:
        case = session.get_one(Case, case_id)
        leaks = clearing.list_leaks(session, case)
        assert {leak.text for leak in leaks} == {THIRD}
        assert Obstacle.LEAKS_OPEN in review.facts_of(session, case).stopped_by
        assert "Teruggevonden" in case.messages[-1].body
        assert THIRD not in case.messages[-1].body
        mail = session.query(OutgoingMail).filter_by(kind=MailKind.DIGEST).one()
        assert mail.facts["lines"][0][2] == Alert.LEAK
        assert THIRD not in repr(mail.facts)


def test_once_it_is_gone_the_answer_goes(redacted, tmp_path):
    press = press_of(redacted.database, tmp_path)
    tell(redacted, "Tot ziens.")
    documents.make_answer(press, redacted.case_id, now=stories.NOW)
    status, kinds = stored(redacted.database, redacted.case_id)
    assert (status, len(kinds)) == (Status.DELIVERED, 2)


def test_who_proposes_hears_at_once_what_stands_in_the_letter(redacted):
    def look():
        with redacted.database.transaction() as session:
            case = redacted.case(session)
            answer_files.look_before_proposing(session, case, HERE, None, now=stories.NOW)
            return {leak.text for leak in clearing.list_leaks(session, case)}

    assert look() == set()
    tell(redacted, f"Groeten van {THIRD}.")
    assert look() == {THIRD}
    tell(redacted, "")
    assert look() == set()


def test_a_file_that_nobody_can_read_to_the_end_does_not_go(redacted, tmp_path):
    @dataclass(frozen=True)
    class Torn(Paper):
        def report(self, report, _work=None, _tell=None, _pictures=None) -> bytes:
            return b"%PDF-1.7 and no more"

    files = FileStore(tmp_path / "torn")
    press = documents.Press(redacted.database, files, stories.ORGANISATIONS, Torn())
    with pytest.raises(NotCheckable):
        documents.make_answer(press, redacted.case_id, now=stories.NOW)
    assert stored(redacted.database, redacted.case_id) == (Status.DECIDED, [])
    assert stored_files(press) == 0


def test_a_name_that_a_machine_misread_in_a_scan_stops_the_answer(sqlite_database, tmp_path, queue):
    dossier = Dossier(sqlite_database, tmp_path / "vault", queue)
    dossier.find([["Vraag", "Question", f"Over {THIRD}"]])
    dossier.hand_in(HandedIn("gescand.png", scanned.sheet("Later kwam Kccs Jansen binnen").png()))
    assert dossier.mark_all(THIRD) == 1
    with sqlite_database.transaction() as session:
        case = dossier.case(session)
        case.parts[0].outcome = Outcome.PARTLY
        session.query(Mark).filter_by(state=MarkState.SUGGESTED).delete()  # nobody judged it
        answer_files.look_before_proposing(session, case, HERE, dossier.vault, now=stories.NOW)
        places = [(leak.text, leak.place) for leak in clearing.list_leaks(session, case)]
        assert ("Kccs Jansen", "annex:1/page:1") in places
        session.query(Leak).delete()
        for action in (Action.PROPOSE, Action.APPROVE):
            case.advance(action, Actor.portal(case.organisation), stories.NOW)
    press = replace(press_of(sqlite_database, tmp_path), vault=dossier.vault)
    documents.make_answer(press, dossier.case_id, now=stories.NOW)
    assert stored(sqlite_database, dossier.case_id) == (Status.IN_TREATMENT, [])
