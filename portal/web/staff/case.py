"""A case: its overview, documents and log."""

from flask import abort
from werkzeug.wrappers import Response

from portal.language import letters
from portal.language.questions import asked_lines
from portal.models.case import Case
from portal.services import cases, correspondence, triage, writing
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, portal, words
from portal.web.staff import phrases
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation

READERS = roles_that_may(Task.READ)
QUIET = ("viewed", "link_used", "link_sent", "code_sent", "code_wrong", "source_searched")


@pages.get("/verzoek/<reference>")
@access.staff(*READERS, writes=True)
def show_case(reference: str) -> tuple[str, int]:
    """What was asked, what happened, what to do next."""
    case = opened(reference, "overview")
    return case_page(
        "case.html",
        case,
        "staff.show_case",
        asked=[
            (part, asked_lines(words(), own_organisation(), part.right, part.answers))
            for part in case.parts
        ],
        history=_moments(case, everything=False),
        handlers=triage.list_handlers(db(), case.organisation),
    )


@pages.get("/verzoek/<reference>/documenten")
@access.staff(*READERS, writes=True)
def show_documents(reference: str) -> tuple[str, int]:
    """What the portal made: receipt, letter, report."""
    case = opened(reference, "documents")
    documents = correspondence.list_documents(db(), case)
    kinds = writing.kinds_of(db(), documents)
    return case_page(
        "documents.html",
        case,
        "staff.show_documents",
        documents=documents,
        names={key: letters.document(words(), kind) for key, kind in kinds.items()},
    )


@pages.get("/verzoek/<reference>/documenten/<int:document_id>")
@access.staff(*READERS, writes=True)
def download_document(reference: str, document_id: int) -> Response:
    """One document, as a file to keep."""
    case = opened(reference, "document")
    document = correspondence.find_document(db(), case, document_id)
    if document is None:
        abort(404)
    content = portal().files.read(document.key, document.sha256)
    response = Response(content, mimetype=document.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=document.name)
    return response


@pages.get("/verzoek/<reference>/logboek")
@access.staff(*READERS, writes=True)
def show_log(reference: str) -> tuple[str, int]:
    """Who did what and when, reading included (AVG 5.2)."""
    case = opened(reference, "log")
    return case_page("log.html", case, "staff.show_log", history=_moments(case, everything=True))


def _moments(case: Case, *, everything: bool) -> list[phrases.Moment]:
    quiet = () if everything else QUIET
    events = cases.list_events(db(), case)
    return [phrases.moment(event, name) for event, name in events if event.action not in quiet]
