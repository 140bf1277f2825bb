"""Proving who you are with a code from your mail."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField

from portal.identity.email_code import MAX_TRIES, read_code
from portal.identity.method import Verdict
from portal.identity.registry import methods
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import identification
from portal.services.identification import Sending
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import citizen_of, reception, sender, sign_in
from portal.web.citizen.sent import find_own
from portal.web.page import db, keep, now, portal
from portal.web.typed import AtMost, Needed, PlainForm, clean_line


class CodeForm(PlainForm):
    """Six digits, with or without spaces."""

    code = StringField(
        _l("What is the code?"),
        description=_l("Six digits. Spaces do not matter."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in the code from the mail.")), AtMost(40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )


def masked(email: str) -> str:
    """Enough of an address to recognise one's own: j•••@example.com."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}•••@{host}"


@citizen.route("/verzoek/code", methods=["GET", "POST"])
@access.public
def prove(organisation: Organisation) -> Response | str | tuple[str, int]:
    """Type the code."""
    case = find_own(organisation)
    if case is None:
        flash(_("Your session has ended. Ask for a link by mail to go on."), "warning")
        return redirect(url_for("citizen.find_request", organisation=organisation))
    if case.identity_level > 0 and session.get("case_id") == case.id:
        return _proven(organisation, case)
    if request.method != "POST":
        return _show(case, CodeForm())
    form = CodeForm(request.form)
    if not form.validate():
        return _show(case, form), 422
    if read_code(form.code.data or "") is None:
        form.code.errors = [_("The code has six digits. Fill in all six.")]
        return _show(case, form), 422
    return _judge(organisation, case, form)


def _judge(organisation: Organisation, case: Case, form: CodeForm) -> Response | tuple[str, int]:
    verdict = identification.check_code(
        db(),
        case,
        form.code.data or "",
        methods=methods(portal().codes),
        actor=citizen_of(organisation),
        now=now(),
    )
    keep()  # a wrong try counts although the page is an error
    if verdict is Verdict.RIGHT:
        return _proven(organisation, case)
    form.code.errors = [_fault(verdict)]
    return _show(case, form), 422


def _proven(organisation: Organisation, case: Case) -> Response:
    sign_in(case, "sent", "sent_key")
    flash(_("Your e-mail address has been checked."), "ok")
    return redirect(url_for("citizen.progress", organisation=organisation), 303)


def _fault(verdict: Verdict) -> str:
    if verdict is Verdict.WRONG:
        return _(
            "This is not the code from our newest mail. Look at the mail and try again. "
            "After %(tries)s wrong codes you need a new one.",
            tries=MAX_TRIES,
        )
    if verdict is Verdict.TOO_MANY:
        return _("This code was wrong too often. Ask for a new code below.")
    return _("This code does not work any more. Ask for a new code below.")


def _show(case: Case, form: CodeForm) -> str:
    left = identification.seconds_left(db(), case, now=now())
    return render_template(
        "citizen/prove.html",
        form=form,
        case=case,
        email=masked(case.email) if case.email else "",
        minutes=-(-left // 60),
    )


@citizen.post("/verzoek/code/nieuw")
@access.public
def new_code(organisation: Organisation) -> Response:
    """Mail a new code; the one before stops working."""
    case = find_own(organisation)
    if case is None:
        return redirect(url_for("citizen.find_request", organisation=organisation), 303)
    here = reception()
    sending = identification.send_code(
        db(),
        case,
        methods=here.methods,
        throttle=here.throttle,
        sender=sender(),
        actor=citizen_of(organisation),
        now=now(),
    )
    if sending is Sending.SENT:
        flash(_("We have mailed you a new code. The old one does not work any more."), "ok")
    elif sending is Sending.TOO_MANY:
        flash(
            _("You asked for many codes. Wait an hour, then try again. Your request is safe."),
            "warning",
        )
    return redirect(url_for("citizen.prove", organisation=organisation), 303)
