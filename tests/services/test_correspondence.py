"""Messages, notes and documents of a case."""

from portal.models.case import Direction
from portal.models.document import Document, DocumentKind
from portal.models.mail import OutgoingMail
from portal.services import correspondence
from tests.services import stories
from tests.services.test_triage import NOW, hire


def test_a_message_is_on_the_page_and_the_mail_holds_nothing_of_it(database):
    with database.transaction() as session:
        case, me = stories.ask(session), hire(session)
        before = session.query(OutgoingMail).count()
        correspondence.send(session, case, "Geheim antwoord", actor=me.actor(), now=NOW)
        (message, name), *_ = correspondence.list_messages(session, case)
        assert (message.direction, message.body, name) == (
            Direction.TO_CITIZEN,
            "Geheim antwoord",
            "anna",
        )
        mails = session.query(OutgoingMail).all()
        assert len(mails) == before + 1
        assert "Geheim" not in str([mail.facts for mail in mails])


def test_a_document_of_another_case_is_not_found(database):
    with database.transaction() as session:
        one, two = stories.ask(session), stories.ask(session, key="two")
        document = Document(
            case_id=one.id,
            kind=DocumentKind.RECEIPT,
            name="x.pdf",
            key="k",
            size=1,
            sha256="0" * 64,
            created_at=NOW,
        )
        session.add(document)
        session.flush()
        assert correspondence.find_document(session, one, document.id) is document
        assert correspondence.find_document(session, two, document.id) is None
        assert list(correspondence.list_documents(session, one)) == [document]
