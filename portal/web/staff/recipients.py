"""The recipients of data that changed: told by letter or otherwise, or excused with a reason."""

from datetime import date
from typing import Any

from flask import abort, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.law.lifecycle import Action, ActionRefused
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.consequence import NoticeState, RecipientNotice
from portal.services import ledger, secrecy, telling
from portal.services.ledger import Excuse, How
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff import preview
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.consequence_forms import (
    EndForm,
    NoticeForm,
    never_form,
    recipient_form,
)
from portal.web.staff.consequences import TAB, consequences_page
from portal.web.staff.dossier import (
    back_to,
    case_page,
    opened,
    own_organisation,
    possible,
    today,
)


def _opened(reference: str, notice_id: int) -> tuple[Case, RecipientNotice]:
    case = opened(reference, "consequences")
    notice = ledger.find(db(), case, notice_id)
    if notice is None:
        abort(404)
    if not possible(case, Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    return case, notice


@pages.route("/verzoek/<reference>/gevolgen/ontvanger/<int:notice_id>", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def end_notice(reference: str, notice_id: int) -> Response | tuple[str, int]:
    """Write down that a recipient was told, or why not."""
    case, notice = _opened(reference, notice_id)
    form = EndForm(request.form)
    if request.method != "POST":
        form.how.data = How.LETTER.value if notice.letter_id else None
        form.day.data = today()
        return _end_page(case, notice, form, 200)
    if not (form.validate() and _ended(case, notice, form)):
        return _end_page(case, notice, form, 422)
    flash(_("Written down."), "ok")
    return back_to(case, TAB)


def _ended(case: Case, notice: RecipientNotice, form: EndForm) -> bool:
    """Store how it ended; notes the fault when it cannot be so."""
    if form.how.data in list(How):
        try:
            how, day = How(form.how.data), form.day.data or date.max
            ledger.tell(case, notice, how, day, actor=g.actor, now=now())
        except ledger.WrongDay:
            form.day.errors = [_("Fill in a day from the decision until today.")]
        return not form.errors
    try:
        why, reason = Excuse(form.how.data), form.reason.data or ""
        ledger.excuse(case, notice, why, reason, actor=g.actor, now=now())
    except ledger.ReasonNeeded:
        form.reason.errors = [_("Write down why not, in at least ten characters.")]
    return not form.errors


@pages.post("/verzoek/<reference>/gevolgen/ontvanger/<int:notice_id>/terug")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def reopen_notice(reference: str, notice_id: int) -> Response:
    """Put a recipient back among those to tell."""
    case, notice = _opened(reference, notice_id)
    if notice.state is not NoticeState.TO_TELL:
        ledger.reopen(case, notice, actor=g.actor, now=now())
    flash(_("This recipient must be told again."), "info")
    return back_to(case, TAB)


@pages.route(
    "/verzoek/<reference>/gevolgen/ontvanger/<int:notice_id>/brief", methods=["GET", "POST"]
)
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def write_notice(reference: str, notice_id: int) -> Response | tuple[str, int]:
    """The letter to one recipient, looked at before it is made."""
    case, notice = _opened(reference, notice_id)
    form = NoticeForm(request.form)
    part = next(part for part in case.parts if part.id == notice.part_id)
    corrected = part.right is Right.RECTIFICATION
    if not corrected:
        del form.what, form.new
    if not (corrected and case.secret_address):
        del form.needs_address
    if request.method != "POST":
        form.name.data = notice.recipient_nl
        if corrected:
            form.what.data = str(part.answers.get("field", ""))
            new = str(part.needs.get("corrected", ""))
            form.new.data = "" if secrecy.tells(case, new, form.what.data) else new
    if request.method != "POST" or preview.changing():
        return _notice_page(case, notice, form, 200)
    if not form.validate():
        return _notice_page(case, notice, form, 422)
    facts = _facts(case, notice, form)
    if facts is None:
        return _notice_page(case, notice, form, 422)
    shown = preview.unsent(
        case,
        LetterKind.RECIPIENT_NOTICE,
        facts,
        title=_("Letter to %(name)s", name=form.name.data),
        action=url_for("staff.write_notice", reference=reference, notice_id=notice_id),
        back=url_for(TAB, reference=reference),
    )
    if shown is not None:
        return shown
    telling.write_notice(
        db(),
        case,
        own_organisation(),
        notice,
        facts,
        personal=preview.personal(),
        actor=g.actor,
        now=now(),
    )
    flash(
        _("The letter is being made. Find it under Documents. Send it and write that down."), "ok"
    )
    return back_to(case, TAB)


def _facts(case: Case, notice: RecipientNotice, form: NoticeForm) -> dict[str, Any] | None:
    """What the letter tells; notes the fault when it would tell a secret address."""
    try:
        return telling.letter_facts(
            case,
            notice,
            name=form.name.data or "",
            address=(form.address.data or "").splitlines(),
            changes=[(form.what.data or "", form.new.data or "")] if form.what else [],
            needs_address=bool(form.needs_address and form.needs_address.data),
        )
    except telling.AddressIsSecret:
        form.new.errors = [_("This address is secret. Leave it out, or tick that they need it.")]
    return None


@pages.post("/verzoek/<reference>/gevolgen/ontvangers")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def add_recipient(reference: str) -> Response | tuple[str, int]:
    """Add somebody who got the data and whom the register does not name."""
    case = opened(reference, "consequences")
    if not possible(case, Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    form = recipient_form(case, filled=True)
    part = next((part for part in case.parts if str(part.id) == form.part.data), None)
    if form.validate() and part is not None:
        try:
            ledger.add(db(), case, part, form.name.data or "", actor=g.actor, now=now())
        except ledger.NameNeeded:
            form.name.errors = [_("This recipient stands in the list already.")]
    if form.errors or part is None:
        return consequences_page(case, code=422, form=form, adding=form)
    flash(_("This recipient stands in the list now."), "ok")
    return back_to(case, TAB)


@pages.post("/verzoek/<reference>/gevolgen/ontvangers/nooit")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def excuse_recipients(reference: str) -> Response | tuple[str, int]:
    """Write down of several recipients at once that these data never went there."""
    case = opened(reference, "consequences")
    if not possible(case, Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    rows = ledger.open_duties(db(), case)
    form = never_form(rows, filled=True)
    if not form.validate():
        return consequences_page(case, code=422, form=form, never=form)
    chosen = [row for row in rows if str(row.id) in (form.notices.data or [])]
    for row in chosen:
        why = form.why.data or ""
        ledger.excuse(case, row, Excuse.NEVER_GIVEN, why, actor=g.actor, now=now())
    number = len(chosen)
    flash(
        ngettext(
            "Written down for %(num)d recipient.", "Written down for %(num)d recipients.", number
        ),
        "ok",
    )
    return back_to(case, TAB)


@pages.route("/verzoek/<reference>/gevolgen/wie-het-weet", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def tell_person(reference: str) -> Response | tuple[str, int]:
    """Tell the person who was told (AVG 19)."""
    case = opened(reference, "consequences")
    if not possible(case, Action.TELL):
        raise ActionRefused(case.status, Action.TELL)
    back = url_for(TAB, reference=reference)
    if ledger.open_duties(db(), case):
        flash(_("First tell or excuse every recipient. Then the person hears all of it."), "error")
        return back_to(case, TAB)
    shown = preview.unsent(
        case,
        LetterKind.RECIPIENTS_TOLD,
        telling.told_facts(db(), case, own_organisation()),
        title=_("Tell the person who was told"),
        action=url_for("staff.tell_person", reference=reference),
        back=back,
    )
    if preview.changing():
        return back_to(case, TAB)
    if shown is not None:
        return shown
    telling.answer_person(
        db(), case, own_organisation(), personal=preview.personal(), actor=g.actor, now=now()
    )
    flash(_("The letter is being made; then the person gets a mail."), "ok")
    return back_to(case, TAB)


def _end_page(case: Case, notice: RecipientNotice, form: EndForm, code: int) -> tuple[str, int]:
    return case_page("recipient.html", case, TAB, code=code, form=form, notice=notice)


def _notice_page(
    case: Case, notice: RecipientNotice, form: NoticeForm, code: int
) -> tuple[str, int]:
    return case_page("recipient_letter.html", case, TAB, code=code, form=form, notice=notice)
