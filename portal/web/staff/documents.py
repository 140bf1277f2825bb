"""The documents of a case, and on which day those on paper were posted."""

from collections.abc import Mapping, Sequence

from flask import Response as Download
from flask import abort, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.language import letters
from portal.language.words import local_date
from portal.models.case import Case, Procedure
from portal.models.document import Document
from portal.services import contesting, correspondence, posting, writing
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import DayField
from portal.web.page import db, now, portal, words
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, today
from portal.web.typed import Needed, PlainForm


class PostedForm(PlainForm):
    """When it left."""

    day = DayField(
        _l("Posted or handed over on"),
        validators=[Needed(_l("Fill in the day, such as 18-12-2026."))],
    )


@pages.get("/verzoek/<reference>/documenten")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_documents(reference: str) -> tuple[str, int]:
    """What the portal made: receipt, letter, report."""
    return _page(opened(reference, "documents"), {}, 200)


@pages.get("/verzoek/<reference>/documenten/<int:document_id>")
@access.staff(*roles_that_may(Task.READ), writes=True)
def download_document(reference: str, document_id: int) -> Download:
    """One document, as a file to keep."""
    case = opened(reference, "document")
    document = correspondence.find_document(db(), case, document_id)
    if document is None:
        abort(404)
    content = portal().files.read(document.key, document.sha256)
    response = Download(content, mimetype=document.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=document.name)
    return response


@pages.post("/verzoek/<reference>/documenten/<int:document_id>/gepost")
@access.staff(*roles_that_may(Task.WRITE))
def record_posting(reference: str, document_id: int) -> Response | tuple[str, int]:
    """Record that a letter was posted, and on which day."""
    case = opened(reference, "documents")
    document = correspondence.find_document(db(), case, document_id)
    if document is None:
        abort(404)
    form = PostedForm(request.form, prefix=_prefix(document))
    if not form.validate():
        return _page(case, {document.id: form}, 422)
    day = form.day.data
    try:
        again = posting.record(db(), case, document, day, actor=g.actor, now=now())
    except posting.NotByPost:
        abort(409)
    except posting.WrongDay:
        form.day.errors = [_("Fill in a day from when it was made until today.")]
        return _page(case, {document.id: form}, 422)
    flash(_("Recorded: posted on %(day)s.", day=words().date(day)), "ok")
    if again:
        flash(
            _(
                "With this day we owe another sum than we decided. Decide again what we owe. "
                "Write in that letter which decision it replaces."
            ),
            "warning",
        )
    _warn(case, document)
    return back_to(case, "staff.show_documents")


def _warn(case: Case, document: Document) -> None:
    """Say so when the letter names a last day that is too early by now."""
    dated, real = posting.dated(case), posting.counts_from(case)
    if posting.is_answer(document) and dated and real and real > dated:
        last = words().date(contesting.last_day(case))
        flash(
            _(
                "That is later than the date of the letter. The terms run until %(last)s. "
                "Tell the person so.",
                last=last,
            ),
            "warning",
        )


def _page(case: Case, wrong: Mapping[int, PostedForm], code: int) -> tuple[str, int]:
    """The documents.

    Parameters:
        wrong: what was filled in and must be mended, by the key of the document.
    """
    documents = correspondence.list_documents(db(), case)
    kinds = writing.kinds_of(db(), documents)
    waits = posting.waits_for_post(case)
    return case_page(
        "documents.html",
        case,
        "staff.show_documents",
        code=code,
        form=next(iter(wrong.values()), None),
        documents=documents,
        names={
            key: letters.document(words(), kind, bezwaar=case.procedure is Procedure.BEZWAAR)
            for key, kind in kinds.items()
        },
        post_by={each.id: posting.posting_day(local_date(each.created_at)) for each in documents},
        answer_by=posting.dated(case) if waits else None,
        forms_of={**_forms(case, documents), **wrong},
    )


def _forms(case: Case, documents: Sequence[Document]) -> dict[int, PostedForm]:
    """The form of each document that people post, with the day that is recorded."""
    return {
        each.id: PostedForm(prefix=_prefix(each), data={"day": each.posted_on or today()})
        for each in documents
        if posting.must_post(case, each)
    }


def _prefix(document: Document) -> str:
    return f"document{document.id}-"
