"""The jobs that make documents, with the real press."""

from portal.jobs.documents import make_answer, make_receipt
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.document import DocumentKind
from portal.services.documents import find_document
from tests.services import stories


def test_the_receipt_of_a_case_is_a_pdf(context):
    with context.portal.database.transaction() as session:
        case_id = stories.ask(session).id
    make_receipt(context, case_id)
    with context.portal.database.transaction(write=False) as session:
        receipt = find_document(session, case_id, DocumentKind.RECEIPT)
    assert context.portal.files.read(receipt.key, receipt.sha256).startswith(b"%PDF-")


def test_a_decided_case_is_answered(context):
    with context.portal.database.transaction() as session:
        case = stories.ask(session, right=Right.COMPLAINT, answers={"what": "Te laat"})
        stories.decide(session, case, Outcome.GRANTED)
        case_id = case.id
    make_answer(context, case_id)
    with context.portal.database.transaction(write=False) as session:
        assert session.get_one(Case, case_id).status is Status.DELIVERED
        letter = find_document(session, case_id, DocumentKind.LETTER)
    assert context.portal.files.read(letter.key, letter.sha256).startswith(b"%PDF-")
