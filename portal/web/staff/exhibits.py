"""Documents among the data of a case: added by staff, how far they are read, their originals."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, flash, g, request, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response as Answer
from wtforms import SelectField, StringField, ValidationError

from portal.language import papers
from portal.law.lifecycle import Action
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.organisations.organisation import Text
from portal.papers.limits import FILE, MEGABYTE
from portal.services import cases, exhibits, looking, reading, recognising
from portal.services.exhibits import Document
from portal.services.looking import Look
from portal.services.permissions import Task, roles_that_may
from portal.vault import VaultShut
from portal.web import access
from portal.web.page import db, now, portal, words
from portal.web.staff import sourceview
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import (
    back_to,
    case_page,
    opened,
    own_organisation,
    possible,
    sitting,
)
from portal.web.typed import SHORT, AtMost, Needed, OneOf, PlainForm, clean_line

LARGEST = 60 * MEGABYTE  # all files that are sent at once
MOST_FILES = 20
TAB = "staff.show_data"


@pages.url_value_preprocessor
def _allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anybody reads the form: only staff that signed in sends whole documents, and here."""
    if endpoint == "staff.hand_in" and session.get("staff_id") is not None:
        request.max_content_length = LARGEST


class HandInForm(PlainForm):
    """Documents, and what they are."""

    files = MultipleFileField(
        _l("Which files?"),
        description=_l(
            "PDF, Word (docx), photos and scans, e-mails (eml) or text. At most %(number)s files, "
            "together 60 MB. Save older Word files (doc), OpenDocument (odt) and Outlook (msg) as "
            "PDF first.",
            number=MOST_FILES,
        ),
    )
    about = StringField(
        _l("What are they?"),
        description=_l("For example: letters about the complaint. The person reads it above them."),
        filters=[clean_line],
        validators=[Needed(_l("Say what the files are.")), AtMost(SHORT)],
    )
    activity = SelectField(
        _l("To which line of the register do they belong?"),
        validators=[OneOf(_l("Choose a line of the register."))],
        validate_choice=False,
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """Some files, not too many, none empty or too large."""
        field.data = [each for each in field.data or () if each]
        if not field.data:
            raise ValidationError(_("Choose one or more files."))
        if len(field.data) > MOST_FILES:
            raise ValidationError(_("Choose at most %(number)s files.", number=MOST_FILES))
        for each in field.data:
            size = each.stream.seek(0, 2)
            each.stream.seek(0)
            name = exhibits.named(each.filename or "")
            if not size:
                raise ValidationError(_("%(name)s is empty. Choose another file.", name=name))
            if size > FILE:
                raise ValidationError(
                    _("%(name)s is larger than 50 MB. Split it and add the parts.", name=name)
                )


@dataclass(frozen=True, slots=True)
class Line:
    """One document as the page shows it.

    Attributes:
        badge: how far it is, as a kind of badge and words.
        trouble: why it cannot be read, and what to do.
    """

    exhibit: Exhibit
    source: str
    badge: tuple[str, str]
    trouble: str
    may_take_back: bool
    may_read_again: bool


@pages.get("/verzoek/<reference>/gegevens/documenten")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_exhibits(reference: str) -> tuple[str, int]:
    """All documents of a case, and a form to add some."""
    return _page(opened(reference, "exhibits"), _fitted(HandInForm()))


@pages.post("/verzoek/<reference>/gegevens/documenten")
@access.staff(*roles_that_may(Task.COLLECT))
def hand_in(reference: str) -> Answer | tuple[str, int]:
    """Add documents to what was found."""
    case = opened(reference, "exhibits")
    form = _fitted(HandInForm(CombinedMultiDict([request.files, request.form])))
    if not form.validate():
        return _page(case, form, 422)
    about = form.about.data or ""
    documents = [
        Document(each.filename or "", each.stream.read(), each.mimetype) for each in form.files.data
    ]
    try:
        exhibits.hand_in(
            db(),
            portal().vault,
            case,
            documents,
            activity=form.activity.data,
            about=Text(about, about),
            actor=g.actor,
            now=now(),
        )
    except exhibits.TooManyDocuments:
        form.files.errors = [_("There are too many documents. Put some together in one PDF.")]
        return _page(case, form, 422)
    flash(
        ngettext(
            "%(num)d document was added and is being read.",
            "%(num)d documents were added and are being read.",
            len(documents),
        ),
        "ok",
    )
    return back_to(case, "staff.show_exhibits")


@pages.post("/verzoek/<reference>/gegevens/documenten/<int:exhibit_id>/weg")
@access.staff(*roles_that_may(Task.COLLECT))
def take_back_exhibit(reference: str, exhibit_id: int) -> Answer:
    """Take away a document that was added by mistake."""
    case = opened(reference, "exhibits")
    exhibit = _exhibit(case, exhibit_id)
    try:
        exhibits.take_back(db(), portal().vault, case, exhibit.finding, actor=g.actor, now=now())
    except exhibits.NotHandedIn:
        flash(_("This document stays: a system gave it, or somebody decided about it."), "info")
        return back_to(case, "staff.show_exhibits")
    flash(_("The document is gone from this case."), "ok")
    return back_to(case, "staff.show_exhibits")


@pages.post("/verzoek/<reference>/gegevens/documenten/<int:exhibit_id>/opnieuw")
@access.staff(*roles_that_may(Task.COLLECT))
def read_exhibit_again(reference: str, exhibit_id: int) -> Answer:
    """Have a document that could not be read tried once more."""
    case = opened(reference, "exhibits")
    exhibit = _exhibit(case, exhibit_id)
    try:
        reading.read_again(db(), case, exhibit, actor=g.actor, now=now())
    except reading.NothingToRead:
        flash(_("This document was read, or is being read already."), "info")
        return back_to(case, "staff.show_exhibits")
    flash(_("The document is being read again."), "ok")
    return back_to(case, "staff.show_exhibits")


@pages.get("/verzoek/<reference>/gegevens/documenten/<int:exhibit_id>/origineel")
@access.staff(*roles_that_may(Task.REVIEW), writes=True)
def download_original(reference: str, exhibit_id: int) -> Response:
    """A document as it came in, to keep or to open in a program of one's own; never shown here."""
    case = cases.find_visible(db(), reference, g.actor) or abort(404)
    exhibit = _exhibit(case, exhibit_id)
    who = {"since": sitting(), "actor": g.actor}
    looking.note_document(db(), exhibit, Look.ORIGINAL, now=now(), **who)
    try:
        content = exhibits.original_of(db(), portal().vault, exhibit)
    except (exhibits.NotReadable, VaultShut):
        abort(404)
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=exhibit.name)
    return response


