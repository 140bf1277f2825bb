"""Messages with the citizen, and notes between colleagues."""

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.models.case import Case
from portal.services import correspondence
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened
from portal.web.typed import TEXT, AtMost, Needed, PlainForm, clean_text


class MessageForm(PlainForm):
    """A message to the citizen."""

    message = TextAreaField(
        _l("Message to the citizen"),
        filters=[clean_text],
        validators=[Needed(_l("Write a message.")), AtMost(TEXT)],
    )


class NoteForm(PlainForm):
    """A note for colleagues."""

    note = TextAreaField(
        _l("Note for colleagues"),
        description=_l(
            "The citizen does not see it here. Who asks for access to the own file may get it."
        ),
        filters=[clean_text],
        validators=[Needed(_l("Write a note.")), AtMost(TEXT)],
    )


@pages.get("/verzoek/<reference>/berichten")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_messages(reference: str) -> tuple[str, int]:
    """What was written, both ways, and the notes."""
    return _page(opened(reference, "messages"), MessageForm(), NoteForm(), None, 200)


@pages.post("/verzoek/<reference>/berichten")
@access.staff(*roles_that_may(Task.WRITE))
def send_message(reference: str) -> Response | tuple[str, int]:
    """Write to the citizen."""
    case = opened(reference, "messages")
    form = MessageForm(request.form)
    if not form.validate():
        return _page(case, form, NoteForm(), form, 422)
    correspondence.send(db(), case, form.message.data or "", actor=g.actor, now=now())
    flash(
        _("Your message is on the status page, and a mail says that it waits there.")
        if case.email
        else _("Your message is in the file. Send it by letter: there is no e-mail address."),
        "ok",
    )
    return back_to(case, "staff.show_messages")


@pages.post("/verzoek/<reference>/notities")
@access.staff(*roles_that_may(Task.WRITE))
def write_note(reference: str) -> Response | tuple[str, int]:
    """Write something down for colleagues."""
    case = opened(reference, "messages")
    form = NoteForm(request.form)
    if not form.validate():
        return _page(case, MessageForm(), form, form, 422)
    correspondence.note(db(), case, form.note.data or "", actor=g.actor, now=now())
    flash(_("Your note was kept."), "ok")
    return back_to(case, "staff.show_messages")


def _page(
    case: Case, message: MessageForm, note: NoteForm, wrong: PlainForm | None, code: int
) -> tuple[str, int]:
    return case_page(
        "messages.html",
        case,
        "staff.show_messages",
        code=code,
        form=wrong,
        message_form=message,
        note_form=note,
        messages=correspondence.list_messages(db(), case),
    )
