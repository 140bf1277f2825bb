"""Documents for the citizen: the receipt to keep, the answer."""

from flask import Response, abort, g, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.models.document import Document
from portal.organisations.organisation import Organisation
from portal.services import progress
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import citizen_of
from portal.web.citizen.sent import find_sent
from portal.web.page import db, now, portal


@citizen.get("/verzoek/ontvangstbewijs")
@access.public
def receipt(organisation: Organisation) -> BaseResponse | str:
    """The receipt of the request just sent; a page that looks again while it is being made."""
    case = find_sent(organisation)
    if case is None:
        return redirect(url_for("citizen.find_request", organisation=organisation))
    document = progress.find_receipt(db(), case)
    if document is None:
        return render_template("citizen/receipt_soon.html", case=case)
    return _hand_over(document)


@citizen.get("/mijn-verzoek/document/<int:document_id>")
@access.citizen_logged
def download(organisation: Organisation, document_id: int) -> Response:
    """A document that was made available; that it was fetched is written down."""
    own = progress.list_documents(
        db(), g.case, now=now(), with_receipt=g.case.identity_level > 0 or _is_sender()
    )
    document = next((each for each in own if each.id == document_id), None)
    if document is None:
        abort(404)
    progress.note_download(db(), document, actor=citizen_of(organisation), now=now())
    return _hand_over(document)


def _is_sender() -> bool:
    return bool(session.get("sent") == g.case.id)


def _hand_over(document: Document) -> Response:
    content = portal().files.read(document.key, document.sha256)
    response = Response(content, mimetype=document.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=document.name)
    return response