def _exhibit(case: Case, exhibit_id: int) -> Exhibit:
    exhibit = exhibits.find_exhibit(db(), case, exhibit_id)
    if exhibit is None:
        abort(404)
    return exhibit


def _fitted(form: HandInForm) -> HandInForm:
    language = words().language
    form.activity.choices = [
        (each.id, each.name.in_(language)) for each in own_organisation().activities
    ]
    return form


def _page(case: Case, form: HandInForm, code: int = 200) -> tuple[str, int]:
    found = exhibits.list_exhibits(db(), case)
    return case_page(
        "exhibits.html",
        case,
        TAB,
        code=code,
        form=form,
        lines=[_line(case, each) for each in found],
        reads_pictures=recognising.can_read(),
        waiting=sum(each.state is ExhibitState.WAITING for each in found),
    )


def _line(case: Case, exhibit: Exhibit) -> Line:
    kind, text = papers.STATE[exhibit.state.value]
    finding = exhibit.finding
    return Line(
        exhibit=exhibit,
        source=sourceview.name_of(finding.search),
        badge=(kind, words().gettext(text)),
        trouble=papers.trouble(words(), exhibit.problem),
        may_take_back=exhibits.may_take_back(finding) and possible(case, Action.SEARCH),
        may_read_again=reading.may_read_again(exhibit) and possible(case, Action.SEARCH),
    )
